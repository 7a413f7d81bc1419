"""Choose the edits to compare: at most one of each operation for a file, always the same one.

Where several keys are possible, the number of the file decides. A key is possible if both YAML
readers see a value of the right type there.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from edit_values import Edit, Path, value_at

TEXTS = (
    "Clocks of the harbour",
    'Tide: "early", they say',
    "It's high water # at noon",
    "Ebbe – und Flut",
    "- first of all",
)
WORDS = "Clocks", "Sea and sky", "2026", "@harbour", "C#", "true"
OTHER_TYPES = "no", "10:30", "0123", "off", "1_000", "0o17"
"""Strings that one of YAML 1.1 and YAML 1.2 reads as another type if they are not quoted."""
SEVERAL = (
    "First comes the ebb.\nThen the flood: twice a day.\n",
    'First comes the ebb.\n\n# Then the flood\n  which is "higher",\n- they say.',
    "It's early\nin the harbour",
)
OFFSET_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? [-+]\d{4}")
"""A timestamp that both readers load as a string, but people mean as a time."""
DAY = timedelta(days=1)

Views = list[Any]
"""The values of a block, according to each reader."""


def walk(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Return each value in dicts and lists with its path, except below keys that are no strings."""
    yield path, data
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(key, str):
                yield from walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))


class Choice:
    """The values of a file, and the choice among them.

    Args:
        views: The values of the block, according to each reader.
        number: The number of the file.
    """

    def __init__(self, views: Views, number: int) -> None:
        self.views, self.number = views, number
        self.places = [path for path, _ in walk(views[0]) if path]

    def of(self, options: Any) -> Any:
        """Choose one of several options by the number of the file, or return None."""
        return options[self.number % len(options)] if options else None

    def paths(self, is_right: Callable[[Any], bool], *, top: bool = False) -> list[Path]:
        """List the paths at which each reader has a value of some kind."""
        found = [path for path in self.places if not top or len(path) == 1]
        return [path for path in found if all(is_right(value_at(v, path)) for v in self.views)]

    def value(self, path: Path) -> Any:
        """Return the value at a path, according to the first reader."""
        return value_at(self.views[0], path)

    def new_key(self, path: Path, name: str) -> Path:
        """Return the path of a new key in a mapping."""
        while name in self.value(path):
            name += "x"
        return (*path, name)


def is_text(value: Any) -> bool:
    """Return whether a value is a string."""
    return isinstance(value, str)


def is_list(value: Any) -> bool:
    """Return whether a value is a list with items."""
    return isinstance(value, list) and bool(value)


def is_mapping(value: Any) -> bool:
    """Return whether a value is a mapping with keys, all of which are strings."""
    return isinstance(value, dict) and bool(value) and all(map(is_text, value))


def is_date(value: Any) -> bool:
    """Return whether a value is a date or a time."""
    return isinstance(value, date) or (is_text(value) and bool(OFFSET_MOMENT.fullmatch(value)))


def untouched(_: Choice) -> Edit:
    """Read and write."""
    return Edit("untouched")


def title(texts: tuple[str, ...]) -> Callable[[Choice], Edit | None]:
    """Set the title, or else the first string."""

    def choose(choice: Choice) -> Edit | None:
        found = choice.paths(is_text, top=True)
        path = ("title",) if ("title",) in found else next(iter(found), None)
        return Edit("set", path, choice.of(texts)) if path else None

    return choose


def added(value: Callable[[Choice], Any]) -> Callable[[Choice], Edit]:
    """Add a key at the end."""
    return lambda choice: Edit("add", choice.new_key((), "tide"), value(choice))


def removed(choice: Choice) -> Edit | None:
    """Remove a key."""
    path = choice.of(choice.paths(lambda _: True, top=True))
    return Edit("remove", path) if path else None


def renamed(choice: Choice) -> Edit | None:
    """Rename a key."""
    path = choice.of(choice.paths(lambda _: True, top=True))
    return Edit("rename", path, choice.new_key((), "tide")[-1]) if path else None


def appended(choice: Choice) -> Edit | None:
    """Append to a list, a mapping if it has mappings."""
    path = choice.of(choice.paths(is_list))
    return Edit("append", path, item_like(choice, path)) if path else None


def inserted(choice: Choice) -> Edit | None:
    """Insert an item into a list, at its start or before another item."""
    path = choice.of(choice.paths(is_list))
    if path is None:
        return None
    return Edit("insert", (*path, place(choice, path)), item_like(choice, path))


def item_removed(choice: Choice) -> Edit | None:
    """Remove an item of a list."""
    path = choice.of(choice.paths(is_list))
    return Edit("remove", (*path, place(choice, path))) if path else None


def item_like(choice: Choice, path: Path) -> Any:
    """Return a new item of the kind that a list has."""
    first = choice.value((*path, 0))
    return {next(iter(first)): choice.of(WORDS)} if is_mapping(first) else choice.of(WORDS)


def place(choice: Choice, path: Path) -> int:
    """Choose an item of a list."""
    return choice.number // 2 % len(choice.value(path))


def nested_mappings(choice: Choice) -> list[Path]:
    """List the mappings below the root."""
    return choice.paths(is_mapping)


def nested(choice: Choice, is_right: Callable[[Any], bool]) -> Path | None:
    """Choose a key of a nested mapping."""
    inside = set(nested_mappings(choice))
    path: Path | None = choice.of([p for p in choice.paths(is_right) if p[:-1] in inside])
    return path


def nested_set(choice: Choice) -> Edit | None:
    """Set a string in a nested mapping."""
    path = nested(choice, is_text)
    return Edit("set", path, choice.of(TEXTS)) if path else None


def nested_add(choice: Choice) -> Edit | None:
    """Add a key to a nested mapping."""
    path = choice.of(nested_mappings(choice))
    return Edit("add", choice.new_key(path, "tide"), choice.of(WORDS)) if path else None


def nested_remove(choice: Choice) -> Edit | None:
    """Remove a key of a nested mapping."""
    path = nested(choice, lambda _: True)
    return Edit("remove", path) if path else None


def nested_rename(choice: Choice) -> Edit | None:
    """Rename a key of a nested mapping."""
    path = nested(choice, lambda _: True)
    return Edit("rename", path, choice.new_key(path[:-1], "tide")[-1]) if path else None


def dated(choice: Choice) -> Edit | None:
    """Move a date by a day."""
    path = choice.of(choice.paths(is_date))
    return Edit("shift", path, DAY) if path else None


def flipped(choice: Choice) -> Edit | None:
    """Change a boolean."""
    path = choice.of(choice.paths(lambda value: isinstance(value, bool)))
    return Edit("set", path, not choice.value(path)) if path else None


def counted(choice: Choice) -> Edit | None:
    """Change an integer that both readers read alike."""
    found = choice.paths(lambda value: type(value) is int)
    agreed = [path for path in found if len({value_at(v, path) for v in choice.views}) == 1]
    path = choice.of(agreed)
    return Edit("set", path, choice.value(path) + 1) if path else None


def several_set(choice: Choice) -> Edit | None:
    """Set a string of several lines in the place of another string."""
    path = choice.of(choice.paths(is_text, top=True))
    return Edit("set", path, choice.of(SEVERAL)) if path else None


def first_key(choice: Choice) -> Edit | None:
    """Move a key to the front."""
    keys = list(choice.views[0])
    if len(keys) < 2 or not is_mapping(choice.views[0]):
        return None
    moved = keys[1:][choice.number % (len(keys) - 1)]
    return Edit("order", (), [moved, *(key for key in keys if key != moved)])


def reversed_keys(choice: Choice) -> Edit | None:
    """Reverse all keys."""
    keys = list(choice.views[0])
    is_right = len(keys) > 1 and is_mapping(choice.views[0])
    return Edit("order", (), keys[::-1]) if is_right else None


def nested_reversed(choice: Choice) -> Edit | None:
    """Reverse the keys of a nested mapping."""
    path = choice.of([path for path in nested_mappings(choice) if len(choice.value(path)) > 1])
    return Edit("order", path, list(choice.value(path))[::-1]) if path else None


OPERATIONS: dict[str, Callable[[Choice], Edit | None]] = {
    "untouched": untouched,
    "set the title": title(TEXTS),
    "set the title to a string such as `no`": title(OTHER_TYPES),
    "add a string": added(lambda choice: choice.of(TEXTS)),
    "add a list": added(lambda choice: [choice.of(WORDS), "Harbour"]),
    "add a mapping": added(lambda choice: {"name": choice.of(WORDS), "height": 3}),
    "remove a key": removed,
    "rename a key": renamed,
    "append to a list": appended,
    "insert into a list": inserted,
    "remove an item": item_removed,
    "nested: set": nested_set,
    "nested: add": nested_add,
    "nested: remove": nested_remove,
    "nested: rename": nested_rename,
    "nested: reverse": nested_reversed,
    "move a date by a day": dated,
    "change a boolean": flipped,
    "change an integer": counted,
    "set several lines": several_set,
    "add several lines": added(lambda choice: choice.of(SEVERAL)),
    "move a key to the front": first_key,
    "reverse the keys": reversed_keys,
    "canonical form": lambda _: Edit("canonicalize"),
}
