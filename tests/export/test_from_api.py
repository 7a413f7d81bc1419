"""Items of the publisher's API as bytes, and back as articles."""

import json
import math
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import articles, exact, examples, instants, keys, texts

from newsfeed import Article, Image, Provider, SerializeError, parse, serialize
from newsfeed.export import api_item, from_api, to_json

# --- Bytes ----------------------------------------------------------------------------------------


def test_json_has_two_blanks_for_a_level_raw_characters_and_no_final_newline() -> None:
    page = {"value": [{"title": "Möwe 😀\u2028 </a>", "topics": []}], "nextPage": None}
    assert to_json(page) == (
        '{\n  "value": [\n    {\n      "title": "Möwe 😀\u2028 </a>",\n'
        '      "topics": []\n    }\n  ],\n  "nextPage": null\n}'
    )


SURROGATES = {"\ud800": "\\ud800", "\\\udbff": "\\\\\\udbff", "é\udc00😀": "é\\udc00😀"}


@pytest.mark.parametrize(("text", "expected"), SURROGATES.items(), ids=["1", "2", "3"])
def test_half_a_character_is_escaped_since_no_file_can_hold_it(text: str, expected: str) -> None:
    assert to_json({text: text}) == f'{{\n  "{expected}": "{expected}"\n}}'
    assert json.loads(to_json({text: text}).encode()) == {text: text}


def json_values() -> st.SearchStrategy[Any]:
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts()
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys(), inner, max_size=3),
        max_leaves=5,
    )


@examples(200)
@given(json_values())
def test_json_reads_back_as_what_it_was_made_of(data: Any) -> None:
    """`json.loads(to_json(x)) == x`."""
    assert exact(json.loads(to_json(data).encode())) == exact(data)


# --- There and back -------------------------------------------------------------------------------


def as_json(value: Any) -> Any:
    """What JSON has for a value of an unknown key."""
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, datetime):
        zone = "" if value.tzinfo is None else "Z"
        text = (value.astimezone(UTC).replace(tzinfo=None) if zone else value).isoformat()
        return (text.rstrip("0") if value.microsecond else text) + zone
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, float) and math.isinf(value) else value


def kept(extra: dict[str, Any], *keys: str) -> dict[str, Any]:
    found = {key: as_json(extra.get(key)) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def zoned(value: Any) -> Any:
    is_naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_naive else value


def left(article: Article) -> Article:
    """What the API leaves of an article."""

    def images(found: list[Image]) -> list[Image]:
        return [attrs.evolve(each, is_cached=each.is_cached or None, extra={}) for each in found]

    provider = article.provider
    if provider is not None:
        extra = kept(provider.extra, "publishers", "authors")
        provider = attrs.evolve(provider, images=images(provider.images), extra=extra)
    unknown = {key: zoned(value) for key, value in article.extra.items()}
    updated = {key: when for key, when in article.extra.items() if key == "updatedDateTime"}
    return attrs.evolve(
        article,
        quality=None,
        published=None,
        related=[],
        secured=None,
        provider=provider,
        images=images(article.images),
        extra=kept(unknown, "sourceUrl", "highlight", "tags") | updated,
        body=article.body.replace("\r\n", "\n") if article.body.strip() else "\n",
    )


# Made once: a strategy that is made in each draw takes longer than the draw.
_ARTICLES, _TEXTS = articles(), texts()
_EXTRA = st.dictionaries(
    st.sampled_from(["sourceUrl", "highlight", "tags"]), json_values(), max_size=3
)
_UPDATED = st.dictionaries(st.just("updatedDateTime"), instants(), max_size=1)
_PROVIDER_EXTRA = st.dictionaries(
    st.sampled_from(["publishers", "authors"]), json_values(), max_size=2
)


@st.composite
def articles_of_the_api(draw: st.DrawFn) -> Article:
    """Articles with the unknown keys that the API has, more often than by chance."""
    article, provider = draw(_ARTICLES), Provider(draw(_TEXTS), extra=draw(_PROVIDER_EXTRA))
    article.extra |= draw(_EXTRA) | draw(_UPDATED)
    if draw(st.booleans()):
        article.provider = provider
    return article


@examples(300)
@given(articles_of_the_api())
@example(Article("", extra={"highlight": datetime(2026, 3, 14), "tags": [datetime(2026, 3, 14)]}))
def test_an_item_is_the_article_again_but_for_what_the_api_drops(article: Article) -> None:
    """`from_api(api_item(a)) == a`, through JSON as well."""
    item = api_item(article)
    expected = exact(left(article))
    assert exact(from_api(item)) == expected
    assert exact(from_api(json.loads(to_json(item)))) == expected


@examples(200)
@given(articles_of_the_api(), texts() | st.none(), texts())
def test_an_article_of_an_item_has_that_item(article: Article, path: str, locale: str) -> None:
    """`api_item(from_api(i)) == i`, but for the spelling of a path and a carriage return alone."""
    article.body = article.body.replace("\r", "")
    item = api_item(article, path, locale)
    made = from_api(item)
    assert made.path == (Path(path) if path else None)
    assert json.dumps(api_item(made, path, locale)) == json.dumps(item)


def test_keys_that_the_models_do_not_know_stay_unless_they_are_null() -> None:
    image = {"url": "a.jpg", "alt": "A", "title": None, "isCached": False, "size": None}
    provider = {"name": "Daily", "founded": 1900, "authors": None}
    item = {"title": "Tide", "layout": "post", "images": [image], "provider": provider, "x": None}
    before = json.dumps(item)
    made = from_api(item | {"path": "_news/tide.md", "locale": "de-de"})
    assert made == Article(
        "Tide",
        images=[Image("a.jpg", extra={"alt": "A"})],
        provider=Provider("Daily", extra={"founded": 1900}),
        extra={"layout": "post"},
    )
    assert (made.path, made.source) == (Path("_news/tide.md"), None)
    assert json.dumps(item) == before


BODIES = {None: "\n", "": "\n", " \r\n": " \n", "a\r\n\rb\n\r\r\n": "a\n\rb\n\r\n"}


@pytest.mark.parametrize(("content", "body"), BODIES.items(), ids="1234")
def test_an_empty_content_is_the_usual_body_and_lines_end_in_lf(content: str, body: str) -> None:
    assert from_api({"title": "Tide", "content": content}).body == body


@pytest.mark.parametrize("body", ["\n\n", " ", "\n\t\n"], ids=["lines", "blank", "tab"])
def test_a_blank_body_comes_back_from_an_item_that_has_it(body: str) -> None:
    assert from_api(api_item(Article("Tide", body=body), content="body")).body == body


@pytest.mark.parametrize("categories", [None, [], [None]], ids=["null", "empty", "of null"])
def test_no_category_is_none(categories: Any) -> None:
    assert from_api({"title": "Tide", "categories": categories}) == Article("Tide")


# --- Wrong items ----------------------------------------------------------------------------------

WRONG: list[tuple[str, Any, str]] = [
    ("title", None, "text, found None (NoneType)"),
    ("title", "\ud800", r"text without surrogates, found '\ud800' (str)"),
    ("heat", "3", "an integer, found '3' (str)"),
    ("heat", True, "an integer, found True (bool)"),
    ("topics", "AI", "a list, found 'AI' (str)"),
    ("topics[1]", ["AI", 1], "text, found 1 (int)"),
    ("images[0].url", [{}], "text, found None (NoneType)"),
    ("images[0].isCached", [{"url": "a", "isCached": 0}], "true or false, found 0 (int)"),
    ("provider", "P", "Provider, found 'P' (str)"),
    ("provider.name", {}, "text, found None (NoneType)"),
    ("provider.images[0].url", {"name": "P", "images": [{"url": 1}]}, "text, found 1 (int)"),
    ("publishedDateTime", "soon", "a timestamp such as 2021-12-10T14:30:00Z, found 'soon' (str)"),
    ("tags.a", {"a": {1: 2}}, "text as key, found 1 (int)"),
    ("content", 3, "text, found 3"),
    ("content", "\ud800", r"text, found '\ud800'"),
    ("path", ["a"], "text, found ['a']"),
]


@pytest.mark.parametrize(
    ("key", "value", "message"), WRONG, ids=[str(n) for n in range(len(WRONG))]
)
def test_a_wrong_value_is_an_error_that_names_its_key(key: str, value: Any, message: str) -> None:
    with pytest.raises(SerializeError) as raised:
        from_api({"title": "T", re.split(r"\W", key)[0]: value})
    assert str(raised.value) == f"{key}: expected {message}"


@pytest.mark.parametrize("item", [[], None, "title"], ids=["list", "null", "text"])
def test_what_is_no_object_is_an_error(item: Any) -> None:
    message = f"^expected the object of an article, found {type(item).__name__}$"
    with pytest.raises(ValueError, match=message):
        from_api(item)


def test_a_value_that_is_nested_too_deeply_is_an_error() -> None:
    deep: list[Any] = []
    for _ in range(5_000):
        deep = [deep]
    with pytest.raises(SerializeError, match=r"^tags.*: expected at most 100 levels of nesting$"):
        from_api({"title": "T", "tags": deep})


@pytest.mark.parametrize("key", ["content", "path", "categories"])
@pytest.mark.parametrize("value", [0, False, {}], ids=["zero", "false", "object"])
def test_a_wrong_value_that_is_false_is_an_error_too(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{key}"):
        from_api({"title": "T", key: value})


@pytest.mark.parametrize("value", [5, "news", ["a", "b"]], ids=["integer", "text", "two"])
def test_categories_that_are_not_one_are_an_error(value: Any) -> None:
    with pytest.raises(SerializeError) as raised:
        from_api({"title": "T", "categories": value})
    assert str(raised.value) == f"categories: expected a list of one text, found {value!r}"


def test_a_category_that_is_no_text_is_an_error_that_names_the_categories() -> None:
    with pytest.raises(SerializeError, match=r"^categories"):
        from_api({"title": "T", "categories": [5]})


def test_the_time_of_the_update_comes_back_as_a_time() -> None:
    article = parse("---\ntitle: T\nupdatedDateTime: 2020-12-16T11:13:19Z\n---\n")
    assert from_api(api_item(article)).extra == article.extra
    assert from_api({"title": "T", "updatedDateTime": "soon"}).extra == {"updatedDateTime": "soon"}


_KEYS = [*api_item(Article("T")), "category", "published", "secured", "extra", "source", "body"]
_IMAGE_KEYS = ["url", "width", "height", "title", "attribution", "isCached", "extra"]
_PROVIDER_KEYS = ["name", "domain", "images", "publishers", "authors"]


def objects(known_keys: list[str], **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of which some values are right, some are wrong and some keys are unknown."""
    value = json_values() | st.sampled_from(["2026-03-14T12:00:00Z", 3, True, "", []])
    usual = st.fixed_dictionaries({}, optional=known)
    odd = st.dictionaries(st.sampled_from(known_keys) | keys(), value, max_size=2)
    return st.builds(lambda one, other: one | other, usual, odd)


_IMAGES = st.lists(objects(_IMAGE_KEYS, url=texts()) | json_values(), max_size=2)
_PROVIDER = objects(_PROVIDER_KEYS, name=texts(), images=_IMAGES)
_ITEMS = objects(_KEYS, title=texts(), provider=_PROVIDER, images=_IMAGES, related=_IMAGES)
SAID = "expected the object of an article, found "


@examples(500)
@given(_ITEMS | json_values())
def test_any_json_is_an_article_that_can_be_written_or_an_error_that_names_a_key(item: Any) -> None:
    try:
        article = from_api(item)
    except ValueError as error:
        key = re.split(r"[.[]", getattr(error, "key", ""))[0]
        said = key in {*item, "title", "category"} if key else str(error).startswith(SAID)
    else:
        said = exact(parse(serialize(article))) == exact(article)
    assert said


# --- The corpus -----------------------------------------------------------------------------------


@pytest.fixture
def pairs(shared: Path) -> list[dict[str, Any]]:
    """The real files and their items."""
    lines = (shared / "corpus/api/pairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 60
    return [json.loads(line) for line in lines]


@pytest.mark.shared
def test_every_real_file_has_its_real_item(pairs: list[dict[str, Any]]) -> None:
    for pair in pairs:
        item = api_item(parse(pair["text"]), pair["path"])
        expected = json.dumps(pair["item"], ensure_ascii=False, indent=2)
        assert to_json(item).encode() == expected.encode()


@pytest.mark.shared
def test_every_real_item_is_its_real_file_but_for_what_the_api_drops(
    pairs: list[dict[str, Any]],
) -> None:
    for pair in pairs:
        made = from_api(pair["item"])
        assert made.path == Path(pair["path"])
        assert exact(made) == exact(left(parse(pair["text"])))
        assert json.dumps(api_item(made)) == json.dumps(pair["item"])
