"""Equality: the paths of the differences between two values, of which types are a part."""

from collections.abc import Callable
from typing import Any

import attrs
from loops import each

from newsfeed import Article, Image, Provider, parse, serialize
from newsfeed.errors import key_path
from newsfeed.frontmatter.equality import difference
from newsfeed.frontmatter.schema import schema_of


def test_the_difference_of_two_values_is_the_path_of_the_first_that_differs() -> None:
    one = Provider("a", images=[Image("b", width=1), Image("c")])
    other = Provider("a", images=[Image("b", width=2), Image("c", extra={"mood": [1, True]})])
    assert path_of(one, other) == "images[0].width"
    other.images[0].width = 1
    assert path_of(one, other) == path_of(other, one) == "images[1].mood"
    one.images[1].extra["mood"] = [1.0, 1]
    assert path_of(one, other) == "images[1].mood[0]"
    one.images[1].extra["mood"][0] = 1
    assert path_of(one, other) == "images[1].mood[1]"
    assert path_of(one, one) is None


def path_of(one: Provider, other: Provider) -> str | None:
    path = difference(schema_of(Provider).type, one, other)
    return None if path is None else key_path(path)


@each("value, text", [(True, "true"), (1.0, "1.0")])
@each(
    "block, holder, key",
    [
        ("x: 1", lambda article: article.extra, "x"),
        ("x: [1]", lambda article: article.extra["x"], 0),
        ("x: [{y: 1}]", lambda article: article.extra["x"][0], "y"),
        ("images: [{url: a, y: 1}]", lambda article: article.images[0].extra, "y"),
    ],
)
def test_an_equal_value_of_another_type_is_another_value(
    block: str, holder: Callable[[Article], Any], key: Any, value: object, text: str
) -> None:
    before = f"---\ntitle: Rain\n{block}\n---\n"
    article = parse(before)
    holder(article)[key] = value
    assert serialize(article) == before.replace("1", text)


def test_a_list_is_not_a_model_with_the_same_values() -> None:
    byline = attrs.make_class("Byline", {"name": attrs.field(type=str)})
    hint: Any = byline | list[str | None]
    note: Any = attrs.make_class("Note", {"by": attrs.field(type=hint)})
    edited = parse("---\nby:\n  name: a\n---\n", model=note)
    edited.by = ["a", None]
    assert serialize(edited) == "---\nby:\n  - a\n  - null\n---\n"
