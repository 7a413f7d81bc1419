"""The values of fields: what a text, an integer, a boolean and a list make of each scalar."""

import pytest
import yaml
from blocks import problems_of, read
from loops import each

from newsfeed import ParseError, parse, serialize

pytestmark = pytest.mark.usefixtures("each_loader")


AS_WRITTEN = [
    *["NO", "no", "Yes", "on", "y", "N", "true", "False", "OFF"],
    *["10:00", "1:30:00", "0123", "0x1F", "0o17", "0b1", "1_000", "1,000", "1e3", "3", "-1", "3.0"],
    *[".5", ".inf", ".nan", "2021-12-10", "2021-12-10T14:30:00Z", "2026-02-30"],
    *["nUll", "none", "None", "nil", "=", "<<", "a#b", "a:b", "http://daily.example/?a=1#b"],
    *["it's"],
    *['say "so"', "a, b", "-x", "--", "?x", ":x", "a\\nb", "雨 😀", "C:\\data", "~~", "~ x"],
]


@each("word", AS_WRITTEN)
def test_a_text_field_takes_a_plain_word_as_written(word: str) -> None:
    article = read(
        f"category: {word}\ntitle: {word}\nprovider:\n  name: {word}\ntopics:\n  - {word}\n"
    )
    assert article.provider is not None
    assert [article.category, article.title, article.provider.name, *article.topics] == [word] * 4


@each(
    "written, value",
    [
        ("'NO'", "NO"),  # single quotes
        ('"NO"', "NO"),  # double quotes
        ("''", ""),  # empty single quotes
        ('""', ""),  # empty double quotes
        ('"null"', "null"),  # quoted null
        ("'~'", "~"),  # quoted tilde
        ("'it''s'", "it's"),  # doubled quote
        (r'"\x41\u00e9\U0001F600\n\t\\\"\/"', 'Aé😀\n\t\\"/'),  # escapes
        ('" a "', " a "),  # blanks in quotes
        ("Rain   ", "Rain"),  # blanks behind
        ("Rain # note", "Rain"),  # comment
        ("Rain\n  and sun", "Rain and sun"),  # folded plain
        ("Rain\n\n  and sun", "Rain\nand sun"),  # folded plain with empty line
        ("'Rain\n  and sun'", "Rain and sun"),  # folded quotes
        ('"Rain \\\n  and sun"', "Rain and sun"),  # escaped line end
        ("|\n  Rain\n   and\n\n  sun\n", "Rain\n and\n\nsun\n"),  # literal
        ("|-\n  Rain\n", "Rain"),  # literal, stripped
        ("|+\n  Rain\n\nheat: 3", "Rain\n\n"),  # literal, kept
        (">\n  Rain\n  and\n\n  sun\n", "Rain and\nsun\n"),  # folded
        ("|2\n   Rain", " Rain\n"),  # literal with indentation
        ("!!str 3", "3"),  # tag
        ("!!str null", "null"),  # tag before null
        ("!!str", ""),  # tag alone
        ("!!str ~", "~"),  # tag before tilde
        ("! NO", "NO"),  # tag of no kind
        ("!<tag:yaml.org,2002:str> 3", "3"),  # tag in full
        ("&a Rain", "Rain"),  # anchor
    ],
)
def test_a_text_field_takes_every_style(written: str, value: str) -> None:
    assert read(f"title: {written}").title == value


def test_a_list_of_text_takes_plain_words_as_written() -> None:
    assert read("title: a\ntopics: [on, 10:00, NO, 0123, 2021-12-10, '~']").topics == [
        *["on", "10:00", "NO", "0123", "2021-12-10", "~"]
    ]


# --- Integers -------------------------------------------------------------------------------------


@each(
    "written, value",
    [
        *[("0", 0), ("-0", 0), ("3", 3), ("+3", 3), ("-1", -1), ("172", 172)],
        *[("685230", 685230), ("+685_230", 685230), ("02472256", 685230)],
        *[("0x_0A_74_AE", 685230), ("0b1010_0111_0100_1010_1110", 685230)],
        *[("017", 15), ("-017", -15), ("0x1f", 31), ("-0x1F", -31), ("+0b101", 5), ("00", 0)],
        *[("0_7", 7), ("1_000_", 1000), ("9" * 4300, int("9" * 4300))],
    ],
)
def test_an_integer_is_what_yaml_1_1_calls_one(written: str, value: int) -> None:
    assert yaml.safe_load(written) == value
    for quoted in (written, f"'{written}'", f'"{written}"', f"!!int {written}"):
        heat = read(f"title: Rain\nheat: {quoted}").heat
        assert type(heat) is int
        assert heat == value


@each(
    "written",
    [
        *["0o17", "089", "08", "1:30", "190:20:30", "3.0", "3.", "1e3", "1,000", "0X1F", "0B1"],
        *["--1", "+-1", "_1", "0x", "0b", "0b2", "0xG", "''", "' 3'", "'3 '", "'3\n\n  '", "٣"],
        *["３"],
        *["true", "hot", "3 4", ".inf", "[3]", "{a: 3}", "'null'", "!!str hot"],
        "9" * 4301,  # too many digits
    ],
)
def test_what_is_no_integer_is_refused(written: str) -> None:
    assert problems_of(f"title: Rain\nheat: {written}") == [("NF011", "heat")]


@pytest.mark.parametrize(
    "written", ["0x" + "f" * 10_000, "0b" + "1" * 40_000, "0" + "7" * 10_000], ids=lambda w: w[:3]
)
def test_an_integer_too_long_for_decimals_is_refused_or_comes_back(written: str) -> None:
    text = f"---\ntitle: Rain\nheat: {written}\n---\n"
    try:
        article = parse(text)
    except ParseError:
        return
    assert serialize(article) == text


# --- Booleans -------------------------------------------------------------------------------------


WORDS = [("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n")]
BOOLEANS = [
    (spelling, value)
    for pair in WORDS
    for word, value in zip(pair, (True, False), strict=True)
    for spelling in dict.fromkeys((word, word.capitalize(), word.upper()))
]


@each("written, value", BOOLEANS)
def test_a_boolean_is_one_of_the_words_of_yaml_1_1(written: str, value: bool) -> None:
    assert read(f"title: Rain\npublished: {written}").published is value
    assert read(f"title: Rain\npublished: !!bool {written}").published is value
    assert (
        read(f"title: Rain\nimages: [{{url: a, isCached: {written}}}]").images[0].is_cached is value
    )


@each(
    "written",
    [
        *["'true'", '"false"', "|\n  true", "0", "1", "t", "tRue", "yES", "oN", "ja", "enabled"],
        *["[true]", "{a: true}", "''", "true false"],
    ],
)
def test_what_is_no_boolean_is_refused(written: str) -> None:
    assert problems_of(f"title: Rain\npublished: {written}") == [("NF011", "published")]
