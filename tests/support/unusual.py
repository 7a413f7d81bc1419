"""Models of several kinds with fields of every kind, and values that few fields can have."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import attrs
import pydantic

from newsfeed import Image, Provider, RelatedItem
from newsfeed.frontmatter import QUOTED, SECTION, Key, markers

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
NEVER = datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN)
WEST = timezone(-timedelta(hours=3))
FIRST = datetime(1, 1, 1, tzinfo=UTC)
OTHER: Any = 3


class Text(str):
    """A string with methods of its own."""

    __slots__ = ()

    def replace(self, *_: Any) -> str:
        return "replaced"

    def isprintable(self) -> bool:
        return True

    def __format__(self, _: str) -> str:
        return "formatted"


class Whole(int):
    pass


class Moment(datetime):
    pass


class Items(list[Any]):
    pass


class Level(IntEnum):
    LOW = 1


class Colour(Enum):
    RED = "red"


class Broken(tzinfo):
    def utcoffset(self, _: datetime | None) -> timedelta:
        raise RuntimeError("no offset")


BROKEN = Broken()  # type: ignore[abstract]


@attrs.define
class Part:
    key: Annotated[str | None, Key('a key: it\'s "{v}" \\')] = None
    parts: "list[Part]" = attrs.field(factory=list)
    part: 'Annotated["Part | None", SECTION]' = None


@attrs.define
class Plain:
    flag: Annotated[bool, SECTION] = False
    word: str | None = None
    apostrophe: Annotated[str, Key("it's {here}")] = "x"
    quoted: Annotated[str | None, QUOTED] = None
    integer: int | None = 3
    number: float | None = None
    decimal: Decimal | None = None
    day: date | None = None
    when: Annotated[datetime | None, markers.UTC] = None
    words: list[str] = attrs.field(factory=list)
    integers: Annotated[list[int | None], SECTION] = attrs.field(factory=list)
    moments: list[datetime] = attrs.field(factory=list)
    part: Annotated[Part | None, SECTION] = None
    parts: Annotated[list[Part], SECTION] = attrs.field(factory=list)
    rows: list[list[int]] = attrs.field(factory=list)
    either: int | str | None = None
    anything: Any = None
    mapping: dict[str, int] = attrs.field(factory=dict)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "Body\n"


@attrs.define
class Converted(Plain):
    colour: Colour | None = None
    colours: list[Colour] = attrs.field(factory=list)
    names: tuple[str, ...] = ()


@attrs.define
class Hooked(Plain):
    def __attrs_post_init__(self) -> None:
        if isinstance(self.when, datetime) and self.when.tzinfo is not None:
            self.when = self.when.astimezone(BERLIN)
        if self.integer == 1:
            self.integer = True
        if self.integers == [1]:
            self.integers = [True]


@attrs.define
class Mismatched:
    number: int = "a"  # type: ignore[assignment]
    day: date = ""  # type: ignore[assignment]


class Checked(pydantic.BaseModel):
    word: str = "x"
    integer: int | None = None
    when: datetime | None = None
    words: list[str] = []


@dataclass
class Line:
    word: Annotated[str, Key('quoted "key"\n')] = "a"
    numbers: list[float] = field(default_factory=list)


class Odd:
    def __eq__(self, _: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


TEXTS = ["", "NO", "a: b", "it's", 'say "so"', "C:\\x", "a\nb", "a\r", "\t", "\x00", "\x85"]
VALUES: list[Any] = [
    *[None, *TEXTS, "\u2028", "\ufeff", "雨", "\ud800", "x" * 70, "null", "~", "---", Text("a")],
    *[0, -1, 7, 10**17, 10**18, 10**5000, True, Whole(3), Level.LOW, Colour.RED, Odd(), b"bytes"],
    *[1.0, -0.0, 1e300, 1e-300, 0.1, 1e16, float("inf"), float("nan"), Decimal("1.50")],
    *[Decimal("1E+3"), Decimal("sNaN"), Decimal("NaN"), date(2026, 3, 14), date(1, 1, 1)],
    *[NOON, NOON.replace(tzinfo=None), NOON.replace(microsecond=1200), NOON.astimezone(BERLIN)],
    *[TWICE, TWICE.replace(fold=1), NEVER, NEVER.replace(fold=1), NOON.replace(tzinfo=BROKEN)],
    *[datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=WEST), FIRST, FIRST.date()],
    *[NOON.replace(tzinfo=WEST), Moment(2026, 3, 14, tzinfo=UTC)],
    *[[], [None], ["a"], ["a", None], ["a", 3], [3], [3, 4], [True], [[1], []], Items(), {1: 2}],
    *[["a\nb", "c"], [NOON], [TWICE], [Colour.RED], ("a",), (), set(), {}, {"a": 1}, Items("a")],
    *[Part(), Part("x"), [Part()], [Part("x"), Part()], [Part("x"), Part("y")], [Part(OTHER)]],
    *[Part(part=Part()), Part(parts=[Part("x", [Part("y")])]), [Part("x"), None], [Items()]],
    *[Provider("x"), [Provider("x")], RelatedItem("x"), [Image("u")]],
]
