"""Hand-written front matter in which nothing has changed, or only scalars on one line.

Such a change is one text edit, without nodes and without a second parse of the document:

    title: 'Tide turns'  # draft        title: 'Tide''s out'  # draft
    heat: 3                        ->   heat: 3

The proof is local: the new raw value reads back as the new value, on the lines of the old one. No
other line changes, and the characters that a line begins with decide to which key it belongs. So
every other value stays.
"""

import re
from typing import Any

from ...equality import ChangedValue, changed_values
from ...limits import MAX_UNCOUNTED
from ...pairs import kind_in
from ...read.entries import block_of, cut_entries, instance_from
from ...read.entries.blocks import value_node
from ...read.entries.cutting import NotOwned, entries_at, name_of
from ...read.entries.values import UNKNOWN, readers_of
from ...scalars import SCALARS
from ...schema import Schema
from ...text.delimiters import Parts, split_text
from ...text.edits import TextEdit, apply_edits
from .in_place import restyled

_DOUBLE_QUOTED = re.compile(r'^(?:[\w-]+: +)?"', re.MULTILINE)


def hand_written_text(source: str, schema: Schema, instance: Any) -> str | None:
    """Return the source with the values of an instance, or None if that takes more than this."""
    try:
        parts = split_text(source, optional=schema.is_open)
        block = block_of(parts)
        values = cut_entries(block, schema)
        old = instance_from(values, parts, schema)
        changes = changed_values(schema, old, instance)
        if changes is None or (schema.body and instance.body != old.body):
            return None
        if not changes:
            return source
        return _edited(parts, block, values, changes, schema, instance)
    except Exception:
        # Front matter that is not owned, a value that cannot be written, or any code of a model.
        return None


def _edited(
    parts: Parts,
    block: str,
    values: dict[str, Any],
    changes: dict[str, ChangedValue],
    schema: Schema,
    instance: Any,
) -> str:
    """Return the source with changed values; raise an exception if they are not proven."""
    edits, new = [], dict(values)
    for match in entries_at(0).finditer(block):
        key = match[1] and name_of(match[1])
        if key in changes:
            start, end = match.span(2)
            edit = _edit(block, start, end, changes[key])
            raw = block[start : edit.start] + edit.text + block[edit.end : end]
            new[key] = readers_of(schema).get(key, UNKNOWN)(raw, 0)
            edits.append(edit)
            if len(edits) == len(changes):
                break
    block = apply_edits(block, edits)
    is_given = len(edits) == len(changes) and len(block) <= MAX_UNCOUNTED // 2
    if schema.all_plain:
        pairs = [(new[key], change.now) for key, change in changes.items()]
        is_given &= all(type(value) is type(now) and value == now for value, now in pairs)
    else:
        # The class may make any other values, and another body, of the new values.
        result = instance_from(new, parts, schema)
        is_given &= changed_values(schema, result, instance) == {}
        is_given &= not schema.body or result.body == instance.body
    if not is_given:
        raise NotOwned
    text = parts.text
    return text[: parts.block] + block.replace("\n", parts.newline) + text[parts.closing :]


def _edit(block: str, start: int, end: int, change: ChangedValue) -> TextEdit:
    """Return the edit that writes a changed scalar in the style of the old one."""
    type_, was, now = change
    kind = kind_in(type_, now)
    node = value_node(block, start, end, 0)
    old = block[node.start : node.end]
    is_same_kind = None not in (was, now) and kind is kind_in(type_, was)
    if not (is_same_kind and node.is_scalar and old) or "\n" in old:
        raise NotOwned
    text = restyled(node.style, node.value, kind, now)
    if text[:1] == '"' and not node.style and "'" in block and not _DOUBLE_QUOTED.search(block):
        raise NotOwned  # the file may have single quotes only
    # Neither newlines nor the characters that YAML forbids are printable.
    if kind not in SCALARS or not text.isprintable():
        raise NotOwned
    return TextEdit(node.start, node.end, text)
