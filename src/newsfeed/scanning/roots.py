"""The files of a root: a file, a folder, a glob, an archive or a URL."""

import errno
from collections.abc import Iterator

from .archives import archive_members, is_archive
from .folders import walk
from .patterns import Pattern, split_magic
from .places import Content, Place

File = tuple[str, Content | None]
"""The path of a file, and its contents or its error if already known."""


def files_of(place: Place, root: str, pattern: Pattern) -> Iterator[File]:
    """Yield the files of a root in the order of their paths; FileNotFoundError if there are none.

    A folder or an archive that cannot be read is yielded with its error.
    """
    try:
        kind = place.kind(root)
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
        if kind == "folder":
            folder = root if root.endswith("/") or not root else f"{root}/"
            folder = folder.removeprefix("./")  # the paths in "." do not begin with "./"
            yield from _some(walk(folder, pattern, place.list_folder), pattern.text, root)
        elif is_archive(root):
            yield from _some(_in_archive(place, root, pattern), pattern.text, root)
        else:
            yield root, None


def _is_missing(error: Exception, magic: str) -> bool:
    """Return whether a path is missing; Windows rejects a `*` in it, every system a long name."""
    is_invalid = isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.ENAMETOOLONG)
    return isinstance(error, FileNotFoundError | NotADirectoryError) or bool(magic and is_invalid)


def _in_archive(place: Place, root: str, pattern: Pattern) -> Iterator[File]:
    try:
        with place.open(root) as file:
            yield from archive_members(file, root, pattern)
    except Exception as error:
        yield root, error


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
