"""The habits of a file, by which new text in it is written.

Where a file has no habit, or several, new text is canonical. Here `+` marks new lines:

      title: 'Tide turns'
    + author: 'Noor'
      tags: [ sea, moon ]
    + topics: [ wind ]
      draft:
    + series:
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import Any

from ...read.nodes import Node
from ...schema import Type
from ...text.delimiters import Parts, column
from ...text.numbers import NULLS
from ...text.quoting import is_safe_unquoted
from ..emitter import Layout

# A flow collection on one line that is not empty, and a timestamp without its fraction.
_FLOW = re.compile(r"[\[{]( *)(?! ).*[^ ]( *)[\]}]")
_TIMESTAMP = re.compile(r"([0-9]{4}-[0-9]+-[0-9]+[Tt \t]+[0-9:]+)(?:\.[0-9]*)?(.*)")
_EMPTY_ABOVE = ("\n\n", "\n\r\n")


class Habits(Layout):
    """The habits of a file, or of a collection in it, found when a new text needs them."""

    def __init__(self, find: Callable[[], dict[str, object]], around: Any, **known: object) -> None:
        vars(self).update(known, find=find, around=around)

    def __getattr__(self, name: str) -> Any:
        own = vars(self)
        if own["find"] is not None:
            own.update({**own["find"](), **own, "find": None})
        return own[name] if name in own else getattr(own["around"], name)


def habits_of(parts: Parts, root: Node | None, type_: Type, *, literals: bool = True) -> Layout:
    """Return the habits of a file; of several places, the first of the least deep decides."""
    if root is None:
        return Layout(parts.newline, literals=literals)
    is_json = root.style == "{" and _is_json(parts.text[parts.block : parts.closing])
    known = {"newline": parts.newline, "literals": literals, "json": is_json}
    habits = Habits(partial(_found, parts, root), None, **known, text_quote="", key_quote="")
    return beside(habits, root, type_)


def beside(layout: Layout, node: Node, type_: Type) -> Layout:
    """Return a layout with the quotes of the strings in a collection, and those of its keys."""
    known = {"newline": layout.newline, "literals": layout.literals, "json": layout.json}
    return Habits(partial(_quotes_in, layout, node, type_), layout, **known)


def _found(parts: Parts, root: Node) -> dict[str, object]:
    """Return the habits for which all nodes are looked at."""
    text, nodes = parts.text, [root]
    inner: list[tuple[Node, Node]] = []
    for node in nodes:  # which grows
        children = [each for each in node.children if each.anchor is None]
        nodes += [each for each in children if not each.is_scalar]
        inner += [(each, node) for each in children]
    plain = [(each, node) for each, node in inner if not (each.style or each.tag)]
    nulls = (
        each.value
        for each, node in plain
        if each.value in NULLS and each.is_scalar and (each.value or not node.style)
    )
    dates = (each.value for each, _ in plain if each.value[:4].isdigit())
    times = filter(None, map(_TIMESTAMP.fullmatch, dates))
    styles = {each.style for each, _ in inner}
    blocks = [key.start for key, value in (root.pairs or ())[1:] if value.is_block]
    lists = [node for node in nodes if node.items and all(each.is_scalar for each in node.items)]
    found = Layout(
        mapping=next((step for each, step in _steps(text, nodes) if each.pairs and step), 2),
        sequence=next((step for each, step in _steps(text, nodes) if each.items), 2),
        flow_lists=bool(lists) and all(node.style for node in lists),
        brackets=_spaces(text, nodes, "["),
        braces=_spaces(text, nodes, "{"),
        null=next(nulls, "null"),
        timestamp=next((found[1] + found[2] for found in times), ""),
        quote="'" if "'" in styles and '"' not in styles else '"',
        spaced=bool(blocks) and all(text.endswith(_EMPTY_ABOVE, 0, start) for start in blocks),
        item_quote=_shared((_quotes(each, node) for node in lists for each in node.children), None),
    )
    return vars(found)


def _quotes_in(layout: Layout, node: Node, type_: Type) -> dict[str, object]:
    """Return the quotes of the strings in a collection, and those of its keys."""
    inner = type_ if node.items is None else type_.items
    fields = inner.schema.fields if inner.model is not None else {}
    quoted = {key for key, field in fields.items() if field.type.quoted}
    scalars = [each for each in node.items or () if each.is_scalar]
    pairs = [(*pair, each) for each in node.items or [node] for pair in each.pairs or ()]
    own = (each.style if each.style == '"' else _quotes(each, node) for each in scalars)
    # The marker `QUOTED` asks for double quotes, whatever other strings have.
    free = (pair for pair in pairs if pair[1].style != '"' or pair[0].value not in quoted)
    texts = chain(own, (_quotes(value, each) for _, value, each in free))
    text_quote = _shared(texts, None)
    if text_quote is None:
        text_quote = (layout.of_items if scalars else layout).text_quote
    key_quote = _shared((_quotes(key, each) for key, _, each in pairs), layout.key_quote)
    items = {"item_quote": text_quote} if scalars else {}
    return {"text_quote": text_quote, "key_quote": key_quote, **items}


def _steps(text: str, nodes: list[Node]) -> Iterator[tuple[Node, int]]:
    """Yield each block collection below a key, with the spaces that indent it."""
    for node in nodes:
        for key, value in node.pairs or ():
            if value.is_block:
                first = value.pairs[0][0].start if value.pairs else value.content
                # After `? `, the column of the key may be greater than that of the dashes below.
                yield value, max(column(text, first) - column(text, key.start), 0)


def _spaces(text: str, nodes: list[Node], style: str) -> str:
    """Return the spaces inside the brackets of the first flow collection on one line."""
    flows = (text[node.content : node.end] for node in nodes if node.style == style)
    found = next(filter(None, map(_FLOW.fullmatch, flows)), None)
    return found[1] if found and found[1] == found[2] else ""


def _quotes(node: Node, parent: Node) -> str | None:
    """Return the quotes of a string, if any; None if it needs double quotes, or is no string."""
    if not node.is_scalar or node.is_alias or node.is_null or node.tag or node.style in ("|", ">"):
        return None
    is_free = node.style == "'" or is_safe_unquoted(node.value, flow=bool(parent.style))
    return node.style if is_free else None


def _shared(quotes: Iterable[str | None], default: str | None) -> str | None:
    """Return the quotes that strings share, or none; by default, if there are no strings."""
    found = None
    for each in quotes:
        if each == "" or (None not in (each, found) and each != found):
            return ""
        found = found or each
    return default if found is None else found


def _is_json(block: str) -> bool:
    from json import loads

    with suppress(ValueError, RecursionError):
        loads(block)
        return True
    return False
