"""Types that attrs knows: given without an annotation, or resolved by attrs."""

from typing import Annotated, Any

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


def test_markers_survive_where_python_can_resolve_the_hints() -> None:
    attrs.resolve_types(Marked, include_extras=False)
    assert schema_of(Marked).fields["Title"].type.quoted


@attrs.define
class Marked:
    title: "Annotated[str, QUOTED, Key('Title')]"
