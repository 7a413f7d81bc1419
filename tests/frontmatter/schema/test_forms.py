"""Enums and `Literal`: scalars of which a type hint lists the values."""

from datetime import date
from enum import Enum, Flag, IntEnum, StrEnum
from typing import Any, Literal

from hinted import (
    QUOTE_LIST,
    QUOTE_MAPPING,
    canonical,
    edited,
    problems_of,
    refusal_of,
    type_error,
    value_of,
)
from loops import each


class Colour(Enum):
    RED = "red"
    BLUE = "dark blue"


class Level(Enum):
    LOW = 1
    HIGH = 2


class Mixed(Enum):
    WORD = "2"
    NUMBER = 2
    RATIO = 1.5
    FLAG = False
    DAY = date(2024, 1, 1)


class Size(StrEnum):
    SMALL = "s"
    LARGE = "l"


class Rank(IntEnum):
    FIRST = 1
    SECOND = 2


class Rights(Flag):
    READ = 1
    WRITE = 2


class Lenient(Enum):
    SEA = "sea"
    MOON = "moon"

    @classmethod
    def _missing_(cls, value: object) -> "Lenient | None":
        if value == "storm":
            raise ValueError("storms are no topic")
        return cls.SEA if value == "Sea" else None


# --- Enums ----------------------------------------------------------------------------------------


@each(
    "enum, written, member",
    [
        (Colour, "red", Colour.RED),
        (Colour, "'dark blue'", Colour.BLUE),
        (Colour, "&x dark blue", Colour.BLUE),
        (Colour, "|-\n  red", Colour.RED),
        (Level, "1", Level.LOW),
        (Level, "0x2", Level.HIGH),
        (Level, "'2'", Level.HIGH),
        (Mixed, "'2'", Mixed.WORD),
        (Mixed, "2", Mixed.NUMBER),
        (Mixed, "!!int '2'", Mixed.NUMBER),
        (Mixed, "!!str 2", Mixed.WORD),
        (Mixed, "1.50", Mixed.RATIO),
        (Mixed, "FALSE", Mixed.FLAG),
        (Mixed, "2024-01-01", Mixed.DAY),
        (Size, "s", Size.SMALL),
        (Rank, "2", Rank.SECOND),
        (Rights, "3", Rights.READ | Rights.WRITE),
        (Lenient, "Sea", Lenient.SEA),
        (Colour | None, "~", None),
        (list[Colour], "[red, 'dark blue']", [Colour.RED, Colour.BLUE]),
        (list[Colour | None], "[red, ~]", [Colour.RED, None]),
    ],
)
def test_an_enum_is_read_by_value(enum: Any, written: str, member: Any) -> None:
    assert value_of(enum, written) == member


@each(
    "enum, written, found",
    [
        (Colour, "RED", "expected red or dark blue, found 'RED'"),
        (Colour, "[red]", f"expected red or dark blue, found a list{QUOTE_LIST}"),
        (Colour, "{red: 1}", f"expected red or dark blue, found a mapping{QUOTE_MAPPING}"),
        (Level, "3", "expected 1 or 2, found '3'"),
        (Level, "1.0", "expected 1 or 2, found '1.0'"),
        (Rank, "true", "expected 1 or 2, found 'true'"),
        (Lenient, "SEA", "expected sea or moon, found 'SEA'"),
        (Lenient, "storm", "expected sea or moon, found 'storm'"),
    ],
)
def test_another_value_is_a_problem_that_lists_those_of_the_enum(
    enum: Any, written: str, found: str
) -> None:
    assert problems_of(enum, written) == [f"8 value: {found}"]


def test_a_long_enum_is_listed_in_part() -> None:
    many = Enum("many", [(f"M{number}", number) for number in range(13)])  # type: ignore[misc]
    [problem] = problems_of(many, "x")
    assert problem == "8 value: expected 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 3 others, found 'x'"


@each(
    "enum, written, member, new",
    [
        (Colour, " 'red'  # c", Colour.BLUE, " 'dark blue'  # c"),
        (Colour, " red", Colour.BLUE, " dark blue"),
        (Level, " 0x1 # c", Level.HIGH, " 2 # c"),
        (Mixed, " 2", Mixed.WORD, ' "2"'),
        (Mixed, ' "2" # c', Mixed.NUMBER, " 2 # c"),
        (Mixed, " '2'", Mixed.DAY, " 2024-01-01"),
        (Mixed, " 2024-01-01", Mixed.FLAG, " false"),
        (Mixed, " FALSE # c", Mixed.RATIO, " 1.5 # c"),
        (Size, " s", Size.LARGE, " l"),
        (Rank, " '1'", Rank.SECOND, " '2'"),
        (Rights, " 1", Rights.READ | Rights.WRITE, " 3"),
        (Colour | None, "  # none yet", Colour.RED, " red  # none yet"),
        (list[Colour], " [red] # c", [Colour.RED, Colour.BLUE], " [red, dark blue] # c"),
        (list[Colour], "\n- 'red' # c", [Colour.BLUE], "\n- 'dark blue' # c"),
    ],
)
def test_another_member_is_written_in_the_style_of_the_old_one(
    enum: Any, written: str, member: Any, new: str
) -> None:
    assert edited(enum, written, member) == new


def test_a_member_that_the_text_says_in_its_own_way_is_no_change() -> None:
    assert edited(Lenient, " Sea  # c", Lenient.SEA) == " Sea  # c"
    assert edited(Lenient, " Sea  # c", Lenient.MOON) == " moon  # c"
    assert edited(Lenient, " moon", Lenient.SEA) == " sea"


@each("member", [*Colour, *Level, *Mixed, *Size, *Rank, *Rights, *Lenient])
def test_every_member_reads_back_without_a_source(member: Enum) -> None:
    canonical(type(member), member)
    canonical(list[type(member)], [member, member])  # type: ignore[misc]


@each(
    "enum, value",
    [
        *((Colour, value) for value in ("red", "RED", 1, Level.LOW, ["red"], object())),
        *((Level, value) for value in (1, True, 3, "1")),
        *((Size, value) for value in ("s", "x")),
        *((Rank, value) for value in (1, 3)),
    ],
)
def test_only_a_member_is_written(enum: type[Enum], value: Any) -> None:
    expected = f"value: expected {enum.__name__}, found {value!r}"
    assert refusal_of(enum, value).startswith(expected)
    assert refusal_of(enum, value, f" {next(iter(enum)).value}").startswith(expected)


@each("value", [("a", "b"), None, b"red", object()])
def test_an_enum_of_other_than_scalars_is_a_type_error(value: Any) -> None:
    assert "must be scalars" in type_error(Enum("Odd", {"ONLY": value}))


def test_an_enum_without_members_is_a_type_error() -> None:
    assert "must be scalars" in type_error(Enum("Empty", []))


# --- Literal --------------------------------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (Literal["sea", "moon"], "moon", "moon"),
        (Literal["sea", "moon"], "'moon'", "moon"),
        (Literal["3"], "3", "3"),
        (Literal[1, 2], "0x2", 2),
        (Literal["3", 3], "3", 3),
        (Literal["3", 3], "'3'", "3"),
        (Literal[1, True], "true", True),
        (Literal[1, True], "1", 1),
        (Literal["sea", None], "~", None),
        (Literal["sea"] | None, "", None),
        (list[Literal["sea", 3]], "[3, sea]", [3, "sea"]),
    ],
)
def test_a_literal_is_one_of_its_values(hint: Any, written: str, value: Any) -> None:
    found = value_of(hint, written)
    assert (type(found), found) == (type(value), value)
    canonical(hint, value)


@each(
    "hint, written, found",
    [
        (Literal["sea", "moon"], "Sea", "expected sea or moon, found 'Sea'"),
        (Literal["sea", 3], "'3'", "expected sea or 3, found '3'"),
        (Literal["sea", 3], "3.0", "expected sea or 3, found '3.0'"),
        (Literal["sea"], "[sea]", f"expected sea, found a list{QUOTE_LIST}"),
        (Literal["sea", None], "null_", "expected sea, found 'null_'"),
    ],
)
def test_another_value_is_a_problem_that_lists_those_of_the_literal(
    hint: Any, written: str, found: str
) -> None:
    assert problems_of(hint, written) == [f"8 value: {found}"]


@each(
    "hint, written, value, new",
    [
        (Literal["sea", 3], " 'sea'  # c", 3, " 3  # c"),
        (Literal["sea", 3], " 3  # c", "sea", " sea  # c"),
        (Literal["3", 3], " 3", "3", ' "3"'),
        (Literal["sea", "moon"], " 'sea'  # c", "moon", " 'moon'  # c"),
        (Literal["sea"] | None, "  # c", "sea", " sea  # c"),
        (list[Literal["sea", 3]], " [3]", [3, "sea"], " [3, sea]"),
    ],
)
def test_another_value_of_a_literal_is_written(
    hint: Any, written: str, value: Any, new: str
) -> None:
    assert edited(hint, written, value) == new


@each(
    "hint, value",
    [
        (Literal["sea", "moon"], "storm"),
        (Literal["sea", "moon"], 3),
        (Literal["sea", "moon"], ["sea"]),
        (Literal["sea", "moon"], {"sea": 1}),
        (Literal[1, 2], True),
        (Literal[1, 2], 1.0),
    ],
)
def test_a_value_that_the_literal_does_not_list_is_not_written(hint: Any, value: Any) -> None:
    expected = f"value: expected {hint.__args__[0]} or {hint.__args__[1]}, found {value!r}"
    assert refusal_of(hint, value).startswith(expected)


@each("hint", [Literal[None], Literal[b"sea"], Literal[Colour.RED], Literal["sea", b"x"]])
def test_a_literal_of_other_than_scalars_is_a_type_error(hint: Any) -> None:
    assert "must be scalars" in type_error(hint)
