"""`As`: any Python type has a written form, both ways."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from ipaddress import IPv4Address
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, Protocol, TypedDict

import attrs
from hinted import canonical, edited, model_of, note_of, value_of
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, QUOTED, SECTION, As, Key


class Money:
    """An amount, of which two are never equal."""

    def __init__(self, amount: str, currency: str) -> None:
        self.amount = Decimal(amount)
        self.currency = currency

    @classmethod
    def read(cls, text: str) -> "Money":
        """Return the amount of a text."""
        amount, space, currency = text.partition(" ")
        if not space:
            raise ValueError("expected an amount and a currency, such as 3.50 EUR")
        return cls(amount, currency)

    def write(self) -> str:
        """Return the text of the amount."""
        return f"{self.amount} {self.currency}"


class Price(Money):
    """An amount that may be equal to another."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Price):
            return NotImplemented
        return (self.amount, self.currency) == (other.amount, other.currency)

    def __hash__(self) -> int:
        return hash(self.amount)


@attrs.define
class Server:
    """A nested model."""

    name: str
    port: int = 0


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Shape(TypedDict):
    """A type that `isinstance` does not know."""

    sides: int


class Sized(Protocol):
    """Another one."""

    size: int


def seconds(duration: timedelta) -> int:
    """Return a duration in whole seconds."""
    return int(duration.total_seconds())


def duration_of(number: int) -> timedelta:
    """Return the duration of a number of seconds."""
    return timedelta(seconds=number)


ADDRESS = Annotated[IPv4Address, As(str, read=IPv4Address, write=str)]
PATH = Annotated[PurePosixPath, As(str, read=PurePosixPath, write=str)]
MONEY = Annotated[Money, As(str, read=Money.read, write=Money.write)]
PRICE = Annotated[Price, As(str, read=Price.read, write=Price.write)]
DURATION = Annotated[timedelta, As(int, read=duration_of, write=seconds)]
WORDS = Annotated[frozenset[str], As(list[str], read=frozenset, write=sorted)]
LINE = Annotated[str, As(list[str], read=" ".join, write=str.split)]
NAMED = Annotated[str, As(Server, read=lambda server: server.name, write=Server)]
HOME, AWAY = IPv4Address("192.0.2.1"), IPv4Address("192.0.2.20")
STEPS = ["none", "low", "high"]
STEP = Annotated[int, As(Literal["low", "high"], STEPS.index, STEPS.__getitem__)]
QUOTED_TEXT = Annotated[str, QUOTED]

# --- Read, edited and written ---------------------------------------------------------------------


@each(
    "hint, written, value, new_value, new",
    [
        (ADDRESS, " 192.0.2.1  # c", HOME, AWAY, " 192.0.2.20  # c"),
        (ADDRESS, " '192.0.2.1'", HOME, AWAY, " '192.0.2.20'"),
        (ADDRESS, " |-\n  192.0.2.1", HOME, AWAY, " |-\n  192.0.2.20"),
        (ADDRESS | None, "  # none", None, AWAY, " 192.0.2.20  # none"),
        (ADDRESS | None, " ~", None, AWAY, " 192.0.2.20"),
        (PATH, " a//b # c", PurePosixPath("a/b"), PurePosixPath("a/c"), " a/c # c"),
        (PATH, ' ""', PurePosixPath(), PurePosixPath("/a b"), ' "/a b"'),
        (PRICE, " '3.50 EUR' # c", Price("3.50", "EUR"), Price("4", "NOK"), " '4 NOK' # c"),
        (DURATION, " 0x5A # c", timedelta(seconds=90), timedelta(0), " 0 # c"),
        (STEP, " low # c", 1, 2, " high # c"),
        (WORDS, " [b, a] # c", frozenset("ab"), frozenset("abc"), " [a, b, c] # c"),
        (WORDS, " [] # c", frozenset(), frozenset("a"), " [a] # c"),
        (WORDS, "\n- b # bb\n- a", frozenset("ab"), frozenset("c"), "\n- c # bb"),
        (LINE, " [a, b] # c", "a b", "a b c", " [a, b, c] # c"),
        (NAMED, " {name: a} # c", "a", "b", " {name: b} # c"),
        (list[ADDRESS], " [192.0.2.1] # c", [HOME], [AWAY], " [192.0.2.20] # c"),
        (list[ADDRESS | None], "\n- ~ # c", [None], [AWAY], "\n- 192.0.2.20 # c"),
        (tuple[ADDRESS, ...], " [192.0.2.1]", (HOME,), (AWAY,), " [192.0.2.20]"),
        (dict[str, ADDRESS], " {a: 192.0.2.1}", {"a": HOME}, {"a": AWAY}, " {a: 192.0.2.20}"),
        (dict[str, list[ADDRESS]], " {a: [192.0.2.1]}", {"a": [HOME]}, {"a": []}, " {a: []}"),
        (Annotated[list[ADDRESS], ONE_OR_MANY], " '192.0.2.1'", [HOME], [AWAY], " '192.0.2.20'"),
    ],
)
def test_a_value_has_its_written_form_both_ways(
    hint: Any, written: str, value: Any, new_value: Any, new: str
) -> None:
    assert note_of(hint, written).value == value
    assert edited(hint, written, value) == written
    assert edited(hint, written, new_value) == new
    canonical(hint, value)


@each("hint", [MONEY, MONEY | None, Annotated[Money | None, As(str, Money.read, Money.write)]])
def test_values_that_are_never_equal_are_compared_as_written(hint: Any) -> None:
    note = note_of(hint, " '3.50 EUR'  # c")
    note.value = Money("3.50", "EUR")
    assert "value: '3.50 EUR'  # c\n" in serialize(note)
    note.value = Money("4", "EUR")
    assert "value: '4 EUR'  # c\n" in serialize(note)
    assert serialize(model_of(hint)(value=note.value)) == "---\nvalue: 4 EUR\n---\n\n"


@each(
    "hint, written",
    [
        (list[MONEY], " ['3.50 EUR'] # c"),
        (tuple[MONEY, ...], " ['3.50 EUR'] # c"),
        (dict[str, MONEY], " {a: 3.50 EUR} # c"),
        (dict[str, list[MONEY]], "\n  a: # c\n    - 3.50 EUR"),
        (Annotated[list[MONEY], ONE_OR_MANY], " 3.50 EUR # c"),
    ],
)
def test_values_that_are_never_equal_come_back_in_collections(hint: Any, written: str) -> None:
    note_of(hint, written)


@each(
    "hint, value, text",
    [
        (Annotated[ADDRESS, QUOTED], HOME, ' "192.0.2.1"'),
        (Annotated[IPv4Address, As(QUOTED_TEXT, IPv4Address, str)], HOME, ' "192.0.2.1"'),
        (Annotated[int, As(ADDRESS, read=int, write=IPv4Address)], 3221225985, " 192.0.2.1"),
        (Annotated[set[Any], As(list[ADDRESS], set, sorted)], {AWAY}, "\n  - 192.0.2.20"),
        (Annotated[str, As(Colour, lambda colour: colour.name, Colour.__getitem__)], "RED", " red"),
        (Annotated[Fraction, As(str, Fraction, str)], Fraction(1, 3), " 1/3"),
        (Annotated[Fraction, As(int | str, Fraction, str)], Fraction(1, 3), " 1/3"),
        (Annotated[tuple[int, int], As(list[int], tuple, list)], (3, 4), "\n  - 3\n  - 4"),
    ],
)
def test_a_written_form_may_have_a_form_of_its_own(hint: Any, value: Any, text: str) -> None:
    assert canonical(hint, value) == text


def test_the_other_markers_apply_beside_it() -> None:
    @attrs.define
    class Note:
        title: str
        address: Annotated[IPv4Address, As(str, IPv4Address, str), SECTION, Key("ip")] = HOME

    assert serialize(Note("Rain")) == "---\ntitle: Rain\n\nip: 192.0.2.1\n---\n\n"
    assert parse("---\ntitle: Rain\nip: 192.0.2.20\n---\n", model=Note).address == AWAY
    assert parse("---\ntitle: Rain\n---\n", model=Note).address == HOME


@each("hint", [Any, object, int | str, str | None, list[int], Shape, Sized, Callable[[int], str]])
def test_any_hint_may_have_a_written_form(hint: Any) -> None:
    marked = Annotated[hint, As(str, read=str.upper, write=str.lower)]
    assert value_of(marked, "sea") == "SEA"
    assert edited(marked, " sea  # c", "MOON") == " moon  # c"


@given(value=st.ip_addresses(v=4), quote=st.sampled_from(["", "'", '"']))
@examples(30)
def test_every_address_reads_back(value: IPv4Address, quote: str) -> None:
    canonical(ADDRESS, value)
    written = f" {quote}192.0.2.1{quote}  # c"
    assert edited(ADDRESS, written, value) == written.replace("192.0.2.1", str(value))


# --- A written form that differs from the source --------------------------------------------------


@each(
    "hint, written",
    [
        (WORDS, [" [b, a]", "\n- b # bb\n- a # aa", " [b, b, a] # c"]),
        (LINE, [" [a b, c] # c", "\n- a b c", "\n  - a b # c\n  - c"]),
    ],
)
@each("words", ["a", "b", "c", "a b", "b c", "a b c d", "c b a", ""])
def test_an_edit_starts_from_the_items_of_the_source(
    hint: Any, written: list[str], words: str
) -> None:
    value = frozenset(words.split()) if hint == WORDS else words
    for each_written in written:
        edited(hint, each_written, value)


EITHER = Annotated[
    list[str],
    As(
        list[str] | dict[str, str] | str,
        read=lambda value: [value] if isinstance(value, str) else list(value),
        write=list,
    ),
]


@each(
    "written", [" a # c", " [a, b] # c", " {a: b, c: d} # c", "\n  a: b # c\n  c: d", "\n- a # c"]
)
@each("value", [["a"], ["c", "a"], ["x"], ["a", "b", "c", "d"], []])
def test_a_form_may_be_written_in_another_kind_than_it_was_read(
    written: str, value: list[str]
) -> None:
    edited(EITHER, written, value)


@each(
    "hint, written, value",
    [
        (NAMED, " {name: sea}", "sea"),
        (NAMED, "\n  name: sea", "sea"),
        (NAMED, "\n  name: sea\n  port: 3", "sea"),
        (list[NAMED], " [{name: sea}]", ["sea"]),
        (list[NAMED], "\n  - name: sea\n    port: 3\n  - name: moon", ["sea", "moon"]),
        (NAMED | None, "\n  name: sea", "sea"),
    ],
)
@each("tail", ["", "  # c"])
def test_a_form_of_a_model_is_read_from_every_text(
    hint: Any, written: str, value: Any, tail: str
) -> None:
    text = f"---\nvalue:{written}{tail}\n---\n"
    note = parse(text, model=model_of(hint))
    assert note.value == value
    assert serialize(note) == text
