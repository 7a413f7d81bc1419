"""Laws 3 and 4 over real news files: one edit at a time, and several."""

import copy
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from equations import canonical, one_line_difference
from strategies import key_of, records

from newsfeed import Article, Image, Provider, RelatedItem, parse, serialize

pytestmark = pytest.mark.shared

NEW: dict[str, Any] = {
    "category": "opinion",
    "title": 'Harbour "reopens": after storm',
    "excerpt": "Ships wait, C:\\tides do not.\nMore soon.",
    "published_date_time": datetime(2022, 2, 3, 4, 5, 6, tzinfo=UTC),
    "original_url": "https://daily.example/harbour?a=b#c",
    "web_url": "https://daily.example/harbour",
    "amp_web_url": "https://daily.example/amp/harbour",
    "cdn_amp_web_url": "https://daily-example.cdn.ampproject.org/c/s/daily.example/amp/harbour",
    "type": "video",
    "quality": 7,
    "heat": -42,
    "published": True,
    "featured_content": '<iframe src="https://daily.example/embed"></iframe>',
    "provider": Provider("The Daily Example", domain="daily.example"),
    "topics": ["Sea", "Moon"],
    "images": [Image("https://daily.example/a.jpg", width=3, is_cached=False)],
    "related": [RelatedItem("Ferries: full", provider=Provider("Second Example"), quality=3)],
    "secured": "AAAA;BBBB",
}


def is_absent(value: object) -> bool:
    return value is None or value == []


@pytest.mark.parametrize("name", ["title", "heat", "quality", "published", "published_date_time"])
def test_a_changed_scalar_changes_its_line_only(news: tuple[str, ...], name: str) -> None:
    """`diff(t, serialize(set(a, k, v)))` is the line of `k`."""
    tried = 0
    for text in news:
        article = parse(text)
        value = not article.published if name == "published" else NEW[name]
        if is_absent(getattr(article, name)):
            continue
        tried += 1
        setattr(article, name, value)
        old, new = one_line_difference(text, serialize(article))
        assert old.startswith(f"{key_of(name)}: ")
        assert new.startswith(f"{key_of(name)}: ")
        assert new.endswith("\r") == old.endswith("\r")
    assert tried > 100


@pytest.mark.parametrize("name", sorted(NEW))
def test_setting_clearing_and_adding_a_field_gives_the_canonical_text(
    news: tuple[str, ...], name: str
) -> None:
    """`serialize(edit(parse(t))) == serialize(evolve(edit(parse(t)), source=None))`."""
    # A third of the files a field: all of them take minutes.
    for text in news[list(NEW).index(name) % 3 :: 3]:
        article = parse(text)
        before = getattr(article, name)
        setattr(article, name, copy.deepcopy(NEW[name]))
        changed = serialize(article)
        assert changed == canonical(article, text)
        if is_absent(before):
            check_added(text, changed, name)
        elif name != "title":
            setattr(article, name, [] if isinstance(before, list) else None)
            cleared = serialize(article)
            assert cleared == canonical(article, text)
            check_added(cleared, text, name)


def check_added(text: str, new: str, name: str) -> None:
    """Check that a text is another one with one entry more, and perhaps a blank line."""
    old_lines, new_lines = text.split("\n"), new.split("\n")
    first = new_lines.index(next(line for line in new_lines if line.startswith(f"{key_of(name)}:")))
    last = first + 1
    while new_lines[last].startswith(" "):
        last += 1
    if not new_lines[first - 1].strip():
        first -= 1
    assert new_lines[:first] + new_lines[last:] == old_lines


@pytest.mark.parametrize("name", ["topics", "images", "related"])
@pytest.mark.parametrize("change", ["append", "insert", "remove first", "remove last", "reverse"])
def test_an_edited_list_gives_the_canonical_text(
    news: tuple[str, ...], name: str, change: str
) -> None:
    """The same for appending to lists, removing from them and turning them round."""
    changes: dict[str, Callable[[list[Any]], object]] = {
        "append": lambda items: items.append(copy.deepcopy(NEW[name][0])),
        "insert": lambda items: items.insert(0, copy.deepcopy(NEW[name][0])),
        "remove first": lambda items: items.pop(0) if items else None,
        "remove last": lambda items: items.pop() if items else None,
        "reverse": lambda items: items.reverse(),
    }
    for text in news[list(changes).index(change) % 3 :: 3]:
        article = parse(text)
        changes[change](getattr(article, name))
        assert serialize(article) == canonical(article, text)


def test_random_edits_give_the_canonical_text(news: tuple[str, ...]) -> None:
    """The same for several edits at once, of nested records as well."""
    rng = random.Random()
    pool = [parse(text) for text in rng.sample(news, 40)]
    for text in news:
        article = parse(text)
        for _ in range(rng.randint(1, 6)):
            edit(article, rng, rng.choice(pool))
        assert serialize(article) == canonical(article, text)


UNTOUCHED = {"extra", "body", "source", "path"}


def edit(article: Article, rng: random.Random, other: Article) -> None:
    """Do something to a record of an article, with what another one holds."""
    record: Any = rng.choice(list(records(article)))
    donors = [each for each in records(other) if type(each) is type(record)] or [record]
    donor = rng.choice(donors)
    names = [each.name for each in attrs.fields(type(record)) if each.name not in UNTOUCHED]
    name = rng.choice(names)
    value = copy.deepcopy(getattr(donor, name))
    held = getattr(record, name)
    if not isinstance(held, list):
        required = getattr(attrs.fields(type(record)), name).default is attrs.NOTHING
        setattr(record, name, value if required or rng.random() < 0.7 else None)
    elif rng.random() < 0.5:
        held[rng.randint(0, len(held)) : rng.randint(0, len(held))] = value
    else:
        rng.shuffle(held)
        del held[rng.randint(0, len(held)) :]
