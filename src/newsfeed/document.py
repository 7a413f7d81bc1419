"""Parse and serialize: text to models and back."""

import os
from pathlib import Path
from typing import Any, TypeVar, overload

from .errors import Code, ParseError, Problem, SerializeError
from .frontmatter.limits import LIMIT
from .frontmatter.origin import origin_of
from .frontmatter.read import read_model
from .frontmatter.schema import schema_of
from .models import Article

Model = TypeVar("Model")


@overload
def parse(
    source: str | bytes, *, path: str | os.PathLike[str] | None = None, limit: int = LIMIT
) -> Article: ...
@overload
def parse(
    source: str | bytes,
    *,
    model: type[Model],
    path: str | os.PathLike[str] | None = None,
    limit: int = LIMIT,
) -> Model: ...
def parse(
    source: str | bytes,
    *,
    model: type[Any] = Article,
    path: str | os.PathLike[str] | None = None,
    limit: int = LIMIT,
) -> Any:
    r"""Read an article from the text of its file.

    Args:
        source: The whole text, or its bytes in UTF-8, with or without BOM.
        model: The class to read into; any attrs class whose hints the format can hold.
        path: The file that the text came from, for `article.path` and for errors.
        limit: How many code points the front matter may have: 1 MiB, more than any article needs.
            It bounds time and memory; a body may have any length.

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
        return read_model(text, schema_of(model), limit, origin)
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
    # What has only been read needs no serializer.
    from .frontmatter.write import serialize_model

    schema = schema_of(type(article))
    source, path = origin_of(article)
    try:
        return serialize_model(article, schema, source, newline)
    except SerializeError as error:
        raise SerializeError(error.message, error.key, path) from None


def _decoded(data: bytes) -> str:
    if not isinstance(data, bytes):
        raise TypeError(f"expected text or bytes, found {type(data).__name__}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from .frontmatter.text.delimiters import position

        before = data[: error.start].decode("utf-8")
        line, column = position(before, len(before))
        message = (
            f"expected UTF-8, found the byte 0x{data[error.start]:02X}; save the file as UTF-8"
        )
        problem = Problem(Code.ENCODING, message, line, column)
        raise ParseError([problem], data.decode("utf-8", "replace")) from None
