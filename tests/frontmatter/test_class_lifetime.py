"""A model class is collected when nobody uses it any more."""

import gc
import linecache
import pickle
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from newsfeed import Feed, parse, read, scan, serialize, write
from newsfeed.export import json_schema
from newsfeed.frontmatter import grammar
from newsfeed.frontmatter.path import FieldPath
from newsfeed.frontmatter.schema import schema_of


def new_models() -> tuple[type[Any], type[Any]]:
    """Return a model and the model of its nested instances, which contains itself."""

    @attrs.define
    class Item:
        name: str
        width: int | None = None
        inner: "list[Any]" = attrs.field(factory=list)

    @attrs.define
    class Note:
        title: str
        first: Item | None = None
        items: list[Item] = attrs.field(factory=list)
        topics: list[str] = attrs.field(factory=list)
        body: str = ""

    return Note, Item


CANONICAL = (
    "---\ntitle: Rain\nfirst:\n  name: a\nitems:\n  - name: b\n  - name: c\ntopics:\n  - d\n---\n"
)
TEXTS = [CANONICAL, CANONICAL.replace("Rain", "'Rain'"), CANONICAL.replace("\n", "\r\n")]


def read_and_write(model: type[Any], folder: Path) -> None:
    for number, text in enumerate(TEXTS):
        note = parse(text, model=model)
        assert serialize(note) == text
        note.items[0].width = 3
        serialize(note)
        note.items.reverse()
        serialize(note)
        serialize(attrs.evolve(note))
        write(note, folder / f"{number}.md")
        read(folder / f"{number}.md", model=model)
    assert grammar(model)
    assert FieldPath("items[0].width", model)


def fail(model: type[Any], _: Path) -> None:
    with pytest.raises(ValueError, match="title"):
        parse("---\nheat: 1\n---\n", model=model)
    with pytest.raises(ValueError, match="title"):
        serialize(model(1))


def in_tables(model: type[Any], _: Path) -> None:
    pytest.importorskip("pyarrow")
    feed = Feed(parse(text, model=model) for text in TEXTS)
    assert Feed.from_arrow(feed.to_arrow(), model=model) == feed
    assert json_schema(model)


def scanned(model: type[Any], folder: Path) -> None:
    (folder / "rain.md").write_text(TEXTS[0])
    assert len(list(scan(folder, model=model))) == 1


def not_plain(model: type[Any], _: Path) -> None:
    @attrs.frozen
    class Frozen(model):  # type: ignore[misc]
        heat: int = 0

    for text in TEXTS:
        frozen = parse(text, model=Frozen)
        assert serialize(frozen) == text
        assert serialize(attrs.evolve(frozen, heat=1))


@pytest.mark.parametrize(
    "use", [read_and_write, fail, in_tables, scanned, not_plain], ids=lambda use: use.__name__
)
def test_a_class_is_collected(use: Callable[[type[Any], Path], None], tmp_path: Path) -> None:
    sources = set(linecache.cache)
    models = new_models()
    references = [weakref.ref(each) for each in models]
    use(models[0], tmp_path)
    del models
    gc.collect()
    assert [each() for each in references] == [None, None]
    assert not [file for file in set(linecache.cache) - sources if file.startswith("<newsfeed")]


def test_a_traceback_shows_generated_lines_as_long_as_the_class_lives() -> None:
    model, _ = new_models()
    parse(CANONICAL, model=model)
    gc.collect()
    names = [file for file in linecache.cache if file.startswith("<newsfeed construct_Note ")]
    assert "def construct_Note(" in "".join(linecache.getlines(names[-1]))


def test_a_schema_is_not_inherited_copied_or_pickled() -> None:
    model, _ = new_models()
    schema = schema_of(model)

    @attrs.define
    class Sub(model):  # type: ignore[misc, valid-type]
        heat: int = 0

    attributes = {name: value for name, value in vars(model).items() if name != "__slots__"}
    copied = type("Copied", model.__bases__, attributes)
    assert schema_of(Sub) is not schema
    assert "heat" in schema_of(Sub).fields
    assert schema_of(copied) is not schema
    assert schema_of(copied).model is copied
    # cloudpickle copies a class with its attributes.
    assert pickle.loads(pickle.dumps(schema)) is None
