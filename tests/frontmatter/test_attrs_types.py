"""Types that attrs knows: given without an annotation, or resolved by attrs."""

import sys
import types
from typing import Annotated, Any, ClassVar

import attr
import attrs
import pytest

from newsfeed import ParseError, parse, serialize
from newsfeed.frontmatter import QUOTED, Key
from newsfeed.frontmatter.schema import schema_of


@attr.s
class Classic:
    heat = attr.ib(type=int)
    title = attr.ib(type=Annotated[str, QUOTED, Key("Title")], default="")
    anything = attr.ib(type=object, default=None)


Named: type[Any] = attr.s(
    these={"heat": attr.ib(type=int), "topics": attr.ib(type="list[str]", factory=list)}
)(type("Named", (), {"__module__": __name__}))


def test_types_without_annotation_are_type_hints() -> None:
    text = '---\nheat: 3\nTitle: "5"\nanything: 7\n---\n'
    classic = parse(text, model=Classic)
    assert classic == Classic(3, "5", 7)
    assert serialize(attrs.evolve(classic)) == text + "\n"


def test_a_type_may_be_given_as_text() -> None:
    text = '---\nheat: 3\ntopics:\n  - "1"\n---\n'
    assert parse(text, model=Named) == Named(3, ["1"])
    with pytest.raises(ParseError, match="topics: expected a list"):
        parse("---\nheat: 3\ntopics: Sea\n---\n", model=Named)


def test_a_wrong_value_is_reported() -> None:
    with pytest.raises(ParseError, match="heat: expected an integer, found 'hot'"):
        parse("---\nheat: hot\n---\n", model=Classic)


@attr.s
class ClassicWithRoles:
    title = attr.ib(type=str)
    extra = attr.ib(type=dict[str, Any], factory=dict)
    body = attr.ib(type=str, default="")


def test_roles_need_no_annotation() -> None:
    found = parse("---\ntitle: 1\nheat: 2\n---\nRain\n", model=ClassicWithRoles)
    assert found == ClassicWithRoles("1", {"heat": 2}, "Rain\n")


def local_models(base: type[Any] = object) -> tuple[type[Any], type[Any], dict[str, Any]]:
    """Return models whose names cannot be found in their module, and these names."""

    @attrs.define
    class Image:
        width: "int"

    @attrs.define
    class Page(base):  # type: ignore[misc]
        first: "Image"
        others: "list[Image]"

    return Page, Image, {"Image": Image}


def test_a_class_that_attrs_has_resolved_is_a_model() -> None:
    page, image, names = local_models()
    attrs.resolve_types(page, localns=names)
    found = parse("---\nfirst: {width: 1}\nothers: [{width: 2}]\n---\n", model=page)
    assert found == page(image(1), [image(2)])


def test_a_subclass_of_a_resolved_class_is_a_model() -> None:
    page, image, names = local_models()
    attrs.resolve_types(page, localns=names)

    titled: type[Any] = attrs.make_class("Titled", {"title": attrs.field(type=str)}, (page,))
    text = "---\nfirst: {width: 1}\nothers: []\ntitle: Rain\n---\n"
    assert parse(text, model=titled) == titled(image(1), [], "Rain")


def test_an_unresolved_class_is_a_type_error() -> None:
    page, _, _ = local_models()
    with pytest.raises(TypeError, match="Page: a type hint cannot be resolved: name 'Image'"):
        schema_of(page)


def test_a_type_that_attrs_has_is_preferred_to_the_annotation_of_a_base() -> None:
    class Base:
        width: int

    @attr.s
    class Sub(Base):
        width = attr.ib(type=str)  # type: ignore[assignment]

    assert parse("---\nwidth: 3\n---\n", model=Sub).width == "3"


def test_a_field_transformer_may_change_a_type() -> None:
    def as_text(_: type, fields: list[Any]) -> list[Any]:
        return [each.evolve(type=str) for each in fields]

    @attrs.define(field_transformer=as_text)
    class Note:
        width: int

    note: Any = parse("---\nwidth: 3\n---\n", model=Note)
    assert note.width == "3"


MODULES = {
    "moons": """
import attr
class Day(str): pass
Text = int
@attr.s
class Old:
    text = attr.ib(type="Text")
    inner = attr.ib(type="list[Text]", factory=list)
""",
    "tides": """
import attr, moons
Text = str
@attr.s
class New(moons.Old):
    other = attr.ib(type="Text", default="")
""",
}


def test_a_name_is_resolved_where_the_attribute_is_defined(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, source in MODULES.items():
        module = types.ModuleType(name)
        monkeypatch.setitem(sys.modules, name, module)
        exec(source, vars(module))
    model = vars(sys.modules["tides"])["New"]
    found = parse("---\ntext: 1\ninner: [2]\nother: 3\n---\n", model=model)
    assert (found.text, found.inner, found.other) == (1, [2], "3")


def test_only_the_hints_of_attributes_are_resolved() -> None:
    @attrs.define
    class Note:
        title: str
        cached: "ClassVar[Missing]"  # type: ignore[name-defined]  # noqa: F821

    assert parse("---\ntitle: Rain\n---\n", model=Note) == Note("Rain")
