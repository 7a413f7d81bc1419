"""The serializer: a model to text, by way of the text that it was read from; proven.

No text leaves before it has been read back as the model that it was made from.
"""

from functools import cache
from typing import Any

from ..errors import ParseError, SerializeError, key_path
from .comparing import changes_in
from .envelope import Envelope, split
from .fastpatcher import canonical_nodes, respell
from .general import read_general
from .layout import Layout
from .nodes import has_alias
from .patcher import patch
from .recognizer import match_canonical, recognize, root_record
from .schema import Kind, Schema, Type
from .splices import Splice, apply
from .values import check, entries, first_difference, is_equal
from .writer import write_block

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
    type_ = _record_type(schema.model)  # type: ignore[arg-type]  # a class is hashable
    if source is None:
        check(type_, article)
        text = _canonical(article, type_, schema, newline)
        _prove(text, article, type_, schema)
        return text
    if not isinstance(source, str):
        raise SerializeError(f"expected text or None, found {source!r}", "source")
    return _canonically_patched(article, type_, schema, source) or _patched(
        article, type_, schema, source
    )


def _canonically_patched(article: Any, type_: Type, schema: Schema, source: str) -> str | None:
    """Patch a source in canonical form; None if it is not."""
    record = root_record(schema.model, source)
    match = match_canonical(record, source)
    if match is None:
        return None
    changes = changes_in(record, match, article)
    if changes == [] and _has_body(source, match.end(), schema, article):
        return source
    splices = None if changes is None else respell(changes)
    if splices is None:
        old = recognize(source, schema)
        if old is None:
            return None
        check(type_, article)
        nodes = canonical_nodes(record, match)
        splices = patch(split(source), nodes, type_, old, article)
    text = _spliced(source, match.end(), splices, schema, article)
    _prove(text, article, type_, schema)
    return text


@cache
def _record_type(model: Any) -> Type:
    return Type(Kind.RECORD, model=model)


def _canonical(article: Any, type_: Type, schema: Schema, newline: str) -> str:
    block = write_block(entries(type_, article).values(), Layout(newline))
    if not schema.body:
        return f"---{newline}{block}---{newline}{newline}"
    check(_TEXT, article.body, ("body",))
    return f"---{newline}{block}---{newline}{article.body}"


def _patched(article: Any, type_: Type, schema: Schema, source: str) -> str:
    try:
        envelope, root, old = read_general(source, schema)
    except ParseError as error:
        raise SerializeError(f"it cannot be read: {_first(error)}", "source") from None
    check(type_, article)
    if is_equal(type_, old, article) and _has_body(source, envelope.body, schema, article):
        return source
    splices = patch(envelope, root, type_, old, article)
    text = _spliced(source, envelope.body, splices, schema, article)
    try:
        _prove(text, article, type_, schema)
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
        check(_TEXT, article.body, ("body",))
        splices.append(_body_splice(split(source), article.body))
    return apply(source, splices)


def _body_splice(envelope: Envelope, body: str) -> Splice:
    """Put a body after the closing fence, which may lack its line end where it ends the text."""
    fence = envelope.text[envelope.closing : envelope.body]
    lead = "" if fence.endswith("\n") else envelope.newline
    return Splice(envelope.body, len(envelope.text), lead + body)


def _prove(text: str, article: Any, type_: Type, schema: Schema) -> None:
    """Read a result back, so that no text leaves that is not the article it was made from."""
    record = root_record(schema.model, text)
    match = match_canonical(record, text)
    is_given = match and changes_in(record, match, article) == []
    if match and is_given and _has_body(text, match.end(), schema, article):
        return
    try:
        result = recognize(text, schema) or read_general(text, schema)[2]
    except ParseError as error:
        message = f"the result would not read back: {_first(error)}"
        raise SerializeError(message, error.problems[0].key) from None
    has_body = not schema.body or result.body == article.body
    if not (has_body and is_equal(type_, result, article)):
        path = first_difference(type_, result, article) or ("body",)
        raise SerializeError("the result would read back as another value", key_path(path))


def _first(error: ParseError) -> str:
    problem = error.problems[0]
    return f"line {problem.line}, column {problem.column}: {problem.message}"
