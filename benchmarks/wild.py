"""Compare newsfeed with others over real hand-written files of many sites.

Each library reads and edits every file before it is timed. The times are those of the files that
all timed libraries read, or edit, right. The counts of each library are rows of their own.
"""

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import attrs
import yaml_edit
from measuring import Row, Target, cold_runs, microseconds
from peers import (
    LIBRARIES,
    Append,
    Change,
    Library,
    apply,
    as_json,
    block_reader,
    changed_lines,
    data_of,
    parts,
    plain,
    writer_of,
)
from samples import hand_written, wild_files

import newsfeed
from newsfeed import Document
from newsfeed.frontmatter import ONE_OR_MANY

OURS, DOCUMENT, PEER = "newsfeed", "newsfeed, Document", "python-frontmatter"
READ, READ_DOCUMENT = f"{OURS}, read alone", f"{DOCUMENT}, read alone"
READING = "read a hand-written file: real"
UNTOUCHED = "hand-written: read, write back untouched"
EDITING = "hand-written: read, change the title, write"
APPENDING = "hand-written: read, append to a list, write"
SHARE = 0.9
"""The share of the files that a library must do right to be timed."""

TITLE = re.compile(
    r"""^title:\ *(?:"[^\r\n]*"|'[^\r\n]*'|[^\s"'>|&*!\[{][^\r\n]*)[ \t]*(?:\#.*)?\r?\n(?=\S|\Z)""",
    re.MULTILINE | re.VERBOSE,
)
"""A title on one line."""
LIST = re.compile(r"^([\w-]+):[ \t]*\r?\n((?: *- [^\r\n]+\r?\n)+)(?=\S|\Z)", re.MULTILINE)
"""A block list, each of whose items is on one line."""


# The module of `date` has another name here: a field `date` would hide the class.
@attrs.define
class Note:
    """A post with the fields that most sites have."""

    title: str | None = None
    date: dt.date | dt.datetime | None = None
    tags: Annotated[list[str], ONE_OR_MANY] = attrs.field(factory=list)
    draft: bool | None = None
    weight: int | float | None = None
    author: str | list[str] | None = None
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


def read_note(text: str) -> Note:
    """Read a text with newsfeed, as a model."""
    return newsfeed.parse(text, model=Note)


def read_document(text: str) -> Document:
    """Read a text with newsfeed, as a mapping."""
    return newsfeed.parse(text, model=Document)


def write_document(text: str, change: Change) -> str:
    """Read a text and write it with newsfeed, as a mapping."""
    document = read_document(text)
    apply(document, change)
    return newsfeed.serialize(document)


WILD_LIBRARIES = [
    Library(OURS, read_note, writer_of(Note)),
    Library(DOCUMENT, read_document, write_document),
    *LIBRARIES[1:],
]
WRITERS = [library for library in WILD_LIBRARIES if library.write is not None]
PARSE_ALONE = {"yaml-edit, parse alone": block_reader(yaml_edit.Document.parse)}


def wild(count: int, rounds: int, starts: int) -> Iterator[Row | Target]:
    """Measure reading, writing back, editing, and a process that reads one file.

    Args:
        count: How many files at most.
        rounds: How often.
        starts: How many processes of each kind.

    Yields:
        The rows and the targets.
    """
    files = wild_files()
    texts = files[:: max(1, len(files) // count)]
    yield from reading(texts, rounds)
    read = [text for text in texts if reads_right(WILD_LIBRARIES[0], text)]
    for title, exact_title, changes in JOBS:
        edits = [(text, change) for text in read for change in changes(text)]
        yield from editing(title, exact_title, edits, rounds)
    yield from cold_reading(starts)


def title_edits(text: str) -> list[Change]:
    """Return the edit of the title, if it is on one line."""
    is_text = isinstance(read_document(text).get("title"), str)
    found = is_text and TITLE.search(parts(text)[1])
    return [("title", 'Tide: "early", they say')] if found else []


def appends(text: str) -> list[Change]:
    """Return the edit of the first block list of strings, if there is one."""
    document = read_document(text)
    for key, lines in LIST.findall(parts(text)[1]):
        items = document.get(key)
        words = [item for item in items if isinstance(item, str)] if isinstance(items, list) else []
        if words == items and len(words) == lines.count("\n"):
            return [Append(key, "Clocks")]
    return []


Job = tuple[str, str, Callable[[str], list[Change]]]
JOBS: list[Job] = [
    (UNTOUCHED, "hand-written: come back byte for byte", lambda _: [None]),
    (EDITING, "hand-written: an edit of the title changes one line", title_edits),
    (APPENDING, "hand-written: an append adds one line", appends),
]


def reads_right(library: Library, text: str) -> bool:
    """Return whether a library reads the same data as `Document`, in the types of JSON."""
    try:
        found, expected = library.read(text), read_document(text).extra
    except Exception:
        return False
    if isinstance(found, Note):
        return as_json(of_note(data_of(found) | found.extra)) == as_json(of_note(expected))
    return as_json(found.extra if isinstance(found, Document) else found) == as_json(expected)


def of_note(data: dict[str, Any]) -> dict[str, Any]:
    """Return data as a note has it: tags as a list, and nothing that is null or empty."""
    tags = plain(data.get("tags"))
    listed = {**data, "tags": tags if isinstance(tags, list) else [tags]} if tags else data
    return {key: value for key, value in listed.items() if value is not None and value != []}


def writes_right(library: Library, edit: tuple[str, Change]) -> bool:
    """Return whether what a library writes has the change, and otherwise the same data."""
    text, change = edit
    expected = read_document(text)
    apply(expected, change)
    try:
        found = read_document(write(library, edit))
    except Exception:
        return False
    same_body = found.body.strip() == expected.body.strip()
    return same_body and as_json(found.extra) == as_json(expected.extra)


def write(library: Library, edit: tuple[str, Change]) -> str:
    """Read and write with a library."""
    assert library.write is not None
    return library.write(*edit)


def is_exact(library: Library, edit: tuple[str, Change]) -> bool:
    """Return whether a right edit changes no line but its own."""
    text, change = edit
    if not writes_right(library, edit):
        return False
    most = (0, 1) if isinstance(change, Append) else (1, 1) if change else (0, 0)
    return changed_lines(text, write(library, edit)) == most


def agreed(
    libraries: list[Library], items: list[Any], is_right: Callable[[Library, Any], bool]
) -> tuple[list[Library], list[Any], dict[str, float]]:
    """Check libraries, and choose those to time with the items that each of them does right.

    Returns:
        The libraries, the items, and how many items each of all libraries does right.
    """
    right = {each.name: [is_right(each, item) for item in items] for each in libraries}
    counts: dict[str, float] = {name: sum(flags) for name, flags in right.items()}
    timed = [each for each in libraries if counts[each.name] >= SHARE * counts[OURS]]
    flags = zip(*(right[each.name] for each in timed), strict=True)
    return timed, [item for item, each in zip(items, flags, strict=True) if all(each)], counts


def reading(texts: list[str], rounds: int) -> Iterator[Row | Target]:
    """Measure reading."""
    timed, chosen, counts = agreed(WILD_LIBRARIES, texts, reads_right)
    operations: dict[str, Callable[[Any], object]] = {each.name: each.read for each in timed}
    values = microseconds({**operations, **PARSE_ALONE}, chosen, rounds)
    yield Row(READING, "us", values, f"{len(chosen)} of {len(texts)} files")
    yield Row("hand-written: read right", "files", counts, f"of {len(texts)}")
    for name, what in (OURS, "to model"), (DOCUMENT, "to Document"):
        ratio = values[name] / values[PEER]
        yield Target(f"hand-written: read {what} / {PEER}", ratio, 0.3)
        ratio = values[name] / values["yaml-edit"]
        yield Target(f"hand-written: read {what} / yaml-edit with values", ratio, 0.7)


def editing(
    title: str, exact_title: str, edits: list[tuple[str, Change]], rounds: int
) -> Iterator[Row | Target]:
    """Measure reading, changing and writing, and our reading alone."""
    timed, chosen, _ = agreed(WRITERS, edits, writes_right)
    operations: dict[str, Callable[[Any], object]] = {
        READ: lambda edit: read_note(edit[0]),
        READ_DOCUMENT: lambda edit: read_document(edit[0]),
        **{each.name: partial(write, each) for each in timed},
    }
    values = microseconds(operations, chosen, rounds)
    yield Row(title, "us", values, f"{len(chosen)} of {len(edits)} files")
    exact = {each.name: float(sum(is_exact(each, edit) for edit in edits)) for each in WRITERS}
    yield Row(exact_title, "files", exact, f"of {len(edits)}")
    if title == EDITING:
        yield Target("hand-written: title edit / yaml-edit", values[OURS] / values["yaml-edit"], 2)
    elif title == UNTOUCHED:
        ratio = values[OURS] / values[READ]
        yield Target("hand-written: untouched read and write / read", ratio, 2.3)


def cold_reading(starts: int) -> Iterator[Row | Target]:
    """Measure processes that read one hand-written file and end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ferry.md")
        path.write_text(hand_written(), encoding="utf-8", newline="")
        codes = {
            "Python alone": "",
            OURS: f"import newsfeed; newsfeed.read({str(path)!r})",
            DOCUMENT: f"import newsfeed; newsfeed.read({str(path)!r}, model=newsfeed.Document)",
            PEER: f"import frontmatter; frontmatter.load({str(path)!r})",
        }
        values = cold_runs(codes, starts)
    yield Row("cold process that reads a hand-written file", "ms", values)
    ratio = values[OURS] / values[PEER]
    yield Target(f"cold process that reads a hand-written file / {PEER}", ratio, 1.75)
