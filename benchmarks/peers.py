"""What others offer for the same work, each behind the same two functions."""

import io
import json
import operator
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import frontmatter
import orjson
import pythonizeyaml
import ryaml
import yaml
import yaml12
import yaml_edit
import yamltrip
import yarutsk
from dateutil import parser
from ruamel.yaml import YAML

import newsfeed
from newsfeed.frontmatter.schema import schema_of

MOMENT = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d(?::\d\d(?:\.\d*)?)?"
    r"(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?"
)
"""A timestamp as a string; readers of YAML 1.2 construct no datetime from it."""


@attrs.frozen
class Append:
    """A string to append to the list of a key."""

    key: str
    item: str


Change = tuple[str, Any] | Append | None
"""A key and its new value, an item to append, or None to write a text back as it is."""


@attrs.frozen
class Library:
    """A library: how it reads a text to data, and how it writes one back, changed or not.

    Args:
        name: Its name.
        read: From the whole text.
        write: From the whole text and a change, if it can write at all.
        compiled: Whether it is compiled code.
    """

    name: str
    read: Callable[[str], Any]
    write: Callable[[str, Change], str] | None = None
    compiled: bool = False


def parts(text: str) -> tuple[str, str, str]:
    """Split a text for those that know no front matter: to the fence, block, from the fence."""
    start, end = text.index("\n") + 1, text.index("\n---", 3) + 1
    return text[:start], text[start:end], text[end:]


def block_reader(load: Callable[[str], Any]) -> Callable[[str], Any]:
    """Make a reader of blocks read whole texts."""
    return lambda text: load(parts(text)[1])


def block_writer(
    load: Callable[[str], Any],
    dump: Callable[[Any], str],
    list_of: Callable[[Any, str], Any] = operator.getitem,
) -> Callable[[str, Change], str]:
    """Make an editor of blocks, whose documents are dicts, edit whole texts."""

    def write(text: str, change: Change) -> str:
        head, block, tail = parts(text)
        document = load(block)
        apply(document, change, list_of)
        return head + dump(document) + tail

    return write


def apply(
    document: Any, change: Change, list_of: Callable[[Any, str], Any] = operator.getitem
) -> None:
    """Change a document that is a mapping, in place."""
    if isinstance(change, Append):
        list_of(document, change.key).append(change.item)
    elif change:
        document[change[0]] = change[1]


def writer_of(model: type[Any]) -> Callable[[str, Change], str]:
    """Return a function that reads a text into an attrs class, changes it, and writes it."""
    names = attrs.fields_dict(model)

    def write(text: str, change: Change) -> str:
        article = newsfeed.parse(text, model=model)
        if isinstance(change, Append):
            owned = change.key in names
            values = getattr(article, change.key) if owned else article.extra[change.key]
            values.append(change.item)
        elif change:
            setattr(article, change[0], change[1])
        return newsfeed.serialize(article)

    return write


def python_frontmatter(text: str, change: Change) -> str:
    """Read a text and write it with python-frontmatter."""
    post = frontmatter.loads(text)
    apply(post, change)
    return str(frontmatter.dumps(post))


def trip(text: str, change: Change) -> str:
    """Read a text and write it with yamltrip, whose documents do not change."""
    head, block, tail = parts(text)
    document = yamltrip.loads(block)
    if isinstance(change, Append):
        document = document.append(change.key, value=change.item)
    elif change:
        document = document.replace(change[0], value=change[1])
    return f"{head}{document.dumps()}{tail}"


def round_trip_yaml() -> YAML:
    """Set ruamel.yaml up as its documentation has it for files of this layout."""
    handler = YAML()
    handler.preserve_quotes = True
    handler.width = 10**6
    handler.indent(mapping=2, sequence=4, offset=2)
    return handler


def ruamel_dump(document: Any) -> str:
    """Write with ruamel.yaml."""
    out = io.StringIO()
    round_trip_yaml().dump(document, out)
    return out.getvalue()


def ruamel_load(block: str) -> Any:
    """Read with ruamel.yaml."""
    return round_trip_yaml().load(block)


def c_load(block: str) -> Any:
    """Read with PyYAML and libyaml."""
    return yaml.load(block, yaml.CSafeLoader)


LIBRARIES = [
    Library("newsfeed", newsfeed.parse, writer_of(newsfeed.Article)),
    Library(
        "python-frontmatter", lambda text: frontmatter.loads(text).metadata, python_frontmatter
    ),
    Library("PyYAML with libyaml", block_reader(c_load), compiled=True),
    Library("PyYAML, pure", block_reader(yaml.safe_load)),
    Library("ruamel.yaml", block_reader(ruamel_load), block_writer(ruamel_load, ruamel_dump)),
    Library("py-yaml12", block_reader(yaml12.parse_yaml), compiled=True),
    Library("yarutsk", block_reader(yarutsk.loads), compiled=True),
    Library("ryaml", block_reader(ryaml.loads), compiled=True),
    Library(
        "yaml-edit",
        block_reader(lambda block: yaml_edit.Document.parse(block).to_python()),
        block_writer(yaml_edit.Document.parse, str, yaml_edit.Document.get_sequence),
        compiled=True,
    ),
    Library("yamltrip", block_reader(lambda block: yamltrip.loads(block).root), trip, True),
    Library(
        "pythonizeyaml",
        block_reader(pythonizeyaml.safe_load),
        block_writer(pythonizeyaml.load, pythonizeyaml.dump),
        compiled=True,
    ),
]
YARDSTICKS = {"orjson": orjson.loads}


def data_of(record: Any) -> dict[str, Any]:
    """Return the data of a record as a YAML or JSON reader gives it, timestamps as text."""
    fields = schema_of(type(record)).fields.items()
    values = ((key, plain(getattr(record, field.name))) for key, field in fields)
    return {key: value for key, value in values if value is not None and value != []}


def plain(value: Any) -> Any:
    """Return a value in the types of JSON, whatever library made it."""
    if attrs.has(type(value)):
        return data_of(value)
    if hasattr(value, "items"):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "append"):
        return [plain(each) for each in value]
    if isinstance(value, str) and MOMENT.fullmatch(value):
        value = parser.parse(value)
    if isinstance(value, date):
        return in_utc(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, str) else value


def in_utc(value: datetime) -> str:
    """Return a datetime as JSON has it; one without time zone is in UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_json(data: Any) -> str:
    """Return data as JSON, in which 1, 1.0 and true differ; a file without keys may give None."""
    return json.dumps(plain(data or {}), sort_keys=True)


def changed_lines(old: str, new: str) -> tuple[int, int]:
    """Count the lines between the equal ones at the start and at the end, line endings included.

    Returns:
        How many lines are gone, and how many are in their place.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for _ in range(2):  # from the start, then from the end
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        before, after = before[same:][::-1], after[same:][::-1]
    return len(before), len(after)
