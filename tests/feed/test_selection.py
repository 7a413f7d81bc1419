"""Which articles are meant, and in what order."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from newsfeed import Article, Feed, Image, Provider, RelatedItem

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
WEST = timezone(timedelta(hours=-8))


def titles(feed: Feed) -> list[str]:
    return [article.title for article in feed]


def at(*times: datetime | None) -> Feed:
    return Feed(Article(str(n), published_date_time=time) for n, time in enumerate(times))


# Filters

_TOPICS = ["AI", "Sea", "sea", "", "A"]
_PROVIDERS = [None, Provider("Post"), Provider("P", domain="post.example"), Provider("post")]
_TIMES = [None, *(NOON + timedelta(hours=hours) for hours in (-24, -12, -1, 0, 1, 12))]
_QUALITIES = [None, -1, 0, 60, 61]


def some_articles() -> st.SearchStrategy[list[Article]]:
    article = st.builds(
        Article,
        st.sampled_from("abc"),
        topics=st.lists(st.sampled_from(_TOPICS), max_size=3),
        provider=st.sampled_from(_PROVIDERS),
        published_date_time=st.sampled_from(_TIMES),
        published=st.sampled_from([None, True, False]),
        quality=st.sampled_from(_QUALITIES),
    )
    return st.lists(article, max_size=12)


def some_filters() -> st.SearchStrategy[dict[str, Any]]:
    names = _TOPICS[:3], ["Post", "post.example", "P"]
    topics, providers = (st.sampled_from(each) | st.lists(st.sampled_from(each)) for each in names)
    instants = st.sampled_from(_TIMES[1:]) | st.sampled_from(
        [
            date(2026, 3, 14),
            "2026-03-14",
            datetime(2026, 3, 14, 12),
            datetime(2026, 3, 14, 4, tzinfo=WEST),
            "2026-03-14T04:00:00-08:00",
        ]
    )
    optional = {
        "topic": topics,
        "provider": providers,
        "since": instants,
        "until": instants,
        "published": st.booleans(),
        "min_quality": st.sampled_from(_QUALITIES[1:]),
        "predicate": st.just(lambda article: article.title != "a"),
    }
    return st.fixed_dictionaries({}, optional=optional)


def _instant(value: Any) -> datetime:
    time = datetime.fromisoformat(value if isinstance(value, str) else value.isoformat())
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def passes(article: Article, name: str, wanted: Any) -> bool:
    """Tell as the documentation has it."""
    time = article.published_date_time
    wanted = [wanted] if name in ("topic", "provider") and isinstance(wanted, str) else wanted
    provider = article.provider
    names = [] if provider is None else [provider.name, provider.domain]
    answers: dict[str, Callable[[], Any]] = {
        "topic": lambda: any(topic in wanted for topic in article.topics),
        "provider": lambda: any(each in wanted for each in names if each is not None),
        "since": lambda: time is not None and time >= _instant(wanted),
        "until": lambda: time is not None and time < _instant(wanted),
        "published": lambda: (article.published in (None, True)) == wanted,
        "min_quality": lambda: article.quality is not None and article.quality >= wanted,
        "predicate": lambda: wanted(article),
    }
    return bool(answers[name]())


@given(some_articles(), some_filters())
@examples(300)
def test_an_article_is_chosen_that_passes_every_test(
    articles: list[Article], filters: dict[str, Any]
) -> None:
    expected = [
        article
        for article in articles
        if all(passes(article, name, wanted) for name, wanted in filters.items())
    ]
    chosen = list(Feed(articles).where(**filters))
    assert list(map(id, chosen)) == list(map(id, expected))


def test_without_a_test_all_are_chosen() -> None:
    feed = at(NOON, None)
    assert feed.where() == feed


def test_nothing_is_one_of_none() -> None:
    feed = Feed([Article("Tide", topics=["Sea"], provider=Provider("Post")), Article("Moon")])
    assert titles(feed.where(topic=[])) == titles(feed.where(provider=())) == []


def test_names_may_come_from_an_iterator() -> None:
    feed = Feed([Article("Tide", topics=["Sea"]), Article("Moon", topics=["Sky"])])
    assert titles(feed.where(topic=(each for each in ["Sky", "Sea"]))) == ["Tide", "Moon"]


def test_since_includes_its_moment_and_until_does_not() -> None:
    feed = at(NOON - timedelta(microseconds=1), NOON, NOON + timedelta(microseconds=1))
    assert titles(feed.where(since=NOON)) == ["1", "2"]
    assert titles(feed.where(until=NOON)) == ["0"]
    assert titles(feed.where(since=NOON, until=NOON)) == []


def test_a_date_is_its_first_moment_in_utc() -> None:
    feed = at(datetime(2026, 3, 13, 16, tzinfo=WEST), datetime(2026, 3, 13, 23, 59, tzinfo=UTC))
    assert titles(feed.where(since=date(2026, 3, 14))) == ["0"]
    assert titles(feed.where(until=date(2026, 3, 14))) == ["1"]


def test_a_provider_has_a_name_and_a_domain() -> None:
    post = Provider("Harbour Post", domain="post.example")
    feed = Feed([Article("Tide", provider=post), Article("Moon", provider=Provider("Post"))])
    assert titles(feed.where(provider="post.example")) == ["Tide"]
    assert titles(feed.where(provider=["Post", "Harbour Post"])) == ["Tide", "Moon"]


@pytest.mark.parametrize("name", ["since", "until"])
def test_a_text_that_is_no_time_is_refused_even_without_articles(name: str) -> None:
    with pytest.raises(ValueError, match="soon"):
        Feed().where(**{name: "soon"})  # type: ignore[arg-type]


def test_what_is_no_time_at_all_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a datetime, a date or a text, found 2026"):
        at(NOON).where(since=2026)  # type: ignore[arg-type]


@attrs.define
class Rated(Article):
    quality: float | None = attrs.field(default=None, kw_only=True)  # type: ignore[assignment]
    titles: str | None = attrs.field(default=None, kw_only=True)


@pytest.mark.filterwarnings("ignore:NotImplemented:DeprecationWarning")
def test_a_quality_may_have_a_fraction() -> None:
    feed = Feed([Rated("Low", quality=12.5), Rated("High", quality=80.5)])
    assert titles(feed.where(min_quality=60)) == ["High"]


def test_a_model_is_sorted_by_a_field_of_its_own() -> None:
    feed = Feed([Rated("a", titles="y"), Rated("b", titles="x")])
    assert titles(feed.sorted("titles")) == ["b", "a"]


# Sorting


@given(some_articles(), st.sampled_from(["quality", "published_date_time"]), st.booleans())
@examples(100)
def test_sorting_is_stable_and_puts_what_is_missing_last(
    articles: list[Article], by: str, reverse: bool
) -> None:
    having = [article for article in articles if getattr(article, by) is not None]
    missing = [article for article in articles if getattr(article, by) is None]
    expected = [*sorted(having, key=lambda each: getattr(each, by), reverse=reverse), *missing]
    for key in (by, lambda article: getattr(article, by)):
        found = Feed(articles).sorted(key, reverse=reverse)
        assert list(map(id, found)) == list(map(id, expected))


@pytest.mark.parametrize("by", ["provider.name", "provider.domain"])
def test_sorting_reaches_into_records(by: str) -> None:
    providers = [Provider("b", domain="b"), None, Provider("a", domain="a")]
    feed = Feed(Article(str(n), provider=provider) for n, provider in enumerate(providers))
    assert titles(feed.sorted(by)) == ["2", "0", "1"]
    assert titles(feed.sorted(by, reverse=True)) == ["0", "2", "1"]


def test_keys_are_known_as_in_the_text_and_as_in_python() -> None:
    feed = at(NOON, NOON - timedelta(1))
    assert titles(feed.sorted("publishedDateTime")) == titles(feed.sorted("published_date_time"))


def test_falsy_values_are_not_missing() -> None:
    feed = Feed([Article("a"), Article("b", heat=0), Article("c", heat=-1)])
    assert titles(feed.sorted("heat")) == ["c", "b", "a"]


@pytest.mark.parametrize("by", ["heats", "provider.domains", "title.x", "topics.x", "", "a b"])
def test_a_field_that_no_article_has_is_refused(by: str) -> None:
    for feed in (Feed(), Feed([Article("Tide")])):
        with pytest.raises(ValueError, match=r"\w"):
            feed.sorted(by)
        with pytest.raises(ValueError, match=r"\w"):
            feed.group_by(by)


# Groups and counts

STORY = RelatedItem("r", images=[Image("u"), Image("v")])
ARTICLES = [
    Article("a", topics=["Sea", "Moon"], images=[Image("u"), Image("v", width=3)]),
    Article("b", provider=Provider("P", images=[Image("u")]), heat=0),
    Article("c", topics=["Moon", "Moon"], images=[Image("u"), Image("u")], related=[STORY]),
]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("title", {"a": "a", "b": "b", "c": "c"}),
        ("heat", {None: "ac", 0: "b"}),
        ("topics", {"Sea": "a", "Moon": "ac", None: "b"}),
        ("topics[0]", {"Sea": "a", None: "b", "Moon": "c"}),
        ("images[].url", {"u": "ac", "v": "a", None: "b"}),
        ("images[].width", {None: "abc", 3: "a"}),
        ("provider.name", {None: "ac", "P": "b"}),
        ("provider.images[].url", {None: "ac", "u": "b"}),
        ("related[].title", {None: "ab", "r": "c"}),
    ],
)
def test_each_article_is_in_the_group_of_each_of_its_values(
    by: str, expected: dict[Any, str]
) -> None:
    groups = Feed(ARTICLES).group_by(by)
    assert [(key, "".join(titles(group))) for key, group in groups.items()] == list(
        expected.items()
    )


def test_groups_reach_through_lists_of_lists() -> None:
    groups = Feed(ARTICLES).group_by("related[].images[].url")
    assert {key: titles(group) for key, group in groups.items()} == {
        None: ["a", "b"],
        "u": ["c"],
        "v": ["c"],
    }


def test_groups_by_a_function() -> None:
    groups = Feed(ARTICLES).group_by(lambda article: (len(article.topics), article.heat))
    assert list(groups) == [(2, None), (0, 0)]


def test_counts_are_of_articles_the_most_frequent_first() -> None:
    feed = Feed([*ARTICLES, Article("d", provider=Provider("Q")), Article("e", topics=["Sky"])])
    more = feed + Feed([Article("f", provider=Provider("Q"))])
    assert list(feed.topics().items()) == [("Moon", 2), ("Sea", 1), ("Sky", 1)]
    assert list(more.providers().items()) == [("Q", 2), ("P", 1)]
    assert feed.topics()["none"] == 0
    assert Feed().topics() == Feed().providers() == Counter()


def test_a_record_is_no_group() -> None:
    feed = Feed([Article("a", provider=Provider("Daily"))])
    with pytest.raises(TypeError, match=r"such as provider\.name, found Provider"):
        feed.group_by("provider")
    assert list(feed.group_by("images[].url")) == [None]
