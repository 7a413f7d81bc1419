"""The files of a zip or tar archive, in the order of their paths."""

import posixpath
from collections.abc import Iterator
from typing import IO, Any

from .patterns import Pattern
from .places import Content, Place

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


def archive_members(place: Place, path: str, pattern: Pattern) -> Iterator[tuple[str, Content]]:
    """Yield the path and contents of each matching file; an error comes with the archive's path."""
    read = _zip if path.lower().endswith(".zip") else _tar
    try:
        with place.open(path) as file:
            # Only the index is in memory. Of several members with one name, the last one counts.
            for name, content in read(file, pattern):
                yield f"{path}/{name}", content
    except Exception as error:  # a remote file system and decompressors may raise anything
        yield path, error


def _zip(file: IO[bytes], pattern: Pattern) -> Iterator[tuple[str, Content]]:
    from zipfile import ZipFile

    with ZipFile(file) as archive:
        found = {_clean(info.filename): info for info in archive.infolist() if not info.is_dir()}
        for name in sorted(filter(pattern.matches, found)):
            try:
                content: Content = archive.read(found[name])
            except Exception as error:  # one broken member; the others may be intact
                content = error
            yield name, content


def _tar(file: IO[bytes], pattern: Pattern) -> Iterator[tuple[str, Content]]:
    from tempfile import TemporaryFile

    with TemporaryFile() as temporary:
        tar = _decompressed(file, temporary)
        extents, error = _extents(tar)
        for name in sorted(filter(pattern.matches, extents)):
            start, size = extents[name]
            tar.seek(start)
            data = tar.read(size)
            yield name, data if len(data) == size else EOFError("the archive ends in it")
        if error is not None:
            raise error


def _decompressed(file: IO[bytes], temporary: IO[bytes]) -> IO[bytes]:
    """Decompress an archive into a temporary file for random access, if it is compressed."""
    import shutil
    import tarfile

    with tarfile.open(fileobj=file, mode="r:*") as archive:
        if archive.fileobj is file:
            return file
        stream: Any = archive.fileobj
        stream.seek(0)
        shutil.copyfileobj(stream, temporary)
        return temporary


def _extents(file: IO[bytes]) -> tuple[dict[str, tuple[int, int]], Exception | None]:
    """Return the offset and size of each file, and the error that ended the search, if any."""
    import tarfile

    file.seek(0)
    extents: dict[str, tuple[int, int]] = {}
    with tarfile.open(fileobj=file, mode="r:") as archive:
        try:
            for member in archive:
                if member.islnk() and (target := extents.get(_clean(member.linkname))):
                    extents[_clean(member.name)] = target
                elif member.isreg() and not member.issparse():
                    extents[_clean(member.name)] = member.offset_data, member.size
                # Otherwise tarfile keeps every member in memory, 1 KB each.
                archive.members = []  # type: ignore[attr-defined]
        except tarfile.TarError as error:
            return extents, error
        # tarfile treats an invalid header as the end of the archive, which is a block of zeros.
        file.seek(archive.offset)
        if any(file.read(tarfile.BLOCKSIZE)):
            return extents, tarfile.ReadError(f"broken at byte {archive.offset:,}")
    return extents, None


def _clean(name: str) -> str:
    """Normalize the name of a member; a leading `..` stays, and no pattern matches it."""
    return posixpath.normpath(name.lstrip("/"))
