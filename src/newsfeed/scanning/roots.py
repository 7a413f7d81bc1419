"""The files of a root: a file, a folder, a glob, an archive or a URL."""

import errno
import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice

from .archives import ARCHIVES, archive_members
from .patterns import Pattern, split_magic
from .places import Content, Place

# The number of names sorted at once: 1.6 MB of memory, and 611 runs for ten million names.
_RUN = 1 << 14

# A function that lists the names in a folder; paths and names of folders end in a slash.
Listing = Callable[[str], Iterable[str]]
File = tuple[str, Content | None]  # a path, and the contents or the error if already known


def files_of(place: Place, root: str, pattern: Pattern) -> Iterator[File]:
    """Yield the files of a root, or its error, in path order; FileNotFoundError if none exists."""
    try:
        is_folder = place.is_folder(root)
    except Exception as error:  # a remote file system may raise anything
        folder, magic = split_magic(root)
        if not _is_missing(error, magic):
            yield root, error
            return
        if not magic:
            what = "expected a file, a folder, a glob, an archive or a URL, found nothing"
            raise FileNotFoundError(errno.ENOENT, what, root) from None
        yield from _some(walk(folder, Pattern(magic), place.list_folder), magic, folder)
    else:
        if is_folder:
            folder = root if root.endswith("/") or not root else f"{root}/"
            folder = folder.removeprefix("./")  # the paths in "." do not begin with "./"
            yield from _some(walk(folder, pattern, place.list_folder), pattern.text, root)
        elif root.lower().endswith(ARCHIVES):
            yield from _some(archive_members(place, root, pattern), pattern.text, root)
        else:
            yield root, None


def _is_missing(error: Exception, magic: str) -> bool:
    """Return whether a path is missing; Windows rejects a `*` in it, every system a long name."""
    is_invalid = isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.ENAMETOOLONG)
    return isinstance(error, FileNotFoundError | NotADirectoryError) or bool(magic and is_invalid)


def _some(files: Iterator[File], looked_for: str, where: str) -> Iterator[File]:
    """Yield files; raise FileNotFoundError if there are none."""
    what = "found none"
    try:
        for file in files:
            what = ""
            yield file
    except FileNotFoundError:
        what = "found no such folder"
    if what:
        what = f"expected files {looked_for}, {what}"
        raise FileNotFoundError(errno.ENOENT, what, where or ".")


def walk(folder: str, pattern: Pattern, listing: Listing, inner: str = "") -> Iterator[File]:
    """Yield the matching files below `folder` in code point order, and folders that fail to list.

    A folder is listed when its turn comes, so that the first files are found early.
    """

    def matches(name: str) -> bool:
        path = inner + name
        return pattern.may_hold(path) if name.endswith("/") else pattern.matches(path)

    try:
        for name in in_order(filter(matches, listing(folder + inner))):
            if name.endswith("/"):
                yield from walk(folder, pattern, listing, inner + name)
            else:
                yield folder + inner + name, None
    except Exception as error:  # a remote file system may raise anything
        if isinstance(error, FileNotFoundError) and not inner:
            raise
        yield folder + inner, error


def in_order(names: Iterable[str]) -> Iterator[str]:
    """Sort names in bounded memory, by an external merge sort if there are many."""
    rest = iter(names)
    with ExitStack() as files:
        runs: list[Iterable[str]] = []
        while run := sorted(islice(rest, _RUN)):
            runs.append(run if len(run) < _RUN else _stored(run, files))
        yield from heapq.merge(*runs)


def _stored(run: list[str], files: ExitStack) -> Iterator[str]:
    """Move names to a temporary file, one per line; a name may contain a newline but no NUL."""
    from tempfile import TemporaryFile

    file = files.enter_context(
        TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n")  # noqa: SIM115
    )
    file.writelines(name.replace("\n", "\0") + "\n" for name in run)
    run.clear()  # frees the memory for the next run
    file.seek(0)
    return (line[:-1].replace("\0", "\n") for line in file)
