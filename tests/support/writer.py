"""A process that writes articles, to be killed, starved or raced: FAULT PATH [COUNT]."""

import os
import resource
import signal
import sys
from itertools import count
from pathlib import Path

from newsfeed import Article, ConflictError, read, write


def body_of(heat: int) -> str:
    """Make a body that tells which write it is of, of another length than that before."""
    return f"{heat}\n" * (20_000 + heat % 7 * 1_000)


def rewrite(path: Path) -> None:
    """Write a file again and again, until killed."""
    article = read(path)
    for heat in count((article.heat or 0) + 1):
        article.heat, article.body = heat, body_of(heat)
        write(article)


def rewrite_in_children(path: Path) -> None:
    """For each line of input, rewrite a file in a child process until it is killed."""
    for _ in sys.stdin:
        if not (child := os.fork()):
            rewrite(path)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("killed", flush=True)


def increment(path: Path, times: int) -> None:
    """Add one to a number in a file so often, again where another process was faster."""
    print("ready", flush=True)
    sys.stdin.readline()
    done = conflicts = 0
    while done < times:
        article = read(path)
        article.heat = (article.heat or 0) + 1
        try:
            done += write(article)
        except ConflictError:
            conflicts += 1
    print(conflicts)


def edit(path: Path) -> None:
    """Edit a file when told to, and tell whether that went well."""
    article = read(path)
    article.heat = 3
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print(write(article))
    except ConflictError as error:
        print(type(error).__name__)


def attempt(path: Path) -> None:
    """Write a file once, larger than before, and tell the error."""
    article = read(path) if path.exists() else Article("Rain")
    article.heat, article.body = 1, body_of(1)
    try:
        write(article, path)
    except OSError as error:
        print(type(error).__name__, error.strerror, error.filename, sep="; ")


def on_a_full_disk(path: Path) -> None:
    """Write where a file may have no more than a kilobyte."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
    attempt(path)


def without_rights(path: Path) -> None:
    """Write as somebody who owns nothing here: root may write anything."""
    write(Article("Rain"), path.with_name("import-all-that-is-needed.md"))
    path.with_name("import-all-that-is-needed.md").unlink()
    path.parent.chmod(0o555)
    if os.geteuid() == 0:
        os.setuid(65534)
    attempt(path)


FAULTS = {
    "rewrite": rewrite_in_children,
    "increment": lambda path: increment(path, 250),
    "edit": edit,
    "full-disk": on_a_full_disk,
    "no-rights": without_rights,
}

if __name__ == "__main__":
    FAULTS[sys.argv[1]](Path(sys.argv[2]))
