"""Values at the edges of what can be read or written are read, restyled or refused as is said."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from refusals import Nowhere, refusal

from newsfeed import (
    Article,
    ConflictError,
    Image,
    ParseError,
    Provider,
    parse,
    read,
    serialize,
    write,
)
from newsfeed.frontmatter.text.numbers import read_integer, read_number, write_number
from newsfeed.frontmatter.timestamps import read_timestamp, rewrite_timestamp

# --- Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("07", 7),
        ("-07", -7),
        ("0_17", 15),
        ("+0x1F", 31),
        ("0xf", 15),
        ("-0b101", -5),
        ("1__000_", 1000),
        ("0__", 0),
    ],
)
def test_an_integer_may_have_a_sign_a_base_and_underscores(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1_000.5", 1000.5), ("1__000", 1000.0), ("1_", 1.0), ("-1_._5", -1.5), ("1_0e2", 1000.0)],
)
def test_underscores_in_a_number_mean_nothing(text: str, value: float) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e22, "1.0e+22"),
        (-1e22, "-1.0e+22"),
        (1e-7, "1.0e-07"),
        (1.5e300, "1.5e+300"),
        (-2.0, "-2.0"),
        (3, "3"),
        (float("-inf"), "-.inf"),
        (float("nan"), ".nan"),
    ],
)
def test_a_number_is_written_with_a_dot_and_a_signed_exponent(value: float, text: str) -> None:
    assert write_number(value) == text


@attrs.define
class Gauge:
    name: str = ""
    count: int | None = None
    level: float | None = None
    day: date | None = None
    seen: bool | None = None
    depths: list[int] = attrs.field(factory=list)


GAUGE = """\
---
name: 'North'  # pier
count: '0x10'
level: "1_0.5"
day: '2021-1-5'
seen: Yes
depths: [0b11, 4]
---
"""


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("name", "South", "'North'", "'South'"),
        ("count", 17, "'0x10'", "'17'"),
        ("level", 1e22, '"1_0.5"', '"1.0e+22"'),
        ("level", 3, '"1_0.5"', '"3"'),
        ("day", date(2022, 2, 3), "'2021-1-5'", "'2022-02-03'"),
        ("seen", False, "Yes", "No"),
        ("depths", [5, 4], "0b11", "5"),
    ],
)
def test_a_scalar_of_any_kind_is_respelled_in_the_quotes_of_the_old_one(
    name: str, value: object, old: str, new: str
) -> None:
    gauge = parse(GAUGE, model=Gauge)
    assert gauge == Gauge("North", 16, 10.5, date(2021, 1, 5), True, [3, 4])
    setattr(gauge, name, value)
    assert serialize(gauge) == GAUGE.replace(old, new)


# --- Values that Python takes for equal -----------------------------------------------------------


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (1.0, "1.0")])
@pytest.mark.parametrize(
    ("block", "holder", "key"),
    [
        ("x: 1", lambda article: article.extra, "x"),
        ("x: [1]", lambda article: article.extra["x"], 0),
        ("x: [{y: 1}]", lambda article: article.extra["x"][0], "y"),
        ("images: [{url: a, y: 1}]", lambda article: article.images[0].extra, "y"),
    ],
    ids=["value", "item", "mapping", "record"],
)
def test_an_equal_value_of_another_type_is_another_value(
    block: str, holder: Callable[[Article], Any], key: Any, value: object, text: str
) -> None:
    before = f"---\ntitle: Rain\n{block}\n---\n"
    article = parse(before)
    holder(article)[key] = value
    assert serialize(article) == before.replace("1", text)


@attrs.define
class Sparse:
    rows: list[list[int] | None] = attrs.field(factory=list)
    gauges: list[Gauge | None] = attrs.field(factory=list)


SPARSE = "---\nrows: [~, [1], ~]\ngauges: [~, {name: a}, ~]\n---\n"


@pytest.mark.parametrize(
    ("name", "index", "value", "old", "new"),
    [
        ("rows", 0, [2], "[~, [1]", "[[2], [1]"),
        ("rows", 1, None, "[1]", "null"),
        ("rows", 1, [1, 2], "[1]", "[1, 2]"),
        ("gauges", 2, Gauge("b"), "{name: a}, ~", "{name: a}, {name: b}"),
        ("gauges", 1, None, "{name: a}", "null"),
        ("gauges", 1, Gauge("b"), "a}", "b}"),
    ],
)
def test_items_of_a_list_may_be_null(
    name: str, index: int, value: object, old: str, new: str
) -> None:
    sparse = parse(SPARSE, model=Sparse)
    assert sparse == Sparse([None, [1], None], [None, Gauge("a"), None])
    getattr(sparse, name)[index] = value
    assert serialize(sparse) == SPARSE.replace(old, new)
    assert parse(serialize(sparse), model=Sparse) == sparse


# --- Timestamps -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021-12-10T14:30:00+05:59", "2021-12-10T14:30:00+05:59"),
        ("2021-12-10 14:30 -0059", "2021-12-10T14:30:00-00:59"),
        ("2021-12-10T14:30:00+05:60", None),
        ("2021-12-10T14:30:00-0060", None),
        # the name of the zone behind its offset, as in mail
        ("Fri, 10 Dec 2021 14:30:00 +0100 (CET)", "2021-12-10T14:30:00+01:00"),
        ("Fri, 10 Dec 2021 14:30:00 -0800 (PST)", "2021-12-10T14:30:00-08:00"),
        ("Fri, 10 Dec 2021 14:30:00 +0200 (CET)", None),
        ("Fri, 10 Dec 2021 14:30:00 +0000 (CET)", None),
        ("Fri, 10 Dec 2021 14:30:00 +0000 (GMT)", "2021-12-10T14:30:00+00:00"),
        ("Fri, 10 Dec 2021 14:30:00 +0100 (XYZ)", None),
        # the year first
        ("2021/05/06", "2021-05-06T00:00:00+00:00"),
        ("2021/5/6 14:30", "2021-05-06T14:30:00+00:00"),
        ("2021.05.06", "2021-05-06T00:00:00+00:00"),
        # 2010-11-25 or 2025-11-10, at ten past eight
        ("25/11/10 2010", None),
        # sixty-four characters, and one more
        ("10 December 2021" + " " * 48, "2021-12-10T00:00:00+00:00"),
        ("10 December 2021" + " " * 49, None),
    ],
)
def test_a_moment_is_read_where_all_of_its_parts_agree(text: str, shown: str | None) -> None:
    try:
        found = read_timestamp(text).isoformat()
    except ValueError:
        found = None
    assert found == shown


@pytest.mark.parametrize("text", ["0001-01-01T00:59:59+01:00", "9999-12-31T23:00:00-01:00"])
def test_a_moment_outside_of_the_years_of_utc_is_a_problem_of_the_text(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\npublishedDateTime: {text}\n---\n")
    assert [problem.message for problem in caught.value.problems] == [
        f"publishedDateTime: expected a timestamp such as 2021-12-10T14:30:00Z, found '{text}'"
    ]


@pytest.mark.parametrize(
    "time_of_day",
    [
        pytest.param(timedelta(hours=1), id="hour"),
        pytest.param(timedelta(minutes=5), id="minute"),
        pytest.param(timedelta(seconds=5), id="second"),
        pytest.param(timedelta(microseconds=5), id="fraction"),
    ],
)
def test_a_date_alone_gives_way_to_any_time_of_day(time_of_day: timedelta) -> None:
    value = datetime(2022, 1, 1, tzinfo=UTC) + time_of_day
    written = rewrite_timestamp("2021-12-10", value)
    assert written.startswith("2022-01-01T")
    assert read_timestamp(written) == value


# --- Refusals -------------------------------------------------------------------------------------

UNZONED = (
    "publishedDateTime: expected a timestamp with a time zone, in an hour that clocks neither skip "
    "nor repeat, found datetime.datetime(2021, 1, 2, 0, 0"
)
MOMENT = "publishedDateTime: expected a timestamp such as 2021-12-10T14:30:00Z"
ANY = "text, a number, a boolean, a date, a timestamp, a list or a dict"


@pytest.mark.parametrize("source", [None, "---\ntitle: 'Rain'\n---\n"], ids=["made", "read"])
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", None, "title: expected text, found None (NoneType)"),
        ("title", "\ud83d", r"title: expected text without surrogates, found '\ud83d' (str)"),
        ("heat", True, "heat: expected an integer, found True (bool)"),
        ("published", 1, "published: expected true or false, found 1 (int)"),
        ("topics", "AI", "topics: expected a list, found 'AI' (str)"),
        ("topics", ["a", 3], "topics[1]: expected text, found 3 (int)"),
        ("provider", {}, "provider: expected Provider, found {} (dict)"),
        (
            "provider",
            Provider("a", images=[None]),  # type: ignore[list-item]
            "provider.images[0]: expected Image, found None (NoneType)",
        ),
        ("extra", [], "extra: expected a dict, found [] (list)"),
        (
            "images",
            [Image("a", extra=[])],  # type: ignore[arg-type]
            "images[0].extra: expected a dict, found [] (list)",
        ),
        ("extra", {3: 1}, "expected text as key, found 3 (int)"),
        ("extra", {"x": {"y\ud83d": 1}}, r"x: expected text as key, found 'y\ud83d' (str)"),
        ("extra", {"x": {"y": [1j]}}, f"x.y[0]: expected {ANY}, found 1j (complex)"),
        ("extra", {"webUrl": "a", "heat": 3}, "heat: set the attribute heat, not extra['heat']"),
        (
            "images",
            [Image("a", extra={"isCached": True})],
            "images[0].isCached: set the attribute is_cached, not extra['isCached']",
        ),
        ("body", 3, "body: expected text, found 3 (int)"),
        ("body", "\ud83d", r"body: expected text without surrogates, found '\ud83d' (str)"),
        (
            "published_date_time",
            date(2021, 1, 2),
            f"{MOMENT}, found datetime.date(2021, 1, 2) (date)",
        ),
        (
            "published_date_time",
            datetime(2021, 1, 2),
            f"{UNZONED}) (datetime)",
        ),
        (
            "published_date_time",
            datetime(2021, 1, 2, tzinfo=Nowhere()),
            f"{UNZONED}, tzinfo=Nowhere()) (datetime)",
        ),
        (
            "published_date_time",
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
            f"{MOMENT} that can be written: date value out of range",
        ),
    ],
)
def test_a_refusal_names_the_key_and_shows_the_value(
    name: str, value: object, message: str, source: str | None
) -> None:
    article = parse(source) if source else Article("Rain")
    setattr(article, name, value)
    assert str(refusal(article)) == message


@attrs.define
class Chest:
    things: dict[str, Any] = attrs.field(factory=dict)


def test_a_field_of_any_keys_takes_a_dict_only() -> None:
    error = refusal(Chest([]))  # type: ignore[arg-type]
    assert str(error) == "things: expected a dict, found [] (list)"


class Mute:
    def __repr__(self) -> str:
        raise LookupError("mute")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", 10**5000, "title: expected text, found what cannot be shown (int)"),
        ("title", Mute(), "title: expected text, found what cannot be shown (Mute)"),
        ("source", Mute(), "source: expected text or None, found what cannot be shown (Mute)"),
        ("extra", {"x": Mute()}, f"x: expected {ANY}, found what cannot be shown (Mute)"),
    ],
    ids=["huge", "mute", "mute source", "mute unknown value"],
)
def test_a_value_that_cannot_be_shown_is_refused_all_the_same(
    name: str, value: object, message: str
) -> None:
    article = Article("Rain")
    setattr(article, name, value)
    assert str(refusal(article)) == message


@pytest.mark.parametrize(
    ("length", "shown"),
    [(78, f"'{'x' * 78}'"), (79, f"'{'x' * 76}..."), (5000, f"'{'x' * 76}...")],
)
def test_a_long_value_is_cut_to_eighty_characters(length: int, shown: str) -> None:
    article = Article("a", heat="x" * length)  # type: ignore[arg-type]
    assert refusal(article).message == f"expected an integer, found {shown} (str)"


def test_a_value_that_is_too_deep_is_refused_by_its_first_keys() -> None:
    value: Any = 1
    for _ in range(98):
        value = {"e": value}
    article = Article("a", extra={"x": {"b": {"c": {"d": value}}}})
    error = refusal(article)
    assert (error.key, error.message) == ("x.b.c", "expected at most 100 levels of nesting")


# --- The proof ------------------------------------------------------------------------------------


def lower(text: str) -> str:
    return text.lower().strip()


@attrs.define
class Whispered:
    """Reading changes what setting an attribute leaves as it is."""

    title: str = attrs.field(converter=lower, on_setattr=attrs.setters.NO_OP)
    body: str = attrs.field(default="", converter=lower, on_setattr=attrs.setters.NO_OP)


WHISPERS = ["---\ntitle: rain\n---\nit rains.", "---\ntitle: 'rain'\n---\nit rains."]


@pytest.mark.parametrize("source", [None, *WHISPERS], ids=["made", "canonical", "quoted"])
@pytest.mark.parametrize(("name", "value"), [("title", "Thunder"), ("body", " It pours.")])
def test_what_would_read_back_as_another_value_is_refused(
    name: str, value: str, source: str | None
) -> None:
    note = parse(source, model=Whispered) if source else Whispered("rain")
    setattr(note, name, value)
    assert str(refusal(note)) == f"{name}: the result would read back as another value"


@attrs.define
class Low:
    level: int = attrs.field(
        default=0, validator=attrs.validators.le(9), on_setattr=attrs.setters.NO_OP
    )


@attrs.define
class Lows:
    first: Low | None = None
    second: Low | None = None


def test_what_would_not_read_back_is_refused_with_the_place_in_the_result() -> None:
    lows = Lows(Low(1), Low(2))
    assert lows.second is not None
    lows.second.level = 10
    assert str(refusal(lows)) == (
        "second: the result would not read back: line 5, column 3: "
        "second: Low refuses it: 'level' must be <= 9: 10"
    )


SHARED = "---\ntitle: a\nx: &x\n  y: 1\nz: [*x]\n---\n"
HINT = "the source shares values through an anchor; write them out where they are used"


def test_a_refusal_of_a_shared_value_says_what_to_do() -> None:
    article = parse(SHARED)
    article.extra["x"]["y"] = 2
    assert str(refusal(article)) == f"z[0].y: the result would read back as another value; {HINT}"
    article = parse(SHARED)
    del article.extra["x"]
    assert str(refusal(article)) == (
        "the result would not read back: line 3, column 5: "
        f"the alias *x has no anchor before it; {HINT}"
    )


FENCE = "line 1, column 1: expected the opening fence: the first line must be '---'"
ESCAPE = "line 2, column 10: not valid YAML: found unknown escape character 'q'"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param("Rain", FENCE, id="no fence"),
        pytest.param(
            "---\ntitle: a\nheat: hot\n---\n",
            "line 3, column 7: heat: expected an integer, found 'hot'",
            id="wrong type",
        ),
        pytest.param(
            '---\ntitle: "\\q"\n---\n',
            f"{ESCAPE}; write a backslash as \\\\, or use single quotes",
            id="no escape, in a text that looks canonical",
        ),
    ],
)
def test_a_source_that_is_no_article_is_refused_with_the_place(source: str, problem: str) -> None:
    error = refusal(Article("a", source=source))
    assert str(error) == f"source: it cannot be read: {problem}"


def test_a_source_that_is_no_text_is_refused_and_shown() -> None:
    error = refusal(Article("a", source=3))  # type: ignore[arg-type]
    assert str(error) == "source: expected text or None, found 3 (int)"


@pytest.mark.parametrize(
    "value",
    [pytest.param(10**17, id="short"), pytest.param(10**20, id="too long to be recognized")],
)
@pytest.mark.parametrize("key", ["heat", "depth"], ids=["known", "unknown"])
def test_a_canonical_text_takes_numbers_of_any_length(key: str, value: int) -> None:
    text = '---\ntitle: "Rain"\nheat: 3\n---\nBody\n'
    article = parse(text)
    if key == "heat":
        article.heat = value
        assert serialize(article) == text.replace("3", str(value))
    else:
        article.extra[key] = value
        assert serialize(article) == text.replace("3\n", f"3\n{key}: {value}\n")
    assert parse(serialize(attrs.evolve(article, source=None))) == article


@pytest.mark.parametrize("title", ['"Rain"', "'Rain'"], ids=["canonical", "quoted"])
@pytest.mark.parametrize("body", ["", "Body", "Bold\n", "Body\n\n", "\nBody"])
def test_every_change_of_a_body_is_written(title: str, body: str) -> None:
    head = f"---\ntitle: {title}\n---\n"
    article = parse(f"{head}Body\n")
    article.body = body
    assert serialize(article) == head + body


@pytest.mark.parametrize("title", ['"Rain"', "'Rain'"], ids=["canonical", "quoted"])
def test_a_fence_without_line_end_stays_so_as_long_as_there_is_no_body(title: str) -> None:
    text = f"---\ntitle: {title}\n---"
    article = parse(text)
    assert serialize(article) == text
    article.heat = 3
    assert serialize(article) == f"---\ntitle: {title}\nheat: 3\n---"


# --- The origin -----------------------------------------------------------------------------------


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
