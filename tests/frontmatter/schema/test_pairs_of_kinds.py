"""Every kind of value replaces every other, in front matter that is written by hand."""

import copy
from datetime import date, datetime
from itertools import product
from textwrap import indent
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import settings
from kinds import KINDS, Kind, same
from loops import each

from newsfeed import Article, Document, parse, serialize


class Place(NamedTuple):
    """A place in a text where a value stands.

    Args:
        before: The text up to the colon or dash of the value.
        after: The lines below the value.
        column: The column of its key or its dash.
        path: The keys and indexes that lead to it.
    """

    before: str
    after: str
    column: int
    path: tuple[str | int, ...]

    def text(self, written: str) -> str:
        """Return the text with a value."""
        first, newline, rest = written.partition("\n")
        lines = indent(rest, " " * self.column)
        return f"{self.before}{first}{newline}{lines}\n{self.after}"


TOP = "---\ntitle: Rain  # wet\n"
END = "end: last  # of all\n---\nBody: 'x'\n"
PLACES = {
    "at the top": Place(f"{TOP}# above\nvalue:", f"# below\n\n{END}", 0, ("value",)),
    "at the end": Place(f"{TOP}'a key' :", "---\nBody", 0, ("a key",)),
    "under an explicit key": Place(f"{TOP}? value\n:", END, 0, ("value",)),
    "in a mapping": Place(
        f"{TOP}value:  # all\n  first: 1\n  # above\n  here:",
        f"  # below\n  last: 2  # l\n{END}",
        2,
        ("value", "here"),
    ),
    "alone in a mapping": Place(f"{TOP}value:\n    here:", END, 4, ("value", "here")),
    "in a list": Place(
        f"{TOP}value:  # all\n- first\n# above\n-",
        f"# below\n- last  # l\n{END}",
        0,
        ("value", 1),
    ),
    "alone in a list": Place(f"{TOP}value:\n  -", END, 2, ("value", 0)),
    "in a mapping of a list": Place(
        f"{TOP}value:\n  - first: 1\n    here:",
        f"    last: 2\n  - b\n{END}",
        4,
        ("value", 0, "here"),
    ),
}
ANYTHING = str | int | float | bool | date | datetime | list[Any] | dict[str, Any] | None


@attrs.define
class Untyped:
    """A model whose values may be anything."""

    title: str
    value: Any
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


@attrs.define
class Typed:
    """A model whose value is a member of a union."""

    title: str
    value: ANYTHING = attrs.field(kw_only=True)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = ""


def holder(instance: Any, path: tuple[str | int, ...]) -> tuple[Any, str | int]:
    """Return the dict, list or instance that has the value at a path, and its last step."""
    first, *rest = path
    holder: Any = instance if hasattr(instance, str(first)) else instance.extra
    for step in rest:
        holder = getattr(holder, str(first)) if holder is instance else holder[first]
        first = step
    return holder, first


def put(instance: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Set the value at a path."""
    owner, name = holder(instance, path)
    if owner is instance:
        setattr(owner, str(name), value)
    else:
        owner[name] = value


def found_at(instance: Any, path: tuple[str | int, ...]) -> Any:
    """Return the value at a path."""
    owner, name = holder(instance, path)
    return getattr(owner, str(name)) if owner is instance else owner[name]


def check_pair(model: type[Any], place: Place, first: Kind, second: Kind, newline: str) -> str:
    """Replace a value of one kind by one of another; everything around it stays."""
    text = place.text(first.written).replace("\n", newline)
    instance = parse(text, model=model)
    put(instance, place.path, copy.deepcopy(second.other))
    new = serialize(instance)
    assert same(found_at(parse(new, model=model), place.path)) == same(second.other)
    assert new.startswith(place.before.replace("\n", newline))
    assert new.endswith(newline + place.after.replace("\n", newline))
    return new


COMBINATIONS = [
    (model, place)
    for place in PLACES
    for model in (Document, Article, Untyped, Typed)
    if place != "at the end" or model in (Document, Article)  # others do not have that key
]
# The quick profile takes a pair in some of the combinations only.
PART = 1 if settings.get_current_profile_name() == "thorough" else 10
PAIRS = list(product(KINDS, KINDS))


@each("model, place", COMBINATIONS)
@each("kind", KINDS)
def test_every_kind_is_read_and_comes_back(model: type[Any], place: str, kind: Kind) -> None:
    text, path = PLACES[place].text(kind.written), PLACES[place].path
    instance = parse(text, model=model)
    assert same(found_at(instance, path)) == same(kind.value)
    put(instance, path, copy.deepcopy(kind.value))
    assert serialize(instance) == text


@pytest.mark.parametrize("number", range(len(COMBINATIONS)))
def test_every_kind_replaces_every_other(number: int) -> None:
    model, place = COMBINATIONS[number]

    @each("first, second", PAIRS[number % PART :: PART])
    def check(first: Kind, second: Kind) -> None:
        check_pair(model, PLACES[place], first, second, "\n")

    check()


@pytest.mark.usefixtures("each_loader")
@each("newline", ["\n", "\r\n"])
@each("mark", ["", "\ufeff"])
@each("place", ["at the top", "in a list"])
@each("first, second", [(KINDS[i], KINDS[-i * 7 % len(KINDS)]) for i in range(len(KINDS))])
def test_every_kind_is_replaced_with_either_line_ending_and_a_byte_order_mark(
    newline: str, mark: str, place: str, first: Kind, second: Kind
) -> None:
    found = PLACES[place]
    check_pair(Document, found._replace(before=mark + found.before), first, second, newline)


NAMES = ["unquoted text", "integer", "null", "flow list", "block list", "block mapping"]


@each("first", [kind for kind in KINDS if "# side" in kind.written])
@each("place", ["at the top", "in a mapping", "in a list"])
@each("second", [kind for kind in KINDS if kind.name in NAMES])
def test_the_comment_beside_a_value_stays(first: Kind, place: str, second: Kind) -> None:
    new = check_pair(Document, PLACES[place], first, second, "\n")
    assert new.count("# side") == 1
