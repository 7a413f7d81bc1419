"""The entry reader, which parses hand-written front matter entry by entry.

`cutting` cuts the lines between the delimiters into keys and raw values. `values` reads the usual
values at once: scalars on one line, and lists and mappings in lines. Every other value becomes a
node (`blocks`, `strings`, `flow`): the one that the YAML reader would produce, to the offset, and
converted in the same way. The nodes of a whole document are made only for an edit.

Front matter with anything else, such as a tab, an anchor or a tag, is left to the YAML reader.
Possessive quantifiers do not backtrack, and lines are indented by at most 64 spaces. So the run
time is linear in the length of the front matter.
"""

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from ...._util.lazy import cached_in_owner
from ...limits import MAX_UNCOUNTED
from ...scalars import POSSESSIVE
from ...schema import Field, Schema
from ...text.delimiters import Parts, split_text
from ..canonical.characters import is_readable
from .cutting import NotOwned
from .values import arguments_of, cut_mapping, readers_of, runs_code

if TYPE_CHECKING:
    from ..nodes import Node


def read_entries(text: str, schema: Schema) -> Any:
    """Return the instance that the YAML reader would return, or None if it must read the text."""
    parts = split_text(text, optional=schema.is_open)
    try:
        return instance_from(cut_entries(block_of(parts), schema), parts, schema)
    except Exception:
        # Front matter that is not owned, a wrong value, or a class that rejects its arguments.
        return None


def cut_entries(block: str, schema: Schema) -> dict[str, Any]:
    """Return the values by key, and the nodes of those whose reading runs code of the model."""
    return cut_mapping(block, 0, 0, readers_of(schema))


def instance_from(values: dict[str, Any], parts: Parts, schema: Schema) -> Any:
    """Return the model instance, now that all front matter is owned."""
    # The code of a model runs only now, so that the YAML reader does not run it a second time.
    coded = _coded_fields(schema)
    if coded:
        from ..convert import Converter

        converter, values = Converter(parts), dict(values)
        converter.builds_nested = schema.builds_nested
        for key in values.keys() & coded.keys():
            type_, required = coded[key].type, coded[key].required
            values[key] = converter.value(type_, values[key], (key,), required=required)
        converter.checked(None)
    arguments = arguments_of(values, schema)
    if schema.body:
        arguments[schema.arguments["body"]] = parts.text[parts.body :]
    return schema.model(**arguments)


@cached_in_owner
def _coded_fields(schema: Schema) -> dict[str, Field]:
    """Return the fields whose reading runs code of the model, by key."""
    return {key: field for key, field in schema.fields.items() if runs_code(field.type)}


def block_of(parts: Parts) -> str:
    """Return the lines between the delimiters, with LF; raise NotOwned for odd characters."""
    block = parts.text[parts.block : parts.closing]
    # A node takes one and a half characters or more; in canonical form it takes two.
    if len(block) > MAX_UNCOUNTED // 2 or not POSSESSIVE:
        raise NotOwned
    if parts.newline == "\r\n":
        length = len(block)
        block = block.replace("\r\n", "\n")
        if length - len(block) != block.count("\n"):
            raise NotOwned
    if "\t" in block or not is_readable(block, "\n"):
        raise NotOwned
    return block


def nodes_of_entries(parts: Parts) -> "Node | None":
    """Return the root that the YAML reader would produce; raise NotOwned if it must do so."""
    from .blocks import mapping

    block = block_of(parts)
    if parts.newline == "\n":
        root = mapping(parts.text, parts.block, parts.closing - 1, 0)
    else:
        root = mapping(block, 0, len(block) - 1, 0)
        newlines = [offset for offset, char in enumerate(block) if char == "\n"]
        _move(root, parts.block, newlines)
    if not root.pairs:
        return None  # only comments
    root.start = root.content = root.pairs[0][0].start
    return root


def _move(node: "Node", start: int, newlines: list[int]) -> None:
    """Change the offsets in a block with LF to those in its document."""
    node.start += start + bisect_left(newlines, node.start)
    node.content += start + bisect_left(newlines, node.content)
    node.end += start + bisect_left(newlines, node.end)
    for child in node.children:
        _move(child, start, newlines)
