"""The patterns of a model: the documents that they match, and their grammar."""

from typing import Annotated, Any

import attrs
import pytest
from loops import each
from measure import Measure
from strategies import exact

from newsfeed import Article, ParseError, parse, serialize
from newsfeed.frontmatter import Key
from newsfeed.frontmatter.read.canonical import grammar, read_canonical
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.scalars import POSSESSIVE
from newsfeed.frontmatter.schema import schema_of


def general(text: str, schema: Any) -> Any:
    """Read a text with the YAML reader; return None for a text that it rejects."""
    try:
        return read_yaml(text, schema).model
    except ParseError:
        return None


MEASURE = schema_of(Measure)


@pytest.mark.parametrize(
    "lines",
    [
        "name: a\nratio: 1.5\nday: 2021-12-10\n",
        "name: a\nratio: 3\nat:\n  - 2021-12-10T14:30:00.5Z\ncounts:\n  - 1\n  - -2\n",
        'name: "a"\nlabels:\n  - "b"\n  - "c\\"d"\ncolour: blue\n',
        "name: a\ninner:\n  name: b\n  inner:\n    name: c\n    counts:\n      - 1\n",
        "name: a\n\ninners:\n  - name: b\n    inners:\n      - name: c\n  - name: d\n",
        'name: a\n"a key: \\"#\\"": 3\n',
    ],
)
def test_any_model_is_recognized(lines: str) -> None:
    text = f"---\n{lines}---\n"
    recognized = read_canonical(text, MEASURE)
    assert recognized is not None
    assert exact(recognized) == exact(general(text, MEASURE))


@pytest.mark.parametrize(
    "lines",
    [
        "name: a\ngrid:\n  - - 1\n",
        "name: a\nanything: 3\n",
        "name: a\nratio: .inf\n",
        "name: a\nday: 2021-2-3\n",
        f"name: a\n{'k' * 200}: 3\n",
        "name: a\n" + "".join(f"{' ' * i}inner:\n{' ' * i}  name: a\n" for i in range(0, 80, 2)),
    ],
)
def test_what_a_pattern_does_not_own_is_left_to_the_general_reader(lines: str) -> None:
    text = f"---\n{lines}---\n"
    assert read_canonical(text, MEASURE) is None
    assert parse(text, model=Measure) == general(text, MEASURE)


@attrs.define
class Open:
    """A model that needs what no pattern owns."""

    data: dict[str, Any]


def test_a_date_that_is_none_is_left_to_the_general_reader() -> None:
    assert read_canonical("---\nname: a\nday: 2021-02-30\n---\n", MEASURE) is None


def test_a_model_with_a_required_key_that_no_pattern_owns_is_never_recognized() -> None:
    assert read_canonical("---\ndata:\n  a: 1\n---\n", schema_of(Open)) is None
    assert parse("---\ndata:\n  a: 1\n---\n", model=Open).data == {"a": 1}
    assert "(?!)  # data: for another reader" in grammar(Open)


@each("key", ["NEWLINE", "a\n(b", "a # b"])
@each("hint", [int | None, Any])
def test_a_key_may_have_any_name(key: str, hint: Any) -> None:
    field = attrs.field(default=None, type=Annotated[hint, Key(key)])  # type: ignore[call-overload]
    model: type[Any] = attrs.make_class("Odd", {"thing": field})
    text = serialize(model(3))
    assert parse(text, model=model) == model(3)
    assert (read_canonical(text, schema_of(model)) is None) == (hint is Any)
    with pytest.raises(ParseError):
        parse("---\n\n: 3\n---\n", model=model)


def test_a_model_without_fields_is_recognized() -> None:
    model = attrs.make_class("Nothing", {"extra": attrs.field(factory=dict)})
    assert read_canonical("---\n---\n", schema_of(model)) == model()


@attrs.define
class Box:
    label: str
    inner: "Box | None" = None


def test_records_below_32_others_are_left_to_the_general_reader() -> None:
    schema = schema_of(Box)
    for depth in (32, 33):
        blanks = [" " * (2 * level) for level in range(depth + 1)]
        lines = "".join(f"{each}inner:\n{each}  label: b\n" for each in blanks[:depth])
        text = f"---\nlabel: a\n{lines}---\n"
        recognized, read = read_canonical(text, schema), read_yaml(text, schema).model
        assert recognized == (read if depth == 32 else None)


def test_the_pattern_can_be_printed() -> None:
    shown = grammar(Article)
    assert shown.startswith("# front matter\n\\-\\-\\-\\n\n(?:category:\\ ")
    assert '\ntitle:\\ "(.*)"\\n  # text\n' in shown
    assert shown.count("# related\n") == 1
    assert "isCached:\\ (true|false)\\r\\n" in grammar(Article, "\r\n")
    assert grammar(MEASURE.model).count("# inners\n") == 1


@attrs.define
class Lamp:
    lit: bool
    red: bool | None = None


@attrs.define
class Buoy:
    lamp: Lamp


@attrs.define
class Coast:
    buoys: list[Buoy] = attrs.field(factory=list)


@attrs.define
class Chart:
    coasts: list[Coast] = attrs.field(factory=list)
    lamps: list[Lamp] = attrs.field(factory=list)
    buoy: Buoy | None = None
    dry: bool | None = None


GRAMMAR = r"""
# front matter
\-\-\-\r\n
(?:coasts:\r\n((?:\ \ .*\r\n)++))?+  # list
(?:lamps:\r\n(
\ \ \-\ (?!\ )
(?:\ \ \ \ |(?<=-\ ))lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ red:\ (true|false)\r\n)?+  # boolean
(?<=\n)((?:\ \ .*\r\n)*+)))?+  # list
(?:buoy:\r\n(
(?=\ \ )
\ \ lamp:\r\n((?:\ \ \ \ .*\r\n)++)  # model
(?<=\n)))?+  # model
(?:dry:\ (true|false)\r\n)?+  # boolean
---(?:\r\n|\Z)

# coasts
\ \ \-\ (?!\ )
(?:(?:\ \ \ \ |(?<=-\ ))buoys:\r\n((?:\ \ \ \ \ \ .*\r\n)++))?+  # list

# buoys
\ \ \ \ \ \ \-\ (?!\ )
(?:\ \ \ \ \ \ \ \ |(?<=-\ ))lamp:\r\n(
(?=\ \ \ \ \ \ \ \ \ \ )
\ \ \ \ \ \ \ \ \ \ lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ \ \ \ \ \ \ red:\ (true|false)\r\n)?+  # boolean
(?<=\n))  # model

# lamp
(?=\ \ \ \ )
\ \ \ \ lit:\ (true|false)\r\n  # boolean
(?:\ \ \ \ red:\ (true|false)\r\n)?+  # boolean
"""


def test_the_grammar_shows_each_pattern_that_stands_alone() -> None:
    expected = GRAMMAR.strip().replace(")?+", f")?{POSSESSIVE}")
    for quantifier in "*+":
        expected = expected.replace(f"){quantifier}+", f"){quantifier}{POSSESSIVE}")
    assert grammar(Chart, "\r\n") == expected
