"""The code of a model runs once for a document, whichever reader reads it, or its parts."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import attrs
import pydantic
import pytest
from entry_reader import document, entry_value, exactly, yaml_value
from loops import each

from newsfeed import ParseError, parse
from newsfeed.frontmatter import As

CALLS: Counter[str] = Counter()


def counted(name: str) -> Callable[..., Any]:
    def count(value: Any, *_: Any) -> Any:
        CALLS[name] += 1
        return value

    return count


COUNTED: dict[str, Any] = {"converter": counted("converter"), "validator": counted("validator")}
Marked = Annotated[str, As(str, read=counted("read"), write=str)]


@attrs.define
class Inner:
    name: str = attrs.field(**COUNTED)


@dataclass
class Walk:
    value: Marked
    inner: Inner | None = None
    items: Any = None

    def __post_init__(self) -> None:
        CALLS["hook"] += 1


class Checked(pydantic.BaseModel):
    name: str

    @pydantic.field_validator("name")
    @classmethod
    def count(cls, value: str) -> str:
        return str(counted("validator")(value))


class Outer(pydantic.BaseModel):
    inner: Checked
    items: list[Checked] = []
    value: Any = None


@attrs.define
class Mixed:
    inner: Checked
    value: Marked = ""
    items: list[Inner] = attrs.field(factory=list)


@each("rest", ["", "# c\n", "x: &a b\n", "x:\ty\n", "x: !!str 3\n", "? x\n: y\n"])
@each(
    "model, expected",
    [
        (Walk, {"read": 1, "hook": 1, "converter": 1, "validator": 1}),
        (Outer, {"validator": 2}),
        (Mixed, {"read": 1, "validator": 2, "converter": 1}),
    ],
)
def test_code_of_a_model_runs_once(model: type[Any], expected: dict[str, int], rest: str) -> None:
    values = "value: a\ninner:\n  name: b\nitems:\n- name: c\n"
    for block in (f"{values}{rest}", f"{rest}{values}"):
        CALLS.clear()
        parse(document(block), model=model)
        assert expected == CALLS


@each("value", ["# c", "y #\tc", "&a y", "!!str y"])
def test_code_of_a_nested_model_runs_once(value: str) -> None:
    """A value that only the YAML reader can read may be below one that the entry reader reads."""
    CALLS.clear()
    block = f"value: a\ninner:\n  name: b\n  own: {value}\nitems:\n- {value}"
    parse(document(block), model=Walk)
    assert CALLS == {"read": 1, "hook": 1, "converter": 1, "validator": 1}


def too_long(_: object, __: object, value: str) -> None:
    if len(value) > 3:
        raise ValueError("too long")


def no_walk(text: str) -> str:
    raise RuntimeError(text)


@attrs.define
class Strict:
    title: str = attrs.field(validator=too_long)
    inner: "Strict | None" = None


@dataclass
class Failing:
    title: str

    def __post_init__(self) -> None:
        raise RuntimeError(self.title)


@dataclass
class FailingInside:
    title: Annotated[str, As(str, read=no_walk, write=str)]


class Forbidding(pydantic.BaseModel):
    model_config = {"extra": "forbid"}
    title: str = pydantic.Field(max_length=3)
    inner: "Forbidding | None" = None


@attrs.define
class Required:
    title: str
    inner: str | None


@each("model", [Strict, Forbidding])
@each(
    "block, is_read",
    [
        ("title: a", True),
        ("title: a\ninner:\n  title: b", True),
        ("title: abcd", False),
        ("title: a\ninner:\n  title: abcd", False),
        ("title:", False),
        ("title: ~\ninner: {title: a}", False),
        ("title: a\ninner:\n  title: 'null'", False),
        ("inner: {title: a}", False),
        ("", False),
    ],
)
def test_what_a_class_rejects_is_left_to_the_yaml_reader(
    model: type[Any], block: str, is_read: bool
) -> None:
    found = entry_value(document(block), model)
    assert (found is not None) == is_read
    assert exactly(found) == exactly(yaml_value(document(block), model))


@each(
    "model, block",
    [
        (Forbidding, "title: a\nown: b"),
        (Forbidding, "title: a\ninner:\n  title: b\n  own: c"),
        (Required, "inner: a"),
        (Required, "title:\ninner: a"),
        (Required, "title: a"),
    ],
)
def test_other_keys_than_a_class_has_are_left_to_the_yaml_reader(
    model: type[Any], block: str
) -> None:
    assert entry_value(document(block), model) is None
    with pytest.raises(ParseError):
        parse(document(block), model=model)


def test_null_is_an_argument_only_of_a_field_that_may_be_none() -> None:
    text = document("title: a\ninner:")
    assert entry_value(text, Required) == Required("a", None)
    assert exactly(entry_value(text, Required)) == exactly(yaml_value(text, Required))


@each("model", [Failing, FailingInside])
def test_a_fault_in_the_code_of_a_model_is_not_hidden(model: type[Any]) -> None:
    assert entry_value(document("title: Tide"), model) is None
    with pytest.raises(RuntimeError, match="Tide"):
        parse(document("title: Tide"), model=model)
