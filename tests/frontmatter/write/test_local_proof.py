"""The local proof of an edit gives the verdict and the text of the full proof, or declines."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from loops import each
from proofs import check_proofs
from strategies import NASTY

from newsfeed import Article, SerializeError, parse, serialize
from newsfeed.frontmatter import QUOTED, SECTION
from newsfeed.frontmatter.limits import MAX_UNCOUNTED


@attrs.define
class Knot:
    twine: str | None = None
    turns: int | None = None
    label: Annotated[str, QUOTED] | None = None


@attrs.define
class Rope:
    length: float
    knots: list[Knot] = attrs.field(factory=list)
    spare: Knot | None = None


@attrs.define
class Boat:
    name: str
    motto: Annotated[str, QUOTED]
    crew: int | None = None
    draft: float | None = None
    price: Decimal | None = None
    afloat: bool | None = None
    built: date | None = None
    seen: datetime | None = None
    ports: Annotated[list[str], SECTION] = attrs.field(factory=list)
    mast: Rope | None = None
    ropes: list[Rope] = attrs.field(factory=list)
    body: str = ""


class Text(str):
    __slots__ = ()


class Number(int):
    pass


class Broken(tzinfo):
    def utcoffset(self, _: datetime | None) -> timedelta:
        raise RuntimeError("no offset")

    dst = utcoffset

    def tzname(self, _: datetime | None) -> str:
        return "broken"


BERLIN = ZoneInfo("Europe/Berlin")
BOAT = Boat(
    "Tern",
    'To "sea"',
    crew=3,
    draft=1.5,
    price=Decimal("9.50"),
    afloat=True,
    built=date(1999, 12, 31),
    seen=datetime(2021, 12, 10, 14, 30, 0, 120000, UTC),
    ports=["Hull", "null"],
    mast=Rope(2.0, [Knot("hemp", 2, "a: b")], Knot(turns=4)),
    ropes=[Rope(1.0, [Knot(turns=1), Knot(label="x")], Knot("flax")), Rope(3.0, spare=Knot("a b"))],
    body="On deck.\n",
)
TEXTS = [*NASTY, "a #b", "é\xa0ü", "\ud800", Text("Gull"), Text("Tern"), "key: |", "x" * 300_000]
NUMBERS = [
    0,
    -1,
    10**17,
    10**18 - 1,
    10**18,
    -(10**19),
    10**5000,
    True,
    False,
    Number(3),
    Number(7),
]
FLOATS = [0.1, -0.0, 1e300, 5e-324, 1e16, float("inf"), float("nan"), Decimal("1E+3")]
DECIMALS = [
    Decimal("9.5"),
    Decimal(12),
    Decimal("0." + "1" * 18),
    Decimal("NaN"),
    Decimal("sNaN"),
    None,
    b"x",
]
TIMES = [
    datetime(2022, 2, 3, 4, 5, tzinfo=UTC),
    datetime(2022, 2, 3, 4, 5, 6, 7, timezone(timedelta(hours=-3))),
    datetime(2022, 10, 30, 2, 30, tzinfo=BERLIN),
    datetime(2022, 10, 30, 2, 30, fold=1, tzinfo=BERLIN),
    datetime(2022, 3, 27, 2, 30, tzinfo=BERLIN),
    datetime(2022, 7, 1, tzinfo=BERLIN),
    datetime(2022, 2, 3, tzinfo=Broken()),
    datetime(2022, 2, 3),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
    datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
    datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))),
    date(2022, 2, 3),
    date(1, 1, 1),
]
VALUES: list[Any] = [*TEXTS, *NUMBERS, *FLOATS, *DECIMALS, *TIMES]


def scalars(holder: Any) -> Iterator[tuple[Any, Any]]:
    """The places of the scalars in an instance: holders with attribute names or indexes."""
    places: Any = range(len(holder)) if isinstance(holder, list) else attrs.asdict(holder)
    for place in places:
        value = at(holder, place)
        if isinstance(value, list) or attrs.has(type(value)):
            yield from scalars(value)
        elif value is not None and place != "body":
            yield holder, place


def at(holder: Any, place: Any) -> Any:
    return holder[place] if isinstance(holder, list) else getattr(holder, place)


def put(holder: Any, place: Any, value: Any) -> None:
    if isinstance(holder, list):
        holder[place] = value
    else:
        setattr(holder, place, value)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_both_proofs_give_one_answer_for_any_value_in_any_place(newline: str) -> None:
    text = serialize(BOAT, newline=newline)
    for index, _ in enumerate(scalars(BOAT)):
        enough = 0
        for value in VALUES:
            boat = parse(text, model=Boat)
            put(*list(scalars(boat))[index], value)
            enough += check_proofs(boat)
        assert enough  # one for a boolean, which is true before


@each("end", ["---", "---\n", "---\r\n"])
def test_the_closing_delimiter_may_end_the_file(end: str) -> None:
    newline = "\r\n" if end.endswith("\r\n") else "\n"
    text = newline.join(["---", "name: Tern", 'motto: "Out"', end])
    boat = parse(text, model=Boat)
    boat.name = "Gull"
    assert check_proofs(boat)
    assert serialize(boat) == text.replace("Tern", "Gull")


def test_all_scalars_may_change_at_once() -> None:
    boat = parse(serialize(BOAT), model=Boat)
    boat.ports.pop()  # several changed items could have been reordered
    boat.ropes.pop()
    del boat.ropes[0].knots[1]
    boat = parse(serialize(attrs.evolve(boat)), model=Boat)
    for holder, place in scalars(boat):
        value = at(holder, place)
        new = value + timedelta(1) if isinstance(value, date) else value * 2
        put(holder, place, value is not True if isinstance(value, bool) else new)
    assert check_proofs(boat)


@each("size, enough", [(MAX_UNCOUNTED, True), (MAX_UNCOUNTED + 1, False)])
def test_the_local_proof_ends_where_values_are_counted(size: int, enough: bool) -> None:
    text = '---\nname: Tern\nmotto: "Out"\n---\n'
    boat = parse(f"{text}Body", model=Boat)
    boat.motto = "x" * (size - len(text) + len("Out"))
    assert check_proofs(boat) is enough


@each("field, value", [("title", "a\tb"), ("title", "Tea\u00a0time"), ("heat", 10**18)])
def test_the_full_proof_decides_what_the_local_one_declines(field: str, value: Any) -> None:
    article = parse('---\ntitle: "Rain"\nheat: 3\n---\n')
    setattr(article, field, value)
    assert not check_proofs(article)
    assert parse(serialize(article)) == article


def test_a_body_that_changes_too_needs_the_full_proof() -> None:
    article = parse('---\ntitle: "Rain"\nheat: 3\n---\n')
    article.heat, article.body = 4, "Wet.\n"
    assert not check_proofs(article)
    assert serialize(article) == '---\ntitle: "Rain"\nheat: 4\n---\nWet.\n'


def lowered(height: int) -> int:
    return min(height, 9)


def test_a_class_that_is_not_plain_needs_the_full_proof() -> None:
    @attrs.define
    class Tide:
        height: int = attrs.field(converter=lowered)
        body: str = ""

    tide = parse("---\nheight: 3\n---\n", model=Tide)
    tide.height = 4
    assert not check_proofs(tide)
    assert serialize(tide) == "---\nheight: 4\n---\n"
    object.__setattr__(tide, "height", 12)
    with pytest.raises(SerializeError, match="height: the result would read back"):
        serialize(tide)


def test_an_added_key_needs_the_full_proof() -> None:
    source = '---\ntitle: "Rain"\nheat: 3\n---\n'
    assert check_proofs(Article("Snow", heat=4, source=source, body=""))
    assert not check_proofs(Article("Snow", heat=4, quality=3, source=source, body=""))
