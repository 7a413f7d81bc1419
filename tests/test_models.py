"""The articles as Python objects."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
import yaml
from loops import each
from strategies import key_of

from newsfeed import Article, Image, Provider, RelatedItem, SerializeError, parse, serialize
from newsfeed.frontmatter.schema import schema_of

MODELS = [Article, RelatedItem, Provider, Image]

ORDER = {
    Article: """category title excerpt publishedDateTime originalUrl webUrl ampWebUrl cdnAmpWebUrl
        type quality heat published featuredContent provider topics images related secured""",
    Provider: "name domain images",
    Image: "url width height title attribution isCached",
    RelatedItem: """title excerpt publishedDateTime webUrl ampWebUrl cdnAmpWebUrl type provider
        quality images""",
}
REQUIRED = {Article: "title", Provider: "name", Image: "url", RelatedItem: "title"}

TEXT = """---
title: 'Harbour reopens'  # after the storm
published: yes
unknown: 1
---
Text.
"""


EAST = timezone(timedelta(hours=5, minutes=30))


def full_article() -> Article:
    """An article with every field set."""
    image = Image(
        "https://daily.example/harbour.jpg",
        width=1280,
        height=640,
        title="The harbour",
        attribution="A. Keeper",
        is_cached=True,
        extra={"alt": "Boats"},
    )
    provider = Provider("The Daily Example", domain="daily.example", images=[image])
    when = datetime(2021, 12, 10, 14, 30, tzinfo=UTC)
    related = RelatedItem(
        "Ferries run again " * 20,
        excerpt="All of them. " * 60,
        published_date_time=when,
        web_url="https://daily.example/ferries",
        amp_web_url="https://daily.example/amp/ferries",
        cdn_amp_web_url="https://daily-example.cdn.ampproject.org/c/s/daily.example/amp/ferries",
        type="article",
        provider=provider,
        quality=61,
        images=[image] * 10,
    )
    return Article(
        "Harbour reopens after the storm " * 20,
        category="news",
        excerpt="Ships wait outside. " * 60,
        published_date_time=when,
        original_url="https://daily.example/harbour",
        web_url="https://daily.example/harbour",
        amp_web_url="https://daily.example/amp/harbour",
        cdn_amp_web_url="https://daily-example.cdn.ampproject.org/c/s/daily.example/amp/harbour",
        type="article",
        quality=87,
        heat=-1,
        published=False,
        featured_content="<p>Ships</p>" * 100,
        provider=provider,
        topics=[f"Topic number {number}" for number in range(60)],
        images=[image] * 12,
        related=[related] * 5,
        secured="AAAA;BBBB" * 100,
        extra={"layout": "post", "tags": ["a", "b"]},
        body="Text.\n" * 1000,
    )


# --- Fields ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS)
def test_the_keys_stand_in_canonical_order(model: type[Any]) -> None:
    assert list(schema_of(model).fields) == ORDER[model].split()


@pytest.mark.parametrize("model", MODELS)
def test_the_names_are_the_keys_in_snake_case_without_exceptions(model: type[Any]) -> None:
    names = [each.name for each in attrs.fields(model)]
    roles = ["extra", "body", "source", "path"] if model is Article else ["extra"]
    assert names[-len(roles) :] == roles
    assert [key_of(name) for name in names[: -len(roles)]] == ORDER[model].split()


@pytest.mark.parametrize("model", MODELS)
def test_one_field_is_required_and_it_is_the_only_positional_one(model: type[Any]) -> None:
    fields = attrs.fields(model)
    assert [each.name for each in fields if each.default is attrs.NOTHING] == [REQUIRED[model]]
    assert [each.name for each in fields if not each.kw_only] == [REQUIRED[model]]
    assert getattr(model("Tide"), REQUIRED[model]) == "Tide"
    with pytest.raises(TypeError):
        model()
    with pytest.raises(TypeError):
        model("Tide", "second")


@pytest.mark.parametrize("model", MODELS)
def test_what_is_not_given_is_none_or_empty(model: type[Any]) -> None:
    one, other = model("Tide"), model("Tide")
    for field in attrs.fields(model):
        value = getattr(one, field.name)
        if field.name in ("topics", "images", "related"):
            assert value == []
        elif field.name == "extra":
            assert value == {}
        elif field.name == "body":
            assert value == "\n"
        elif field.name != REQUIRED[model]:
            assert value is None
        if isinstance(value, (list, dict)):
            assert value is not getattr(other, field.name)


@pytest.mark.parametrize("model", MODELS)
def test_the_models_have_slots_and_no_other_attributes(model: type[Any]) -> None:
    record = model("Tide")
    assert not hasattr(record, "__dict__")
    with pytest.raises(AttributeError):
        record.headline = "Tide"


@pytest.mark.parametrize("model", MODELS)
def test_the_models_can_be_changed(model: type[Any]) -> None:
    record = model("Tide")
    setattr(record, REQUIRED[model], "Moon")
    record.extra["layout"] = "post"
    assert record == model("Moon", extra={"layout": "post"})


# --- Equality -------------------------------------------------------------------------------------


def test_articles_are_equal_whatever_they_were_read_from() -> None:
    read = parse(TEXT, path="a.md")
    made = Article("Harbour reopens", published=True, extra={"unknown": 1}, body="Text.\n")
    assert (read.source, read.path) == (TEXT, Path("a.md"))
    assert (made.source, made.path) == (None, None)
    assert read == made


@each("name", [each.name for each in attrs.fields(Article) if each.name not in ("source", "path")])
def test_articles_that_differ_in_one_field_are_not_equal(name: str) -> None:
    article = full_article()
    others: dict[type[Any], Any] = {str: "else", list: [], dict: {}}
    other: Any = others.get(type(getattr(article, name)))
    changes: dict[str, Any] = {name: other}
    assert article == full_article()
    assert attrs.evolve(article, **changes) != article


# --- repr -----------------------------------------------------------------------------------------


def test_the_repr_of_a_big_article_is_short() -> None:
    assert len(repr(full_article())) < 450
    assert len(repr(full_article().related[0])) < 450
    assert len(repr(attrs.evolve(full_article(), source="x" * 10_000, path=Path("a.md")))) < 450


def test_the_repr_tells_what_the_article_is() -> None:
    article = Article("Tide turns early", heat=3, topics=["Sea"], published=False)
    article.images.append(Image("https://daily.example/a.jpg"))
    article.source, article.path = "some text", Path("a.md")
    shown = repr(article)
    assert shown.startswith("Article(title='Tide turns early'")
    assert "heat=3" in shown
    assert "topics=['Sea']" in shown
    assert "published=False" in shown
    assert "source" not in shown
    assert "path" not in shown


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (
            Image("https://a.example/b.png", width=3),
            "Image(url='https://a.example/b.png', width=3)",
        ),
        (Provider("Tide"), "Provider(name='Tide')"),
        (RelatedItem("Tide", quality=0), "RelatedItem(title='Tide', quality=0)"),
        (Article(""), "Article(title='')"),
    ],
)
def test_the_repr_leaves_out_what_is_not_set(record: Any, shown: str) -> None:
    assert repr(record) == shown


@each(
    "zone, shown",
    [
        (UTC, "datetime.timezone.utc"),
        (EAST, "datetime.timezone(datetime.timedelta(seconds=19800))"),
        (ZoneInfo("Europe/Berlin"), "zoneinfo.ZoneInfo(key='Europe/Berlin')"),
        (None, ""),
    ],
)
@each("model", [Article, RelatedItem])
def test_the_repr_shows_a_datetime_as_one(model: Any, zone: Any, shown: str) -> None:
    made = model("Tide", published_date_time=datetime(2026, 3, 14, 9, 30, tzinfo=zone))
    when = "datetime.datetime(2026, 3, 14, 9, 30" + (f", tzinfo={shown}" if shown else "")
    assert repr(made) == f"{model.__name__}(title='Tide', published_date_time={when}))"


def test_the_repr_counts_nested_models_in_words() -> None:
    assert repr(Provider("a", images=[Image("b")])) == "Provider(name='a', images=<1 image>)"
    article = Article("a", images=[Image("b")] * 2, related=[RelatedItem("c")])
    assert repr(article) == "Article(title='a', images=<2 images>, related=<1 related item>)"
    article = Article("a", related=[RelatedItem("c")] * 1000)
    assert repr(article) == "Article(title='a', related=<1,000 related items>)"


def test_the_repr_of_wrong_values_does_not_fail() -> None:
    article = Article("Tide", heat="hot", topics=[3, None])  # type: ignore[arg-type, list-item]
    assert "heat='hot'" in repr(article)


# --- Copies ---------------------------------------------------------------------------------------


def pickled(record: Any) -> Any:
    return pickle.loads(pickle.dumps(record))


def pickled_as_of_old(record: Any) -> Any:
    return pickle.loads(pickle.dumps(record, 2))


COPIES: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    attrs.evolve,
    pickled,
    pickled_as_of_old,
]


@each("duplicate", COPIES)
def test_a_copy_is_equal_and_writes_the_same_text(duplicate: Callable[[Any], Any]) -> None:
    article = parse(TEXT, path="a.md")
    twin = duplicate(article)
    assert twin is not article
    assert twin == article
    assert (twin.source, twin.path) == (TEXT, Path("a.md"))
    assert serialize(twin) == TEXT


@each("duplicate", COPIES)
def test_a_copy_is_edited_like_the_original(duplicate: Callable[[Any], Any]) -> None:
    twin = duplicate(parse(TEXT))
    twin.published = False
    assert serialize(twin) == TEXT.replace("yes", "no")


@each("duplicate", COPIES)
def test_every_field_survives_a_copy(duplicate: Callable[[Any], Any]) -> None:
    article = full_article()
    assert duplicate(article) == article
    for record in (article.related[0], article.images[0], article.provider):
        assert duplicate(record) == record


def test_a_deep_copy_shares_nothing() -> None:
    article = full_article()
    twin = copy.deepcopy(article)
    twin.topics.append("Sea")
    twin.images[0].extra["alt"] = "else"
    twin.extra["tags"].append("c")
    assert article == full_article()


def test_evolve_keeps_the_source_so_that_serialize_patches() -> None:
    evolved = attrs.evolve(parse(TEXT), title="Harbour's open", heat=3)
    assert serialize(evolved) == TEXT.replace("'Harbour reopens'", "'Harbour''s open'").replace(
        "published", "heat: 3\npublished"
    )


def test_evolve_without_source_gives_the_canonical_form() -> None:
    made = attrs.evolve(parse(TEXT), source=None)
    expected = '---\ntitle: "Harbour reopens"\npublished: true\nunknown: 1\n---\nText.\n'
    assert serialize(made) == expected


def test_asdict_gives_plain_data() -> None:
    article = full_article()
    data = attrs.asdict(article)
    assert data["related"][0]["provider"]["images"][0]["width"] == 1280
    assert data["title"] == article.title
    assert data["extra"] == article.extra
    assert list(data) == [each.name for each in attrs.fields(Article)]


# --- What serialize refuses -----------------------------------------------------------------------


def test_a_value_that_holds_itself_is_refused() -> None:
    article = Article("a")
    article.extra["a"] = [article.extra]
    with pytest.raises(SerializeError):
        serialize(article)


def test_a_line_end_other_than_lf_and_crlf_is_refused() -> None:
    with pytest.raises(ValueError, match="newline"):
        serialize(Article("a"), newline="\r")


def test_not_a_number_is_equal_to_itself_here() -> None:
    text = "---\ntitle: a\nprice: .nan\n---\n"
    article = parse(text)
    article.extra["price"] = float("nan")
    assert serialize(article) == text
    article.extra["other"] = float("nan")
    assert serialize(article) == text.replace(".nan\n", ".nan\nother: .nan\n")


def test_the_text_of_a_canonical_article_is_plain_yaml() -> None:
    article = full_article()
    block = serialize(article).split("---\n")[1]
    data = yaml.safe_load(block)
    assert data["related"][4]["images"][9]["attribution"] == "A. Keeper"
    assert list(data) == [*ORDER[Article].split(), "layout", "tags"]
