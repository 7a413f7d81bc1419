"""Equality: the paths of the differences between two values, of which types are a part."""

from collections.abc import Callable
from typing import Any

from loops import each

from newsfeed import Article, Image, Provider, parse, serialize
from newsfeed.errors import key_path
from newsfeed.frontmatter.equality import differences
from newsfeed.frontmatter.schema import schema_of


def test_the_differences_of_two_values_are_the_paths_of_all_that_differs() -> None:
    one = Provider("a", images=[Image("b", width=1), Image("c")])
    other = Provider("a", images=[Image("d", width=2), Image("c", extra={"mood": [1, True]})])
    paths = list(differences(schema_of(Provider).type, one, other))
    assert list(map(key_path, paths)) == ["images[0].url", "images[0].width", "images[1].mood"]
    other.images[0] = Image("b", width=1)
    one.images[1].extra["mood"] = [1.0, 1]
    paths = list(differences(schema_of(Provider).type, one, other))
    assert list(map(key_path, paths)) == ["images[1].mood[0]", "images[1].mood[1]"]
    assert list(differences(schema_of(Provider).type, one, one)) == []


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
