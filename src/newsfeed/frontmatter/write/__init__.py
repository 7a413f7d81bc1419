"""Writing: from model to text, by way of the text that the model was read from.

`emitter` writes values in canonical form. `patch` turns an edit of a model into edits of its
source. No text leaves this package before it has been read back and compared.
"""

import re
import sys
from collections.abc import Iterable
from typing import Any

from ...errors import ParseError, SerializeError, key_path
from ..equality import differences
from ..limits import LIMIT
from ..pairs import pairs_of
from ..read.canonical import construct, delimiters_of, match_canonical, root_pattern
from ..read.canonical.compare import changes_in
from ..read.canonical.patterns import RecordPattern
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
    """Return the text of a model instance: its source, changed only where the instance was.

    Args:
        article: The instance.
        schema: The schema of its model.
        source: The text that it was read from, or None to write it in canonical form.
        newline: The line ending of the canonical form.

    Raises:
        SerializeError: If no text reads back as this instance.
    """
    if source is None:
        return _canonical(article, schema, newline)
    if not isinstance(source, str):
        raise wrong_value("text or None", source, ("source",))
    record = root_pattern(schema.model, source)
    match = match_canonical(record, source)
    if match is None:
        return _patched(article, schema, _read_yaml(source, schema))
    changes = changes_in(record, match, article)
    if changes == [] and _has_body(source, match.end(), schema, article):
        return source
    edits = None if changes is None else scalar_edits(changes)
    if edits is None:
        return _patched(article, schema, _read_match(source, schema, record, match))
    text = _edited(delimiters_of(match), edits, schema, article)
    _verify(text, article, schema, LIMIT)
    return text


def _canonical(article: Any, schema: Schema, newline: str) -> str:
    validate(schema.type, article)
    block = write_block(pairs_of(schema.type, article).values(), Layout(newline))
    body = newline
    if schema.body:
        body = article.body
        validate(TEXT, body, ("body",))
    text = f"---{newline}{block}---{newline}{body}"
    _verify(text, article, schema, LIMIT)
    return text


def _read_match(
    source: str, schema: Schema, record: RecordPattern, match: re.Match[str]
) -> Reading:
    """Read a canonical source from its match."""
    old = construct(record, match)
    if old is None:
        return _read_yaml(source, schema)
    return Reading(delimiters_of(match), nodes_of_match(record, match), old, LIMIT)


def _read_yaml(source: str, schema: Schema) -> Reading:
    from ..read.yaml import read_yaml

    try:
        return read_yaml(source, schema)
    except ParseError:
        # If it was read with a higher limit, the result may need that as well.
        pass
    try:
        return read_yaml(source, schema, sys.maxsize)
    except ParseError as error:
        raise SerializeError(f"it cannot be read: {_first(error)}", "source") from None


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
    """Return whether the text after the closing delimiter is the body of an article."""
    if not schema.body:
        return True
    body = article.body
    is_text = isinstance(body, str) and len(body) == len(text) - start
    return is_text and text.startswith(body, start)


def _edited(parts: Parts, edits: Iterable[TextEdit], schema: Schema, article: Any) -> str:
    """Apply edits to a text, and replace its body if that has changed."""
    if not _has_body(parts.text, parts.body, schema, article):
        validate(TEXT, article.body, ("body",))
        edits = [*edits, _body_edit(parts, article.body)]
    return apply_edits(parts.text, edits)


def _body_edit(parts: Parts, body: str) -> TextEdit:
    """Put a body after the closing delimiter, which may end the text without a line ending."""
    delimiter = parts.text[parts.closing : parts.body]
    lead = "" if delimiter.endswith("\n") else parts.newline
    return TextEdit(parts.body, len(parts.text), lead + body)


def _verify(text: str, article: Any, schema: Schema, limit: int) -> None:
    """Read a text back, so that no text leaves that is not the article it was made from."""
    record = root_pattern(schema.model, text)
    match = match_canonical(record, text)
    if match is not None:
        is_given = changes_in(record, match, article) == []
        if is_given and _has_body(text, match.end(), schema, article):
            return
    result = construct(record, match) if match is not None else None
    if result is None:
        result = _read_back(text, schema, limit)
    path = next(differences(schema.type, result, article), None)
    if path is None and schema.body and result.body != article.body:
        path = ("body",)
    if path is not None:
        raise SerializeError("the result would read back as another value", key_path(path))


def _read_back(text: str, schema: Schema, limit: int) -> Any:
    from ..read.yaml import read_yaml

    try:
        return read_yaml(text, schema, limit).model
    except ParseError as error:
        message = f"the result would not read back: {_first(error)}"
        raise SerializeError(message, error.problems[0].key) from None


def _first(error: ParseError) -> str:
    problem = error.problems[0]
    return f"line {problem.line}, column {problem.column}: {problem.message}"
