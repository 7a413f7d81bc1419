"""Small edits change the bytes that a careful person would: before.md, change.json, after.md."""

import json
from datetime import datetime
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from loops import each
from paths import CASES

from newsfeed import Article, parse, serialize

pytestmark = pytest.mark.usefixtures("each_loader")
FOLDERS = sorted(path for path in (CASES / "edits").iterdir() if path.is_dir())


def test_there_are_edits() -> None:
    assert FOLDERS


@each("case", FOLDERS)
def test_edit(case: Path) -> None:
    article = parse((case / "before.md").read_bytes())
    for operation in json.loads((case / "change.json").read_bytes()):
        edit(article, operation)
    after = (case / "after.md").read_bytes()
    assert serialize(article).encode() == after
    assert parse(after) == article


def edit(article: Article, operation: dict[str, Any]) -> None:
    """Apply one operation of a change.json to an article."""
    (verb, path), *arguments = operation.items()
    match verb, dict(arguments):
        case "set", {"to": value}:
            put(article, path, build(hint_at(path), value))
        case "clear", {}:
            clear(article, path)
        case "append", {"item": item}:
            at(article, path).append(build(item_hint(path), item))
        case "insert", {"at": index, "item": item}:
            at(article, path).insert(index, build(item_hint(path), item))
        case "remove", {"at": index}:
            del at(article, path)[index]
        case "reorder", {"to": order}:
            items = at(article, path)
            items[:] = [items[index] for index in order]
        case _:
            pytest.fail(f"unknown operation: {operation}")


def steps(path: str) -> list[Any]:
    """Split a path such as `images[0].width` into its names and indexes."""
    parts = path.replace("[", ".#").replace("]", "").split(".")
    return [int(part[1:]) if part.startswith("#") else part for part in parts]


def at(article: Article, path: str) -> Any:
    return reach(article, steps(path))


def reach(value: Any, way: list[Any]) -> Any:
    for step in way:
        value = value[step] if isinstance(value, dict | list) else getattr(value, step)
    return value


def put(article: Article, path: str, value: Any) -> None:
    *way, last = steps(path)
    owner = reach(article, way)
    if isinstance(owner, dict | list):
        owner[last] = value
    else:
        setattr(owner, last, value)


def clear(article: Article, path: str) -> None:
    *way, last = steps(path)
    owner = reach(article, way)
    if isinstance(owner, dict):
        del owner[last]
    else:
        put(article, path, [] if isinstance(getattr(owner, last), list) else None)


def hint_at(path: str) -> Any:
    """Follow the model's type hints along a path; whatever is below `extra` is Any."""
    hint: Any = Article
    for step in steps(path):
        if attrs.has(hint):
            hint = required(get_type_hints(hint)[step])
        elif get_origin(hint) is list:
            (hint,) = get_args(hint)
        else:
            return Any
    return hint


def item_hint(path: str) -> Any:
    return hint_at(f"{path}[0]")


def required(hint: Any) -> Any:
    """Take None off an optional hint."""
    some = [each for each in get_args(hint) if each is not NoneType]
    return some[0] if NoneType in get_args(hint) else hint


def build(hint: Any, value: Any) -> Any:
    """Make what a hint asks for from JSON: records from objects, timestamps from strings."""
    if hint is datetime:
        return datetime.fromisoformat(value)
    if get_origin(hint) is list:
        (item,) = get_args(hint)
        return [build(item, each) for each in value]
    if isinstance(hint, type) and attrs.has(hint):
        hints = get_type_hints(hint)
        return hint(**{key: build(required(hints[key]), each) for key, each in value.items()})
    return value
