"""Values of unknown keys as JSON, and back; and what no column holds."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import exact, examples, keys, plain_values

from newsfeed import (
    Article,
    Feed,
    Image,
    NewsfeedError,
    Provider,
    RelatedItem,
    SerializeError,
    parse,
)
from newsfeed.frontmatter import Tagged
from newsfeed.tables.unknown import from_tagged_json, to_tagged_json

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def back(extra: dict[str, Any]) -> Any:
    """Send unknown keys through a table, those of records in records as well."""
    image = Image("u", extra=extra)
    provider = Provider("P", images=[image], extra=extra)
    related = RelatedItem("r", provider=provider, images=[image], extra=extra)
    article = Article("Tide", provider=provider, images=[image], related=[related], extra=extra)
    (found,) = Feed.from_arrow(Feed([article]).to_arrow())
    assert exact(found) == exact(article)
    return found.extra


@given(st.dictionaries(keys(), plain_values(), max_size=4))
@examples(200)
def test_every_value_comes_back_as_it_was(extra: dict[str, Any]) -> None:
    assert list(back(extra).items()) == list(extra.items())


VALUES: list[Any] = [
    *(None, True, False, 1, 1.0, 0, -0.0, "", "1", [], {}, [[]], [{}], {"a": {}}, [None]),
    *(float("inf"), float("-inf"), 1e308, 5e-324, 0.1, 2**63, -(2**200), "a\x00b", "\u2028", "😀"),
    *(NOON, date(1, 1, 1), date(9999, 12, 31), datetime(2026, 3, 14), NOON.replace(microsecond=1)),
    *(NOON.astimezone(timezone(timedelta(hours=5, minutes=30))), [NOON, date(2026, 3, 14)]),
    *("2026-03-14", "!date", '{"!date": "2026-03-14"}', "NaN", "null", {"date": "2026-03-14"}),
    *({"!date": "2026-03-14", "b": 1}, {"!mapping": 1, "!date": 2}, {"!other": 1}, {"": 1}),
    *(Tagged("!t", ""), Tagged("!t", {"a": [NOON]}), [Tagged("!t", [Tagged("!u", "3")])]),
    {"!tagged": ["!t", "a"]},
]


@each("value", VALUES)
def test_a_value_keeps_its_type(value: Any) -> None:
    found = from_tagged_json(to_tagged_json(value))
    assert (type(found), repr(exact(found))) == (type(value), repr(exact(value)))
    back({"key": value, "list": [value, value], "mapping": {"a": value}})


def test_not_a_number_comes_back() -> None:
    found = from_tagged_json(to_tagged_json([float("nan")]))
    assert [repr(each) for each in found] == ["nan"]


def test_an_instant_keeps_its_offset() -> None:
    moment = NOON.astimezone(timezone(timedelta(hours=-8)))
    assert from_tagged_json(to_tagged_json(moment)).utcoffset() == timedelta(hours=-8)


TAGGED: list[Any] = [
    {"!date": 1},
    {"!date": "2026-03-14"},
    {"!timestamp": "soon"},
    {"!number": "inf"},
    {"!mapping": 1},
    {"!mapping": {"a": 1}},
    {"!mapping": {"!mapping": {"!date": "2026-03-14"}}},
    {"a": {"!number": [{"!date": NOON}]}},
]


@pytest.mark.parametrize("value", TAGGED, ids=map(str, range(len(TAGGED))))
def test_what_looks_like_a_tag_is_none(value: Any) -> None:
    assert exact(from_tagged_json(to_tagged_json(value))) == exact(value)


def test_a_file_may_hold_what_looks_like_a_tag() -> None:
    article = parse('---\ntitle: T\nseen: {"!date": "2026-03-14"}\nmood: {"!number": "1"}\n---\n')
    assert Feed.from_arrow(Feed([article]).to_arrow()) == Feed([article])


@pytest.mark.parametrize(
    "value",
    [b"a", {1: 2}, {None: 1}, {"a": {True: 1}}, {1, 2}, object(), 1j, "\ud800", {"\ud800": 1}],
    ids=map(str, range(9)),
)
def test_what_no_front_matter_holds_is_refused(value: Any) -> None:
    with pytest.raises(SerializeError) as caught:
        back({"key": value})
    assert caught.value.key in ("extra", "images", "provider")


def test_a_tuple_is_refused() -> None:
    with pytest.raises(TypeError):
        to_tagged_json((1, 2))


def _nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = {"a": value}
    return value


def test_a_value_of_too_many_levels_is_named() -> None:
    found = ""
    try:
        Feed([Article("Tide", extra=_nested(5000))]).to_arrow()
    except SerializeError as error:
        found = error.key
    except RecursionError:
        found = "RecursionError"  # noted only, since showing it takes minutes
    assert found == "extra"


def test_whatever_can_be_read_can_be_held() -> None:
    """The deepest value that a text may hold goes through a table."""
    low, high = 1, 5000
    while high - low > 1:
        middle = (low + high) // 2
        text = f"---\ntitle: T\ndeep: {'[' * middle}{']' * middle}\n---\n"
        try:
            parse(text)
        except ValueError:
            high = middle
        else:
            low = middle
    deepest = parse(f"---\ntitle: T\ndeep: {'[' * low}{']' * low}\n---\n")
    assert Feed.from_arrow(Feed([deepest]).to_arrow()) == Feed([deepest])


def test_json_is_readable_and_a_mapping_that_is_empty_is_null() -> None:
    found = Feed([Article("a", extra={"mood": "très calme", "on": NOON}), Article("b")]).to_arrow()
    assert found.column("extra").to_pylist() == [
        '{"mood": "très calme", "on": {"!timestamp": "2026-03-14T12:00:00+00:00"}}',
        None,
    ]


@pytest.mark.parametrize("text", ['{"a": 1e400}', '{"a": [1, {"b": null}]}', ' {"a":"\\u00e9"} '])
def test_any_other_json_is_what_it_stands_for(text: str) -> None:
    (article,) = Feed.from_arrow(pa.table({"title": ["T"], "extra": [text]}))
    assert article.extra == json.loads(text)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "5", '"a"', "null", '{"!date": 5}', '{"a": {"!date": "soon"}}', "NaN"],
    ids=map(str, range(9)),
)
def test_what_is_no_mapping_in_json_is_an_error_that_names_the_column(text: str) -> None:
    with pytest.raises(ValueError, match="extra"):
        Feed.from_arrow(pa.table({"title": ["T"], "extra": [text]}))


# What no column holds

FULL = Article("Tide", path=Path("a/tide.md"), source="---\ntitle: Tide\n---\n", body="")


@attrs.define
class Captioned(Image):
    caption: str = ""


EAST = timezone(timedelta(hours=14))
WRONG: list[tuple[str, Any]] = [
    ("heat", "x"),
    ("heat", True),
    ("heat", 2**63),
    ("heat", -(2**63) - 1),
    ("published", 1),
    ("title", 5),
    ("title", "\ud800"),
    ("title", ["a"]),
    ("topics", [1]),
    ("topics", 5),
    ("topics", ["\udfff"]),
    ("provider", "Post"),
    ("provider", {"name": "Post"}),
    ("images", "a"),
    ("images", [Provider("P")]),
    ("published_date_time", "2026-03-14"),
    ("published_date_time", date(2026, 3, 14)),
    ("published_date_time", datetime(2026, 3, 14)),
    ("extra", {"a": b"b"}),
    ("extra", {"a": {1: 2}}),
    ("extra", {"a": "\ud800"}),
    ("extra", {"a": object()}),
    ("source", 5),
]
# Each of these comes back as something else, and nobody is told.
SILENT: list[tuple[str, Any]] = [
    ("heat", 1.5),
    ("title", b"Tide"),
    ("heat", Decimal("2.9")),
    ("images", [Captioned("u", caption="lost")]),
    ("topics", ("AI",)),
    ("topics", "AI"),
    ("topics", {"AI": 1}),
    ("topics", 0),
    ("images", ""),
    ("extra", {"a": (1, 2)}),
    ("extra", ()),
    ("published_date_time", datetime(1, 1, 1, tzinfo=EAST)),
]


def _refused(name: str, value: Any, before: int = 2) -> None:
    article = attrs.evolve(FULL, **{name: value})
    feed = Feed([*[FULL] * before, article, FULL])
    with pytest.raises(SerializeError) as caught:
        feed.to_arrow(source=True)
    assert (caught.value.key, caught.value.path) == (name, FULL.path)
    assert isinstance(caught.value, NewsfeedError)


@each("name, value", WRONG)
def test_a_value_that_no_column_holds_is_named(name: str, value: Any) -> None:
    _refused(name, value)


@each("name, value", SILENT)
def test_a_value_of_a_wrong_type_is_not_made_right(name: str, value: Any) -> None:
    _refused(name, value)


@pytest.mark.parametrize(("name", "value"), [WRONG[0], SILENT[0]], ids=["wrong", "silent"])
def test_a_value_after_many_articles_is_named(name: str, value: Any) -> None:
    _refused(name, value, before=1500)
