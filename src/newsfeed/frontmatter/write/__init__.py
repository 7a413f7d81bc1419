"""Serialization: a model instance to text, keeping the source that it was read from.

`emitter` writes values in canonical form. `patch` turns the changes of an instance into edits of
its source. Every new text is read back before it is returned, or at least its new scalars are.
"""

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from ...errors import ParseError, SerializeError, key_path
from ..equality import changed_values, difference, is_unchanged
from ..limits import LIMIT, RAISE_LIMIT
from ..pairs import pairs_of
from ..read import read_hand_written
from ..read.canonical import instance_of, match_canonical, root_pattern
from ..read.canonical.compare import changed_scalars
from ..read.canonical.patterns import ModelPattern
from ..read.convert import converted
from ..read.entries import nodes_of_entries
from ..read.entries.cutting import NotOwned
from ..read.nodes import Node, Reading, aliases
from ..schema import TEXT, Schema
from ..text.delimiters import Parts, is_all_body, line_end, position, split_text
from ..text.edits import TextEdit, apply_edits
from ..validation import validate, wrong_value
from .canonical_form import canonical_text, comments_of
from .emitter import Layout, write_block
from .generated import write_usual
from .patch import text_edits
from .patch.hand_written import hand_written_text
from .patch.in_place import scalar_edits
from .patch.local_proof import proven_text


def serialize_model(instance: Any, schema: Schema, source: str | None, newline: str) -> str:
    """Return the text of a model instance: its source, edited, or its canonical form."""
    if source is None:
        return _canonical(instance, schema, newline)
    if not isinstance(source, str):
        raise wrong_value("text or None", source, ("source",))
    pattern = root_pattern(schema, source)
    match = match_canonical(pattern, source)
    if match is None:
        text = hand_written_text(source, schema, instance)
    else:
        text = _in_place(pattern, match, schema, instance)
    if text is not None:
        return text
    reading = _read(source, schema, None if match is None else instance_of(pattern, match))
    if reading.has_alias:
        with suppress(SerializeError):
            return _patched(instance, schema, reading, shared=True)
    return _patched(instance, schema, reading)


def _in_place(
    pattern: ModelPattern, match: re.Match[str], schema: Schema, instance: Any
) -> str | None:
    """Return a canonical source with changed scalars, or None if that is not the instance."""
    source, changes = match.string, changed_scalars(pattern, match, instance)
    has_body = _has_body(source, match.end(), schema, instance)
    if changes == [] and has_body:
        return source
    if changes and has_body and pattern.plain:
        text = proven_text(match, pattern.newline, changes)
        if text is not None:
            return text
    edits = None if changes is None else scalar_edits(changes)
    if edits is not None:
        text = _edited(split_text(source), edits, instance, has_body=has_body)
        # If a class has rearranged the items of a list, they are not where the text has them.
        with suppress(SerializeError):
            _verify(text, instance, schema, LIMIT)
            return text
    return None


def _canonical(instance: Any, schema: Schema, newline: str) -> str:
    written = write_usual(instance, schema, newline)
    if written is not None:
        return written
    validate(schema.type, instance)
    block = write_block(pairs_of(schema.type, instance).values(), Layout(newline))
    text = instance.body if schema.body else newline
    validate(TEXT, text, ("body",))
    if block or not (schema.is_open and is_all_body(text)):
        text = f"---{newline}{block}---{newline}{text}"
    _verify(text, instance, schema, LIMIT)
    return text


def canonicalize_text(source: str, schema: Schema) -> str:
    """Return a document in canonical form with its comments; raise ParseError if it is invalid."""
    from ..read.yaml import read_yaml

    reading = read_yaml(source, schema)
    text = canonical_text(reading, schema.type)
    _verify(text, reading.model, schema, LIMIT)
    again = _read(text, schema, reading.model)
    if sorted(comments_of(again).values()) != sorted(comments_of(reading).values()):
        raise SerializeError("the result would have other comments")
    return text


def _read(source: str, schema: Schema, old: Any) -> Reading:
    """Read a source with its nodes, and into a model instance if that is not known."""
    with suppress(NotOwned, ParseError):
        parts = split_text(source, LIMIT, optional=schema.is_open)
        root = nodes_of_entries(parts)
        if old is not None:
            return Reading(parts, root, old, LIMIT)
        return converted(parts, root, schema)
    from ..read.yaml import read_yaml

    # A source that was read with a higher limit may need that limit again.
    for limit in (LIMIT, sys.maxsize):
        try:
            return read_yaml(source, schema, limit)
        except ParseError as error:
            fault = error
    raise SerializeError(f"it cannot be read: {_first(fault)}", "source") from fault.__cause__


def _patched(
    instance: Any, schema: Schema, reading: Reading, *, shared: bool = False, literals: bool = True
) -> str:
    """Return the source with edits: see `text_edits`."""
    parts, root, old, limit = reading
    faults: list[SerializeError] = []
    try:
        validate(schema.type, instance)
    except SerializeError as error:
        if schema.all_plain:
            raise
        faults.append(error)
    try:
        # A value that cannot be written may stay, if its class makes the same of the source.
        choices = {"checked": not faults, "shared": shared, "literals": literals}
        edits = text_edits(reading, schema.type, instance, **choices)
    except RecursionError:
        raise faults[0] from None  # a value contains itself, which `validate` has found
    # Not the text of the source: a class may change the body that it is given.
    has_body = not schema.body or instance.body == old.body
    if edits is None and has_body:
        return parts.text
    text = _edited(parts, edits or (), instance, has_body=has_body)
    try:
        _verify(text, instance, schema, limit, ordered=not reading.has_alias)
    except SerializeError as error:
        if literals and any("|" in each.text for each in edits or ()):
            # A new literal block takes a deep comment or a line of spaces below as its own.
            return _patched(instance, schema, reading, shared=shared, literals=False)
        message = root and _conflict(parts.text, root, edits or (), error.key)
        if not message:
            raise
        raise SerializeError(message, error.key) from error.__cause__
    return text


def _conflict(text: str, root: Node, edits: Iterable[TextEdit], key: str) -> str:
    """Return the message about an alias that edits or a key part from its anchor, or no text."""

    def is_edited(node: Node) -> bool:
        # A new item of a list is inserted on the line below it.
        end = line_end(text, node.end) if node.is_block else node.end
        return any(each.start <= end and each.end >= node.start for each in edits)

    for alias, anchor in aliases(root):
        is_merged = key.rpartition(".")[2] in alias.own_pairs
        if is_merged or (is_edited(anchor) and not is_edited(alias)):
            line, other = (position(text, node.start)[0] for node in (alias, anchor))
            message = f"line {line} repeats the value of line {other} through an anchor"
            return f"{message}; set both to the same value, or write the value out"
    return ""


def _has_body(text: str, start: int, schema: Schema, instance: Any) -> bool:
    """Return whether the body of an instance is the text from an offset on."""
    if not schema.body:
        return True
    body = instance.body
    length = len(text) - start
    return isinstance(body, str) and len(body) == length and text.startswith(body, start)


def _edited(parts: Parts, edits: Iterable[TextEdit], instance: Any, *, has_body: bool) -> str:
    """Apply edits to a source, and replace its body unless it has the body of the instance."""
    if not has_body:
        validate(TEXT, instance.body, ("body",))
        lead = ""
        if not parts.is_delimited and not edits and not is_all_body(instance.body):
            lead = f"---{parts.newline}" * 2
        elif parts.is_delimited and not parts.text.endswith("\n", 0, parts.body):
            lead = parts.newline  # the closing delimiter is the end of the source
        edits = [*edits, TextEdit(parts.body, len(parts.text), lead + instance.body)]
    return apply_edits(parts.text, edits)


def _verify(text: str, instance: Any, schema: Schema, limit: int, *, ordered: bool = False) -> None:
    """Raise SerializeError unless a text reads back as its instance, in order if `ordered`."""
    pattern = root_pattern(schema, text)
    match = match_canonical(pattern, text)
    result = None
    if match is not None:
        is_given = changed_scalars(pattern, match, instance) == []
        if is_given and _has_body(text, match.end(), schema, instance):
            return
        result = instance_of(pattern, match)
    if result is None:
        result = _read_back(text, schema, limit)
    differs = changed_values(schema, result, instance) != {}
    path = difference(schema.type, result, instance) if differs else None
    if path is None and schema.body and result.body != instance.body:
        path = ("body",)
    if path is not None:
        raise SerializeError("the result would read back as another value", key_path(path))
    if ordered and differs and not is_unchanged(schema.type, result, instance):
        raise SerializeError("the result would read back in another order")


def _read_back(text: str, schema: Schema, limit: int) -> Any:
    try:
        return read_hand_written(text, schema, limit)
    except ParseError as error:
        message = f"the result would not read back: {_first(error)}"
        raise SerializeError(message, error.problems[0].key) from error.__cause__


def _first(error: ParseError) -> str:
    problem = error.problems[0]
    # `serialize` has no argument `limit`.
    message = problem.message.replace(RAISE_LIMIT, "make it shorter, or move text to the body")
    return f"line {problem.line}, column {problem.column}: {message}"
