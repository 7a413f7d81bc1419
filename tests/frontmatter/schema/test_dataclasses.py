"""Dataclasses as models: every kind of class, the roles of its attributes, and the guarantees."""

import dataclasses
from dataclasses import KW_ONLY, InitVar, dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import exact, examples, texts

from newsfeed import parse, read, serialize
from newsfeed.frontmatter.origin import origin_of, set_origin
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of

TAGS = ["sea", "moon"]


@dataclass
class Stop:
    name: str
    lines: int | None = None


@attrs.define
class Guide:
    name: str
    stops: list[Stop] = attrs.field(factory=list)


def walk_of(bases: tuple[type[Any], ...] = (), **options: Any) -> type[Any]:
    """Return a dataclass with attributes of many kinds, made with these options."""
    attributes: list[tuple[str, Any, Any]] = [
        ("title", str, field()),
        ("length", float | None, field(default=None)),
        ("open", bool, field(default=True)),
        ("seen", date | None, field(default=None)),
        ("tags", list[str], field(default_factory=list)),
        ("first", Stop | None, field(default=None)),
        ("stops", list[Stop], field(default_factory=list)),
        ("guide", Guide | None, field(default=None)),
        ("prices", dict[str, int], field(default_factory=dict)),
        ("extra", dict[str, Any], field(default_factory=dict)),
        ("body", str, field(default="")),
    ]
    return dataclasses.make_dataclass("Walk", attributes, bases=bases, **options)


CLASSES = [
    walk_of(),
    walk_of(frozen=True),
    walk_of(kw_only=True),
    walk_of(slots=True, weakref_slot=True),
    walk_of(slots=True, weakref_slot=True, frozen=True, kw_only=True),
    walk_of(order=True),
    walk_of(unsafe_hash=True),
    walk_of(eq=False),
    walk_of(namespace={"__post_init__": lambda _: None}),
    type("Bare", (walk_of(),), {}),  # a subclass without the decorator
]
CANONICAL = """\
---
title: Tide
length: 2.5
open: false
seen: 2026-03-14
tags:
  - sea
  - moon
first:
  name: Quay
stops:
  - name: Pier
    lines: 2
  - name: Hill
    lines: 3
guide:
  name: Ada
  stops:
    - name: Mole
prices:
  child: 3
---
Body
"""
FAST = CANONICAL.replace("prices:\n  child: 3\n", "")
"""A text that the canonical reader reads: it has no mapping of any keys."""

HAND = """\
---
title: 'Tide'   # wet
stops:
- {name: Pier, lines: 2}
- name: Hill  # steep
  lines: 3
tags: [sea, moon]
first: {name: Quay}
guide: {stops: [{name: Mole}], name: Ada}
prices: {child: 3}
mood: calm
seen: 2026-03-14
length: 2.5
open: no
---
Body
"""


def evolved(note: Any, **values: Any) -> Any:
    """Return a changed instance, also of a frozen class, with the origin of another."""
    changed = dataclasses.replace(note, **values)
    set_origin(changed, schema_of(type(note)), *origin_of(note))
    return changed


def values_of(note: Any) -> dict[str, Any]:
    """Return the attributes of an instance, also of a class without equality."""
    return {each.name: getattr(note, each.name) for each in dataclasses.fields(note)}


# --- The guarantees -------------------------------------------------------------------------------


@each("model", CLASSES)
def test_an_untouched_dataclass_gives_its_text(model: type[Any]) -> None:
    assert read_canonical(FAST, schema_of(model)) is not None
    for text in CANONICAL, FAST, HAND, FAST.replace("\n", "\r\n"), HAND.replace("\n", "\r\n"):
        note = parse(text, model=model)
        assert (note.title, note.length, note.open, note.tags) == ("Tide", 2.5, False, TAGS)
        assert (note.first, note.stops) == (Stop("Quay"), [Stop("Pier", 2), Stop("Hill", 3)])
        assert note.guide == Guide("Ada", [Stop("Mole")])
        assert serialize(note) == text


EDITS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": "Moon"}, "Tide", "Moon"),
    ({"length": 4.0}, "2.5", "4.0"),
    ({"seen": date(2026, 3, 15)}, "03-14", "03-15"),
    ({"tags": ["sea", "star"]}, "moon", "star"),
    ({"first": Stop("Lock")}, "Quay", "Lock"),
    ({"stops": [Stop("Pier", 2), Stop("Hill", 9)]}, "lines: 3", "lines: 9"),
    ({"guide": Guide("Ada", [Stop("Weir")])}, "Mole", "Weir"),
    ({"prices": {"child": 5}}, "child: 3", "child: 5"),
    ({"body": "Text\n"}, "---\nBody", "---\nText"),
]


@each("model", CLASSES)
def test_an_edit_of_a_dataclass_changes_what_it_names(model: type[Any]) -> None:
    for text, (values, old, new) in product((CANONICAL, FAST, HAND), EDITS):
        if old in text:
            note = evolved(parse(text, model=model), **values)
            assert serialize(note) == text.replace(old, new)
            again = parse(serialize(note), model=model)
            assert values_of(again) == values_of(note)


@each("model", CLASSES)
def test_a_dataclass_without_source_is_written_in_canonical_form(model: type[Any]) -> None:
    for text in CANONICAL, FAST:
        assert serialize(dataclasses.replace(parse(text, model=model))) == text


def walks() -> st.SearchStrategy[Any]:
    stops = st.builds(Stop, texts(), st.integers(-9, 99))
    return st.builds(
        CLASSES[0],
        title=texts(),
        length=st.none() | st.floats(allow_nan=False),
        open=st.booleans(),
        seen=st.none() | st.dates(),
        tags=st.lists(texts(), max_size=2),
        first=st.none() | stops,
        stops=st.lists(stops, max_size=2),
        guide=st.none() | st.builds(Guide, texts(), st.lists(stops, max_size=2)),
        prices=st.dictionaries(st.sampled_from(["child", "on", "3", "a b"]), st.integers(0, 9)),
        body=texts(),
    )


@examples(300)
@given(note=walks())
def test_both_readers_read_any_dataclass_alike(note: Any) -> None:
    text, schema = serialize(note), schema_of(CLASSES[0])
    found = read_yaml(text, schema).model
    assert values_of(found) == values_of(note) == values_of(parse(text, model=CLASSES[0]))
    canonical = read_canonical(text, schema)
    if canonical is not None:
        for name, value in values_of(canonical).items():
            assert repr(value) == repr(getattr(found, name))
            assert exact(value) == exact(getattr(found, name))


def test_the_class_of_a_plain_dataclass_is_not_called() -> None:
    plain = [index for index, model in enumerate(CLASSES) if schema_of(model).plain]
    assert plain == [0, 2, 3, 5, 7]  # frozen ones, and those with a hash or a hook, are called


# --- Attributes -----------------------------------------------------------------------------------


@dataclass
class Defaults:
    title: str = "Tide"
    heat: int = 3
    price: float = 1.5
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=lambda: ["sea"])
    notes: dict[str, Any] = field(default_factory=dict)


@each("text", ["---\n---\n", "---\n{}\n---\n", "---\ntitle:\nheat: ~\ntags: null\nnames:\n---\n"])
def test_a_missing_or_null_key_has_its_default(text: str) -> None:
    one, other = parse(text, model=Defaults), parse(text, model=Defaults)
    assert one == Defaults()
    assert serialize(one) == text
    for name in "tags", "names", "notes":
        assert getattr(one, name) is not getattr(other, name)


def test_an_empty_list_that_is_not_the_default_is_written() -> None:
    text = "---\ntitle: Tide\nheat: 3\nprice: 1.5\n---\n\n"
    names = "names:\n  - sea\n"
    assert serialize(Defaults()) == text.replace("---\n\n", f"{names}---\n\n")
    assert serialize(Defaults(names=[])) == text.replace("---\n\n", "names: []\n---\n\n")


@dataclass
class Roles:
    title: str
    seen: int = field(default=0, compare=False)
    made: int = field(default=5, init=False)
    extra: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    source: str | None = field(default=None, compare=False, repr=False)
    path: Path | None = field(default=None, compare=False)


def test_attributes_that_are_not_compared_are_roles_or_no_part_of_the_text(tmp_path: Path) -> None:
    text = "---\ntitle: 'Tide'  # wet\nseen: 3\nmade: 4\n---\nBody\n"
    path = tmp_path / "tide.md"
    path.write_text(text)
    note = read(path, model=Roles)
    assert note == Roles("Tide", extra={"seen": 3, "made": 4}, body="Body\n")
    assert (note.seen, note.made, note.source, note.path) == (0, 5, text, path)
    changed = dataclasses.replace(note, title="Moon")
    assert serialize(changed) == text.replace("Tide", "Moon")
    changed.seen, changed.made = 7, 8
    assert serialize(changed) == text.replace("Tide", "Moon")


def test_a_source_that_is_compared_is_a_field() -> None:
    @dataclass
    class Quote:
        source: str
        path: str = ""

    quote = parse("---\nsource: 'Ada'\n---\n", model=Quote)
    assert quote == Quote("Ada")
    quote.source = "Bea"
    assert serialize(quote) == "---\nsource: 'Bea'\n---\n"


def test_an_init_var_is_refused_with_a_reason() -> None:
    @dataclass
    class Scaled:
        title: str
        scale: InitVar[int] = 1

    @dataclass
    class Inherited(Scaled):
        heat: int = 0

    for model in Scaled, Inherited:
        reason = rf"{model.__name__}\.scale: InitVar is not supported: an instance does not keep"
        with pytest.raises(TypeError, match=reason):
            parse("---\ntitle: Tide\n---\n", model=model)


def test_class_variables_and_the_keyword_sentinel_are_no_fields() -> None:
    @dataclass
    class Note:
        title: str
        known: ClassVar[list[str]] = []
        _: KW_ONLY
        heat: int = 0

    assert list(schema_of(Note).fields) == ["title", "heat"]
    assert parse("---\ntitle: Tide\nheat: 3\n---\n", model=Note) == Note("Tide", heat=3)
