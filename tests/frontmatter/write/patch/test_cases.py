"""Small edits change the bytes that a careful person would: before.md, change.json, after.md.

A change is a list of operations on an `Article`, or on a `Document` if the list begins with
`{"model": "Document"}`. The value `{"datetime": TEXT}` or `{"date": TEXT}` is one of that type,
and `{"tagged": [TAG, VALUE]}` one with a tag.
"""

import json
from collections.abc import MutableMapping
from datetime import date, datetime
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from loops import each
from paths import CASES

from newsfeed import Article, Document, parse, serialize
from newsfeed.frontmatter import Tagged

pytestmark = pytest.mark.usefixtures("each_loader")
FOLDERS = sorted(path for path in (CASES / "edits").iterdir() if path.is_dir())


def test_there_are_edits() -> None:
    assert FOLDERS


@each("case", FOLDERS)
def test_edit(case: Path) -> None:
    operations = json.loads((case / "change.json").read_bytes())
    is_document = operations[0] == {"model": "Document"}
    model: type[Any] = Document if is_document else Article
    article = parse((case / "before.md").read_bytes(), model=model)
    for operation in operations[is_document:]:
        edit(article, operation)
    after = (case / "after.md").read_bytes()
    assert serialize(article).encode() == after
    assert parse(after, model=model) == article


def edit(article: Any, operation: dict[str, Any]) -> None:
    """Apply one operation of a change.json to an article or a document."""
    (verb, path), *arguments = operation.items()
    match verb, dict(arguments):
        case "set", {"to": value}:
            put(article, path, build(hint_at(path, article), value))
        case "clear", {}:
            clear(article, path)
        case "append", {"item": item}:
            at(article, path).append(build(item_hint(path, article), item))
        case "insert", {"at": index, "item": item}:
            at(article, path).insert(index, build(item_hint(path, article), item))
        case "remove", {"at": index}:
            del at(article, path)[index]
        case "reorder", {"to": order}:
            items = at(article, path)
            items[:] = [items[index] for index in order]
        case "rename", {"to": key}:
            rename(article, path, key)
        case "order", {"to": keys}:
            order_keys(at(article, path), keys)
        case _:
            pytest.fail(f"unknown operation: {operation}")


def steps(path: str) -> list[Any]:
    """Split a path such as `images[0].width` into its names and indexes."""
    parts = path.replace("[", ".#").replace("]", "").split(".")
    return [int(part[1:]) if part.startswith("#") else part for part in parts]


def at(article: Any, path: str) -> Any:
    """Return the value at a path, or the article itself at an empty one."""
    return reach(article, steps(path) if path else [])


def reach(value: Any, way: list[Any]) -> Any:
    for step in way:
        value = value[step] if isinstance(value, MutableMapping | list) else getattr(value, step)
    return value


def rename(article: Any, path: str, new: str) -> None:
    """Rename a key of a mapping, which keeps its place."""
    *way, old = steps(path)
    owner = reach(article, way)
    pairs = [(new if key == old else key, value) for key, value in owner.items()]
    owner.clear()
    owner.update(pairs)


def order_keys(owner: Any, keys: list[str]) -> None:
    pairs = [(key, owner[key]) for key in keys]
    assert len(pairs) == len(owner)
    owner.clear()
    owner.update(pairs)


def put(article: Any, path: str, value: Any) -> None:
    *way, last = steps(path)
    owner = reach(article, way)
    if isinstance(owner, MutableMapping | list):
        owner[last] = value
    else:
        setattr(owner, last, value)


def clear(article: Any, path: str) -> None:
    *way, last = steps(path)
    owner = reach(article, way)
    if isinstance(owner, MutableMapping):
        del owner[last]
    else:
        put(article, path, [] if isinstance(getattr(owner, last), list) else None)


def hint_at(path: str, article: Any) -> Any:
    """Follow the model's type hints along a path; whatever is below `extra` is Any."""
    if isinstance(article, Document):
        return Any
    hint: Any = Article
    for step in steps(path):
        if attrs.has(hint):
            hint = required(get_type_hints(hint)[step])
        elif get_origin(hint) is list:
            (hint,) = get_args(hint)
        else:
            return Any
    return hint


def item_hint(path: str, article: Any) -> Any:
    return hint_at(f"{path}[0]", article)


def required(hint: Any) -> Any:
    """Take None off an optional hint."""
    some = [each for each in get_args(hint) if each is not NoneType]
    return some[0] if NoneType in get_args(hint) else hint


def build(hint: Any, value: Any) -> Any:
    """Make what a hint asks for from JSON: records from objects, timestamps from strings."""
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is Any:
        return untyped(value)
    if get_origin(hint) is list:
        (item,) = get_args(hint)
        return [build(item, each) for each in value]
    if isinstance(hint, type) and attrs.has(hint):
        hints = get_type_hints(hint)
        return hint(**{key: build(required(hints[key]), each) for key, each in value.items()})
    return value


def untyped(value: Any) -> Any:
    """Make a value of an untyped place from JSON, at any depth."""
    match value:
        case {"datetime": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"tagged": [tag, inner]}:
            return Tagged(tag, untyped(inner))
        case dict():
            return {key: untyped(each) for key, each in value.items()}
        case list():
            return [untyped(each) for each in value]
    return value
