"""Laws 1, 2, 3 and 5 over real files of many sites, with `Document` and with models of each kind.

The typed models have six fields that people write. Every file is read, except those that are wrong,
and the kinds of models read the same values.
"""

import copy
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import difference
from strategies import exact
from wild_files import (
    FIELDS,
    MODELS,
    NO_DATE,
    NO_YAML,
    TYPED,
    AttrsNote,
    accepted,
    refused_by,
    texts_in,
    values,
)

from newsfeed import Document, ParseError, parse, serialize
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.locations import locate_values
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.text.delimiters import split_text

pytestmark = pytest.mark.shared


# Refusals


@pytest.mark.parametrize("model", MODELS)
def test_only_files_that_are_wrong_are_refused(shared: Path, model: type[Any]) -> None:
    found = set()
    for name, text in texts_in(shared).items():
        try:
            parse(text, model=model)
        except ParseError as error:
            found.add(name)
            problem, expected = error.problems[0], refused_by(model)[name]
            assert problem.code in expected.codes
            assert problem.key == expected.key
            assert expected.line in text.splitlines()[problem.line - 1]
    assert found == set(refused_by(model))


def front_matter(text: str) -> str:
    parts = split_text(text)
    return text[parts.block : parts.closing]


def test_pyyaml_rejects_the_files_that_are_not_yaml(shared: Path) -> None:
    for name in NO_YAML:
        with pytest.raises(yaml.YAMLError):
            yaml.safe_load(front_matter(texts_in(shared)[name]))


def test_python_and_pyyaml_read_no_date_there_either(shared: Path) -> None:
    for name in NO_DATE:
        text = yaml.safe_load(front_matter(texts_in(shared)[name]))["date"]
        assert type(text) is str
        with pytest.raises(ValueError, match="Invalid isoformat string"):
            dt.datetime.fromisoformat(text)


# Law 1


@pytest.mark.usefixtures("each_loader")
@pytest.mark.parametrize("model", MODELS)
def test_every_file_comes_back_as_it_was(shared: Path, model: type[Any]) -> None:
    """`serialize(parse(t)) == t`."""
    for text in accepted(shared, model):
        assert serialize(parse(text, model=model)) == text


def test_every_kind_of_model_reads_the_same_values(shared: Path) -> None:
    for text in accepted(shared, AttrsNote):
        first, *others = [values(parse(text, model=model)) for model in TYPED]
        assert others == [first, first]


def test_typed_values_are_those_of_a_document(shared: Path) -> None:
    singles = 0
    for text in accepted(shared, AttrsNote):
        note, document = parse(text, model=AttrsNote), parse(text, model=Document)
        assert note.body == document.body
        assert note.extra == {key: document[key] for key in document if key not in FIELDS}
        assert isinstance(note.date, dt.date | None)
        assert not isinstance(note.date, dt.datetime) or note.date.tzinfo is not None
        for name in ("title", "draft", "weight", "author"):
            assert exact(getattr(note, name)) == exact(document.get(name))
        found = document.get("tags") or []
        singles += isinstance(found, str)
        assert note.tags == ([found] if isinstance(found, str) else found)
    assert singles == 28


# Law 5


@pytest.mark.parametrize("model", MODELS)
def test_the_readers_agree(shared: Path, model: type[Any]) -> None:
    """`read_canonical(t) == read_yaml(t)`, where the canonical reader has an answer."""
    schema, found = schema_of(model), 0
    for text in texts_in(shared).values():
        fast = read_canonical(text, schema)
        if fast is not None:
            assert exact_values(fast) == exact_values(read_yaml(text, schema).model)
            found += 1
    assert found


def exact_values(note: Any) -> Any:
    return exact(note) if isinstance(note, Document) else values(note)


# Laws 2 and 3

NOON = dt.datetime(2031, 2, 3, 12, 30, 5, tzinfo=dt.UTC)
EDITS: dict[str, list[Any]] = {
    "title": ["Tide turns", 'it\'s: "x" # y', "Tide\nturns\n", "3", "", None, " a ", "2031-02-03"],
    "date": [NOON.date(), NOON, NOON.replace(hour=0, minute=0, second=0), None],
    "tags": [[], ["sea"], ["sea", "moon"], ["a, b: c"], ["3", "- a", ""]],
    "draft": [True, False, None],
    "weight": [3, 2.5, -1, None, 1e300],
    "author": ["Ada", ["Ada", "Ben"], [], ["Ada"], None, "3", ["true"]],
    "body": ["", "Body\n", "---\n"],
}


def edited_values(index: int, name: str, old: Any) -> list[Any]:
    """Return a new value, which is another one for every file, and one that the old value gives."""
    new = [EDITS[name][index % len(EDITS[name])]]
    if isinstance(old, list):
        new.append([[*old, "new"], old[1:], old[::-1]][index % 3])
    return new


def own_lines(text: str, key: str) -> range:
    """Return the lines, from zero, from a key to the next one or to the closing delimiter."""
    places = locate_values(text)
    starts = [place.key[0] - 1 for path, place in places.items() if len(path) == 1]
    starts.append(text.count("\n", 0, split_text(text).closing))
    start = places[(key,)].key[0] - 1
    return range(start, min(line for line in starts if line > start))


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_a_typed_field_reads_back(shared: Path, name: str) -> None:
    """`parse(serialize(edit(a))) == edit(a)`, and the edit changes the lines of its key alone."""
    for index, text in enumerate(accepted(shared, AttrsNote)):
        model = TYPED[index % 3]
        for value in edited_values(index, name, getattr(parse(text, model=model), name)):
            note = parse(text, model=model)
            setattr(note, name, value)
            new = serialize(note)
            back = parse(new, model=model)
            assert back == note
            assert values(back) == values(note)
            if name != "body":
                check_lines(text, new, name)


def check_lines(text: str, new: str, key: str) -> None:
    """Check that one text becomes another by a change of the lines of a key."""
    start, gone, _ = difference(text, new)
    if gone:
        assert set(range(start, start + len(gone))) <= set(own_lines(text, key))


def test_edits_of_a_document_read_back(shared: Path) -> None:
    """`parse(serialize(edit(a))) == edit(a)`: set, remove, rename, add, and clear keys."""
    added = {"seen": NOON.replace(tzinfo=None), "more": {"a": [1, NOON.date(), "x: y"]}}
    for index, text in enumerate(accepted(shared, Document)):
        document = parse(text, model=Document)
        names = list(document)
        trials = [copy.deepcopy(document) for _ in range(5)]
        trials[0].update(added)
        trials[1].clear()
        if names:
            key = names[index % len(names)]
            trials[2][key] = added
            del trials[3][key]
            trials[4].rename(key, "renamed")
        for edited in trials:
            back = parse(serialize(edited), model=Document)
            assert back == edited
            assert exact(back) == exact(edited)
            assert list(back) == list(edited)


def test_an_edit_of_a_document_changes_the_lines_of_its_key(shared: Path) -> None:
    """`diff(t, serialize(edit(parse(t))))` is the lines of a key: set, added or removed."""
    for index, text in enumerate(accepted(shared, Document)):
        names = list(parse(text, model=Document))
        for key in {"title", *names[index % 5 :: 5]} & set(names):
            document = parse(text, model=Document)
            document[key] = "Tide turns"
            check_lines(text, serialize(document), key)
            document = parse(text, model=Document)
            del document[key]
            _, gone, new = difference(text, serialize(document))
            assert new == []
            assert any(key in line for line in gone)
        document = parse(text, model=Document)
        document["new key"] = "Tide turns"
        _, gone, new = difference(text, serialize(document))
        assert (gone, len(new)) == ([], 1)
