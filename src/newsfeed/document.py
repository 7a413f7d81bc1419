"""Texts to models and back: which part of the engine answers, in what order."""

import os
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

from .errors import Code, ParseError, Problem, SerializeError, key_path
from .frontmatter.envelope import Envelope, position, split
from .frontmatter.fastpatcher import patch_canonical
from .frontmatter.layout import Layout
from .frontmatter.nodes import Node, compose, has_alias
from .frontmatter.origin import Origin, origin_of, set_origin
from .frontmatter.patcher import patch
from .frontmatter.reader import read_model
from .frontmatter.recognizer import recognize
from .frontmatter.schema import Kind, Schema, Type, schema_of
from .frontmatter.splices import Splice, apply
from .frontmatter.values import check, entries, first_difference, is_equal, is_same
from .frontmatter.writer import write_block
from .models import Article

Model = TypeVar("Model")
_TEXT = Type(Kind.TEXT)


@overload
def parse(source: str | bytes, *, path: str | os.PathLike[str] | None = None) -> Article: ...
@overload
def parse(
    source: str | bytes, *, model: type[Model], path: str | os.PathLike[str] | None = None
) -> Model: ...
def parse(
    source: str | bytes,
    *,
    model: type[Any] = Article,
    path: str | os.PathLike[str] | None = None,
) -> Any:
    r"""Read an article from the text of its file.

    Args:
        source: The whole text, or its bytes in UTF-8, with or without BOM.
        model: The class to read into; any attrs class whose hints the format can hold.
        path: The file that the text came from, for `article.path` and for errors.

    Returns:
        An instance of the model.

    Raises:
        ParseError: With every problem found, if the text is not such an article.
        TypeError: If the class cannot be a model, or the source is neither text nor bytes.

    Example:
        >>> article = parse("---\ntitle: Tide turns early\nheat: 3\n---\n")
        >>> article.title, article.heat
        ('Tide turns early', 3)
    """
    origin = None if path is None else Path(path)
    try:
        text = source if isinstance(source, str) else _decoded(source)
        return _read(text, schema_of(model), origin)
    except ParseError as error:
        raise ParseError(error.problems, error.source, origin) from None


def serialize(article: Any, *, newline: str = "\n") -> str:
    r"""Write an article as the text of its file, without loss.

    An article that was read from a text comes back as that text, changed only where the article
    was; one that was made in Python is written in canonical form. The result has been read back and
    compared before it is returned.

    Args:
        article: An instance of any model.
        newline: The line end, LF or CRLF, of the front matter of an article without source; the
            others keep theirs, and a body is written as it is.

    Returns:
        The whole text.

    Raises:
        SerializeError: If no text reads back as this article: a value of a wrong type, a timestamp
            without time zone, an edit inside a value that the source shares through an anchor.
        ValueError: If the line end is another one.

    Example:
        >>> article = parse("---\ntitle: 'Tide'  # turns\n---\n")
        >>> article.title = "Tide's out"
        >>> print(serialize(article), end="")
        ---
        title: 'Tide''s out'  # turns
        ---
    """
    if newline not in ("\n", "\r\n"):
        raise ValueError(f"expected LF or CRLF as newline, found {newline!r}")
    schema = schema_of(type(article))
    origin = origin_of(article)
    try:
        return _written(article, schema, origin.source, newline)
    except SerializeError as error:
        raise SerializeError(error.message, error.key, origin.path) from None


def _decoded(data: bytes) -> str:
    if not isinstance(data, bytes):
        raise TypeError(f"expected text or bytes, found {type(data).__name__}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = position(before, len(before))
        message = (
            f"expected UTF-8, found the byte 0x{data[error.start]:02X}; save the file as UTF-8"
        )
        problem = Problem(Code.ENCODING, message, line, column)
        raise ParseError([problem], data.decode("utf-8", "replace")) from None


def _read(text: str, schema: Schema, path: Path | None) -> Any:
    model = _model(text, schema)
    set_origin(model, Origin(text, path))
    return model


def _model(text: str, schema: Schema) -> Any:
    recognized = recognize(text, schema)
    return recognized[0] if recognized else _general(*_composed(text), schema)


def _composed(text: str) -> tuple[Envelope, "Node | None"]:
    envelope = split(text)
    return envelope, compose(envelope)


def _general(envelope: Envelope, root: "Node | None", schema: Schema) -> Any:
    """Read a text by the general reader."""
    roles = {"body": envelope.text[envelope.body :]} if schema.body else {}
    return read_model(envelope, root, schema, roles)


@cache
def _record_type(model: Any) -> Type:
    return Type(Kind.RECORD, model=model)


def _written(article: Any, schema: Schema, source: str | None, newline: str) -> str:
    type_ = _record_type(schema.model)
    if source is None:
        check(type_, article)
        text = _canonical(article, type_, schema, newline)
        _prove(text, article, type_, schema)
        return text
    if not isinstance(source, str):
        raise SerializeError(f"expected text or None, found {source!r}", "source")
    recognized = recognize(source, schema)
    if recognized is None:
        return _patched(article, type_, schema, source)
    old, match = recognized
    if is_same(type_, old, article) and _has_same_body(schema, old, article):
        return source
    splices = patch_canonical(match, type_, old, article)
    text = _spliced(source, splices, schema, old, article)
    _prove(text, article, type_, schema)
    return text


def _canonical(article: Any, type_: Type, schema: Schema, newline: str) -> str:
    block = write_block(entries(type_, article).values(), Layout(newline))
    if not schema.body:
        return f"---{newline}{block}---{newline}{newline}"
    check(_TEXT, article.body, ("body",))
    return f"---{newline}{block}---{newline}{article.body}"


def _patched(article: Any, type_: Type, schema: Schema, source: str) -> str:
    try:
        envelope, root = _composed(source)
        old = _general(envelope, root, schema)
    except ParseError as error:
        raise SerializeError(f"it cannot be read: {_first(error)}", "source") from None
    check(type_, article)
    if is_equal(type_, old, article) and _has_same_body(schema, old, article):
        return source
    splices = patch(envelope, root, type_, old, article)
    text = _spliced(source, splices, schema, old, article)
    try:
        _prove(text, article, type_, schema)
    except SerializeError as error:
        if not has_alias(root):
            raise
        hint = "the source shares values through an anchor; write them out where they are used"
        raise SerializeError(f"{error.message}; {hint}", error.key) from None
    return text


def _has_same_body(schema: Schema, old: Any, new: Any) -> bool:
    return not schema.body or bool(old.body == new.body)


def _spliced(source: str, splices: list[Splice], schema: Schema, old: Any, new: Any) -> str:
    if not _has_same_body(schema, old, new):
        check(_TEXT, new.body, ("body",))
        splices.append(_body_splice(split(source), new.body))
    return apply(source, splices)


def _body_splice(envelope: Envelope, body: str) -> Splice:
    """Put a body after the closing fence, which may lack its line end where it ends the text."""
    fence = envelope.text[envelope.closing : envelope.body]
    lead = "" if fence.endswith("\n") else envelope.newline
    return Splice(envelope.body, len(envelope.text), lead + body)


def _prove(text: str, article: Any, type_: Type, schema: Schema) -> None:
    """Read a result back, so that no text leaves that is not the article it was made from."""
    try:
        result = _model(text, schema)
    except ParseError as error:
        message = f"the result would not read back: {_first(error)}"
        raise SerializeError(message, error.problems[0].key) from None
    if not (is_equal(type_, result, article) and _has_same_body(schema, result, article)):
        path = first_difference(type_, result, article) or ("body",)
        raise SerializeError("the result would read back as another value", key_path(path))


def _first(error: ParseError) -> str:
    problem = error.problems[0]
    return f"line {problem.line}, column {problem.column}: {problem.message}"
