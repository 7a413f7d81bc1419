"""The schema of a model: the fields, their types and their keys, from the type hints of a class."""

from collections import OrderedDict
from datetime import date, datetime
from typing import Annotated, Any, Optional, Union

import attrs
from loops import each

from newsfeed import Article
from newsfeed.frontmatter import QUOTED, SECTION, Key, markers
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import ANYTHING, Type, schema_of


@attrs.define
class Inner:
    url: str


@attrs.define
class Outer:
    plain: str
    quoted: Annotated[str, QUOTED]
    nested_in_union: Annotated[str, QUOTED] | None = None
    around_union: Annotated[str | None, QUOTED] = None
    old_union: Optional[Annotated[int, SECTION]] = None  # noqa: UP045
    older_union: Union[None, bool] = None  # noqa: RUF036, UP007
    number: float = 0.0
    day: date | None = None
    moment: Annotated[datetime | None, SECTION, Key("_when")] = None
    utc: Annotated[datetime | None, markers.UTC] = None
    utc_in_union: date | Annotated[datetime, markers.UTC] | None = None
    words: list[Annotated[str, QUOTED]] = attrs.field(factory=list)
    grid: list[list[int]] = attrs.field(factory=list)
    bare_list: list = attrs.field(factory=list)  # type: ignore[type-arg]
    bare_dict: dict = attrs.field(factory=dict)  # type: ignore[type-arg]
    mapping: dict[str, Any] = attrs.field(factory=dict)
    inner: Inner | None = None
    inners: list[Inner] = attrs.field(factory=list)
    anything: Any = None
    thing: object = None
    any_or_none: Any | None = None
    _private: int = 0
    cached: int = attrs.field(default=0, init=False)
    unequal: int = attrs.field(default=0, eq=False)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


TYPES = {
    "plain": Type(Kind.TEXT),
    "quoted": Type(Kind.TEXT, quoted=True),
    "nested_in_union": Type(Kind.TEXT, nullable=True, quoted=True),
    "around_union": Type(Kind.TEXT, nullable=True, quoted=True),
    "old_union": Type(Kind.INTEGER, nullable=True),
    "older_union": Type(Kind.BOOLEAN, nullable=True),
    "number": Type(Kind.NUMBER),
    "day": Type(Kind.DATE, nullable=True),
    "_when": Type(Kind.TIMESTAMP, nullable=True),
    "utc": Type(Kind.TIMESTAMP, nullable=True, utc=True),
    "utc_in_union": Type(
        Kind.ANYTHING, nullable=True, kinds=frozenset({Kind.DATE, Kind.TIMESTAMP}), utc=True
    ),
    "words": Type(Kind.LIST, item=Type(Kind.TEXT, quoted=True)),
    "grid": Type(Kind.LIST, item=Type(Kind.LIST, item=Type(Kind.INTEGER))),
    "bare_list": Type(Kind.LIST, item=ANYTHING),
    "bare_dict": Type(Kind.MAPPING),
    "mapping": Type(Kind.MAPPING),
    "inner": Type(Kind.MODEL, nullable=True, model=Inner),
    "inners": Type(Kind.LIST, item=Type(Kind.MODEL, model=Inner)),
    "anything": ANYTHING,
    "thing": ANYTHING,
    "any_or_none": ANYTHING,
    "_private": Type(Kind.INTEGER),
}


def test_the_hints_of_a_class_are_its_schema() -> None:
    schema = schema_of(Outer)
    assert {key: field.type for key, field in schema.fields.items()} == TYPES
    assert list(schema.fields) == list(TYPES)
    assert schema.extra
    assert schema.body
    assert not schema.source
    assert not schema.path


def test_a_field_knows_its_names_and_what_stands_before_it() -> None:
    fields = schema_of(Outer).fields
    assert fields["_private"].name == "_private"
    assert schema_of(Outer).arguments["_private"] == "private"
    assert [key for key, field in fields.items() if field.section] == ["old_union", "_when"]
    assert [key for key, field in fields.items() if field.required] == ["plain", "quoted"]


def test_a_schema_is_derived_once() -> None:
    assert schema_of(Article) is schema_of(Article)


def test_names_with_a_role_are_keys_where_their_hints_say_so() -> None:
    @attrs.define
    class Commit:
        body: Annotated[str, Key("body")]
        source: str
        path: str | None = None

    schema = schema_of(Commit)
    assert list(schema.fields) == ["body", "source", "path"]
    assert {schema.body, schema.source, schema.path} == {False}


@each("default", [attrs.NOTHING, None, True, 3, "a", list, dict])
def test_a_class_that_only_keeps_what_it_is_given_is_plain(default: Any) -> None:
    field = (
        attrs.field(factory=default) if default in (list, dict) else attrs.field(default=default)
    )
    assert schema_of(attrs.make_class("Kept", {"thing": field})).plain


@each(
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
)
def test_a_class_that_makes_or_checks_a_value_is_not_plain(field: Any) -> None:
    assert not schema_of(attrs.make_class("Making", {"thing": field})).plain
