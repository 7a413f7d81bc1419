"""Feeds of any model: their types, what selects from them, and what needs the fields of Article."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_type

import attrs
import pytest
from loops import each

from newsfeed import Article, Document, Feed, Problem, Provider, parse, read, scan


@attrs.define
class Post:
    title: str
    layout: str = "post"
    draft: bool = False
    tags: list[str] = attrs.field(factory=list)
    provider: Provider | None = None


POSTS = Feed(
    [
        Post("Tide", tags=["Sea", "Moon"], provider=Provider("Harbour Post")),
        Post("Moon", "page", tags=["Moon"], draft=True),
        Post("Gulls", provider=Provider("Gull")),
    ]
)
KEYS: list[dict[str, Any]] = [
    {"title": "Tide", "layout": "post", "draft": False, "author": {"name": "Ada"}},
    {"title": "Moon", "layout": "page", "draft": True, "weight": 3},
    {"title": "Gulls", "layout": "post", "tags": "sea"},
]
NOTES = Feed(map(Document, KEYS))


def titles(feed: Feed[Any]) -> list[str]:
    return [each["title"] if isinstance(each, Document) else each.title for each in feed]


def _named(name: str, value: Any) -> dict[str, Any]:
    return {name: value}


# Types


def test_type_checkers_know_what_a_feed_has(tmp_path: Path) -> None:
    """Checked by mypy; here it runs."""
    (tmp_path / "tide.md").write_text("---\ntitle: Tide\n---\n")
    posts = Feed.read(tmp_path, model=Post)
    assert_type(posts, Feed[Post])
    assert_type(posts[0], Post)
    assert_type(posts[:1].where(draft=False).sorted("title"), Feed[Post])
    assert_type(Feed.read(tmp_path), Feed[Article])
    assert_type(Feed.read(tmp_path, model=Document), Feed[Document])
    assert_type(posts + Feed.read(tmp_path), Feed[Post | Article])
    assert_type(posts.group_by(lambda post: post.draft), dict[Any, Feed[Post]])
    assert_type(Feed.from_arrow(posts.to_arrow(), model=Post), Feed[Post])
    assert_type(Feed.from_arrow(Feed([Article("Tide")]).to_arrow()), Feed[Article])
    assert_type(list(scan(tmp_path, model=Post)), list[Post])
    general: Feed[Any] = posts
    assert titles(general) == ["Tide"]


def test_a_feed_without_a_model_in_its_hint_has_articles() -> None:
    def first(feed: Feed) -> str:
        return feed[0].title

    assert first(Feed([Article("Tide")])) == "Tide"


# What is no article


PATHS: list[Any] = ["folder", Path("folder"), b"folder", ["a.md"], [Path("a.md")]]


@each("given", [*PATHS, [Article("Tide"), "a.md"], [3], 3, None])
def test_a_feed_of_what_is_no_article_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match=r"^expected articles, found .*; to read files, use Feed\."):
        Feed(given)


def test_a_single_article_is_a_feed_of_one() -> None:
    assert len(Feed(Document({"title": "Tide", "tags": []}))) == 1
    assert len(Feed(Article("Tide"))) == 1  # type: ignore[arg-type]


@each("number", [(0, "0 articles"), (1, "1 article"), (2000, "2,000 articles")])
def test_a_feed_says_how_many_articles_it_has(number: tuple[int, str]) -> None:
    count, words = number
    assert repr(Feed([Article("Tide")] * count)) == f"<Feed: {words}>"


# Any field


@each(
    "chosen",
    [
        ({"draft": False, "layout": "post"}, ["Tide", "Gulls"]),
        ({"layout": ["page", "other"]}, ["Moon"]),
        ({"layout": iter(["page", "post"]), "draft": True}, ["Moon"]),
        ({"tags": "Moon"}, ["Tide", "Moon"]),
        ({"tags": ["Sea", "Sky"]}, ["Tide"]),
        ({"tags": None}, ["Gulls"]),
        ({"tags": []}, []),
        ({"provider": "Gull"}, ["Gulls"]),
        ({"provider.name": "Harbour Post"}, ["Tide"]),
        ({"title": "Tide", "predicate": lambda post: post.draft}, []),
    ],
)
def test_where_takes_any_field(chosen: tuple[dict[str, Any], list[str]]) -> None:
    conditions, expected = chosen
    assert titles(POSTS.where(**conditions)) == expected


@each(
    "chosen",
    [
        ({"draft": False, "layout": "post"}, ["Tide"]),
        ({"draft": [False, None]}, ["Tide", "Gulls"]),
        ({"tags": "sea"}, ["Gulls"]),
        ({"weight": 3}, ["Moon"]),
        ({"author.name": "Ada"}, ["Tide"]),
        ({"author": {"name": "Ada"}}, ["Tide"]),
    ],
)
def test_where_takes_any_key_of_a_document(chosen: tuple[dict[str, Any], list[str]]) -> None:
    conditions, expected = chosen
    assert titles(NOTES.where(**conditions)) == expected


def test_an_unknown_key_of_an_article_is_a_field_too() -> None:
    feed = Feed([Article("Tide", extra={"mood": "calm"}), Article("Moon")])
    assert titles(feed.where(mood="calm")) == ["Tide"]
    assert titles(feed.where(mood=None)) == ["Moon"]
    assert list(feed.group_by("mood")) == ["calm", None]


METHODS: list[Callable[[Feed[Any], str], object]] = [
    lambda feed, name: feed.where(**_named(name, "x")),
    lambda feed, name: feed.sorted(name),
    lambda feed, name: feed.group_by(name),
]


@each("method", METHODS)
@each(
    "refused",
    [
        (POSTS, "layuot", r"Post has no field layuot; did you mean layout\?"),
        (POSTS, "titles", r"Post has no field titles; did you mean title\?"),
        (POSTS, "colour", "Post has no field colour"),
        (NOTES, "layuot", r"no article has a field layuot; did you mean layout\?"),
        (NOTES, "wait", r"no article has a field wait; did you mean weight\?"),
        (NOTES, "colour", "no article has a field colour; expected one of title, layout, draft, "),
        (Feed([Article("Tide")]), "heet", r"no article has a field heet; did you mean heat\?"),
    ],
)
def test_an_unknown_field_is_refused_with_a_suggestion(
    method: Callable[[Feed[Any], str], object], refused: tuple[Feed[Any], str, str]
) -> None:
    feed, name, message = refused
    with pytest.raises(ValueError, match=message):
        method(feed, name)


ODD = Feed(
    [
        Document({"ms.date": 3, "online version": "a", "published": False, "a": {"b": 1}, "n": 1}),
        Document({"ms.date": 2, "topic": "Sea", "n": "x"}),
    ]
)


@each(
    "chosen",
    [
        ({"ms.date": 3}, 0),
        ({"online version": "a"}, 0),
        ({"published": False}, 0),
        ({"topic": ["Sea", "Sky"]}, 1),
        ({"a.b": 1}, 0),
    ],
)
def test_a_mapping_of_conditions_takes_any_key(chosen: tuple[dict[str, Any], int]) -> None:
    conditions, index = chosen
    assert list(ODD.where(conditions)) == [ODD[index]]
    assert len(ODD.where(conditions, n=[])) == 0
    assert ODD.sorted("ms.date")[0]["ms.date"] == 2
    assert list(ODD.group_by("online version")) == ["a", None]


def test_values_that_cannot_be_compared_are_refused_with_the_field() -> None:
    with pytest.raises(TypeError, match=r"^n: expected values of one kind; '<' not supported"):
        ODD.sorted("n")


@each("name", ["a.zz", "n.x", "extra.zz"])
@each("method", METHODS)
def test_a_path_that_leads_nowhere_is_refused(
    name: str, method: Callable[[Feed[Any], str], object]
) -> None:
    with pytest.raises(ValueError, match=f"no article has a field {name}"):
        method(ODD, name)


def test_an_empty_part_of_a_feed_keeps_its_model(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\n")
    none = NOTES.where(title="Sun")
    assert none.where(colour="red") == none
    assert none.to_arrow().column_names == ["extra", "body", "path"]
    assert none.to_arrow(columns=["title"]).column_names == ["title"]
    bad = Feed.read(tmp_path, model=Document, on_error="collect")
    for again in bad, Feed.from_arrow(none.to_arrow(), model=Document):
        assert again.to_arrow().column_names == ["extra", "body", "path"]


def test_a_misspelt_condition_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ValueError, match=r"no article has a field sinc; did you mean since"):
        Feed([Article("Tide")]).where(sinc="2026")


# Times


@each("since", [("2021", 3), ("2022", 2), ("2022-03", 1), ("2022-03-02", 0), ("1999", 3)])
def test_a_year_or_a_month_is_its_first_moment(since: tuple[str, int]) -> None:
    text, number = since
    days = [datetime(2021, 1, 1, tzinfo=UTC), datetime(2022, 1, 1, tzinfo=UTC)]
    days.append(datetime(2022, 3, 1, tzinfo=UTC))
    feed = Feed(Article("Tide", published_date_time=day) for day in days)
    assert len(feed.where(since=text)) == number
    assert len(feed.where(until=text)) == 3 - number


@each("name", ["since", "until"])
@each("text", ["yesterday", "2021-13", "21", "", "2021-3"])
def test_another_text_is_refused_with_the_argument_and_the_forms(name: str, text: str) -> None:
    forms = "; write 2026-03-14, 2026-03 or 2026$"
    with pytest.raises(ValueError, match=rf"^{name}: expected a .*, found {text!r}{forms}"):
        Feed().where(**_named(name, text))


# Checks


def test_a_feed_checks_all_its_articles(tmp_path: Path) -> None:
    for name, url in [("tide", "/tide"), ("moon", "https://moon.example/")]:
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: Tides &amp; moons\nwebUrl: {url}\n---\n")
    for model in (Article, Document):
        found: list[Problem] = Feed.read(tmp_path, model=model).check()
        assert [(each.path, each.code, each.line) for each in found] == [
            (tmp_path / "moon.md", "NF103", 2),
            (tmp_path / "tide.md", "NF103", 2),
            (tmp_path / "tide.md", "NF104", 3),
        ]
    assert [each.code for each in Feed.read(tmp_path).check(select=["NF104"])] == ["NF104"]
    assert {each.code for each in Feed.read(tmp_path).check(ignore=["NF104"])} == {"NF103"}
    assert Feed[Article]().check() == []


def test_the_problems_of_an_error_know_the_path(tmp_path: Path) -> None:
    path = tmp_path / "tide.md"
    path.write_text("---\nheat: hot\n---\n")
    with pytest.raises(ValueError, match="title") as raised:
        read(path)
    assert {each.path for each in raised.value.problems} == {path}  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="title") as raised:
        parse("---\nheat: hot\n---\n")
    assert {each.path for each in raised.value.problems} == {None}  # type: ignore[attr-defined]
    assert Feed.read(tmp_path, on_error="collect").errors[0].problems[0].path == path
