"""The origin of a model: the source and the path, in its fields or beside it."""

import gc
from pathlib import Path
from typing import Any

import attrs
import pytest
from loops import each
from refusals import refusal

from newsfeed import ConflictError, SerializeError, parse, read, serialize, write
from newsfeed.frontmatter import origin
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.schema import schema_of


@attrs.define
class Person:
    name: str


def test_the_origin_is_forgotten_with_its_model() -> None:
    gc.collect()
    before = len(origin._BESIDE)
    people = [parse("---\nname: Ada\n---\n", model=Person) for _ in range(10)]
    assert len(origin._BESIDE) == before + 10
    del people
    gc.collect()
    assert len(origin._BESIDE) == before


def test_models_that_are_equal_keep_their_own_texts() -> None:
    one = parse("---\nname: Ada\n---\n", model=Person)
    other = parse("---\nname: 'Ada'\n---\n", model=Person)
    assert one == other
    assert serialize(one) == "---\nname: Ada\n---\n"
    assert serialize(other) == "---\nname: 'Ada'\n---\n"


def test_a_new_model_in_the_place_of_a_dead_one_has_no_origin() -> None:
    for number in range(200):
        person = parse("---\nname: 'Ada'\n---\n", model=Person)
        assert person.name == "Ada"
        del person
        made = Person(f"Ada {number}")
        assert serialize(made) == f"---\nname: Ada {number}\n---\n\n"


# --- Models with fields for the origin ------------------------------------------------------------


@attrs.define
class WithSource:
    title: str
    source: str | None = attrs.field(default=None, eq=False)


@attrs.define
class WithPath:
    title: str
    path: Path | None = attrs.field(default=None, eq=False)


TIDE = "---\ntitle: 'Tide'  # turns\n---\nBody\n"


@pytest.mark.parametrize("model", [WithSource, WithPath])
def test_a_model_may_hold_its_source_alone_or_its_path_alone(
    model: type[Any], tmp_path: Path
) -> None:
    path = tmp_path / "tide.md"
    path.write_text(TIDE, newline="")
    note = read(path, model=model)
    assert serialize(note) == TIDE
    note.title = "Ebb"
    assert write(note)
    assert not write(note)
    assert path.read_text() == TIDE.replace("Tide", "Ebb")
    note.title = 3
    assert str(refusal(note)) == f"{path}: title: expected text, found 3 (int)"


def test_the_source_and_the_path_that_a_model_holds_are_its_own_to_change(tmp_path: Path) -> None:
    path, other = tmp_path / "tide.md", tmp_path / "ebb.md"
    path.write_text(TIDE, newline="")
    note = read(path, model=WithSource)
    note.source = None
    assert serialize(note) == "---\ntitle: Tide\n---\n\n"
    with pytest.raises(ConflictError, match="the article was not read from it"):
        write(note)
    twin = read(path, model=WithPath)
    twin.path = other
    assert write(twin, overwrite=True)
    assert other.read_text() == TIDE


@attrs.define
class Keeper:
    name: str


@attrs.define
class KeeperWithSource(Keeper):
    source: str | None = attrs.field(default=None, eq=False)


@attrs.define
class KeeperWithPath(Keeper):
    path: Path | None = attrs.field(default=None, eq=False)


@attrs.define
class KeeperWithBoth(KeeperWithSource):
    path: Path | None = attrs.field(default=None, eq=False)


@attrs.define
class CarefulKeeper(KeeperWithBoth):
    def __attrs_post_init__(self) -> None:
        assert self.name


@pytest.mark.usefixtures("each_loader")
@each("model", [Keeper, KeeperWithSource, KeeperWithPath, KeeperWithBoth, CarefulKeeper])
@each("name", ["Ada", "'Ada'"])
def test_a_model_is_written_back_with_whichever_fields_for_its_origin(
    model: type[Any], name: str
) -> None:
    text = f"---\nname: {name}\n---\nKeeps the light.\n"
    keeper = parse(text, model=model, path="ada.md")
    assert serialize(keeper) == text
    keeper.name = "Eve"
    assert serialize(keeper) == text.replace("Ada", "Eve")
    keeper.name = 3
    with pytest.raises(SerializeError) as caught:
        serialize(keeper)
    # A class with code of its own could have made the value from another one.
    way_out = "; to write other types, put As in the type hint" if model is CarefulKeeper else ""
    assert str(caught.value) == f"ada.md: name: expected text, found 3 (int){way_out}"


def test_only_the_outer_record_knows_its_text_and_path() -> None:
    @attrs.define
    class Note:
        text: str
        notes: list[str] = attrs.field(factory=list)
        source: str | None = attrs.field(default=None, eq=False)
        path: Path | None = attrs.field(default=None, eq=False)

    @attrs.define
    class Page:
        note: Note
        notes: list[Note]
        source: str | None = attrs.field(default=None, eq=False)
        path: Path | None = attrs.field(default=None, eq=False)

    text = "---\nnote:\n  text: a\nnotes:\n  - text: b\n---\n"
    assert read_canonical(text, schema_of(Page), Path("page.md")) is not None
    page = parse(text, model=Page, path="page.md")
    assert (page.source, page.path) == (text, Path("page.md"))
    for note in (page.note, *page.notes):
        assert (note.source, note.path) == (None, None)
