"""Parse and serialize: text to models and back, and the model of any front matter."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Self

import attrs

from ._util.messages import shortened
from .errors import Code, ParseError, Problem, SerializeError
from .frontmatter.limits import LIMIT
from .frontmatter.origin import origin_of
from .frontmatter.read import read_model
from .frontmatter.schema import schema_of
from .frontmatter.text.delimiters import position
from .models import Article, Model

AnyPath = str | os.PathLike[str]

_MOST_KEYS = 12  # in the `repr` of a document


def _texts(pairs: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return a dict of pairs, or raise TypeError if a key is not a string."""
    texts = dict(pairs)
    for key in texts:
        if type(key) is not str:
            _text(key)
    return texts


def _text(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"expected text as key, found {key!r}")
    return key


@attrs.define(eq=False, repr=False)
class Document(MutableMapping[str, Any]):  # noqa: PLW1641  # mutable, so it has no hash
    r"""Any front matter, as a mapping of its keys in the order of the file.

    A text without an opening `---` delimiter is a document without keys, whose body is the text;
    `serialize` writes the delimiters with the first key. Documents are equal if they have equal
    keys and values, in any order, and equal bodies.

    Args:
        extra: The keys with their values: strings, numbers, booleans, dates, datetimes, None,
            `Tagged`, and lists and dicts of these. An unquoted value is typed only if YAML 1.1 and
            1.2 agree on its type, or if it is a date or a timestamp.
        body: The text after the front matter.
        source: The original text, or None; it does not take part in equality.
        path: The file that the document was read from, or None; likewise.

    Example:
        >>> note = parse("---\ntitle: Tide  # at noon\ntags: [sea]\n---\n", model=Document)
        >>> note["tags"].append("moon")
        >>> note.rename("title", "name")
        >>> note
        Document(name='Tide', tags=['sea', 'moon'])
        >>> print(serialize(Document({"title": "Moon"}, body="Full.\n")), end="")
        ---
        title: Moon
        ---
        Full.
    """

    extra: dict[str, Any] = attrs.field(factory=dict, converter=_texts)
    body: str = attrs.field(default="", kw_only=True)
    source: str | None = attrs.field(default=None, kw_only=True, eq=False)
    path: Path | None = attrs.field(default=None, kw_only=True, eq=False)

    def __getitem__(self, key: str) -> Any:
        return self.extra[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.extra[_text(key)] = value

    def __delitem__(self, key: str) -> None:
        del self.extra[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.extra)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self.extra)

    def __len__(self) -> int:
        return len(self.extra)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return (self.extra, self.body) == (other.extra, other.body)

    def __repr__(self) -> str:
        shown = [f"{key}={shortened(repr(self[key]))}" for key in islice(self, _MOST_KEYS)]
        more = [f"and {len(self) - _MOST_KEYS} more"] if len(self) > _MOST_KEYS else []
        return f"{type(self).__name__}({', '.join(shown + more)})"

    def __copy__(self) -> Self:
        return attrs.evolve(self)  # with a dict of its own

    def _repr_html_(self) -> str | None:
        """Return the keys and values as an HTML table for a notebook."""
        from .display.card import mapping_table

        return mapping_table(self)

    def popitem(self) -> tuple[str, Any]:
        """Remove the last key, as `dict.popitem` does.

        Returns:
            The key and its value.

        Raises:
            KeyError: If there are no keys.

        Example:
            >>> Document({"title": "Tide", "tags": []}).popitem()
            ('tags', [])
        """
        return self.extra.popitem()

    def rename(self, old: str, new: str) -> None:
        """Rename a key, which keeps its place and its value.

        Args:
            old: The key.
            new: Its new name.

        Raises:
            KeyError: If there is no such key.
            ValueError: If another key has the new name.

        Example:
            >>> note = Document({"headline": "Tide", "tags": []})
            >>> note.rename("headline", "title")
            >>> list(note)
            ['title', 'tags']
        """
        if old not in self.extra:
            raise KeyError(old)
        if new != old and new in self.extra:
            raise ValueError(f"there is a key {new!r} already")
        self.extra = {_text(new) if key == old else key: value for key, value in self.items()}


def parse(
    source: str | bytes,
    *,
    model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
    path: AnyPath | None = None,
    limit: int = LIMIT,
) -> Model:
    r"""Parse the contents of a file.

    Args:
        source: The contents, as a string or as UTF-8 bytes, with or without BOM.
        model: The class to read into: an attrs class, a dataclass or a pydantic model with
            supported type hints, or `Document` for any front matter.
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
        made: Model = read_model(text, schema, limit, origin)
    except ParseError as error:
        raise ParseError(error.problems, error.source, origin) from error.__cause__
    except Exception as error:  # a fault in the code of the model
        if origin is not None:
            error.add_note(f"while reading {origin}")
        raise
    return made


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
    source, path = origin_of(article, schema)
    try:
        return _serializer()(article, schema, source, newline)
    except SerializeError as error:
        raise SerializeError(error.message, error.key, path) from error.__cause__
    except Exception as error:  # a fault in the code of the model
        if path is not None:
            error.add_note(f"while serializing {path}")
        raise


def canonicalize(text: str | bytes, *, model: type[Any] = Article) -> str:
    r"""Return the contents of a file in the canonical form of its model, with its comments.

    The result has the order, quotes, indentation and empty lines of the model. Unknown keys follow
    the known ones in the order of the file, so the keys of a `Document` keep their order. Values,
    comments, line endings and the body stay. The result is read back before it is returned.

    Args:
        text: The contents, as a string or as UTF-8 bytes, with or without BOM.
        model: The class whose canonical form is written: any class that `parse` accepts.

    Returns:
        The contents in canonical form; the same contents if they are in that form already.

    Raises:
        ParseError: If the contents cannot be read into the model, with every problem found.
        SerializeError: If the front matter has an anchor, an alias, a merge key or a tag, which
            canonical form cannot express, or if no canonical text reads back as these values.
        TypeError: If the class cannot be a model, or the text is neither a string nor bytes.

    Example:
        >>> text = "---\nheat:   3  # of 10\n# two lines at most\ntitle: 'Tide'\n---\n"
        >>> print(canonicalize(text), end="")
        ---
        # two lines at most
        title: "Tide"
        heat: 3  # of 10
        ---
    """
    from .frontmatter.write import canonicalize_text

    return canonicalize_text(text if isinstance(text, str) else _decoded(text), schema_of(model))


@cache
def _serializer() -> Callable[..., str]:
    """Import the serializer, which programs that only read files do not need."""
    from .frontmatter.write import serialize_model

    return serialize_model


def _way_out(source: object) -> str:
    """Return what to do instead of passing a path or an open file; empty for anything else."""
    if isinstance(source, os.PathLike):
        return "; to read a file, use newsfeed.read(path), or pass path.read_bytes()"
    return "; pass its contents: file.read()" if hasattr(source, "read") else ""


def _decoded(data: bytes) -> str:
    if not isinstance(data, bytes):
        raise TypeError(f"expected text or bytes, found {type(data).__name__}{_way_out(data)}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        found = f"found the byte 0x{data[error.start]:02X}; save the file as UTF-8"
        place = position(before, len(before))
        problem = Problem(Code.ENCODING, f"expected UTF-8, {found}", *place)
        raise ParseError([problem], data.decode("utf-8", "replace")) from None
