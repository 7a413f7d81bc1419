"""A factory of defaults is called for an instance that needs it, and not for a schema."""

from datetime import date
from typing import Any

import attrs
import pytest

from newsfeed import Feed, parse, serialize
from newsfeed.frontmatter import grammar
from newsfeed.frontmatter.schema import schema_of

CALLS: list[str] = []


@attrs.define
class Provider:
    name: str = "Post"


def new_provider() -> Provider:
    CALLS.append("provider")
    return Provider("Tribune")


def new_topics() -> list[str]:
    CALLS.append("topics")
    return ["Sea"]


def today() -> date:
    CALLS.append("today")
    return date(2026, 3, 14)


@attrs.define
class Note:
    title: str
    provider: Provider = attrs.field(factory=new_provider)
    topics: list[str] = attrs.field(factory=new_topics)
    day: date | None = attrs.field(factory=today)
    related: list[Provider] = attrs.field(factory=list)
    notes: dict[str, Any] = attrs.field(factory=dict)
    slug: str = attrs.field(default=attrs.Factory(lambda self: self.title.lower(), takes_self=True))


@pytest.fixture(autouse=True)
def no_calls() -> None:
    CALLS.clear()


def test_no_factory_is_called_for_a_schema() -> None:
    fields = schema_of(Note).fields
    assert grammar(Note)
    assert CALLS == []
    assert [key for key, field in fields.items() if field.default is attrs.NOTHING] == [
        *("title", "provider", "topics", "day", "slug"),
    ]
    assert (fields["related"].default, fields["notes"].default) == ([], {})


@pytest.mark.parametrize("title", ["Rain", "'Rain'"], ids=["canonical", "hand-written"])
def test_each_instance_gets_a_default_of_its_own(title: str) -> None:
    one, other = (parse(f"---\ntitle: {title}\n---\n", model=Note) for _ in range(2))
    assert CALLS == ["provider", "topics", "today"] * 2
    assert one == other == Note("Rain")
    assert one.slug == "rain"
    assert one.provider is not other.provider
    assert one.topics is not other.topics


@pytest.mark.parametrize("title", ["Rain", "'Rain'"], ids=["canonical", "hand-written"])
def test_a_default_that_was_not_in_the_file_is_written_only_if_it_changes(title: str) -> None:
    text = f"---\ntitle: {title}\n---\n"
    note = parse(text, model=Note)
    assert serialize(note) == text
    note.topics.append("Moon")
    sea, moon = title.replace("Rain", "Sea"), title.replace("Rain", "Moon")
    assert serialize(note) == f"---\ntitle: {title}\ntopics:\n  - {sea}\n  - {moon}\n---\n"
    note.topics.pop()
    assert serialize(note) == text


def test_what_a_factory_creates_is_written_without_source() -> None:
    text = serialize(Note("Rain"))
    assert text == (
        "---\ntitle: Rain\nprovider:\n  name: Tribune\ntopics:\n  - Sea\nday: 2026-03-14\n"
        "slug: rain\n---\n\n"
    )
    assert parse(text, model=Note) == Note("Rain")


def raising() -> Any:
    raise RuntimeError("must not be called")


@attrs.define
class Guarded:
    title: str
    width: int = attrs.field(factory=raising)
    provider: Provider = attrs.field(factory=raising)


@pytest.mark.parametrize("title", ["Rain", "'Rain'"], ids=["canonical", "hand-written"])
def test_a_factory_that_is_not_needed_may_raise(title: str) -> None:
    text = f"---\ntitle: {title}\nwidth: 1\nprovider:\n  name: Post\n---\n"
    guarded = parse(text, model=Guarded)
    assert guarded == Guarded("Rain", 1, Provider())
    assert serialize(guarded) == text
    guarded.width = 2
    assert serialize(guarded) == text.replace("1", "2")


def test_null_in_a_table_is_a_default_of_its_own() -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.table(
        {
            "title": ["Rain", "Sun"],
            "provider": pa.nulls(2, pa.struct([("name", pa.string())])),
            "topics": pa.nulls(2, pa.list_(pa.string())),
        }
    )
    model: type[Any] = Note
    found: list[Any] = list(Feed.from_arrow(table, model=model))
    one, other = found
    for article, title in zip((one, other), ("Rain", "Sun"), strict=True):
        assert Note(title) == article
    assert one.provider is not other.provider
    assert one.topics is not other.topics


def test_null_in_a_table_is_an_error_if_the_default_depends_on_others() -> None:
    pa = pytest.importorskip("pyarrow")
    model: type[Any] = Note
    with pytest.raises(ValueError, match="column 'slug': expected a value, found null"):
        Feed.from_arrow(pa.table({"title": ["Rain"], "slug": pa.nulls(1)}), model=model)
