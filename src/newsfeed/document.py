"""Parse and serialize: text to models and back."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

from .errors import Code, ParseError, Problem, SerializeError
from .frontmatter.limits import LIMIT
from .frontmatter.origin import origin_of
from .frontmatter.read import read_model
from .frontmatter.schema import schema_of
from .frontmatter.text.delimiters import position
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
    r"""Parse the contents of a file.

    Args:
        source: The contents, as a string or as UTF-8 bytes, with or without BOM.
        model: The class to read into: any attrs class with supported type hints.
        path: The file of the contents, for `article.path` and for errors.
        limit: The most code points that the front matter may have, by default 1 MiB. It bounds run
            time and memory; the body may have any length.

    Returns:
        An instance of the model.

    Raises:
        ParseError: If the contents cannot be read into the model, with every problem found.
        TypeError: If the class cannot be a model, or the source is neither a string nor bytes.

    Example:
        >>> article = parse("---\ntitle: Tide turns early\nheat: 3\n---\n")
        >>> article.title, article.heat
        ('Tide turns early', 3)
    """
    schema, origin = schema_of(model), None if path is None else Path(path)
    try:
        text = source if isinstance(source, str) else _decoded(source)
        return read_model(text, schema, limit, origin)
    except ParseError as error:
        raise ParseError(error.problems, error.source, origin) from error.__cause__
    except Exception as error:  # a fault in the code of the model
        if origin is not None:
            error.add_note(f"while reading {origin}")
        raise


def serialize(article: Any, *, newline: str = "\n") -> str:
    r"""Return the file contents of an article, without loss.

    For an article that was parsed, this is its source, changed only where the article was edited.
    An article that was created in Python is written in canonical form. The result is read back and
    compared with the article before it is returned.

    Args:
        article: An instance of any model.
        newline: The line ending of the front matter of an article without source, LF or CRLF. Other
            articles keep their line endings, and a body is written as it is.

    Returns:
        The contents of the file.

    Raises:
        SerializeError: If no text reads back as this article. Examples are a value of a wrong type,
            a naive datetime, and an edit of a value that the source shares through an anchor.
        ValueError: If `newline` is neither LF nor CRLF.

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
    source, path = origin_of(article)
    try:
        return _serializer()(article, schema, source, newline)
    except SerializeError as error:
        raise SerializeError(error.message, error.key, path) from error.__cause__
    except Exception as error:  # a fault in the code of the model
        if path is not None:
            error.add_note(f"while serializing {path}")
        raise


@cache
def _serializer() -> Callable[..., str]:
    """Import the serializer, which programs that only read files do not need."""
    from .frontmatter.write import serialize_model

    return serialize_model


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
