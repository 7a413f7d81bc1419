"""Serialization: a model instance to text, keeping the source that it was read from.

`emitter` writes values in canonical form. `patch` turns the changes of an instance into edits of
its source. Every result is read back and compared before it is returned.
"""

import sys
from collections.abc import Iterable
from typing import Any

from ...errors import ParseError, SerializeError, key_path
from ..equality import differences
from ..limits import LIMIT
from ..pairs import pairs_of
from ..read.canonical import construct, delimiters_of, match_canonical, root_pattern
from ..read.canonical.compare import changed_scalars
from ..read.canonical.tree import nodes_of_match
from ..read.nodes import Reading, has_alias
from ..schema import TEXT, Schema
from ..text.delimiters import Parts
from ..text.edits import TextEdit, apply_edits
from ..validation import validate, wrong_value
from .emitter import Layout, write_block
from .patch import patch
from .patch.in_place import scalar_edits


def serialize_model(article: Any, schema: Schema, source: str | None, newline: str) -> str:
    """Return the text of a model instance: its source, edited, or its canonical form."""
    if source is None:
        return _canonical(article, schema, newline)
    if not isinstance(source, str):
        raise wrong_value("text or None", source, ("source",))
    reading = None
    pattern = root_pattern(schema.model, source)
    match = match_canonical(pattern, source)
    if match is not None:
        changes = changed_scalars(pattern, match, article)
        if changes == [] and _has_body(source, match.end(), schema, article):
            return source
        edits = None if changes is None else scalar_edits(changes)
        if edits is not None:
            text = _edited(delimiters_of(match), edits, schema, article)
            _verify(text, article, schema, LIMIT)
            return text
        old = construct(pattern, match)
        if old is not None:
            nodes = nodes_of_match(pattern, match)
            reading = Reading(delimiters_of(match), nodes, old, LIMIT)
    return _patched(article, schema, reading or _read(source, schema))


def _canonical(article: Any, schema: Schema, newline: str) -> str:
    validate(schema.type, article)
    block = write_block(pairs_of(schema.type, article).values(), Layout(newline))
    body = article.body if schema.body else newline
    validate(TEXT, body, ("body",))
    text = f"---{newline}{block}---{newline}{body}"
    _verify(text, article, schema, LIMIT)
    return text


def _read(source: str, schema: Schema) -> Reading:
    try:
        return _read_yaml(source, schema, LIMIT, "")
    except SerializeError:
        # A source that was read with a higher limit may need that limit again.
        return _read_yaml(source, schema, sys.maxsize, "it cannot be read", "source")


def _patched(article: Any, schema: Schema, reading: Reading) -> str:
    parts, root, old, limit = reading
    validate(schema.type, article)
    edits = patch(parts, root, schema.type, old, article)
    if edits is None and _has_body(parts.text, parts.body, schema, article):
        return parts.text
    text = _edited(parts, edits or (), schema, article)
    try:
        _verify(text, article, schema, limit)
    except SerializeError as error:
        if not has_alias(root):
            raise
        hint = "the source shares values through an anchor; write them out where they are used"
        raise SerializeError(f"{error.message}; {hint}", error.key) from None
    return text


def _has_body(text: str, start: int, schema: Schema, article: Any) -> bool:
    """Return whether the body of an article is the text from an offset on."""
    if not schema.body:
        return True
    body = article.body
    length = len(text) - start
    return isinstance(body, str) and len(body) == length and text.startswith(body, start)


def _edited(parts: Parts, edits: Iterable[TextEdit], schema: Schema, article: Any) -> str:
    """Apply edits to a source, and replace its body if the body has changed."""
    if not _has_body(parts.text, parts.body, schema, article):
        validate(TEXT, article.body, ("body",))
        # The closing delimiter may be the end of the source, without a newline.
        has_newline = parts.text.endswith("\n", parts.closing, parts.body)
        body = article.body if has_newline else parts.newline + article.body
        edits = [*edits, TextEdit(parts.body, len(parts.text), body)]
    return apply_edits(parts.text, edits)


def _verify(text: str, article: Any, schema: Schema, limit: int) -> None:
    """Raise SerializeError if a text does not read back as the article that it was made from."""
    pattern = root_pattern(schema.model, text)
    match = match_canonical(pattern, text)
    result = None
    if match is not None:
        is_given = changed_scalars(pattern, match, article) == []
        if is_given and _has_body(text, match.end(), schema, article):
            return
        result = construct(pattern, match)
    if result is None:
        result = _read_yaml(text, schema, limit, "the result would not read back").model
    path = next(differences(schema.type, result, article), None)
    if path is None and schema.body and result.body != article.body:
        path = ("body",)
    if path is not None:
        raise SerializeError("the result would read back as another value", key_path(path))


def _read_yaml(text: str, schema: Schema, limit: int, failure: str, key: str = "") -> Reading:
    # PyYAML is imported only for text that is not in canonical form.
    from ..read.yaml import read_yaml

    try:
        return read_yaml(text, schema, limit)
    except ParseError as error:
        first = error.problems[0]
        message = f"{failure}: line {first.line}, column {first.column}: {first.message}"
        raise SerializeError(message, key or first.key) from None
