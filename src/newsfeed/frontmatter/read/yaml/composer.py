"""The composer, which builds the nodes of the front matter from PyYAML's events.

PyYAML's own composer recurses in C without a limit, and drops tags and the positions of aliases.
"""

import re
from contextlib import suppress
from typing import Any

import attrs
import yaml

from ....errors import Code, ParseError, Problem
from ...limits import MAX_DEPTH, MAX_TAG_LENGTH, RAISE_LIMIT
from ...text.delimiters import Parts, match_end
from ...text.quoting import has_surrogate
from ..nodes import Node
from . import loaders
from .loaders import PureLoader
from .syntax_errors import position_in_block, syntax_message

# The characters that YAML forbids, the surrogates, which UTF-8 cannot encode, and U+FEFF at the
# start of a line, where libyaml skips it.
_UNREADABLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
    "(?<![^\n\r\x85\u2028\u2029]\ufeff)"
)
# The only forms of tags and of block scalar headers that libyaml and PyYAML parse alike.
_COMMON_TAG = re.compile(r"!(?:<[^\s>]*>|(?:[\w-]*!)?[^\s,\[\]{}!]*)(?:[ \r\n]|\Z)", re.ASCII)
_COMMON_HEADER = re.compile(r"[|>][-+0-9]*[ \r\n]")
# The anchor and tag before a value, with the spaces, newlines and comments after them.
_PROPERTIES = re.compile(r"(?:(?:&[^\s,\[\]{}]+|!(?:<[^>\s]*>|[^\s,\[\]{}]*))(?:\s|#[^\n]*\n)*)+")
# The number of `%` directives from which libyaml is skipped, as its time is quadratic in them.
_MANY_DIRECTIVES = 1_000
_TOO_DEEP = f"expected at most {MAX_DEPTH} levels of nesting"


def compose(parts: Parts, most: int) -> Node | None:
    """Return the root node of front matter or None; raise ParseError for more than `most` nodes."""
    block = parts.text[parts.block : parts.closing]
    unreadable = _UNREADABLE.search(block)
    if unreadable is not None:
        found = f"U+{ord(unreadable[0]):04X}"
        what = "begin a line" if unreadable[0] == "\ufeff" else "stand"
        message = f"{found} cannot {what} in YAML; write it as an escape in double quotes"
        raise _error(parts, Code.CHARACTER, message, unreadable.start())
    if loaders.LOADER is not PureLoader and block.count("\n%") < _MANY_DIRECTIVES:
        # libyaml rejects a little more than PyYAML, with other messages. PyYAML's own parser
        # decides, so that the result is the same with and without libyaml.
        with suppress(yaml.YAMLError):
            return _Composer(parts, loaders.LOADER(block), most).document()
    return _compose_pure(parts, block, most)


def _compose_pure(parts: Parts, block: str, most: int) -> Node | None:
    """Parse front matter with PyYAML's own parser, which writes the message of each error."""
    loader = PureLoader(block)
    try:
        return _Composer(parts, loader, most).document()
    except ParseError:
        raise  # it is a ValueError, but its message is complete
    except yaml.MarkedYAMLError as error:
        problem, index = syntax_message(error, loader, parts)
    except (ValueError, OverflowError) as error:
        # PyYAML converts numbers in escapes and directives without checking their size.
        problem, index = str(error), loader.get_mark().index
    raise _error(parts, Code.SYNTAX, f"not valid YAML: {problem}", index) from None


class _Composer:
    def __init__(self, parts: Parts, loader: Any, most: int) -> None:
        self.parts = parts
        self.next_event = loader.get_event
        self.is_pure = isinstance(loader, PureLoader)
        self.anchors: dict[str, Node | None] = {}
        self.most = self.nodes_left = self.alias_nodes_left = most

    def document(self) -> Node | None:
        """Compose the only document of the stream; return None for an empty stream."""
        self.next_event()  # the start of the stream
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            return None
        root = self.node(self.next_event(), 0)
        self.next_event()  # the end of the document
        end = self.next_event()
        if not isinstance(end, yaml.StreamEndEvent):
            if not self.is_pure:
                # PyYAML's own parser may report an earlier error.
                raise yaml.YAMLError
            raise self.error(Code.SYNTAX, "expected one YAML document, found a second", end)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """Compose the node that begins with an event, and store it under its anchor."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        self.nodes_left -= 1
        if self.nodes_left < 0:
            message = f"expected at most {self.most:,} values"
            raise self.error(Code.SIZE, f"{message}; {RAISE_LIMIT}", event)
        if event.anchor is not None:
            # None until the node is complete, so that an alias inside it is rejected.
            self.anchors[event.anchor] = None
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event)
        elif depth == MAX_DEPTH:
            raise self.error(Code.DEPTH, _TOO_DEEP, event)
        else:
            node = self.collection(event, depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: Any, depth: int) -> Node:
        """Return a copy of an anchor's node with the offsets of its alias."""
        target = self.anchors.get(event.anchor)
        if target is None:
            is_open = event.anchor in self.anchors
            fault = "stands in its own anchor" if is_open else "has no anchor before it"
            raise self.error(Code.ALIAS, f"the alias *{event.anchor} {fault}", event)
        size, height = _size_and_height(target)
        if depth + height > MAX_DEPTH:
            raise self.error(Code.DEPTH, _TOO_DEEP, event)
        # Nested aliases can expand exponentially, so their total size is limited too.
        self.alias_nodes_left -= size
        if self.alias_nodes_left < 0:
            message = f"the aliases up to here stand for more than {self.most:,} values"
            raise self.error(Code.ALIAS, message, event)
        start, end = self.span(event)
        return attrs.evolve(target, start=start, content=start, end=end, anchor=target)

    def scalar(self, event: Any) -> Node:
        """Compose a scalar, without the empty space or lines after it."""
        start, end = self.span(event)
        node = Node(event.style or "", start, start, end, None, event.value)
        if event.anchor is not None or event.tag is not None:
            node.tag = self.tag(event)
            node.content = self.content(start, end)
        elif start == end:
            # libyaml puts an empty scalar after the whitespace, PyYAML before it.
            while self.parts.text[end - 1] in " \t\r\n":
                end -= 1
            node.start = node.content = node.end = end
        if node.style in ("|", ">"):
            self.require_common(_COMMON_HEADER, node.content)
            self.trim_block_scalar(node)
        # Only an escape can produce a surrogate: `compose` rejects any in the source.
        if node.style == '"' and has_surrogate(node.value):
            message = "a surrogate is no character; write \\UXXXXXXXX"
            raise self.error(Code.CHARACTER, message, event)
        return node

    def collection(self, event: Any, depth: int) -> Node:
        """Compose a sequence or a mapping; a block collection ends with its last node."""
        start, _ = self.span(event)
        node = Node("", start, start, start)
        if event.anchor is not None or event.tag is not None:
            node.tag = self.tag(event)
            node.content = self.content(start, len(self.parts.text))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.flow_style:
            node.style = "{" if is_mapping else "["
        end_event = yaml.MappingEndEvent if is_mapping else yaml.SequenceEndEvent
        nodes = []
        while not isinstance(event := self.next_event(), end_event):
            nodes.append(self.node(event, depth))
        if node.style or not nodes:
            node.end = self.span(event)[1]
        else:
            node.end, node.ending = max([each.end for each in nodes]), nodes[-1].ending
        if is_mapping:
            node.pairs = list(zip(nodes[::2], nodes[1::2], strict=True))
        else:
            node.items = nodes
        return node

    def span(self, event: Any) -> tuple[int, int]:
        base = self.parts.block
        return base + event.start_mark.index, base + event.end_mark.index

    def tag(self, event: Any) -> str | None:
        """Return the tag of a node without the standard prefix; `!` makes a scalar a string."""
        tag: str | None = event.tag
        if tag is None:
            return None
        if len(tag) > MAX_TAG_LENGTH:
            message = f"expected a tag of at most {MAX_TAG_LENGTH} characters; remove it"
            raise self.error(Code.TAG, message, event)
        self.require_common(_COMMON_TAG, self.parts.text.index("!", self.span(event)[0]))
        if tag == "!":
            return "str" if isinstance(event, yaml.ScalarEvent) else None
        standard = tag.removeprefix("tag:yaml.org,2002:") or tag
        return f"!<{tag}>" if standard == tag and tag[:1] != "!" else standard

    def require_common(self, common: re.Pattern[str], offset: int) -> None:
        """Fall back to PyYAML's own parser for a form that only libyaml may accept."""
        if not self.is_pure and not common.match(self.parts.text, offset):
            raise yaml.YAMLError

    def content(self, start: int, end: int) -> int:
        return match_end(_PROPERTIES, self.parts.text, start, end)

    def trim_block_scalar(self, node: Node) -> None:
        """End a block scalar before its trailing empty lines, unless `+` makes them its value."""
        lines = self.parts.text[node.content : node.end]
        keeps = "+" in lines.partition("\n")[0].partition("#")[0]
        node.ending = "+" if keeps else "|"
        trimmed = re.sub(r"\r?\n\Z", "", lines) if keeps else lines.rstrip("\r\n")
        node.end = node.content + len(trimmed)

    def error(self, code: Code, message: str, event: Any) -> ParseError:
        return _error(self.parts, code, message, event.start_mark.index)


def _error(parts: Parts, code: Code, message: str, index: int) -> ParseError:
    return ParseError([Problem(code, message, *position_in_block(parts, index))], parts.text)


def _size_and_height(node: Node) -> tuple[int, int]:
    """Return the number of nodes and the levels of collections in a node, with aliases expanded."""
    inner = [_size_and_height(each) for each in node.children]
    height = max((height for _, height in inner), default=0)
    # Ten characters count as a node, because the text of a scalar is repeated for each alias.
    size = 1 + len(node.value) // 10 + sum(size for size, _ in inner)
    return size, height + (not node.is_scalar)
