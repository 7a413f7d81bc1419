"""Generic classes, with arguments, without, and as bases."""

import dataclasses
import sys
from typing import Annotated, Any, Generic, TypeVar

import attrs
import pytest
from hinted import canonical, model_of, problems_of, value_of
from loops import each

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY, Key
from newsfeed.frontmatter.schema import schema_of

Item = TypeVar("Item")
Other = TypeVar("Other")
Whole = TypeVar("Whole", bound=int)


@attrs.define
class Box(Generic[Item]):
    """A generic attrs class."""

    item: Item
    more: list[Item] = attrs.field(factory=list)


@dataclasses.dataclass
class Case(Generic[Item]):
    """A generic dataclass."""

    item: Item
    more: list[Item] = dataclasses.field(default_factory=list)


@attrs.define
class IntBox(Box[int]):
    """The subclass that an error recommends."""


@dataclasses.dataclass
class IntCase(Case[int]):
    """The same for a dataclass."""


@attrs.define
class Pair(Generic[Item, Other]):
    """Two type variables."""

    left: Item
    right: Other


@attrs.define
class Half(Pair[Item, str]):
    """One of them is left."""

    third: Item | None = None


@dataclasses.dataclass
class PairCase(Generic[Item, Other]):
    """Two type variables in a dataclass."""

    left: Item
    right: Other


@dataclasses.dataclass
class HalfCase(PairCase[Item, str]):
    """One of them is left."""

    third: Item | None = None


@attrs.define
class IntHalf(Half[int]):
    """None is left, two classes further."""


@attrs.define
class Bound(Generic[Whole]):
    """A type variable with a bound."""

    item: Whole


@attrs.define
class Crate(Generic[Item]):
    """A generic class in another one."""

    box: Box[Item]
    cases: dict[str, Case[Item]] = attrs.field(factory=dict)


# --- Generic classes ------------------------------------------------------------------------------


@each(
    "hint, written, value",
    [
        (Box[int], "{item: 3, more: [4]}", Box(3, [4])),
        (Box[str], "{item: 3, more: [4]}", Box("3", ["4"])),
        (Box[int | None], "{item: ~}", Box(None)),
        (Box[list[str]], "{item: [3]}", Box(["3"])),
        (Box[Box[str]], "{item: {item: 3}}", Box(Box("3"))),
        (Box, "{item: 3}", Box(3)),
        (Case[str], "{item: 3, more: [4]}", Case("3", ["4"])),
        (Case[Box[str]], "{item: {item: 3}}", Case(Box("3"))),
        (list[Box[str]], "[{item: 3}]", [Box("3")]),
        (dict[str, Case[str]], "{a: {item: 3}}", {"a": Case("3")}),
        (tuple[Box[str], ...], "[{item: 3}]", (Box("3"),)),
        (Box[str] | str, "{item: 3}", Box("3")),
        (Pair[int, str], "{left: 3, right: 4}", Pair(3, "4")),
        (Crate[str], "{box: {item: 3}, cases: {a: {item: 4}}}", Crate(Box("3"), {"a": Case("4")})),
        (Bound[bool], "{item: true}", Bound(True)),
        (IntBox, "{item: '3', more: [4]}", IntBox(3, [4])),
        (IntCase, "{item: '3', more: [4]}", IntCase(3, [4])),
        (Half[int], "{left: 3, right: 4, third: 5}", Half(3, "4", 5)),
        (HalfCase[int], "{left: '3', right: 4, third: 5}", HalfCase(3, "4", 5)),
        (IntHalf, "{left: '3', right: 4, third: '5'}", IntHalf(3, "4", 5)),
    ],
)
def test_a_generic_class_has_the_types_of_its_arguments(
    hint: Any, written: str, value: Any
) -> None:
    assert value_of(hint, written) == value
    canonical(hint, value)


@each(
    "hint, written, found",
    [
        (Box[int], "{item: a}", "15 value.item: expected an integer, found 'a'"),
        (Case[int], "{item: 3, more: [a]}", "25 value.more[0]: expected an integer, found 'a'"),
        (IntBox, "{item: a}", "15 value.item: expected an integer, found 'a'"),
        (IntCase, "{item: a}", "15 value.item: expected an integer, found 'a'"),
        (Bound, "{item: a}", "15 value.item: expected an integer, found 'a'"),
        (IntHalf, "{left: a, right: b}", "15 value.left: expected an integer, found 'a'"),
    ],
)
def test_another_type_is_a_problem(hint: Any, written: str, found: str) -> None:
    assert problems_of(hint, written) == [found]


@attrs.define
class Two:
    """One class with two arguments, side by side."""

    left: Box[int]
    right: Box[str]
    boxes: list[Case[str]] = attrs.field(factory=list)


TWO = "---\nleft: {item: 3}  # l\nright: {item: 3}  # r\nboxes:\n- item: 3  # b\n---\n"


def test_two_arguments_of_one_class_are_two_types() -> None:
    two = parse(TWO, model=Two)
    assert two == Two(Box(3), Box("3"), [Case("3")])
    two.left.item, two.right.item, two.boxes[0].item = 4, "4", "four"
    expected = TWO.replace("left: {item: 3}", "left: {item: 4}")
    expected = expected.replace("right: {item: 3}", 'right: {item: "4"}')
    assert serialize(two) == expected.replace("- item: 3", "- item: four")
    two.left.item = "4"  # type: ignore[assignment]
    with pytest.raises(SerializeError, match=r"left.item: expected an integer, found '4'"):
        serialize(two)


@pytest.mark.parametrize("model", [IntBox, IntCase])
def test_a_subclass_with_the_argument_is_a_model(model: type[Any]) -> None:
    text = "---\nitem: '3'  # c\n---\n"
    box = parse(text, model=model)
    assert box == model(3)
    box.item = 4
    assert serialize(box) == text.replace("3", "4")
    with pytest.raises(ParseError, match="item: expected an integer"):
        parse("---\nitem: a\n---\n", model=model)


@each("hint", [Box[int], Case[int], Pair[int, str], Box[Box[int]]])
def test_a_generic_class_with_arguments_is_no_model_by_itself(hint: Any) -> None:
    with pytest.raises(TypeError, match=r"define a subclass: class Own\(.*\]\)") as caught:
        parse("---\nitem: 3\n---\n", model=hint)
    assert str(hint) in str(caught.value)


def test_a_generic_class_without_arguments_reads_any_values() -> None:
    text = "---\nitem: 3\nmore: [a]\n---\n"
    box: Any = parse(text, model=Box)
    assert (box.item, box.more) == (3, ["a"])
    assert serialize(Box[int](3)) == "---\nitem: 3\n---\n\n"


@attrs.define
class Named(Generic[Item]):
    """A generic class with markers."""

    item: Annotated[Item, Key("_id")]
    tags: Annotated[list[Item], ONE_OR_MANY] = attrs.field(factory=list)


def test_markers_beside_a_type_variable_apply() -> None:
    assert value_of(Named[str], "{_id: 3, tags: 4}") == Named("3", ["4"])
    with pytest.raises(TypeError, match=r"Named\.tags: ONE_OR_MANY"):
        schema_of(model_of(Named[Box[int]]))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="no type parameters in class statements")
def test_the_type_parameters_of_a_class_statement_have_the_same_meaning() -> None:
    names: dict[str, Any] = {"attrs": attrs, "dataclasses": dataclasses}
    for decorator in ("attrs.define", "dataclasses.dataclass"):
        exec(
            f"@{decorator}\nclass Own[T]:\n    item: T\n"
            f"@{decorator}\nclass IntOwn(Own[int]): pass\n"
            f"@{decorator}\nclass BoundOwn[T: int]:\n    item: T\n",
            names,
        )
        assert value_of(names["Own"][str], "{item: 3}") == names["Own"]("3")
        assert value_of(names["IntOwn"], "{item: '3'}") == names["IntOwn"](3)
        assert "an integer" in problems_of(names["BoundOwn"], "{item: a}")[0]
