"""The serializer: a model to text, by way of the text that it was read from; proven.

No text leaves before it has been read back as the model that it was made from.
"""

import re
import sys
from typing import Any

from ...errors import ParseError, SerializeError, key_path
from ..equality import differences, is_equal
from ..limits import LIMIT
from ..pairs import pairs_of
from ..read.canonical import match_canonical, recognize, root_record
from ..read.canonical.compare import changes_in
from ..read.canonical.patterns import Record
from ..read.nodes import has_alias
from ..read.yaml import Reading, read_general
from ..scalars import Kind
from ..schema import Schema, Type
from ..text.delimiters import Envelope, split
from ..text.edits import Splice, apply
from ..validation import validate, wrong_value
from .emitter import Layout, write_block
from .patch import patch
from .patch.in_place import canonical_nodes, respell

_TEXT = Type(Kind.TEXT)


def serialize_model(article: Any, schema: Schema, source: str | None, newline: str) -> str:
    """Write a model as text.

    Args:
        article: An instance of the model.
        schema: Its schema.
        source: The text that it was read from, or None to write it in canonical form.
        newline: The line end of the canonical form.

    Returns:
        The whole text: the source, changed only where the model was.

    Raises:
        SerializeError: If no text reads back as this model.
    """
    if source is None:
        return _canonical(article, schema, newline)
    if not isinstance(source, str):
        raise wrong_value("text or None", source, ("source",))
    record = root_record(schema.model, source)
    match = match_canonical(record, source)
    changes = changes_in(record, match, article) if match else None
    if match and changes == [] and _has_body(source, match.end(), schema, article):
        return source
    splices = None if changes is None else respell(changes)
    if match is None or splices is None:
        return _patched(article, schema, _read(source, schema, record, match))
    text = _spliced(source, match.end(), splices, schema, article)
    _prove(text, article, schema, LIMIT)
    return text


def _canonical(article: Any, schema: Schema, newline: str) -> str:
    type_ = schema.type
    validate(type_, article)
    block = write_block(pairs_of(type_, article).values(), Layout(newline))
    body = newline
    if schema.body:
        body = article.body
        validate(_TEXT, body, ("body",))
    text = f"---{newline}{block}---{newline}{body}"
    _prove(text, article, schema, LIMIT)
    return text


def _read(source: str, schema: Schema, record: Record, match: re.Match[str] | None) -> Reading:
    """Read a source; where it is canonical, its nodes are those of the groups."""
    old = recognize(source, schema) if match else None
    if match and old is not None:
        return Reading(split(source), canonical_nodes(record, match), old, LIMIT)
    try:
        return read_general(source, schema)
    except ParseError:
        # If it was read with a higher limit, the result may need that as well.
        pass
    try:
        return read_general(source, schema, sys.maxsize)
    except ParseError as error:
        raise SerializeError(f"it cannot be read: {_first(error)}", "source") from None


def _patched(article: Any, schema: Schema, reading: Reading) -> str:
    envelope, root, old, limit = reading
    source, type_ = envelope.text, schema.type
    validate(type_, article)
    if is_equal(type_, old, article) and _has_body(source, envelope.body, schema, article):
        return source
    splices = patch(envelope, root, type_, old, article)
    text = _spliced(source, envelope.body, splices, schema, article)
    try:
        _prove(text, article, schema, limit)
    except SerializeError as error:
        if not has_alias(root):
            raise
        hint = "the source shares values through an anchor; write them out where they are used"
        raise SerializeError(f"{error.message}; {hint}", error.key) from None
    return text


def _has_body(text: str, start: int, schema: Schema, article: Any) -> bool:
    """Tell whether what stands behind the closing fence is the body of an article."""
    if not schema.body:
        return True
    body = article.body
    is_text = isinstance(body, str) and len(body) == len(text) - start
    return is_text and text.startswith(body, start)


def _spliced(source: str, body: int, splices: list[Splice], schema: Schema, article: Any) -> str:
    if not _has_body(source, body, schema, article):
        validate(_TEXT, article.body, ("body",))
        splices.append(_body_splice(split(source), article.body))
    return apply(source, splices)


def _body_splice(envelope: Envelope, body: str) -> Splice:
    """Put a body after the closing fence, which may lack its line end where it ends the text."""
    fence = envelope.text[envelope.closing : envelope.body]
    lead = "" if fence.endswith("\n") else envelope.newline
    return Splice(envelope.body, len(envelope.text), lead + body)


def _prove(text: str, article: Any, schema: Schema, limit: int) -> None:
    """Read a result back, so that no text leaves that is not the article it was made from."""
    record = root_record(schema.model, text)
    match = match_canonical(record, text)
    is_given = match and changes_in(record, match, article) == []
    if match and is_given and _has_body(text, match.end(), schema, article):
        return
    try:
        result = recognize(text, schema) or read_general(text, schema, limit).model
    except ParseError as error:
        message = f"the result would not read back: {_first(error)}"
        raise SerializeError(message, error.problems[0].key) from None
    type_ = schema.type
    has_body = not schema.body or result.body == article.body
    if not (has_body and is_equal(type_, result, article)):
        path = next(differences(type_, result, article), ("body",))
        raise SerializeError("the result would read back as another value", key_path(path))


def _first(error: ParseError) -> str:
    problem = error.problems[0]
    return f"line {problem.line}, column {problem.column}: {problem.message}"
