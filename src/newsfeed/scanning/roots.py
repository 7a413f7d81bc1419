"""The files that a root means: a file, a folder, a glob, an archive, a URL."""

import errno
from collections.abc import Iterator

from .archives import archive_members, is_archive
from .folders import walk
from .patterns import Pattern, split_magic
from .places import Content, Place

File = tuple[str, Content | None]
"""The path of a file, and what it holds if that is known already."""


def files_of(place: Place, root: str, pattern: Pattern) -> Iterator[File]:
    """Find the files that a root means, in the order of their paths.

    Args:
        place: Where the root is.
        root: Its path there.
        pattern: Which files are meant in a folder or an archive.

    Yields:
        The files; of what cannot be listed or opened, why.

    Raises:
        FileNotFoundError: If there is no such root, or it holds no file that is meant.
    """
    try:
        kind = place.kind(root)
    except Exception as error:  # whatever a remote file system raises
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
            folder = folder.removeprefix("./")
            yield from _some(walk(folder, pattern, place.list_folder), pattern.text, root)
        elif is_archive(root):
            yield from _some(_in_archive(place, root, pattern), pattern.text, root)
        else:
            yield root, None


def _is_missing(error: Exception, magic: str) -> bool:
    """Tell whether there is nothing; Windows takes no star in a name, and no system a long one."""
    is_no_name = isinstance(error, OSError) and error.errno in (errno.EINVAL, errno.ENAMETOOLONG)
    return isinstance(error, FileNotFoundError | NotADirectoryError) or bool(magic and is_no_name)


def _in_archive(place: Place, root: str, pattern: Pattern) -> Iterator[File]:
    try:
        with place.open(root) as file:
            yield from archive_members(file, root, pattern)
    except Exception as error:
        yield root, error


def _some(files: Iterator[File], looked_for: str, where: str) -> Iterator[File]:
    """Let files through, of which there must be one."""
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
