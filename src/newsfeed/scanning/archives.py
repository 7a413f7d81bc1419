"""The files of a zip or tar archive, in the order of their paths."""

import posixpath
from collections.abc import Iterator
from typing import IO, Any

from .patterns import Pattern
from .places import Content

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


def is_archive(path: str) -> bool:
    """Tell whether a path is that of an archive, by its ending."""
    return path.lower().endswith(SUFFIXES)


def archive_members(file: IO[bytes], path: str, pattern: Pattern) -> Iterator[tuple[str, Content]]:
    """Read the files that are meant in an archive; its table of contents is held, no more.

    Of several archive_members of one name the last counts, as for those who unpack them.

    Args:
        file: The archive.
        path: Its path.
        pattern: Which files are meant, by their paths in the archive.

    Yields:
        The path of each file, that of the archive first, and what it holds; the archive's own path
        and why it cannot be read.
    """
    read = _zip if path.lower().endswith(".zip") else _tar
    try:
        for name, content in read(file, pattern):
            yield f"{path}/{name}", content
    except Exception as error:  # whatever broken data makes of a decompressor
        yield path, error


def _zip(file: IO[bytes], pattern: Pattern) -> Iterator[tuple[str, Content]]:
    from zipfile import ZipFile

    with ZipFile(file) as archive:
        found = {_clean(info.filename): info for info in archive.infolist() if not info.is_dir()}
        for name in sorted(filter(pattern.matches, found)):
            try:
                content: Content = archive.read(found[name])
            except Exception as error:  # one broken member; the others may be whole
                content = error
            yield name, content


def _tar(file: IO[bytes], pattern: Pattern) -> Iterator[tuple[str, Content]]:
    from tempfile import TemporaryFile

    with TemporaryFile() as temporary:
        plain = _unpacked(file, temporary)
        places, error = _places(plain)
        for name in sorted(filter(pattern.matches, places)):
            start, size = places[name]
            plain.seek(start)
            data = plain.read(size)
            yield name, data if len(data) == size else EOFError("the archive ends in it")
        if error is not None:
            raise error


def _unpacked(file: IO[bytes], temporary: IO[bytes]) -> IO[bytes]:
    """Decompress an archive, which can only be read in its own order; a plain one is left."""
    import shutil
    import tarfile

    with tarfile.open(fileobj=file, mode="r:*") as archive:
        if archive.fileobj is file:
            return file
        stream: Any = archive.fileobj
        stream.seek(0)
        shutil.copyfileobj(stream, temporary)
        return temporary


def _places(file: IO[bytes]) -> tuple[dict[str, tuple[int, int]], Exception | None]:
    """List the files of an archive, each with the offset of its first byte and its size.

    Returns:
        The files, a hard link as the file that it is; and why there may be more.
    """
    import tarfile

    file.seek(0)
    places: dict[str, tuple[int, int]] = {}
    with tarfile.open(fileobj=file, mode="r:") as archive:
        try:
            for member in archive:
                if member.islnk() and (place := places.get(_clean(member.linkname))):
                    places[_clean(member.name)] = place
                elif member.isreg() and not member.issparse():
                    places[_clean(member.name)] = member.offset_data, member.size
                archive.archive_members = []  # type: ignore[attr-defined]  # else it keeps all, 1 KB each
        except tarfile.TarError as error:
            return places, error
        # A header that is none ends an archive as quietly as its last one does.
        file.seek(archive.offset)
        if any(file.read(tarfile.BLOCKSIZE)):
            return places, tarfile.ReadError(f"broken at byte {archive.offset:,}")
    return places, None


def _clean(name: str) -> str:
    """Take off what leads nowhere; `..` stays, and no pattern means it."""
    return posixpath.normpath(name.lstrip("/"))
