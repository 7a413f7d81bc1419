"""The canonical reader makes an instance as calling its class would make it."""

from collections import OrderedDict
from typing import Any

import attrs
import pytest
from loops import each

from newsfeed import Article, ParseError, parse, serialize
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of


def general(text: str, schema: Any) -> Any:
    """Read a text with the YAML reader; return None for a text that it rejects."""
    try:
        return read_yaml(text, schema).model
    except ParseError:
        return None


class Hooked(type):
    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        record = super().__call__(*args, **kwargs)
        record.heat += 1
        return record


@attrs.frozen
class Frozen:
    title: str
    heat: int = 0


@attrs.define
class Before:
    title: str
    heat: int = 0

    def __attrs_pre_init__(self) -> None:
        self.heat = 1


@attrs.define
class After:
    title: str
    heat: int = 0

    def __attrs_post_init__(self) -> None:
        self.heat += 1


@attrs.define
class Own:
    title: str
    heat: int = 0

    def __init__(self, title: str, heat: int = 0) -> None:
        self.title, self.heat = title, heat + 1


@attrs.define
class Base:
    title: str
    heat: int = 0


class Derived(Base):
    def __init__(self, title: str, heat: int = 0) -> None:
        super().__init__(title, heat + 1)


@attrs.define
class Called(metaclass=Hooked):
    title: str
    heat: int = 0


@attrs.define
class Counting:
    title: str
    heat: int = 0

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value + 1 if name == "heat" else value)


@attrs.define
class New:
    title: str
    heat: int = 0

    def __new__(cls, title: str, heat: int = 0) -> "New":
        assert title
        assert heat >= 0
        return super().__new__(cls)


@attrs.define(unsafe_hash=True, cache_hash=True)
class Hashed:
    title: str
    heat: int = 0


@attrs.define(eq=False)
class Unequal:
    title: str
    heat: int = 0


@attrs.define
class Hidden:
    title: str
    heat: int = 0
    seen: int = attrs.field(default=7, init=False)


@attrs.define
class Defaults:
    title: str
    heat: int = 0
    ratio: float = 1.5
    labels: list[str] = attrs.field(factory=lambda: ["a"])
    inner: Base | None = attrs.field(factory=lambda: Base("b"))
    more: Any = attrs.field(factory=OrderedDict)


@attrs.define
class Holder:
    """A model whose record has a body, a source and a path that no text gives it."""

    article: Article
    title: str = "none"
    heat: int = 0


CLASSES = [
    Frozen, Before, After, Own, Derived, Called, Counting, New, Hashed, Unequal, Hidden, Defaults,
    Base,
]  # fmt: skip


@each("model", CLASSES)
@each("lines", ["title: a\n", "title: a\nheat: 3\n"])
def test_a_class_is_made_as_calling_it_makes_it(model: type[Any], lines: str) -> None:
    text, schema = f"---\n{lines}---\n", schema_of(model)
    recognized, read = read_canonical(text, schema), general(text, schema)
    names = [field.name for field in attrs.fields(model)]
    assert [getattr(recognized, name) for name in names] == [getattr(read, name) for name in names]
    assert serialize(parse(text, model=model)) == text


@pytest.mark.parametrize("model", [Base, Unequal, Article])
def test_a_plain_class_is_made_without_calling_it(model: type[Any]) -> None:
    assert schema_of(model).plain
    assert not any(schema_of(each).plain for each in CLASSES if each not in (Base, Unequal))


def test_a_record_with_a_body_is_made_by_its_class() -> None:
    text = '---\narticle:\n  title: "Tide"\n---\nText.\n'
    recognized = read_canonical(text, schema_of(Holder))
    assert recognized.article == Article("Tide")
    assert recognized.article.source is None
    holder = parse(text, model=Holder)
    holder.article.heat = 3
    assert serialize(holder) == text.replace('Tide"\n', 'Tide"\n  heat: 3\n')


@attrs.define
class Strict:
    """A model whose validator and required unknown value stand in the way."""

    heat: int = attrs.field(validator=attrs.validators.lt(100))


def test_a_model_that_refuses_a_value_is_left_to_the_general_reader() -> None:
    assert read_canonical("---\nheat: 99\n---\n", schema_of(Strict)) is not None
    assert read_canonical("---\nheat: 100\n---\n", schema_of(Strict)) is None
    with pytest.raises(ParseError, match=r"^<text>:2:7: heat: 'heat' must be < 100: 100\n"):
        parse("---\nheat: 100\n---\n", model=Strict)


def upper(text: str) -> str:
    return text.upper()


@attrs.define
class Plain:
    _id: str
    _heat: int = attrs.field(default=0, alias="warmth")


@attrs.define
class Converting:
    _id: str = attrs.field(converter=upper)
    _heat: int = attrs.field(default=0, alias="warmth")


@pytest.mark.parametrize("expected", [Plain("a", warmth=3), Converting("a", warmth=3)])
def test_private_names_are_recognized(expected: Any) -> None:
    assert read_canonical("---\n_id: a\n_heat: 3\n---\n", schema_of(type(expected))) == expected


@attrs.define
class Closed:
    heat: int = 0

    def __attrs_pre_init__(self) -> None:
        raise ValueError("closed today")


def test_what_a_class_does_before_it_is_made_is_done() -> None:
    with pytest.raises(ParseError, match=r"^<text>:1:1: closed today\n"):
        parse("---\nheat: 3\n---\n", model=Closed)


@attrs.define
class Tree:
    title: str
    children: "list[Tree]" = attrs.field(factory=list)
    first: "Tree | None" = None
    body: str = "own"


def test_a_model_with_a_body_may_contain_itself() -> None:
    text = "---\ntitle: a\nchildren:\n  - title: b\nfirst:\n  title: c\n---\nx"
    tree = parse(text, model=Tree)
    assert tree == Tree("a", [Tree("b")], Tree("c"), body="x")
    assert read_canonical(text, schema_of(Tree)) == general(text, schema_of(Tree)) == tree
    assert serialize(tree) == text
    tree.children[0].title = "z"
    assert serialize(tree) == text.replace("title: b", "title: z")
