r"""The cases of the command: the files before, commands with their output, and the files after.

    What the case shows.
    === posts/tide.md
    ---
    title: Tide
    ---
    $ newsfeed set heat=3 posts
    1 of 1 files changed, 0 failed.
    === posts/tide.md
    ---
    title: Tide
    heat: 3
    ---

Files above the first command are there before, those below the last one are there after it; a file
that is not listed there is as it was, and no other file is there. A line `exit 2` below the output
is the exit code, if that is not 0; output is standard output, then standard error. Words behind the
name of a file change its text: `CRLF`, `BOM`, `open` (no newline at the end). `<<< name` behind a
command gives it the text of a file as standard input.
"""

import shlex
from pathlib import Path
from typing import NamedTuple

import attrs
from command import run


class Step(NamedTuple):
    """A command with what it prints."""

    line: str
    output: str
    code: int


@attrs.frozen
class Case:
    """A case, with the bytes of the files by their names."""

    before: dict[str, bytes]
    steps: list[Step]
    after: dict[str, bytes]

    @classmethod
    def read(cls, path: Path) -> "Case":
        """Read a case from its file."""
        trees: list[dict[str, bytes]] = [{}, {}]
        steps: list[Step] = []
        sections: list[tuple[str, list[str]]] = []
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]:
            if line.startswith(("=== ", "$ newsfeed ")):
                sections.append((line.rstrip("\n"), []))
            else:
                sections[-1][1].append(line)
        for head, lines in sections:
            if head.startswith("$ "):
                codes = [line for line in lines if line.startswith("exit ")]
                output = "".join(line for line in lines if line not in codes)
                steps.append(Step(head[2:], output, int(codes[0][5:]) if codes else 0))
            else:
                name, *words = head.split()[1:]
                trees[bool(steps)][name] = _bytes("".join(lines), words)
        return cls(trees[0], steps, trees[0] | trees[1])

    def check(self, folder: Path) -> None:
        """Run the commands in an empty folder, and compare what they print and leave."""
        lay_bytes(folder, self.before)
        for line, output, code in self.steps:
            words, _, name = line.partition(" <<< ")
            stdin = (folder / name).read_bytes() if name else b""
            done = run(*shlex.split(words)[1:], cwd=folder, code=code, stdin=stdin)
            assert (done.out + done.err).replace("\r\n", "\n") == output, line
        found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
        assert found.keys() == self.after.keys()
        for name, path in found.items():
            assert path.read_bytes() == self.after[name], name


def _bytes(text: str, words: list[str]) -> bytes:
    assert set(words) <= {"CRLF", "BOM", "open"}, words
    text = text.removesuffix("\n") if "open" in words else text
    text = text.replace("\n", "\r\n") if "CRLF" in words else text
    return text.encode("utf-8-sig") if "BOM" in words else text.encode()


def lay_bytes(folder: Path, contents: dict[str, bytes]) -> None:
    """Write files into a folder, and create the folders that they need."""
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
