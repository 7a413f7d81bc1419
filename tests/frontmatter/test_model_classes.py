"""Classes with hooks, converters, validators and the like are models like any other."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from newsfeed import SerializeError, parse, serialize
from newsfeed.frontmatter import write as writing
from newsfeed.frontmatter.origin import origin_of, set_origin
from newsfeed.frontmatter.schema import schema_of

TEXT = """\
---
title: Rain
heat: 3
price: 1.5
draft: false
day: 2026-03-14T09:30:00Z
topics:
  - Sea
  - Moon
first:
  name: a
items:
  - name: b
    width: 1
  - name: c
    width: 2
---
Body
"""


def unchanged(value: Any) -> Any:
    return value


def valid(*_: Any) -> None:
    pass


@attrs.define
class Item:
    name: str
    width: int | None = None


@attrs.define
class HookedItem(Item):
    def __attrs_post_init__(self) -> None:
        pass


@attrs.define
class Note:
    title: str
    heat: int | None = None
    price: float | None = None
    draft: bool | None = None
    day: datetime | None = None
    topics: list[str] = attrs.field(factory=list)
    first: Item | None = None
    items: list[Item] = attrs.field(factory=list)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


@attrs.define
class Hooked(Note):
    def __attrs_post_init__(self) -> None:
        pass


@attrs.define
class Validated(Note):
    items: list[Item] = attrs.field(factory=list, validator=valid)


@attrs.define
class Converted(Note):
    items: list[Item] = attrs.field(factory=list, converter=unchanged)


@attrs.define
class Created(Note):
    items: list[Item] = attrs.field(factory=lambda: [])


@attrs.define
class Nested(Note):
    items: list[HookedItem] = attrs.field(factory=list)  # type: ignore[assignment]


@attrs.define
class NestedOnce(Note):
    first: HookedItem | None = None
    items: list[Item] = attrs.field(factory=list)


@attrs.frozen
class Frozen(Note):
    pass


@attrs.define(unsafe_hash=True)
class Hashed(Note):
    pass


@attrs.define(unsafe_hash=True, cache_hash=True)
class CachedHash(Note):
    pass


@attrs.define(init=False)
class OwnInit(Note):
    def __init__(self, *args: Any, **values: Any) -> None:
        self.__attrs_init__(*args, **values)


@attrs.define
class Falsy(Note):
    def __bool__(self) -> bool:
        return False


@attrs.define
class NoTruthValue(Note):
    def __bool__(self) -> bool:
        raise RuntimeError("it has no truth value")

    def __len__(self) -> int:
        raise RuntimeError("it has no length")


CLASSES = [
    *(Note, Hooked, Validated, Converted, Nested, NestedOnce, Frozen, Hashed, CachedHash),
    *(OwnInit, Falsy, NoTruthValue),
]
EDITS: dict[str, dict[str, Any]] = {
    "title": {"title": "Sun"},
    "number": {"heat": 4},
    "float": {"price": 2.5},
    "boolean": {"draft": True},
    "time": {"day": datetime(2026, 3, 15, tzinfo=UTC)},
    "several": {"title": "Sun", "heat": -4, "price": 0.5, "draft": True},
    "item": {"topics": ["Sea", "Stars"]},
    "append": {"topics": ["Sea", "Moon", "Stars"]},
    "reorder": {"topics": ["Moon", "Sea"]},
    "clear": {"heat": None, "topics": []},
    "key": {"extra": {"mood": "calm"}},
    "body": {"body": "Rain\n"},
    "all": {"title": "Sun", "topics": [], "first": None, "items": [], "body": ""},
}
SCALARS = ["title", "number", "float", "boolean", "time", "several", "item", "body"]


def evolved(note: Any, **values: Any) -> Any:
    """Return a changed instance, also of a frozen class, with the origin of another."""
    changed = attrs.evolve(note, **values)
    set_origin(changed, schema_of(type(note)), *origin_of(note))
    return changed


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.__name__)
def test_each_class_gives_the_text_of_a_plain_one(model: type[Any], newline: str) -> None:
    for text in TEXT, TEXT.replace("Rain", "'Rain'  # wet"), TEXT.replace("day", "# noon\nday"):
        source = text.replace("\n", newline)
        note, plain = parse(source, model=model), parse(source, model=Note)
        assert serialize(note) == source
        for values in EDITS.values():
            changed = evolved(note, **values)
            assert serialize(changed) == serialize(evolved(plain, **values))
            assert parse(serialize(changed), model=model) == changed


@pytest.mark.parametrize("model", [*CLASSES, Created], ids=lambda model: model.__name__)
def test_a_scalar_edit_needs_neither_nodes_nor_the_yaml_reader(
    model: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    note = parse(TEXT, model=model)
    changed = [evolved(note, **EDITS[name]) for name in SCALARS]
    expected = [serialize(each) for each in changed]
    for name in "_patched", "_read", "_read_back", "text_edits", "difference":
        monkeypatch.delattr(writing, name)
    assert serialize(note) == TEXT
    assert [serialize(each) for each in changed] == expected


def test_nested_instances_of_any_class_change_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(writing, "_patched")
    for model in Nested, NestedOnce, Hooked, OwnInit:
        note = parse(TEXT, model=model)
        note.items[1].width = 7
        assert note.first is not None
        note.first.name = "z"
        assert serialize(note) == TEXT.replace("width: 2", "width: 7").replace("name: a", "name: z")


def upper(title: str) -> str:
    return title.upper()


def one_more(heat: int | None) -> int | None:
    return None if heat is None else heat + 1


def in_order(topics: list[str]) -> list[str]:
    return sorted(topics)


def stripped(body: str) -> str:
    return body.strip()


@attrs.define
class Upper:
    title: str = attrs.field(converter=upper)
    heat: int | None = attrs.field(default=None, converter=one_more)
    topics: list[str] = attrs.field(factory=list, converter=in_order)
    slug: str | None = None
    body: str = attrs.field(default="", converter=stripped)

    def __attrs_post_init__(self) -> None:
        self.slug = self.slug or self.title.lower()


UPPER = "---\ntitle: Rain\nheat: 3\ntopics:\n  - b\n  - a\n---\n Body \n"


def test_a_class_may_change_what_it_is_given() -> None:
    note = parse(UPPER, model=Upper)
    assert note == Upper("Rain", 3, ["b", "a"], body=" Body ")
    assert serialize(note) == UPPER


def test_a_value_that_the_class_keeps_is_written() -> None:
    note = parse(UPPER, model=Upper)
    note.slug = "wet"
    text = serialize(note)
    assert text == UPPER.replace("---\n Body", "slug: wet\n---\n Body")
    assert parse(text, model=Upper) == note


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", "Rain"), ("heat", 3), ("topics", ["b", "a"]), ("body", " Body \n")],
)
def test_a_value_that_the_class_would_change_is_refused(name: str, value: Any) -> None:
    """The value is that of the file, which the class reads as another."""
    note = parse(UPPER, model=Upper)
    object.__setattr__(note, name, value)  # without the converter
    with pytest.raises(
        SerializeError, match=rf"{name}(\[0\])?: the result would read back as another"
    ):
        serialize(note)


def distinct(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


@attrs.define
class Leaf:
    name: str = attrs.field(converter=upper)
    names: list[str] = attrs.field(factory=list, converter=distinct)
    extra: dict[str, Any] = attrs.field(factory=dict)
    source: str | None = attrs.field(default=None, eq=False)


@attrs.define
class Branch:
    leaf: Leaf
    leaves: list[Leaf] = attrs.field(factory=list)


@attrs.define
class Stem:
    branch: Branch


@attrs.define
class Tree:
    stem: Stem
    stems: list[Stem] = attrs.field(factory=list)


TREE = """\
---
stem:
  branch:
    leaf:
      name: a
      names:
        - b
        - b
    leaves:
      - name: c
        names:
          - d
          - d
stems:
  - branch:
      leaf:
        name: e
---
"""


def leaves(tree: Tree) -> list[Leaf]:
    return [tree.stem.branch.leaf, *tree.stem.branch.leaves, tree.stems[0].branch.leaf]


@pytest.mark.parametrize(
    "text", [TREE, TREE.replace("\n", "\r\n"), TREE.replace("e\n---", "'e'\n---")]
)
def test_a_class_at_any_depth_may_change_what_it_is_given(text: str) -> None:
    tree = parse(text, model=Tree)
    assert [(leaf.name, leaf.names) for leaf in leaves(tree)] == [
        ("A", ["b"]),
        ("C", ["d"]),
        ("E", []),
    ]
    assert serialize(tree) == text


@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "x"),
        ("names", ["x", "x"]),
        ("name", None),
        ("names", ["b", "b"]),
        ("names", ["d", "d"]),
    ],
)
def test_a_value_that_a_class_at_any_depth_would_change_is_refused(
    name: str, value: Any, depth: int
) -> None:
    tree = parse(TREE, model=Tree)
    leaf = leaves(tree)[depth]
    raw = {"name": "ace"[depth]}.get(name) if value is None else value
    object.__setattr__(leaf, name, raw)  # without the converter
    with pytest.raises(SerializeError, match="the result would read back as another"):
        serialize(tree)


def test_the_value_of_the_file_is_refused_where_the_class_changes_it() -> None:
    text = "---\nstem:\n  branch:\n    leaf:\n      name: a\n---\n"
    tree = parse(text, model=Tree)
    assert serialize(tree) == text
    object.__setattr__(tree.stem.branch.leaf, "name", "a")  # without the converter
    with pytest.raises(SerializeError, match="name: the result would read back as another"):
        serialize(tree)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_an_unknown_key_is_added_at_any_depth(depth: int) -> None:
    tree = parse(TREE, model=Tree)
    leaves(tree)[depth].extra["mood"] = "calm"
    assert serialize(tree).count("mood: calm") == 1
    assert parse(serialize(tree), model=Tree) == tree


@pytest.mark.parametrize("model", [Falsy, NoTruthValue])
def test_a_model_is_never_asked_for_its_truth_value(model: type[Any]) -> None:
    for text in TEXT, TEXT.replace("Rain", "'Rain'"):
        note = parse(text, model=model)
        assert type(note) is model
        assert serialize(attrs.evolve(note)) == TEXT
        note.items.reverse()
        assert parse(serialize(note), model=model) == note
