"""Feed to Arrow and back: the law."""

from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, exact, examples
from tabular import MIXED, fits

from newsfeed import Article, Feed, Image, SerializeError

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def same(found: Feed, expected: Feed) -> None:
    assert found == expected
    for one, other in zip(found, expected, strict=True):
        assert exact(one) == exact(other)
        assert (one.path, one.source) == (other.path, None)


@given(st.lists(articles(), max_size=4))
@examples(120)
def test_a_feed_comes_back_from_a_table(some: list[Article]) -> None:
    """`Feed.from_arrow(feed.to_arrow()) == feed`, or an error that names the column."""
    feed = Feed(some)
    if all(map(fits, some)):
        same(Feed.from_arrow(feed.to_arrow()), feed)
        same(Feed.from_arrow(feed), feed)
    else:
        with pytest.raises(SerializeError) as caught:
            feed.to_arrow()
        assert caught.value.key in ("quality", "heat", "images", "provider", "related")


@given(st.lists(articles(), min_size=2, max_size=5), st.data())
@examples(60)
def test_any_part_of_a_table_is_that_part_of_the_feed(
    some: list[Article], data: st.DataObject
) -> None:
    """Slices have offsets, in the arrays of items and of records as well."""
    some = list(filter(fits, some))
    table = Feed(some).to_arrow()
    start = data.draw(st.integers(0, len(some)))
    length = data.draw(st.integers(0, len(some)))
    same(Feed.from_arrow(table.slice(start, length)), Feed(some[start : start + length]))
    twice = pa.concat_tables([table.slice(start), table, table.slice(0, length)])
    same(Feed.from_arrow(twice), Feed([*some[start:], *some, *some[:length]]))
    rows = data.draw(st.permutations(range(len(some))))
    same(Feed.from_arrow(table.take(pa.array(rows, pa.int64()))), Feed(some[row] for row in rows))


@pytest.mark.parametrize("count", [0, 1, 2, 999, 1000, 1001, 2500])
def test_any_number_of_articles_comes_back(count: int) -> None:
    feed = Feed(MIXED[number % 3] for number in range(count))
    table = feed.to_arrow()
    assert table.num_rows == count
    table.validate(full=True)
    same(Feed.from_arrow(table), feed)
    same(Feed.from_arrow(table.slice(1)), feed[1:])


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(1883, 11, 18, 12, 3, 58, tzinfo=timezone(timedelta(seconds=-17762))),
        datetime(2026, 3, 14, tzinfo=timezone(timedelta(hours=14))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=-14))),
    ],
    ids=str,
)
def test_any_moment_comes_back_in_utc(moment: datetime) -> None:
    (found,) = Feed.from_arrow(Feed([Article("T", published_date_time=moment)]).to_arrow())
    assert found.published_date_time == moment
    assert found.published_date_time.tzinfo is UTC


@pytest.mark.parametrize("text", ["", "a\x00b", "\x00", "\ufeff", "😀" * 1000, "a\r\n\u2028b"])
def test_any_text_comes_back(text: str) -> None:
    article = Article(text, body=text, topics=[text], images=[Image(text)], category=text)
    same(Feed.from_arrow(Feed([article]).to_arrow()), Feed([article]))


def test_columns_may_be_left_out_and_in_any_order() -> None:
    feed = Feed(MIXED)
    names = ["body", "heat", "title", "topics"]
    found = Feed.from_arrow(feed.to_arrow(columns=names))
    expected = [
        Article(each.title, heat=each.heat, topics=each.topics, body=each.body) for each in feed
    ]
    same(found, Feed(expected))
    same(Feed.from_arrow(feed.to_arrow(columns=["title"])), Feed(Article(e.title) for e in feed))


TEXT = "---\ntitle: 'Tide'  # turns\nheat: 1\ntopics:\n  - Sea\n---\nBody\n"


def test_what_has_no_column_is_no_edit_of_the_source() -> None:
    feed = Feed([Article("Tide", heat=1, topics=["Sea"], body="Body\n", source=TEXT, path="a.md")])  # type: ignore[arg-type]
    assert feed.diff() == ""
    table = feed.to_arrow(columns=["title", "heat", "path"], source=True)
    assert Feed.from_arrow(table).diff() == ""


def test_a_column_that_is_required_may_not_be_left_out() -> None:
    with pytest.raises(ValueError, match="there is no column 'title', which Article requires"):
        Feed.from_arrow(Feed(MIXED).to_arrow(columns=["heat"]))
