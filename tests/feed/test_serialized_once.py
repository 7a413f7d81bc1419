"""Feed.write and Feed.diff serialize each edited article once."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import newsfeed.feed
from newsfeed import ConflictError, Feed, document, files


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of `serialize` by the title of the article."""
    calls: Counter[str] = Counter()
    serialize = document.serialize

    def counted(article: Any, **options: Any) -> str:
        calls[article.title] += 1
        return serialize(article, **options)

    for module in newsfeed.feed, files:
        if hasattr(module, "serialize"):
            monkeypatch.setattr(module, "serialize", counted)
    return calls


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n")
    return Feed.read(tmp_path)


def test_an_article_is_serialized_once_whether_it_was_edited_or_not(
    feed: Feed, calls: Counter[str], tmp_path: Path
) -> None:
    feed[1].heat = 1
    feed[2].heat = 2
    assert feed.write() == [tmp_path / "b.md", tmp_path / "c.md"]
    assert calls == dict.fromkeys("abcd", 1)
    assert (tmp_path / "c.md").read_text() == "---\ntitle: c\nheat: 2\n---\n"
    assert (feed[2].source, feed[2].path) == ("---\ntitle: c\nheat: 2\n---\n", tmp_path / "c.md")
    calls.clear()
    assert feed.write() == []
    assert feed.diff() == ""
    assert calls == dict.fromkeys("abcd", 2)


def test_an_article_that_is_twice_in_a_feed_is_written_once(feed: Feed, tmp_path: Path) -> None:
    feed[0].heat = 1
    assert (feed + feed).write() == [tmp_path / "a.md"]


def test_a_conflict_names_its_file_and_leaves_it(feed: Feed, tmp_path: Path) -> None:
    for article in feed[:3]:
        article.heat = 1
    (tmp_path / "b.md").write_text("---\ntitle: other\n---\n")
    with pytest.raises(ConflictError) as caught:
        feed.write()
    assert caught.value.path == tmp_path / "b.md"
    assert caught.value.__notes__ == ["1 of 3 files were written before"]
    assert (tmp_path / "b.md").read_text() == "---\ntitle: other\n---\n"
    assert (tmp_path / "c.md").read_text() == "---\ntitle: c\n---\n"
