"""JSON Schema: each rule refuses what breaks it, and what the library writes is valid.

A case of `cases/schema` is named after a record and the rule of it that it alone breaks, such as
`Image-width-type`; its answer is what the validator says of it.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from loops import each
from paths import CASES
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from strategies import articles, examples, key_of, records

from newsfeed import Article, Image, ParseError, Provider, RelatedItem, parse, serialize
from newsfeed.export import json_schema, to_json

FILES = CASES / "schema"
NAMES = sorted(path.stem for path in FILES.glob("*.md"))

# As other programs get them.
OPEN: dict[str, Any] = json.loads(to_json(json_schema()))
CLOSED: dict[str, Any] = json.loads(to_json(json_schema(extra=False)))
VALIDATOR, STRICT = Draft202012Validator(OPEN), Draft202012Validator(CLOSED)


# --- Front matter as other programs read it -------------------------------------------------------


class _Texts(SafeConstructor):
    """Leaves timestamps as they are written: YAML 1.2 has none."""


_Texts.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def yaml_1_1(block: str) -> Any:
    return _as_json(yaml.load(block, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def yaml_1_2(block: str) -> Any:
    loader = YAML(typ="safe", pure=True)
    loader.Constructor = _Texts
    return _as_json(loader.load(block))


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


READERS: dict[str, Callable[[str], Any]] = {"YAML 1.1": yaml_1_1, "YAML 1.2": yaml_1_2}
readers = pytest.mark.parametrize("reader", READERS)


def block_of(text: str) -> str:
    """Take out what stands between the fences."""
    found = re.match(r"---\r?\n(.*?)^---\r?$", text, re.DOTALL | re.MULTILINE)
    assert found is not None, text
    return found[1]


# --- Cases ----------------------------------------------------------------------------------------


def parts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name each record of the schema, each field and what stands in a list."""
    for record, schema in {"Article": CLOSED, **CLOSED["$defs"]}.items():
        yield record, schema
        for key, field in schema["properties"].items():
            yield f"{record}-{key}", field
            if "items" in field:
                yield f"{record}-{key}-items", field["items"]


# These refuse nothing by themselves.
QUIET = {"$schema", "$defs", "title", "description", "properties", "items"}
RULES = {
    f"{name}-{rule.removeprefix('$')}"
    for name, schema in parts()
    for rule in schema
    if rule not in QUIET
}
PLACES = {id(schema): name for name, schema in parts()}


def leaves(error: ValidationError) -> Iterator[ValidationError]:
    """What is wrong in each way in which a value might be right, or else the error itself."""
    if not error.context:
        yield error
    for inner in error.context or ():
        yield from leaves(inner)


def broken(error: ValidationError) -> Iterator[str]:
    """Name the rules that an error breaks."""
    for fault in (error, *leaves(error)):
        yield f"{PLACES.get(id(fault.schema))}-{fault.validator}"
        *_, key, items, _ = [None, None, *fault.absolute_schema_path]
        if items == "items":
            yield from (f"{record}-{key}-items-ref" for record in ("Article", *CLOSED["$defs"]))


def test_every_rule_of_the_schema_has_a_case_and_an_answer() -> None:
    assert len(NAMES) > 50
    assert sorted(RULES) == NAMES
    assert sorted(path.stem for path in FILES.glob("*.txt")) == NAMES


@readers
@each("name", NAMES)
def test_a_case_breaks_its_rule_alone(name: str, reader: str) -> None:
    data = READERS[reader](block_of((FILES / f"{name}.md").read_text(encoding="utf-8")))
    [error] = STRICT.iter_errors(data)
    lines = [f"{each.json_path}: {each.message}\n" for each in leaves(error)]
    assert "".join(lines) == (FILES / f"{name}.txt").read_bytes().decode()
    assert name in broken(error)
    assert VALIDATOR.is_valid(data) == name.endswith("-additionalProperties")


# --- The schema -----------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", [True, False])
@pytest.mark.parametrize("model", [Article, RelatedItem, Provider, Image])
def test_a_schema_is_one_of_draft_2020_12(model: type[Any], extra: bool) -> None:
    schema = json_schema(model, extra=extra)
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:2] == ["$schema", "title"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == model.__name__
    assert json.loads(to_json(schema)) == schema


@pytest.mark.parametrize("model", [Article, RelatedItem, Provider, Image])
def test_every_key_is_described_in_canonical_order(model: type[Any]) -> None:
    roles = {"extra", "body", "source", "path"}
    names = [each.name for each in attrs.fields(model) if each.name not in roles]
    described = json_schema(model)["properties"]
    assert list(described) == [key_of(name) for name in names]
    assert all(each["description"].endswith(".") for each in described.values())


def test_the_patterns_mean_the_same_to_javascript() -> None:
    """They have no more than ECMA-262 with the flag u and Python have in common."""
    portable = re.compile(
        r"\^(?: [A-Z0-9:-] | \[(?: [-A-Za-z0-9+ ] | \\t )+\] | [()|?*+] | \\\. | \{[0-9]+\} )*\$",
        re.VERBOSE,
    )
    patterns = set(re.findall(r'"pattern": (".*")', to_json(OPEN)))
    assert patterns
    for pattern in map(json.loads, patterns):
        assert portable.fullmatch(pattern), pattern


def test_a_schema_may_be_changed_without_changing_the_next() -> None:
    def dicts(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for each in value.values():
                yield from dicts(each)

    one, other = [*dicts(json_schema())], [*dicts(json_schema())]
    assert len(one) > 50
    assert not {id(each) for each in one} & {id(each) for each in other}
    assert len({id(each) for each in one}) == len(one)


# --- What is valid --------------------------------------------------------------------------------


@pytest.mark.shared
@readers
def test_every_real_file_is_valid(shared: Path, reader: str) -> None:
    paths = [*(shared / "seeds").glob("*.md"), *(shared / "corpus/news").glob("*.md")]
    texts = [path.read_bytes().decode() for path in paths]
    for name in ("api/pairs.jsonl", "edits/edits.jsonl"):
        rows = (shared / "corpus" / name).read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, rows):
            texts += [row[key] for key in ("text", "old", "new") if key in row]
    assert len(texts) == 267 + 60 + 2 * 28
    for text in texts:
        STRICT.validate(READERS[reader](block_of(text)))


@examples(100)
@given(articles())
def test_every_canonical_text_is_valid(article: Article) -> None:
    for read in READERS.values():
        VALIDATOR.validate(read(block_of(serialize(article))))


@examples(100)
@given(articles())
def test_without_unknown_keys_it_is_valid_where_those_are_refused(article: Article) -> None:
    unknown = [record for record in records(article) if record.extra]
    for read in READERS.values():
        assert STRICT.is_valid(read(block_of(serialize(article)))) == (not unknown)
    for record in unknown:
        record.extra.clear()
    for read in READERS.values():
        STRICT.validate(read(block_of(serialize(article))))


# --- Timestamps -----------------------------------------------------------------------------------

PATTERN: str = OPEN["properties"]["publishedDateTime"]["pattern"]

# What comes near to YAML 1.1's (https://yaml.org/type/timestamp.html).
YAML_TIMESTAMP = (
    r"[0-9]{4}-[01]?[0-9]-[0-3]?[0-9]"
    r"(([Tt]|[ \t]+)[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9](\.[0-9]*)?)?"
    r"([ \t]*(Z|[-+][0-2]?[0-9](:?[0-6][0-9])?))?)?"
)


def is_read(text: str) -> bool:
    """Tell whether the library takes a text for a timestamp, of the day that stands there."""
    try:
        article = parse(f'---\ntitle: a\npublishedDateTime: "{text}"\n---\n')
    except ParseError:
        return False
    assert article.published_date_time is not None
    return article.published_date_time.date() == day_of(text)


def day_of(text: str) -> date:
    year, month, day = re.findall("[0-9]+", text)[:3]
    return date(int(year), int(month), int(day))


def has_day(text: str) -> bool:
    """Tell whether there is such a day, whatever the zone."""
    try:
        return 1 < day_of(text).year < 9999
    except ValueError:
        return False


@examples(200)
@given(st.from_regex(PATTERN.removesuffix("$"), fullmatch=True))
def test_what_the_schema_calls_a_timestamp_is_read(text: str) -> None:
    assume(has_day(text))
    assert is_read(text)


@examples(300)
@given(st.from_regex(YAML_TIMESTAMP, fullmatch=True))
def test_a_timestamp_of_yaml_is_read_if_and_only_if_the_schema_takes_it(text: str) -> None:
    assume(has_day(text))
    assert is_read(text) == (re.search(PATTERN, text) is not None)


TIMESTAMPS = {
    "2026-03-14T09:30:00Z": True,
    "2026-03-14": True,
    "2026-3-4": True,
    "2026-03-14 9:30": True,
    "2026-03-14 09:30:00 -0800": True,
    "2026-03-14t09:30:00.5+5:30": True,
    "2026-03-14T09:30:00.123456789-8": True,
    "2026-03-14T23:59:59.Z": True,
    "2026-03-14T24:00:00Z": False,
    "2026-03-14T09:60:00Z": False,
    "2026-03-14T09:30:60Z": False,
    "2026-13-14": False,
    "2026-03-32": False,
    "2026-03-14T09:30:00+24:00": False,
    "2026-03-14T09": False,
    "2026-03-14T09:30:00 PST": False,
    "14 March 2026": False,
    "26-03-14": False,
    "a 2026-03-14": False,
    "2026-03-14 b": False,
    "": False,
}


@each("text", TIMESTAMPS)
def test_the_schema_takes_timestamps_as_yaml_has_them(text: str) -> None:
    data = {"title": "Tide", "publishedDateTime": text}
    assert VALIDATOR.is_valid(data) == TIMESTAMPS[text]
    assert VALIDATOR.is_valid({"title": "Tide", "related": [data]}) == TIMESTAMPS[text]
    assert not TIMESTAMPS[text] or is_read(text)
