"""The fast ways do what is said of them, on classes for which nothing has been made before."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import QUOTED, Key
from newsfeed.frontmatter.read.canonical import (
    grammar,
    match_canonical,
    read_canonical,
    root_pattern,
)
from newsfeed.frontmatter.read.canonical.characters import is_readable
from newsfeed.frontmatter.read.canonical.compare import changed_scalars
from newsfeed.frontmatter.read.canonical.tree import nodes_of_match
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.scalars import POSSESSIVE
from newsfeed.frontmatter.schema import camel_case, schema_of

SAILING = """\
---
title: "The \\"Gull\\" sails"
"no: 1": 3
a,b: both
"\\"": 4
rating: 4.5
sailed: true
words:
  - Sea
  - "NO"
names:
  - "Gull"
photos:
  - title: Pier
  - width: 3
poster:
  - title: Gull
    width: 5
ship:
  name: Gull
  photos:
    - title: Deck
  flag: SW
fleet:
  - name: Tern
    photos:
      - width: 6
  - name: Skua
---
Text.
"""


def sailing_class() -> type[Any]:
    """Make a model anew: what is made for a class is kept, and would hide how it is made."""

    @attrs.define
    class Photo:
        title: str | None = None
        width: int | None = None

    @attrs.define
    class Ship:
        name: str
        photos: list[Photo] = attrs.field(factory=list)
        flag: str | None = None

    @attrs.frozen
    class Port:
        name: str

    @attrs.define
    class Sailing:
        title: Annotated[str, QUOTED]
        number: Annotated[int | None, Key("no: 1")] = None
        pair: Annotated[str | None, Key("a,b")] = None
        quote: Annotated[int | None, Key('"')] = None
        rating: float | None = None
        sailed: bool | None = None
        words: list[str] = attrs.field(factory=list)
        names: list[str] = attrs.field(factory=list)
        photos: list[Photo] = attrs.field(factory=list)
        poster: list[Photo] = attrs.field(factory=list)
        ship: Ship | None = None
        fleet: list[Ship] = attrs.field(factory=list)
        port: Port | None = None
        extra: dict[str, Any] = attrs.field(factory=dict)
        body: str = "\n"

    return Sailing


# --- What is recognized ---------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_groups_give_the_nodes_of_the_yaml_parser(newline: str) -> None:
    text, model = SAILING.replace("\n", newline), sailing_class()
    record = root_pattern(model, text)
    match = match_canonical(record, text)
    assert match is not None
    fast, read = nodes_of_match(record, match), read_yaml(text, schema_of(model)).root
    assert fast is not None
    assert read is not None
    assert attrs.asdict(fast) == attrs.asdict(read)


@pytest.mark.parametrize("key", ["NEWLINE", "a\n(b", "a # b"])
@pytest.mark.parametrize("hint", [int | None, Any], ids=["known", "anything"])
def test_a_key_may_have_any_name(key: str, hint: Any) -> None:
    model = attrs.make_class("Odd", {"thing": attrs.field(default=None)})
    model.__annotations__["thing"] = Annotated[hint, Key(key)]
    text = serialize(model(3))
    assert parse(text, model=model) == model(3)
    assert (read_canonical(text, schema_of(model)) is None) == (hint is Any)
    with pytest.raises(ParseError):
        parse("---\n\n: 3\n---\n", model=model)


def test_a_model_without_fields_is_recognized() -> None:
    model = attrs.make_class("Nothing", {"extra": attrs.field(factory=dict)})
    assert read_canonical("---\n---\n", schema_of(model)) == model()


def test_a_field_without_a_hint_holds_anything() -> None:
    model = attrs.make_class("Unhinted", ["thing"])
    assert parse("---\nthing: [1, a]\n---\n", model=model) == model([1, "a"])


def upper(text: str) -> str:
    return text.upper()


@attrs.define
class Plain:
    _id: str
    _heat: int = attrs.field(default=0, alias="warmth")


@attrs.define
class Converting:
    _id: str = attrs.field(converter=upper)
    _heat: int = attrs.field(default=0, alias="warmth")


@pytest.mark.parametrize("expected", [Plain("a", warmth=3), Converting("a", warmth=3)])
def test_private_names_are_recognized(expected: Any) -> None:
    assert read_canonical("---\n_id: a\n_heat: 3\n---\n", schema_of(type(expected))) == expected


@attrs.define
class Closed:
    heat: int = 0

    def __attrs_pre_init__(self) -> None:
        raise ValueError("closed today")


def test_what_a_class_does_before_it_is_made_is_done() -> None:
    with pytest.raises(ParseError, match="Closed refuses it: closed today"):
        parse("---\nheat: 3\n---\n", model=Closed)


@pytest.mark.parametrize("default", [attrs.NOTHING, None, True, 3, "a", list, dict])
def test_a_class_that_only_keeps_what_it_is_given_is_plain(default: Any) -> None:
    field = (
        attrs.field(factory=default) if default in (list, dict) else attrs.field(default=default)
    )
    assert schema_of(attrs.make_class("Kept", {"thing": field})).plain


@pytest.mark.parametrize(
    "field",
    [
        attrs.field(default=1.5),
        attrs.field(default=0.0),
        attrs.field(default=date(2020, 1, 1)),
        attrs.field(factory=lambda: ["a"]),
        attrs.field(factory=OrderedDict),
        attrs.field(default=3, converter=int),
        attrs.field(validator=attrs.validators.instance_of(int)),
    ],
    ids=["number", "zero", "date", "list", "mapping", "converter", "validator"],
)
def test_a_class_that_makes_or_checks_a_value_is_not_plain(field: Any) -> None:
    assert not schema_of(attrs.make_class("Making", {"thing": field})).plain


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


@attrs.define
class Box:
    label: str
    inner: "Box | None" = None


def test_records_below_32_others_are_left_to_the_general_reader() -> None:
    schema = schema_of(Box)
    for depth in (32, 33):
        blanks = [" " * (2 * level) for level in range(depth + 1)]
        lines = "".join(f"{each}inner:\n{each}  label: b\n" for each in blanks[:depth])
        text = f"---\nlabel: a\n{lines}---\n"
        recognized, read = read_canonical(text, schema), read_yaml(text, schema).model
        assert recognized == (read if depth == 32 else None)


@pytest.mark.parametrize(
    ("text", "newline", "expected"),
    [
        ("a\n", "\n", True),
        ("é–\n", "\n", True),
        ("a\u2028\n", "\n", False),
        ("a\u2029\n", "\n", False),
        ("a\u2028\u2029\n", "\n", False),
        ("\ufeffé\n", "\n", False),
        ("\ud800\n", "\n", False),
        ("a\r\n", "\n", False),
        ("é\r\n", "\r\n", True),
        ("a\n\r\n", "\r\n", False),
    ],
)
def test_a_text_is_readable_if_no_character_of_it_means_more(
    text: str, newline: str, expected: bool
) -> None:
    assert is_readable(text, newline) is expected


@attrs.define
class Lamp:
    lit: bool
    red: bool | None = None


@attrs.define
class Buoy:
    lamp: Lamp


@attrs.define
class Coast:
    buoys: list[Buoy] = attrs.field(factory=list)


@attrs.define
class Chart:
    coasts: list[Coast] = attrs.field(factory=list)
    lamps: list[Lamp] = attrs.field(factory=list)
    buoy: Buoy | None = None
    dry: bool | None = None


GRAMMAR = r"""
# front matter
\-\-\-\r\n
(?:coasts:\r\n((?:\ \ .*\r\n)++))?+  # list
(?:lamps:\r\n(
\ \ \-\ (?!\ )
(?:\ \ \ \ |(?<=-\ ))lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ red:\ (true|false)\r\n)?+  # boolean
(?<=\n)((?:\ \ .*\r\n)*+)))?+  # list
(?:buoy:\r\n(
(?=\ \ )
\ \ lamp:\r\n((?:\ \ \ \ .*\r\n)++)  # model
(?<=\n)))?+  # model
(?:dry:\ (true|false)\r\n)?+  # boolean
---(?:\r\n|\Z)

# coasts
\ \ \-\ (?!\ )
(?:(?:\ \ \ \ |(?<=-\ ))buoys:\r\n((?:\ \ \ \ \ \ .*\r\n)++))?+  # list

# buoys
\ \ \ \ \ \ \-\ (?!\ )
(?:\ \ \ \ \ \ \ \ |(?<=-\ ))lamp:\r\n(
(?=\ \ \ \ \ \ \ \ \ \ )
\ \ \ \ \ \ \ \ \ \ lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ \ \ \ \ \ \ red:\ (true|false)\r\n)?+  # boolean
(?<=\n))  # model

# lamp
(?=\ \ \ \ )
\ \ \ \ lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ red:\ (true|false)\r\n)?+  # boolean
"""


def test_the_grammar_shows_each_pattern_that_stands_alone() -> None:
    expected = GRAMMAR.strip().replace(")?+", f")?{POSSESSIVE}")
    for quantifier in "*+":
        expected = expected.replace(f"){quantifier}+", f"){quantifier}{POSSESSIVE}")
    assert grammar(Chart, "\r\n") == expected


# --- What has changed -----------------------------------------------------------------------------


def put(path: str, value: Any) -> Callable[[Any], None]:
    """Make the edit that sets what stands at a path."""

    def edit(owner: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            owner = owner[int(step)] if step.isdigit() else getattr(owner, step)
        if last.isdigit():
            owner[int(last)] = value
        else:
            setattr(owner, last, value)

    return edit


class Word(str):
    """A text of a class of its own."""


SCALARS = [
    ("title", "Fog", '"The \\"Gull\\" sails"', '"Fog"'),
    pytest.param("title", Word("Fog"), '"The \\"Gull\\" sails"', '"Fog"', id="a quoted word"),
    ("number", 5, '"no: 1": 3', '"no: 1": 5'),
    ("pair", "all", "a,b: both", "a,b: all"),
    pytest.param("pair", Word("all"), "a,b: both", "a,b: all", id="a plain word"),
    ("rating", 5, "4.5", "5"),
    ("sailed", False, "true", "false"),
    ("words.0", "Moon", "- Sea", "- Moon"),
    ("words.1", "Moon", '- "NO"', '- "Moon"'),
    ("names.0", "Tern", '- "Gull"', '- "Tern"'),
    ("photos.0.title", "Quay", "Pier", "Quay"),
    ("photos.1.width", 7, "width: 3", "width: 7"),
    ("poster.0.title", "Tern", "- title: Gull", "- title: Tern"),
    ("ship.name", "Tern", "name: Gull", "name: Tern"),
    ("ship.photos.0.title", "Quay", "Deck", "Quay"),
    ("ship.flag", "SF", "SW", "SF"),
    ("fleet.0.photos.0.width", 7, "width: 6", "width: 7"),
    ("fleet.1.name", "Auk", "Skua", "Auk"),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), SCALARS)
def test_a_scalar_that_is_another_one_is_found_and_written_in_its_place(
    path: str, value: Any, old: str, new: str
) -> None:
    sailing = parse(SAILING, model=sailing_class())
    put(path, value)(sailing)
    record = root_pattern(type(sailing), SAILING)
    match = match_canonical(record, SAILING)
    assert match is not None
    changes = changed_scalars(record, match, sailing)
    assert changes is not None
    assert [change.now for change in changes] == [value]
    assert SAILING.count(old) == 1
    assert serialize(sailing) == SAILING.replace(old, new)


def test_a_model_that_is_what_its_text_says_has_no_changes() -> None:
    sailing = parse(SAILING, model=sailing_class())
    record = root_pattern(type(sailing), SAILING)
    match = match_canonical(record, SAILING)
    assert match is not None
    assert changed_scalars(record, match, sailing) == []


COLLECTIONS: list[tuple[str, Any, str, str]] = [
    ("extra", {"mood": "calm"}, "---\nText", "mood: calm\n---\nText"),
    ("words", ["Sea", "NO", "Moon"], '  - "NO"\n', '  - "NO"\n  - Moon\n'),
    ("words", ["NO"], "  - Sea\n", ""),
    ("names", ["Gull", "Tern"], '  - "Gull"\n', '  - "Gull"\n  - "Tern"\n'),
    ("pair", None, "a,b: both\n", ""),
    ("quote", None, '"\\"": 4\n', ""),
    ("poster", [], "poster:\n  - title: Gull\n    width: 5\n", ""),
    ("poster.0.width", None, "    width: 5\n", ""),
    ("ship.flag", None, "  flag: SW\n", ""),
    ("body", "None.\n", "Text.\n", "None.\n"),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), COLLECTIONS)
def test_what_comes_or_goes_is_written_from_the_nodes(
    path: str, value: Any, old: str, new: str
) -> None:
    sailing = parse(SAILING, model=sailing_class())
    put(path, value)(sailing)
    assert SAILING.count(old) == 1
    assert serialize(sailing) == SAILING.replace(old, new)


@pytest.mark.parametrize("name", ["words", "names", "photos", "poster", "fleet"])
def test_a_tuple_of_the_same_items_is_refused(name: str) -> None:
    sailing = parse(SAILING, model=sailing_class())
    put(name, tuple(getattr(sailing, name)))(sailing)
    with pytest.raises(SerializeError, match=rf"^{name}: expected a list, found \("):
        serialize(sailing)


# --- What cannot be a model -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hint", "message"),
    [
        (int | str, "a union of several types is not supported: int | str"),
        (
            bytes,
            (
                "the type hint <class 'bytes'> is not supported; use str, int, float, bool, date, "
                "datetime, list[...], dict[str, Any], Any or an attrs class"
            ),
        ),
    ],
)
def test_a_hint_that_the_format_cannot_hold_is_refused_with_those_that_it_can(
    hint: Any, message: str
) -> None:
    @attrs.define
    class Odd:
        thing: hint

    with pytest.raises(TypeError) as caught:
        schema_of(Odd)
    assert str(caught.value) == f"Odd.thing: {message}"


@pytest.mark.parametrize("model", [{}, [], None, "text", list])
def test_what_is_no_class_of_attrs_is_refused(model: Any) -> None:
    with pytest.raises(TypeError) as caught:
        schema_of(model)
    assert str(caught.value) == f"expected an attrs class as model, found {model!r}"


@pytest.mark.parametrize(
    ("name", "key"), [("web_url", "webUrl"), ("_id", "_id"), ("X_ray", "XRay"), ("__a_b", "__aB")]
)
def test_a_key_is_the_name_in_camel_case(name: str, key: str) -> None:
    assert camel_case(name) == key
