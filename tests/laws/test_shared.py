"""The laws over the real files beside the checkout; none of their text is kept here."""

import copy
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from paths import ROOT
from strategies import exact, key_of, records
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from newsfeed import Article, Image, Provider, RelatedItem, parse, serialize
from newsfeed.frontmatter import QUOTED, SECTION, Key
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of

pytestmark = pytest.mark.shared

NEWS = 267
EDITS = 28
PAIRS = 60

# --- News -----------------------------------------------------------------------------------------


@pytest.fixture
def news(shared: Path) -> list[str]:
    """The texts of all news files."""
    paths = sorted([*(shared / "seeds").glob("*.md"), *(shared / "corpus/news").glob("*.md")])
    assert len(paths) == NEWS
    return [path.read_bytes().decode() for path in paths]


def newline_of(text: str) -> str:
    return "\r\n" if text.startswith("---\r\n") else "\n"


def canonical(article: Article, text: str) -> str:
    """The text of an article from its values alone."""
    return serialize(attrs.evolve(article, source=None), newline=newline_of(text))


@pytest.mark.usefixtures("each_loader")
def test_every_news_file_comes_back_as_it_was(news: list[str]) -> None:
    """`serialize(parse(t)) == t`."""
    for text in news:
        assert serialize(parse(text)) == text
        assert serialize(parse(text.encode())) == text


@pytest.mark.usefixtures("each_loader")
def test_every_news_file_reads_back_as_itself(news: list[str]) -> None:
    """`parse(serialize(a)) == a`."""
    for text in news:
        article = parse(text)
        assert exact(parse(canonical(article, text))) == exact(article)


def test_no_news_file_holds_a_key_that_the_models_do_not_know(news: list[str]) -> None:
    for text in news:
        article = parse(text)
        assert [record.extra for record in records(article) if record.extra] == []


def test_every_news_file_comes_back_from_its_values_alone(news: list[str]) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`."""
    for text in news:
        assert canonical(parse(text), text) == text


def test_every_news_file_takes_the_fast_way(news: list[str]) -> None:
    """Law 5, and the share of the corpus that the recognizer takes: all of it."""
    schema = schema_of(Article)
    for text in news:
        recognized = read_canonical(text, schema)
        assert recognized is not None
        assert exact(recognized) == exact(read_yaml(text, schema).model)


def test_setting_every_field_of_a_news_file_to_an_equal_value_changes_nothing(
    news: list[str],
) -> None:
    """`serialize(evolve(a, **copy(a))) == t`."""
    for text in news:
        article = parse(text)
        for each in attrs.fields(Article):
            if each.name not in ("source", "path"):
                setattr(article, each.name, copy.deepcopy(getattr(article, each.name)))
        assert serialize(article) == text


# --- One edit at a time ---------------------------------------------------------------------------

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


def one_line_difference(text: str, new: str) -> tuple[str, str]:
    """The only line that differs between two texts."""
    old_lines, new_lines = text.split("\n"), new.split("\n")
    assert len(old_lines) == len(new_lines)
    changed = [pair for pair in zip(old_lines, new_lines, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1
    return changed[0]


@pytest.mark.parametrize("name", ["title", "heat", "quality", "published", "published_date_time"])
def test_a_changed_scalar_changes_its_line_only(news: list[str], name: str) -> None:
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
    news: list[str], name: str
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
def test_an_edited_list_gives_the_canonical_text(news: list[str], name: str, change: str) -> None:
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


def test_random_edits_give_the_canonical_text(news: list[str]) -> None:
    """The same for several edits at once, of nested records as well."""
    rng = random.Random()
    pool = [parse(text) for text in rng.sample(news, 40)]
    for text in news:
        article = parse(text)
        for _ in range(rng.randint(1, 6)):
            edit(article, rng, rng.choice(pool))
        assert serialize(article) == canonical(article, text)


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


UNTOUCHED = {"extra", "body", "source", "path"}


# --- Real edits, and texts from another place -----------------------------------------------------


def rows(path: Path, count: int) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def test_every_real_edit_is_made_to_the_byte(shared: Path) -> None:
    """`serialize(assign(parse(old), parse(new))) == new`."""
    for row in rows(shared / "corpus/edits/edits.jsonl", EDITS):
        article, new = parse(row["old"]), parse(row["new"])
        for each in attrs.fields(Article):
            if each.name not in ("source", "path"):
                setattr(article, each.name, getattr(new, each.name))
        assert serialize(article) == row["new"], row["path"]


def test_every_text_of_the_api_comes_back_as_it_was(shared: Path) -> None:
    """`serialize(parse(t)) == t` and `serialize(evolve(parse(t), source=None)) == t`."""
    for row in rows(shared / "corpus/api/pairs.jsonl", PAIRS):
        article = parse(row["text"])
        assert serialize(article) == row["text"]
        assert exact(parse(canonical(article, row["text"]))) == exact(article)


# --- Other kinds of files -------------------------------------------------------------------------


def person_of_the_how_to_page() -> type[Any]:
    """The model that the page on custom models shows."""
    page = ROOT / "docs" / "custom-models.md"
    document = Sybil([PythonCodeBlockParser()]).parse(page)
    for example in document.examples():
        example.evaluate()
    model: type[Any] = document.namespace["Person"]
    return model


@attrs.define
class Community:
    name: Annotated[str, QUOTED]
    excerpt: Annotated[str, QUOTED]
    original_url: str
    web_url: str
    type: str
    members: int
    heat: int
    provider: Annotated[dict[str, Any], SECTION]
    topics: Annotated[list[str], SECTION]
    images: Annotated[list[dict[str, Any]], SECTION]


@attrs.define
class Organization:
    taxonomy: str
    id: Annotated[str, Key("_id")]
    name: str
    domain: str
    description: str | None = None
    images: list[dict[str, Any]] = attrs.field(factory=list)
    body: str = "\n"


@attrs.define
class Course:
    title: str
    price: str
    length: str
    ratings: dict[str, Any]
    levels: list[str]
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Video:
    title: str
    published_date_time: datetime
    length: str = ""
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


@attrs.define
class Action:
    url: Annotated[str, QUOTED]
    type: Annotated[str, QUOTED]
    title: Annotated[str, QUOTED]
    attribution: Annotated[str, QUOTED]


@attrs.define
class Sample:
    title: Annotated[str, QUOTED]
    actions: Annotated[list[Action], SECTION]
    heat: int = 0
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


OTHER: list[tuple[str, int, type[Any]]] = [
    ("people", 8, person_of_the_how_to_page()),
    ("communities", 3, Community),
    ("data-organizations", 6, Organization),
    ("learning-courses", 8, Course),
    ("learning-videos", 8, Video),
    ("samples", 8, Sample),
]


def other_texts(shared: Path, kind: str, count: int) -> list[str]:
    paths = sorted((shared / "corpus/other" / kind).glob("*.md"))
    assert len(paths) == count
    return [path.read_bytes().decode() for path in paths]


@pytest.mark.parametrize(("kind", "count", "model"), OTHER)
def test_every_other_file_comes_back_as_it_was(
    shared: Path, kind: str, count: int, model: type[Any]
) -> None:
    """`serialize(parse(t, model=M)) == t`."""
    for text in other_texts(shared, kind, count):
        read = parse(text, model=model)
        assert serialize(read) == text
        assert read == parse(text.encode(), model=model)


@pytest.mark.parametrize(("kind", "count", "model"), OTHER)
def test_an_edit_of_another_file_changes_one_line(
    shared: Path, kind: str, count: int, model: type[Any]
) -> None:
    """`diff(t, serialize(set(a, k, v)))` is the line of `k`, for plain models as well."""
    name = attrs.fields(model)[0].name
    for text in other_texts(shared, kind, count):
        edited = attrs.evolve(parse(text, model=model), **{name: "Tide turns early"})
        if not hasattr(edited, "source") and model is not Video:
            read = parse(text, model=model)
            setattr(read, name, "Tide turns early")
            old, new = one_line_difference(text, serialize(read))
            quote = '"' if '"' in old else ""
            assert new.rstrip("\r") == f"{old.partition(':')[0]}: {quote}Tide turns early{quote}"


def test_markers_give_the_canonical_form_of_another_kind_of_file(shared: Path) -> None:
    """`serialize(copy without source) == t`, but for the body that such a model does not hold."""
    for text in other_texts(shared, "communities", 3):
        read = parse(text, model=Community)
        made = Community(
            **{each.name: getattr(read, each.name) for each in attrs.fields(Community)}
        )
        newline = newline_of(text)
        closing = f"{newline}---{newline}"
        block, fence, _ = text.rpartition(closing)
        assert serialize(made, newline=newline) == block.rstrip() + fence + newline


def test_people_are_edited_in_every_part(shared: Path) -> None:
    """An edit of each kind changes the lines that it names, in plain spelling as in the file."""
    for text in other_texts(shared, "people", 8):
        person = parse(text, model=person_of_the_how_to_page())
        newline = newline_of(text)
        expected = text.replace(f"heat: {person.heat}", "heat: 1")
        person.heat = 1
        expected = expected.replace(person.website, "https://tide.example")
        person.website = "https://tide.example"
        expected = expected.replace(f": {person.twitter.followers}", ": 2")
        person.twitter.followers = 2
        last = f"  - {person.topics[-1]}{newline}"
        expected = expected.replace(last, f"{last}  - Tides{newline}")
        person.topics.append("Tides")
        title = f'    title: "{person.images[0].title}"'
        expected = expected.replace(title, '    title: "T"')
        person.images[0].title = "T"
        assert serialize(person) == expected
