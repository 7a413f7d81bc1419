"""Converters and validators of every kind: what they are given, how often, and what tables have."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import converters
from loops import each

from newsfeed import Feed, SerializeError, parse, scan, serialize
from newsfeed.export import json_schema
from newsfeed.frontmatter.schema import schema_of


def by(converter: Any) -> dict[str, Any]:
    """Return the option of a field with a converter, whose type mypy need not know."""
    return {"converter": converter}


# --- Calls ----------------------------------------------------------------------------------------

CALLS: Counter[str] = Counter()


def counted(name: str) -> Callable[[Any], Any]:
    def count(value: Any) -> Any:
        CALLS[name] += 1
        return value

    return count


def checked(_: object, attribute: "attrs.Attribute[Any]", __: object) -> None:
    CALLS[f"validator of {attribute.name}"] += 1


@attrs.define
class Stop:
    name: str = attrs.field(**by(counted("name")), validator=checked)

    def __attrs_post_init__(self) -> None:
        CALLS["hook"] += 1


@attrs.define
class Walk:
    title: str = attrs.field(**by(counted("title")), validator=checked)
    first: Stop | None = attrs.field(**by(counted("first")), default=None)
    stops: list[Stop] = attrs.field(**by(counted("stops")), factory=list, validator=checked)
    words: list[str] = attrs.field(factory=list)
    notes: list[dict[str, str]] = attrs.field(factory=list)
    end: str = ""


FAST = "---\ntitle: a\nfirst:\n  name: b\nstops:\n  - name: c\n  - name: d\nwords:\n  - a\n---\n"
ONCE = Counter(
    {
        **{"title": 1, "first": 1, "stops": 1, "name": 3, "hook": 3},
        **{"validator of title": 1, "validator of stops": 1, "validator of name": 3},
    }
)


@each(
    "text",
    [
        FAST,
        FAST.replace("\n", "\r\n"),
        FAST.replace("a\n---", 'a\nend: "a" # "b"\n---'),
        FAST.replace("a\n---", 'a\nend: "\\q"\n---').replace("\\q", "\\x41"),
        FAST.replace("a\n---", "a\n  - 'b'\n---"),
        FAST.replace("a\n---", "a\nend: a # b\n---"),
        FAST.replace("a\n---", "a\nnotes: [{a: b}]\n---"),
        FAST.replace("name: d", "name: 'd'"),
        FAST.replace("name: d", "name:  d"),
        FAST.replace("title: a\n", "").replace("words", "title: a\nwords"),
        "---\nstops: [{name: a}, {name: b}]\nfirst: {name: c}\ntitle: a\n---\n",
        "---\nfirst: &a {name: c}\nstops: [*a, {<<: *a}]\ntitle: a\n---\n",
    ],
)
def test_converters_and_validators_run_once_for_an_accepted_text(text: str) -> None:
    CALLS.clear()
    walk = parse(text, model=Walk)
    assert len(walk.stops) == 2
    assert ONCE == CALLS
    assert serialize(walk) == text


def upper(text: str, instance: Any, field: "attrs.Attribute[Any]") -> str:
    return f"{instance.title}/{field.name}/{text}".upper()


def prefixed(text: str, field: "attrs.Attribute[Any]") -> str:
    return field.name + text


BOTH = attrs.Converter(upper, takes_self=True, takes_field=True)


@attrs.define
class Kinds:
    title: str
    both: str = attrs.field(
        **by(attrs.Converter(upper, takes_self=True, takes_field=True)), default=""
    )
    field: str = attrs.field(**by(attrs.Converter(prefixed, takes_field=True)), default="")
    piped: int = attrs.field(**by(converters.pipe(str, int, lambda number: -number)), default=0)
    optional: str | None = attrs.field(**by(converters.optional(str.upper)), default=None)
    default: str | None = attrs.field(**by(converters.default_if_none("none")), default=None)
    flag: bool = attrs.field(**by(converters.to_bool), default="no")


KINDS = "---\ntitle: a\nboth: b\nfield: c\npiped: 3\noptional: d\ndefault:\nflag: true\n---\n"


def test_converters_of_every_kind_change_no_text() -> None:
    for text in KINDS, KINDS.replace("title: a", "title: 'a'  # b"):
        note = parse(text, model=Kinds)
        assert (note.both, note.field, note.piped) == ("A/BOTH/B", "fieldc", -3)
        assert (note.optional, note.default, note.flag) == ("D", "none", True)
        assert serialize(note) == text
        note.flag = False
        note.optional = None
        assert serialize(note) == text.replace("true", "false").replace("optional: d\n", "")
        note.default = "more"
        assert parse(serialize(note), model=Kinds).default == "more"


def split(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


@attrs.define
class Defaults:
    number: int = attrs.field(**by(int), default="7")
    words: list[str] = attrs.field(**by(split), default="a,b")
    names: list[str] = attrs.field(**by(set), factory=list)
    title: str = ""


def test_defaults_are_converted_too() -> None:
    text = "---\ntitle: 'a'\n---\n"
    note = parse(text, model=Defaults)
    assert (note.number, note.words, list(note.names)) == (7, ["a", "b"], [])
    assert serialize(note) == text
    note.words, note.number = ["c"], 8
    assert serialize(note) == "---\nnumber: 8\nwords:\n  - 'c'\ntitle: 'a'\n---\n"
    assert parse(serialize(Defaults()), model=Defaults) == Defaults()


# --- Order ----------------------------------------------------------------------------------------


@attrs.define
class Named:
    name: str
    lines: int = 1


@attrs.define
class Sorted:
    words: list[str] = attrs.field(**by(sorted), factory=list)
    items: list[Named] = attrs.field(**by(partial(sorted, key=attrgetter("name"))), factory=list)


SORTED = """\
---
words:
  - b
  - a
items:
  - name: d
    lines: 1
  - name: c
    lines: 2
---
"""


@each("text", [SORTED, SORTED.replace("lines: 2", "lines: 2  # c"), SORTED.replace("b", "'b'")])
def test_an_item_of_a_list_that_a_converter_sorts_is_edited(text: str) -> None:
    note = parse(text, model=Sorted)
    assert (note.words, note.items) == (["a", "b"], [Named("c", 2), Named("d", 1)])
    assert serialize(note) == text
    note.words[1] = "z"
    note = parse(serialize(note), model=Sorted)
    assert note.words == ["a", "z"]
    note.items[0].lines = 9
    assert serialize(note).count("lines: 9") == 1
    assert parse(serialize(note), model=Sorted) == note


def test_a_value_of_another_type_is_another_value() -> None:
    @attrs.define(on_setattr=attrs.setters.NO_OP)
    class Note:
        value: str = attrs.field(**by(lambda value: [value == "1"]))

    for text in '---\nvalue: "1"\n---\n', "---\nvalue: '1'\n---\n":
        note: Any = parse(text, model=Note)
        note.value = [1]  # equal to [True]
        with pytest.raises(SerializeError, match="value: expected text, found"):
            serialize(note)


# --- Tables and processes -------------------------------------------------------------------------


def slug_of(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower())


@attrs.define
class Page:
    title: str = attrs.field(**by(str.strip))
    slug: str = attrs.field(**by(slug_of), default="")
    tags: list[str] = attrs.field(**by(sorted), factory=list)
    heat: int = attrs.field(**by(abs), default=0, validator=attrs.validators.lt(10))


@attrs.define
class Split:
    tags: str = attrs.field(**by(lambda tags: tuple(tags.split(","))), default="")


def from_arrow(table: Any, model: Any) -> list[Any]:
    return list(Feed.from_arrow(table, model=model))


PAGE = "---\ntitle: ' Tide '  # wet\nslug: High Tide\ntags: [b, a]\nheat: -3\n---\n"


def test_columns_have_the_values_of_converters() -> None:
    feed = Feed([parse(PAGE, model=Page), Page("Moon")])
    table = feed.to_arrow(source=True)
    rows = table.select(["title", "slug", "tags", "heat"]).to_pylist()
    assert rows[0] == {"title": "Tide", "slug": "high-tide", "tags": ["a", "b"], "heat": 3}
    found = from_arrow(table, Page)
    assert found == list(feed)
    assert serialize(found[0]) == PAGE
    assert json_schema(Page)["properties"]["tags"]["items"] == {"type": "string"}


def test_a_column_that_cannot_have_a_converted_value_is_an_error() -> None:
    notes = [parse("---\ntags: a,b\n---\n", model=Split, path="a.md")]
    with pytest.raises(SerializeError, match=r"a\.md: tags: no table holds it: expected string"):
        Feed(notes).to_arrow()


def test_other_columns_are_set_beside_a_converted_value() -> None:
    @attrs.define
    class Both(Split):
        title: str = ""

    note = parse("---\ntags: a,b  # two\ntitle: Tide\n---\n", model=Both)
    table = Feed([note]).to_arrow(columns=["title", "source"])
    (found,) = from_arrow(table.set_column(0, "title", [["Moon"]]), Both)
    assert found == Both("a,b", "Moon")
    assert serialize(found) == "---\ntags: a,b  # two\ntitle: Moon\n---\n"


@each("model, text", [(Page, PAGE), (Split, "---\ntags: a, b  # two\n---\n")])
def test_files_are_read_in_processes(model: Any, text: str, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(text)
    feed = Feed.read(tmp_path, model=model, workers=2)
    assert list(feed) == list(scan(tmp_path, model=model))
    assert [serialize(note) for note in feed] == [text, text]


def test_a_class_with_converters_or_validators_is_called() -> None:
    assert not any(schema_of(model).plain for model in (Page, Split, Walk, Kinds))
