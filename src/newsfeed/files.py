"""Files: read them, and write them so that no fault leaves half a text."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, overload

from .document import parse, serialize
from .errors import ConflictError, SerializeError
from .frontmatter.limits import LIMIT
from .frontmatter.origin import Origin, origin_of, set_origin
from .frontmatter.schema import schema_of
from .models import Article

with suppress(ImportError):  # on Windows
    import fcntl

Model = TypeVar("Model")
AnyPath = str | os.PathLike[str]


@overload
def read(path: AnyPath, *, limit: int = LIMIT) -> Article: ...
@overload
def read(path: AnyPath, *, model: type[Model], limit: int = LIMIT) -> Model: ...
def read(path: AnyPath, *, model: type[Any] = Article, limit: int = LIMIT) -> Any:
    """Read an article from a file.

    Args:
        path: The file, in UTF-8, with or without BOM.
        model: The class to read into.
        limit: How many code points the front matter may have.

    Returns:
        An instance of the model; its `path` is the file.

    Raises:
        ParseError: With every problem found, if the file holds no such article.
        OSError: If the file cannot be read.

    Example:
        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> write(Article("Tide turns early"), folder / "tide.md")
        True
        >>> read(folder / "tide.md").title
        'Tide turns early'
    """
    return parse(Path(path).read_bytes(), model=model, path=path, limit=limit)


def write(article: Any, path: AnyPath | None = None, *, overwrite: bool = False) -> bool:
    """Write an article to a file, as a whole or not at all.

    The text goes to a new file beside the target, which then takes its place: a crash leaves the
    old text or the new one. Of two processes that edit a file the second gets the conflict. The
    mode of the file stays, and a symbolic link stays one: its target is written. Other names of the
    file, hard links, keep the old text. Afterwards the article's `source` and `path` are what is on
    disk.

    Args:
        article: An instance of any model.
        path: The file; by default the one that the article was read from.
        overwrite: Whether to write even if the file holds another text than the article was read
            from; one that was made in Python was read from none.

    Returns:
        True if the file has changed, False if it held that text already, whoever wrote it; then it
        is left alone.

    Raises:
        SerializeError: If the article cannot be written so that it reads back as itself, or has no
            path.
        ConflictError: If the file holds another text than the one that the article was read from.
        OSError: If the file cannot be written; it holds its old text then.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "tide.md"
        >>> article = Article("Tide turns early")
        >>> write(article, path), write(article)
        (True, False)
    """
    origin = origin_of(article)
    if path is None and origin.path is None:
        raise SerializeError("the article has no path; name one: write(article, path)")
    target = Path(path if path is not None else origin.path or "")
    text, data = _text_and_bytes(article, target)
    changed = _replace(target, data, None if overwrite else origin)
    set_origin(article, schema_of(type(article)), text, target)
    return changed


def _text_and_bytes(article: Any, target: Path) -> tuple[str, bytes]:
    try:
        text = serialize(article)
        return text, text.encode("utf-8")
    except SerializeError as error:
        raise SerializeError(error.message, error.key, target) from None
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        message = f"UTF-8 cannot hold {found}, half of a surrogate pair"
        raise SerializeError(message, "body", target) from None


def _replace(target: Path, data: bytes, origin: Origin | None) -> bool:
    """Put a new file in the place of an old one in one step, unless that holds the data already."""
    place = _place_of(target)
    with _locked(place.parent) as is_locked:
        found = _bytes_of(target)
        if found == data:
            return False
        if origin is not None:
            _check_unchanged(origin, target, found)
        _check_writable(place, target)
        # Not named after the target, whose name may be as long as the file system allows. Under the
        # lock there is no other writer in the folder, so one name will do, and the next writer
        # clears away what a killed one has left.
        name = ".newsfeed.tmp" if is_locked else f".newsfeed-{os.urandom(8).hex()}.tmp"
        try:
            _exchange(place, place.with_name(name), data)
        except OSError as error:
            # It names the temporary file, of which nobody knows.
            error.filename, error.filename2 = str(target), None
            raise
    return True


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Keep other writers out of a folder, and tell whether that is possible there."""
    descriptor = None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        is_locked = True
    except OSError:
        # A network file system may have no locks, and Windows opens no folders.
        is_locked = False
    try:
        yield is_locked
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _place_of(target: Path) -> Path:
    """Find the file that is replaced: that which a link leads to."""
    place = Path(os.path.realpath(target))
    if place.exists() and not (place.is_file() or place.is_dir()):
        # Such as /dev/stdout or a pipe, which must not become a file.
        raise OSError(errno.EINVAL, "expected a regular file", str(target))
    return place


def _check_writable(place: Path, target: Path) -> None:
    if place.exists() and not os.access(place, os.W_OK):
        # A new file could take its place all the same, but its mode asks for something else.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise FileNotFoundError(errno.ENOENT, "the link leads to no file", str(path)) from None
        return None


def _check_unchanged(origin: Origin, target: Path, found: bytes | None) -> None:
    source = None if origin.source is None else origin.source.encode("utf-8", "surrogatepass")
    if found is None and (source is None or target != origin.path):
        return
    if found is None:
        raise ConflictError("the file is gone; write with overwrite=True to make it anew", target)
    if source is None:
        what = "the file is there already, and the article was not read from it"
        raise ConflictError(f"{what}; write with overwrite=True to replace it", target)
    if found != source:
        what = "the file holds another text than the article was read from"
        raise ConflictError(f"{what}; read it again, or write with overwrite=True", target)


def _exchange(place: Path, temporary: Path, data: bytes) -> None:
    with _taking_the_place(place, temporary) as file:
        file.write(data)


@contextmanager
def _taking_the_place(place: Path, temporary: Path) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of another, unless an error comes before."""
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o7777)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing(path: AnyPath) -> Iterator[BinaryIO]:
    """Open a file to be written as a whole or not at all: after an error there is the old one.

    Args:
        path: The file; the new one is beside it until it is whole.

    Yields:
        The new file, open for bytes.

    Raises:
        OSError: If it cannot be written.
    """
    place = _place_of(Path(path))
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    _check_writable(place, Path(path))
    temporary = place.with_name(f".newsfeed-{os.urandom(8).hex()}.tmp")
    try:
        with _taking_the_place(place, temporary) as file:
            yield file
    except OSError as error:
        # A full disk has no name, and the other file is one of which nobody knows.
        if error.errno is not None and error.filename in (None, str(temporary)):
            error.filename, error.filename2 = str(path), None
        raise
