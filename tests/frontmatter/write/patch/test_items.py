"""Items of lists: named by values of any type, without a value, and others than the file has."""

from typing import Any

import attrs
import pytest

from newsfeed import parse, serialize


@attrs.define
class Point:
    x: int


@attrs.define
class AtPoint:
    at: Point
    width: int = 0


@attrs.define
class WithNotes:
    notes: dict[str, Any]
    width: int = 0


@attrs.define
class WithNames:
    names: list[str]
    width: int = 0


ITEMS: list[tuple[Any, str]] = [
    (AtPoint, "at: {{x: {}}}"),
    (WithNotes, "notes: {{mood: {}}}"),
    (WithNames, "names: [a, '{}']"),
]


@pytest.mark.parametrize(("item", "pattern"), ITEMS)
def test_an_item_is_found_by_a_first_value_of_any_type(item: type[Any], pattern: str) -> None:
    items: Any = attrs.field(type=list[item], factory=list)  # type: ignore[valid-type]
    model: type[Any] = attrs.make_class("Note", {"items": items})
    one, other = pattern.format(1), pattern.format(2)
    kept = f"  - {one}\n    width: 1 # wide\n  - width: 2 # wider\n    {other}\n---\n"
    note = parse(f"---\nitems:\n{kept}", model=model)
    new = parse(f"---\nitems:\n  - {pattern.format(3)}\n---\n", model=model)
    note.items.insert(0, new.items[0])
    note.items[2].width = 7
    found = serialize(note)
    assert parse(found, model=model) == note
    assert found.endswith(kept.replace("width: 2", "width: 7"))


@attrs.define
class Optional:
    tags: list[str | None]


@pytest.mark.parametrize("tags", ["['a']", '["a"]', "\n  - 'a'", '\n  - "a"'])
def test_none_is_added_to_quoted_items(tags: str) -> None:
    note = parse(f"---\ntags: {tags}\n---\n", model=Optional)
    note.tags.append(None)
    assert parse(serialize(note), model=Optional) == note
    assert "null" in serialize(note)


def split(tags: Any) -> Any:
    return tags.split() if isinstance(tags, str) else tags


def each_split(tags: list[str]) -> list[str]:
    return [tag for text in tags for tag in text.split(",")]


def in_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def joined(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


@attrs.define
class Defaulted:
    tags: list[str] = attrs.field(factory=lambda: ["d"])


@attrs.define
class Splitting:
    tags: Any = attrs.field(default=None, converter=split)


@attrs.define
class SplittingEach:
    tags: list[str] = attrs.field(factory=list, converter=each_split)


@attrs.define
class InList:
    tags: Any = attrs.field(default=None, converter=in_list)


@attrs.define
class Joining:
    tags: Any = attrs.field(default=None, converter=joined)


@pytest.mark.parametrize(
    ("model", "tags", "new", "expected"),
    [
        *((Defaulted, tags, ["a"], "\n  - a") for tags in ("", " null", " ~")),
        (Defaulted, "", ["d", "a"], "\n  - d\n  - a"),
        (Splitting, " a b", ["b", "a"], "\n  - b\n  - a"),
        (Splitting, " a b # two", ["a", "b", "c"], " # two\n  - a\n  - b\n  - c"),
        (SplittingEach, "\n  - a,b", ["a", "b", "c"], "\n  - a\n  - b\n  - c"),
        (InList, " {a: 1}", [{"a": 1}, 2], "\n  - a: 1\n  - 2"),
        (Joining, "\n  - a\n  - b", "a c", " a c"),
        (Joining, " [a, b]", "a c", " a c"),
    ],
)
def test_a_value_that_the_class_has_changed_is_written_whole(
    model: type[Any], tags: str, new: Any, expected: str
) -> None:
    note = parse(f"---\ntags:{tags}\n---\n", model=model)
    assert serialize(note) == f"---\ntags:{tags}\n---\n"
    note.tags = new
    assert serialize(note) == f"---\ntags:{expected}\n---\n"
