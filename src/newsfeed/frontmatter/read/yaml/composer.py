"""The composer: a front matter to nodes, from PyYAML's events.

PyYAML's own composer recurses in C without a limit, forgets where an alias stands and which tags
were written; its events tell all that, at less cost.
"""

import re
from typing import Any

import attrs
import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from ....errors import Code, ParseError, Problem
from ...limits import DEEPEST, LONGEST_TAG, RAISE_LIMIT
from ...text.delimiters import Parts
from ...text.quoting import has_surrogate
from ..nodes import Node
from . import loaders
from .loaders import PureLoader
from .syntax import explain, place

# What YAML cannot hold (libyaml and PyYAML differ on U+FEFF), and the surrogates that UTF-8 cannot
# encode.
_UNREADABLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
# The only forms of a tag and of the header of a block scalar that libyaml and PyYAML read alike.
_COMMON_TAG = re.compile(r"!(?:<[^\s>]*>|(?:[\w-]*!)?[^\s,\[\]{}!]*)(?:[ \r\n]|\Z)", re.ASCII)
_COMMON_HEADER = re.compile(r"[|>][-+0-9]*[ \r\n]")
_PROPERTIES = re.compile(r"(?:(?:&[^\s,\[\]{}]+|!(?:<[^>\s]*>|[^\s,\[\]{}]*))(?:\s|#[^\n]*\n)*)+")
_LAST_BREAK = re.compile(r"\r?\n\Z")
# libyaml compares each directive with all before it.
_MANY_DIRECTIVES = 1_000
_STANDARD = "tag:yaml.org,2002:"


def compose(parts: Parts, most: int) -> Node | None:
    """Read the YAML of a front matter into nodes.

    Args:
        parts: The text and where its block stands.
        most: How many nodes the block may have, and how many its aliases may stand for.

    Returns:
        The root, or None if the block is empty.

    Raises:
        ParseError: If the block is not one YAML document, is too deep, or holds too much.
    """
    block = parts.text[parts.block : parts.closing]
    unreadable = _UNREADABLE.search(block)
    if unreadable is not None:
        found = f"U+{ord(unreadable[0]):04X}"
        message = f"{found} cannot stand in YAML; write it as an escape in double quotes"
        raise _error(parts, Code.CHARACTER, message, unreadable.start())
    if loaders.LOADER is not PureLoader and block.count("\n%") < _MANY_DIRECTIVES:
        try:
            return _Composer(parts, loaders.LOADER(block), most).document()
        except yaml.YAMLError:
            # libyaml words its errors differently and refuses a little more: PyYAML's parser has
            # the last word, so that the answer is the same with and without libyaml.
            pass
    return _composed_purely(parts, block, most)


def _composed_purely(parts: Parts, block: str, most: int) -> Node | None:
    loader = PureLoader(block)
    try:
        return _Composer(parts, loader, most).document()
    except ParseError:
        raise
    except yaml.MarkedYAMLError as error:
        problem, index = explain(error, loader, parts)
    except (ValueError, OverflowError) as error:
        # PyYAML converts numbers in escapes and directives without a check.
        problem, index = str(error), loader.get_mark().index
    raise _error(parts, Code.SYNTAX, f"not valid YAML: {problem}", index) from None


class _Composer:
    def __init__(self, parts: Parts, loader: Any, most: int) -> None:
        self.parts = parts
        self.next_event = loader.get_event
        self.is_pure = isinstance(loader, PureLoader)
        self.anchors: dict[str, Node | None] = {}
        self.most = self.left = most
        self.aliasable = most

    def document(self) -> Node | None:
        """Compose the one document of the stream; None if there is none."""
        self.next_event()
        if isinstance(self.next_event(), StreamEndEvent):
            return None
        root = self.node(self.next_event(), 0)
        self.next_event()
        end = self.next_event()
        if not isinstance(end, StreamEndEvent):
            if not self.is_pure:
                # PyYAML's own parser may find a fault in its line before.
                raise yaml.YAMLError
            raise self.error(Code.SYNTAX, "expected one YAML document, found a second", end)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """Compose what an event begins, and note its anchor; open until it ends, as None."""
        if isinstance(event, AliasEvent):
            return self.alias(event, depth)
        self.left -= 1
        if self.left < 0:
            message = f"expected at most {self.most:,} values"
            raise self.error(Code.SIZE, f"{message}; {RAISE_LIMIT}", event)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        if isinstance(event, ScalarEvent):
            node = self.scalar(event)
        elif depth == DEEPEST:
            raise self.too_deep(event)
        else:
            node = self.collection(event, depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: Any, depth: int) -> Node:
        """Compose the node of an anchor again, at the place of its alias."""
        target = self.anchors.get(event.anchor)
        if target is None:
            what = (
                "stands in its own anchor"
                if event.anchor in self.anchors
                else "has no anchor before it"
            )
            raise self.error(Code.ALIAS, f"the alias *{event.anchor} {what}", event)
        size, height = _extent(target)
        if depth + height > DEEPEST:
            raise self.too_deep(event)
        self.aliasable -= size
        if self.aliasable < 0:
            message = f"the aliases up to here stand for more than {self.most:,} values"
            raise self.error(Code.ALIAS, message, event)
        start, end = self.span(event)
        return attrs.evolve(target, start=start, content=start, end=end, is_alias=True)

    def scalar(self, event: Any) -> Node:
        """Compose a scalar, its end where a person sees it."""
        start, end = self.span(event)
        node = Node(event.style or "", start, start, end, None, event.value)
        if event.anchor is not None or event.tag is not None:
            node.tag = self.tag(event)
            node.content = self.content(start, end)
        elif start == end:
            # libyaml puts an empty scalar after the blanks, PyYAML before them.
            while self.parts.text[end - 1] in " \t\r\n":
                end -= 1
            node.start = node.content = node.end = end
        if node.style in ("|", ">"):
            self.doubt(_COMMON_HEADER, node.content)
            self.trim_block_scalar(node)
        # Only an escape can make one: the block itself holds none.
        if node.style == '"' and has_surrogate(node.value):
            raise self.error(
                Code.CHARACTER, "a surrogate is no character; write \\UXXXXXXXX", event
            )
        return node

    def collection(self, event: Any, depth: int) -> Node:
        """Compose a sequence or a mapping; one in lines ends where its last node does."""
        start, _ = self.span(event)
        node = Node("", start, start, start)
        if event.anchor is not None or event.tag is not None:
            node.tag = self.tag(event)
            node.content = self.content(start, len(self.parts.text))
        is_mapping = isinstance(event, MappingStartEvent)
        if event.flow_style:
            node.style = "{" if is_mapping else "["
        end_event = MappingEndEvent if is_mapping else SequenceEndEvent
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
        tag: str | None = event.tag
        if tag is None:
            return None
        if len(tag) > LONGEST_TAG:
            message = f"expected a tag of at most {LONGEST_TAG} characters; remove it"
            raise self.error(Code.TAG, message, event)
        self.doubt(_COMMON_TAG, self.parts.text.index("!", self.span(event)[0]))
        if tag == "!":
            return "str" if isinstance(event, ScalarEvent) else None
        return tag.removeprefix(_STANDARD) or tag

    def doubt(self, common: re.Pattern[str], offset: int) -> None:
        """Leave to PyYAML's parser what libyaml's takes and it may refuse."""
        if not self.is_pure and not common.match(self.parts.text, offset):
            raise yaml.YAMLError

    def content(self, start: int, end: int) -> int:
        properties = _PROPERTIES.match(self.parts.text, start, end)
        return properties.end() if properties else start

    def trim_block_scalar(self, node: Node) -> None:
        """Leave out the empty lines behind the text, but not those that `+` keeps in the value."""
        lines = self.parts.text[node.content : node.end]
        keeps = "+" in lines.partition("\n")[0].partition("#")[0]
        node.ending = "+" if keeps else "|"
        trimmed = _LAST_BREAK.sub("", lines) if keeps else lines.rstrip("\r\n")
        node.end = node.content + len(trimmed)

    def too_deep(self, event: Any) -> ParseError:
        return self.error(Code.DEPTH, f"expected at most {DEEPEST} levels of nesting", event)

    def error(self, code: Code, message: str, event: Any) -> ParseError:
        return _error(self.parts, code, message, event.start_mark.index)


def _error(parts: Parts, code: Code, message: str, index: int) -> ParseError:
    return ParseError([Problem(code, message, *place(parts, index))], parts.text)


def _extent(node: Node) -> tuple[int, int]:
    """Count the nodes that a node is made of and its levels of collections, aliases followed.

    Ten characters of text count as a node: written out where it is used, it may be as long.
    """
    inner = [_extent(each) for each in node.nodes]
    height = max((height for _, height in inner), default=0)
    size = 1 + len(node.value) // 10 + sum(size for size, _ in inner)
    return size, height + (not node.is_scalar)
