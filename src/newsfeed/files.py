"""Read and write files; a file is written as a whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from .document import AnyPath, parse, serialize
from .errors import ConflictError, SerializeError
from .frontmatter.limits import LIMIT
from .frontmatter.origin import Origin, origin_of, set_origin
from .frontmatter.schema import schema_of
from .models import Article, Model

with suppress(ImportError):  # on Windows
    import fcntl


def read(
    path: AnyPath,
    *,
    model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
    limit: int = LIMIT,
) -> Model:
    """Read a file.

    Args:
        path: The file, in UTF-8, with or without BOM.
        model: The class to read into: see `parse`.
        limit: The most code points that the front matter may have.

    Returns:
        An instance of the model; its `path` is the file.

    Raises:
        ParseError: If the file cannot be read into the model, with every problem found.
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

    The new contents go to a temporary file beside the target, which then replaces it. A crash
    leaves the old contents or the new ones. If two processes edit a file, the second gets a
    ConflictError. The mode of the file is kept, and the target of a symbolic link is written. Hard
    links keep the old contents.

    Afterwards, `source` of the article is what the file contains. Writing to another path makes a
    copy: the article keeps its own `source` and `path`, and `write(article)` writes its own file.

    Args:
        article: An instance of any model.
        path: The file; by default, the file that the article was read from. An article without a
            path gets this one.
        overwrite: Whether to write even if the file has changed since the article was read, or
            exists although the article was not read from it.

    Returns:
        True if the file has changed. False if it had the same contents already, whoever wrote them.

    Raises:
        SerializeError: If the article cannot be written so that it reads back as itself, or has no
            path.
        ConflictError: If the file has changed or is gone since the article was read, or if it
            exists although the article was not read from it.
        OSError: If the file cannot be written; it keeps its old contents.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "tide.md"
        >>> article = Article("Tide turns early")
        >>> write(article, path), write(article)
        (True, False)
        >>> write(article, path.with_name("copy.md")), article.path == path
        (True, True)
    """
    origin = origin_of(article)
    if path is None and origin.path is None:
        raise SerializeError("the article has no path; name one: write(article, path)")
    target = Path(path if path is not None else origin.path or "")
    try:
        text = serialize(article)
    except SerializeError as error:
        raise SerializeError(error.message, error.key, target) from error.__cause__
    except Exception as error:  # a fault in the code of the model
        if target != origin.path:
            error.add_note(f"while writing {target}")
        raise
    return write_serialized(article, text, target, overwrite=overwrite)


def write_serialized(article: Any, text: str, target: Path, *, overwrite: bool = False) -> bool:
    """Write the result of `serialize` to a file: see `write`."""
    schema, origin = schema_of(type(article)), origin_of(article)
    data = _encoded(text, target)
    if origin.path and os.path.realpath(target) != os.path.realpath(origin.path):
        return _replace(target, data, None if overwrite else Origin())  # a copy
    # If an instance cannot have an origin, this fails before the file is written.
    set_origin(article, schema, text, origin.path or target)
    try:
        return _replace(target, data, None if overwrite else origin)
    except BaseException:
        set_origin(article, schema, *origin)
        raise


def _encoded(text: str, target: Path) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        message = f"UTF-8 cannot hold {found}, half of a surrogate pair"
        raise SerializeError(message, "body", target) from None


def _replace(target: Path, data: bytes, origin: Origin | None) -> bool:
    """Replace a file in one step, unless it has the same contents already."""
    place = _place_of(target)
    with _locked(place.parent) as is_locked:
        found = _bytes_of(target)
        if found == data:
            return False
        if origin is not None:
            _check_unchanged(origin, target, found)
        # The name does not contain that of the target, which may be as long as the file system
        # allows. Under the lock no other process writes in the folder, so one name is enough, and
        # the next writer removes the file that a killed one has left.
        name = ".newsfeed.tmp" if is_locked else f".newsfeed-{os.urandom(8).hex()}.tmp"
        with _atomic_writer(place, name, target) as file:
            file.write(data)
    return True


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Lock a folder against other writers, and yield whether that is possible."""
    is_locked = False
    with ExitStack() as stack:
        # A network file system may have no locks, and Windows cannot open folders.
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            is_locked = True
        yield is_locked


def _place_of(target: Path) -> Path:
    """Return the file that is replaced: the target of a symbolic link."""
    place = Path(os.path.realpath(target))
    if place.exists() and not (place.is_file() or place.is_dir()):
        # For example /dev/stdout or a pipe, which must not become a file.
        raise OSError(errno.EINVAL, "expected a regular file", str(target))
    return place


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise FileNotFoundError(errno.ENOENT, "the link leads to no file", str(path)) from None
        return None


def _check_unchanged(origin: Origin, target: Path, found: bytes | None) -> None:
    source = None if origin.source is None else origin.source.encode("utf-8", "surrogatepass")
    if found is None and source is not None and origin.path:
        raise ConflictError("the file is gone; write with overwrite=True to make it anew", target)
    if found is not None and source is None:
        what = "the file is there already, and the article was not read from it"
        if origin.path:
            what += "; an article of a table needs its column source, made with source=True"
        raise ConflictError(f"{what}; write with overwrite=True to replace it", target)
    if found is not None and found != source:
        what = "the file holds another text than the article was read from"
        raise ConflictError(f"{what}; read it again, or write with overwrite=True", target)


@contextmanager
def _atomic_writer(place: Path, name: str, target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file that replaces another file, unless an exception is raised."""
    if place.exists() and not os.access(place, os.W_OK):
        # Replacing it would succeed, but its mode forbids writing.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    temporary = place.with_name(name)
    try:
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            if place.exists():
                temporary.chmod(place.stat().st_mode & 0o7777)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(place)
    except OSError as error:
        # The error of a full disk names no file, others name the temporary one.
        if error.errno is not None and error.filename in (None, str(temporary)):
            error.filename = str(target)
            del error.filename2
        if error.errno == errno.ENOENT and not place.parent.exists():
            error.strerror = f"there is no folder {place.parent}; create it first"
        raise
    finally:
        with suppress(OSError):  # the error that came first is the one to report
            temporary.unlink()


@contextmanager
def replacing(path: AnyPath) -> Iterator[BinaryIO]:
    """Open a file to write bytes, as a whole or not at all; after an exception it is unchanged."""
    place = _place_of(Path(path))
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with _atomic_writer(place, f".newsfeed-{os.urandom(8).hex()}.tmp", Path(path)) as file:
        yield file
