"""`NewType` and type aliases, also those of the statement `type`."""

import sys
from typing import Annotated, Any, NewType, TypeVar

import pytest
from hinted import canonical, edited, note_of, problems_of, type_error, value_of
from loops import each

from newsfeed.frontmatter import ONE_OR_MANY, QUOTED

Item = TypeVar("Item")

Port = NewType("Port", int)
HighPort = NewType("HighPort", Port)
Names = NewType("Names", list[str])
Title = NewType("Title", Annotated[str, QUOTED])

# --- NewType --------------------------------------------------------------------------------------


@each(
    "hint, written, value, new_value, new",
    [
        (Port, " 0x50 # c", 80, 81, " 81 # c"),
        (HighPort, " 80", 80, 81, " 81"),
        (Port | None, " ~", None, 81, " 81"),
        (list[Port], " [80]", [80], [81], " [81]"),
        (dict[str, Port], " {a: 80}", {"a": 80}, {"a": 81}, " {a: 81}"),
        (Names, " [a]", ["a"], ["b"], " [b]"),
        (Port | str, " 80", 80, "http", " http"),
        (Names | str, " a", "a", ["b"], "\n  - b"),
        (Annotated[Names, ONE_OR_MANY], " a # c", ["a"], ["b"], " b # c"),
    ],
)
def test_a_new_type_is_written_as_its_base(
    hint: Any, written: str, value: Any, new_value: Any, new: str
) -> None:
    assert note_of(hint, written).value == value
    assert edited(hint, written, new_value) == new
    canonical(hint, value)


def test_the_markers_of_a_new_type_apply() -> None:
    assert canonical(Title, "sea") == ' "sea"'
    assert problems_of(Port, "http") == ["8 value: expected an integer, found 'http'"]


# --- Type aliases ---------------------------------------------------------------------------------

ALIASES = """
from typing import Annotated, Any

type Count = int
type Text = Annotated[str, QUOTED]
type Either = int | str
type Tags = Annotated[list[str], ONE_OR_MANY]
type Many[T] = list[T]
type Table[T] = dict[str, T] | None
type Both[T, U] = dict[str, T | U]
type Nested = Many[Many[Count]]
type Late = Later

type Endless = list[Endless] | int
type EndlessTable = dict[str, EndlessTable] | str
type EndlessTree[T] = list[EndlessTree[T]] | T
type Itself = Itself
type ItselfOrNone = ItselfOrNone | None
type Missing = Nowhere

Later = int
"""


def aliases() -> dict[str, Any]:
    """Return the aliases of the statement `type`, which Python 3.11 does not have."""
    names: dict[str, Any] = {"QUOTED": QUOTED, "ONE_OR_MANY": ONE_OR_MANY}
    exec(ALIASES, names)
    return names


needs_type_statement = pytest.mark.skipif(sys.version_info < (3, 12), reason="no `type` statement")


@needs_type_statement
@each(
    "source, written, value",
    [
        ("Count", "3", 3),
        ("Count | None", "~", None),
        ("list[Count]", "[3]", [3]),
        ("Either", "3", 3),
        ("Either", "'3'", "3"),
        ("Either | None", "", None),
        ("Tags", "sea", ["sea"]),
        ("Tags | None", "sea", ["sea"]),
        ("Many[int]", "[3]", [3]),
        ("Many[Many[str]]", "[[3]]", [["3"]]),
        ("Many[Either]", "[3, a]", [3, "a"]),
        ("Many", "[3, a]", [3, "a"]),
        ("Table[int]", "{a: 3}", {"a": 3}),
        ("Table[Many[str]]", "{a: [3]}", {"a": ["3"]}),
        ("Both[int, str]", "{a: 3, b: c}", {"a": 3, "b": "c"}),
        ("Nested", "[[3]]", [[3]]),
        ("Late", "3", 3),
        ("dict[str, Either]", "{a: 3, b: c}", {"a": 3, "b": "c"}),
        ("Annotated[Count, QUOTED]", "3", 3),
        ("Count | str", "a", "a"),
    ],
)
def test_an_alias_means_its_hint(source: str, written: str, value: Any) -> None:
    hint = eval(source, aliases())
    assert value_of(hint, written) == value
    canonical(hint, value)


@needs_type_statement
def test_the_markers_of_an_alias_apply() -> None:
    assert canonical(aliases()["Text"], "sea") == ' "sea"'
    assert edited(aliases()["Tags"], " 'sea' # c", ["moon"]) == " 'moon' # c"


@needs_type_statement
@each(
    "source",
    ["Endless", "EndlessTable", "EndlessTree[int]", "Itself", "ItselfOrNone", "list[Itself]"],
)
def test_an_alias_that_contains_itself_is_a_type_error(source: str) -> None:
    assert "contains itself" in type_error(eval(source, aliases()))


@needs_type_statement
def test_an_alias_of_a_name_that_is_missing_is_a_type_error() -> None:
    assert "Nowhere" in type_error(aliases()["Missing"])


@each("written, value", [("[3, a]", [3, "a"]), ("b", "b")])
def test_an_alias_of_typing_extensions_means_its_hint(written: str, value: Any) -> None:
    extensions = pytest.importorskip("typing_extensions")
    hint: Any = list[Item | str] | str  # type: ignore[valid-type]
    alias = extensions.TypeAliasType("Alias", hint, type_params=(Item,))
    assert value_of(alias[int], written) == value
    assert value_of(extensions.TypeAliasType("Outer", alias[int] | None), written) == value
