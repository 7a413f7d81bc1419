"""The reading rules: what each kind of field makes of what people write."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from newsfeed import Article, Image, ParseError, Provider, RelatedItem, parse, serialize

pytestmark = pytest.mark.usefixtures("each_loader")


def read(block: str) -> Article:
    return parse(f"---\n{block}\n---\n")


def problems_of(block: str) -> list[tuple[str, str]]:
    with pytest.raises(ParseError) as caught:
        read(block)
    return [(problem.code, problem.key) for problem in caught.value.problems]


# Text


AS_WRITTEN = [
    *["NO", "no", "Yes", "on", "y", "N", "true", "False", "OFF"],
    *["10:00", "1:30:00", "0123", "0x1F", "0o17", "0b1", "1_000", "1,000", "1e3", "3", "-1", "3.0"],
    *[".5", ".inf", ".nan", "2021-12-10", "2021-12-10T14:30:00Z", "2026-02-30"],
    *[
        "nUll",
        "none",
        "None",
        "nil",
        "=",
        "<<",
        "a#b",
        "a:b",
        "http://daily.example/?a=1#b",
        "it's",
    ],
    *['say "so"', "a, b", "-x", "--", "?x", ":x", "a\\nb", "雨 😀", "C:\\data", "~~", "~ x"],
]


@pytest.mark.parametrize("word", AS_WRITTEN)
def test_a_text_field_takes_a_plain_word_as_written(word: str) -> None:
    article = read(
        f"category: {word}\ntitle: {word}\nprovider:\n  name: {word}\ntopics:\n  - {word}\n"
    )
    assert article.provider is not None
    assert [article.category, article.title, article.provider.name, *article.topics] == [word] * 4


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("'NO'", "NO", id="single quotes"),
        pytest.param('"NO"', "NO", id="double quotes"),
        pytest.param("''", "", id="empty single quotes"),
        pytest.param('""', "", id="empty double quotes"),
        pytest.param('"null"', "null", id="quoted null"),
        pytest.param("'~'", "~", id="quoted tilde"),
        pytest.param("'it''s'", "it's", id="doubled quote"),
        pytest.param(r'"\x41\u00e9\U0001F600\n\t\\\"\/"', 'Aé😀\n\t\\"/', id="escapes"),
        pytest.param('" a "', " a ", id="blanks in quotes"),
        pytest.param("Rain   ", "Rain", id="blanks behind"),
        pytest.param("Rain # note", "Rain", id="comment"),
        pytest.param("Rain\n  and sun", "Rain and sun", id="folded plain"),
        pytest.param("Rain\n\n  and sun", "Rain\nand sun", id="folded plain with empty line"),
        pytest.param("'Rain\n  and sun'", "Rain and sun", id="folded quotes"),
        pytest.param('"Rain \\\n  and sun"', "Rain and sun", id="escaped line end"),
        pytest.param("|\n  Rain\n   and\n\n  sun\n", "Rain\n and\n\nsun\n", id="literal"),
        pytest.param("|-\n  Rain\n", "Rain", id="literal, stripped"),
        pytest.param("|+\n  Rain\n\nheat: 3", "Rain\n\n", id="literal, kept"),
        pytest.param(">\n  Rain\n  and\n\n  sun\n", "Rain and\nsun\n", id="folded"),
        pytest.param("|2\n   Rain", " Rain\n", id="literal with indentation"),
        pytest.param("!!str 3", "3", id="tag"),
        pytest.param("!!str null", "null", id="tag before null"),
        pytest.param("!!str", "", id="tag alone"),
        pytest.param("!!str ~", "~", id="tag before tilde"),
        pytest.param("! NO", "NO", id="tag of no kind"),
        pytest.param("!<tag:yaml.org,2002:str> 3", "3", id="tag in full"),
        pytest.param("&a Rain", "Rain", id="anchor"),
    ],
)
def test_a_text_field_takes_every_style(written: str, value: str) -> None:
    assert read(f"title: {written}").title == value


def test_a_list_of_text_takes_plain_words_as_written() -> None:
    assert read("title: a\ntopics: [on, 10:00, NO, 0123, 2021-12-10, '~']").topics == [
        *["on", "10:00", "NO", "0123", "2021-12-10", "~"]
    ]


# Null


NULLS = ["", " ~", " null", " Null", " NULL", " # nothing", " !!null ''", " !!null"]
OPTIONAL = [field.name for field in attrs.fields(Article) if field.default is None]
LISTS = ["topics", "images", "related"]


def key_of(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


@pytest.mark.parametrize("null", NULLS)
@pytest.mark.parametrize("name", [name for name in OPTIONAL if name not in ("source", "path")])
def test_null_and_missing_are_none_in_an_optional_field(name: str, null: str) -> None:
    article = read(f"title: Rain\n{key_of(name)}:{null}")
    assert getattr(article, name) is None
    assert article.extra == {}
    assert article == read("title: Rain")


@pytest.mark.parametrize("null", NULLS)
@pytest.mark.parametrize("name", LISTS)
def test_null_and_missing_are_the_empty_list(name: str, null: str) -> None:
    assert getattr(read(f"title: Rain\n{name}:{null}"), name) == []
    assert getattr(read("title: Rain"), name) == []
    assert getattr(read(f"title: Rain\n{name}: []"), name) == []


def test_null_lists_are_empty_at_every_level() -> None:
    block = "title: a\nprovider: {name: b, images: ~}\nrelated:\n  - title: c\n    images:"
    assert read(block) == Article("a", provider=Provider("b"), related=[RelatedItem("c")], body="")


@pytest.mark.parametrize("null", ["", " ~", " null"])
@pytest.mark.parametrize(
    ("block", "key"),
    [
        pytest.param("title:{}", "title", id="title"),
        pytest.param("title: a\nprovider:\n  name:{}", "provider.name", id="name"),
        pytest.param("title: a\nimages:\n  - url:{}", "images[0].url", id="url"),
        pytest.param("title: a\nrelated:\n  - title:{}", "related[0].title", id="related title"),
        pytest.param("title: a\ntopics:\n  -{}", "topics[0]", id="topic"),
        pytest.param("title: a\nimages:\n  -{}", "images[0]", id="image"),
    ],
)
def test_null_is_refused_where_a_value_is_required(block: str, key: str, null: str) -> None:
    assert problems_of(block.format(null)) == [("NF011", key)]


# Integers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[("0", 0), ("-0", 0), ("3", 3), ("+3", 3), ("-1", -1), ("172", 172)],
        *[("685230", 685230), ("+685_230", 685230), ("02472256", 685230)],
        *[("0x_0A_74_AE", 685230), ("0b1010_0111_0100_1010_1110", 685230)],
        *[("017", 15), ("-017", -15), ("0x1f", 31), ("-0x1F", -31), ("+0b101", 5), ("00", 0)],
        *[("0_7", 7), ("1_000_", 1000), ("9" * 4300, int("9" * 4300))],
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str) else "",
)
def test_an_integer_is_what_yaml_1_1_calls_one(written: str, value: int) -> None:
    assert yaml.safe_load(written) == value
    for quoted in (written, f"'{written}'", f'"{written}"', f"!!int {written}"):
        heat = read(f"title: Rain\nheat: {quoted}").heat
        assert type(heat) is int
        assert heat == value


@pytest.mark.parametrize(
    "written",
    [
        *["0o17", "089", "08", "1:30", "190:20:30", "3.0", "3.", "1e3", "1,000", "0X1F", "0B1"],
        *[
            "--1",
            "+-1",
            "_1",
            "0x",
            "0b",
            "0b2",
            "0xG",
            "''",
            "' 3'",
            "'3 '",
            "'3\n\n  '",
            "٣",
            "３",
        ],
        *["true", "hot", "3 4", ".inf", "[3]", "{a: 3}", "'null'", "!!str hot"],
        pytest.param("9" * 4301, id="too many digits"),
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


# Booleans


WORDS = [("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n")]
BOOLEANS = [
    (spelling, value)
    for pair in WORDS
    for word, value in zip(pair, (True, False), strict=True)
    for spelling in dict.fromkeys((word, word.capitalize(), word.upper()))
]


@pytest.mark.parametrize(("written", "value"), BOOLEANS)
def test_a_boolean_is_one_of_the_words_of_yaml_1_1(written: str, value: bool) -> None:
    assert read(f"title: Rain\npublished: {written}").published is value
    assert read(f"title: Rain\npublished: !!bool {written}").published is value
    assert (
        read(f"title: Rain\nimages: [{{url: a, isCached: {written}}}]").images[0].is_cached is value
    )


@pytest.mark.parametrize(
    "written",
    [
        *["'true'", '"false"', "|\n  true", "0", "1", "t", "tRue", "yES", "oN", "ja", "enabled"],
        *["[true]", "{a: true}", "''", "true false"],
    ],
)
def test_what_is_no_boolean_is_refused(written: str) -> None:
    assert problems_of(f"title: Rain\npublished: {written}") == [("NF011", "published")]


# Bytes, byte order mark, line ends


TEXT = "---\ntitle: Rain\nexcerpt: |\n  雨\n  sun\ntopics:\n  - AI\nx: a\n  b\n---\nBody\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("as_bytes", [False, True], ids=["str", "bytes"])
def test_bytes_byte_order_marks_and_line_ends_change_no_value(
    bom: str, newline: str, as_bytes: bool
) -> None:
    text = bom + TEXT.replace("\n", newline)
    article = parse(text.encode() if as_bytes else text)
    assert article == Article(
        "Rain", excerpt="雨\nsun\n", topics=["AI"], extra={"x": "a b"}, body=f"Body{newline}"
    )
    assert article.source == text
    assert article.path is None


# Unknown keys


def test_unknown_keys_are_kept_under_extra_at_every_level_in_their_order() -> None:
    article = read(
        "z: 1\ntitle: a\na: two\nprovider:\n  rank: 3\n  name: b\n  images:\n"
        "    - {alt: c, url: d, Alt: e}\nm: [x]\nrelated:\n  - b: 1\n    title: e\n    a: 2"
    )
    assert article.provider is not None
    assert list(article.extra.items()) == [("z", 1), ("a", "two"), ("m", ["x"])]
    assert article.provider.extra == {"rank": 3}
    assert list(article.provider.images[0].extra.items()) == [("alt", "c"), ("Alt", "e")]
    assert list(article.related[0].extra.items()) == [("b", 1), ("a", 2)]


TYPED: list[tuple[str, Any]] = [
    *[("3", 3), ("0", 0), ("-3", -3), ("+3", 3), ("9" * 30, int("9" * 30))],
    *[("4.5", 4.5), ("-4.5", -4.5), ("5.", 5.0), (".5", 0.5), ("1.5e+3", 1500.0), ("1.0E-2", 0.01)],
    *[(".inf", float("inf")), ("-.INF", float("-inf")), ("+.Inf", float("inf"))],
    *[("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False)],
    *[("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None)],
    ("2021-12-10", date(2021, 12, 10)),
    ("2021-12-10T14:30:00Z", datetime(2021, 12, 10, 14, 30, tzinfo=UTC)),
    ("2021-12-10 14:30:00", datetime(2021, 12, 10, 14, 30, tzinfo=UTC)),
    (
        "2021-12-10 14:30:00.5 -0800",
        datetime(2021, 12, 10, 14, 30, 0, 500_000, timezone(timedelta(hours=-8))),
    ),
    *[("[]", []), ("{}", {}), ("[1, a, ~, [2]]", [1, "a", None, [2]])],
    ("{b: 1, a: {c: 'x'}}", {"b": 1, "a": {"c": "x"}}),
    *[("!!str 3", "3"), ("!!int '3'", 3), ("!!float 3", 3.0), ("!!null ''", None)],
    *[("!!bool true", True), ("! 3", "3")],
    ("!!timestamp '2021-12-10T00:00:00Z'", datetime(2021, 12, 10, tzinfo=UTC)),
]


@pytest.mark.parametrize(("written", "value"), TYPED, ids=[written for written, _ in TYPED])
def test_an_unknown_value_has_its_type_where_yaml_1_1_and_1_2_agree(
    written: str, value: object
) -> None:
    found = read(f"title: Rain\nx: {written}").extra["x"]
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_a_number() -> None:
    found = read("title: Rain\nx: .nan").extra["x"]
    assert isinstance(found, float)
    assert math.isnan(found)


def test_a_timestamp_under_an_unknown_key_keeps_its_offset() -> None:
    found = read("title: Rain\nx: 2021-12-10 14:30:00 -0800").extra["x"]
    assert found.utcoffset() == timedelta(hours=-8)


@pytest.mark.parametrize(
    "word",
    [
        *["NO", "yes", "on", "Off", "y", "10:00", "1:30:00", "0123", "0o17", "0b1", "1_000"],
        *["1,000", "1e3", "1.5e3", "nUll", "tRUE", "=", "2026-02-30", "2021-13-01", "2021-12"],
        *["10/12/2021", "Fri, 10 Dec 2021 14:30:00 GMT", "three"],
        *["2021-12-25 14:30:00 CET", "2021-12-25 14:30:00 PM", "2021-12-10T14:30Z"],
    ],
)
def test_an_unknown_word_that_readers_take_differently_is_text(word: str) -> None:
    article = read(f"title: Rain\nx: {word}\ny:\n  - {word}\nz: {{a: {word.replace(',', ' ')}}}")
    assert article.extra == {"x": word, "y": [word], "z": {"a": word.replace(",", " ")}}


@pytest.mark.parametrize("word", ["3", "true", "~", "4.5", "2021-12-10", ""])
@pytest.mark.parametrize("quote", ["'", '"'], ids=["single", "double"])
def test_an_unknown_value_in_quotes_is_text(word: str, quote: str) -> None:
    assert read(f"title: Rain\nx: {quote}{word}{quote}").extra == {"x": word}


def test_a_number_with_very_many_digits_under_an_unknown_key_is_text() -> None:
    digits = "7" * 100_000
    assert read(f"title: Rain\nx: {digits}").extra == {"x": digits}


# Keys


@pytest.mark.parametrize(
    "key",
    [
        *[
            "on",
            "off",
            "content",
            "self",
            "__class__",
            "__init__",
            "extra",
            "body",
            "source",
            "path",
        ],
        *[
            "model",
            "items",
            "keys",
            "published_date_time",
            "Title",
            "TITLE",
            "web-url",
            "a.b",
            "a b",
        ],
        *[
            "2021",
            "1.5",
            "true",
            "null",
            "~",
            "2021-12-10",
            "10:00",
            "0123",
            "雨",
            "😀",
            "=",
            "a[0]",
        ],
    ],
)
def test_any_other_text_is_an_unknown_key_as_written(key: str) -> None:
    article = read(f"{key}: 1\ntitle: Rain\nprovider:\n  name: a\n  {key}: 2")
    assert article.extra == {key: 1}
    assert article.provider == Provider("a", extra={key: 2})
    assert article.body == ""
    assert (article.title, article.path) == ("Rain", None)
    again = parse(serialize(attrs.evolve(article, source=None)))
    assert again == article


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("'title': a\n\"heat\": 3", Article("a", heat=3, body=""), id="quoted"),
        pytest.param("? title\n: a\n? heat\n: 3", Article("a", heat=3, body=""), id="explicit"),
        pytest.param("{title: a, heat: 3}", Article("a", heat=3, body=""), id="flow"),
        pytest.param('{"title":a,"heat":3}', Article("a", heat=3, body=""), id="JSON"),
        pytest.param("title : a\nheat  :   3", Article("a", heat=3, body=""), id="blanks"),
        pytest.param(r'"\x74itle": a', Article("a", body=""), id="escapes"),
        pytest.param("!!str title: a", Article("a", body=""), id="tag"),
        pytest.param("&k title: a", Article("a", body=""), id="anchor"),
        pytest.param("title: a\n'': 1", Article("a", extra={"": 1}, body=""), id="empty"),
        pytest.param("title: a\n'<<': 1", Article("a", extra={"<<": 1}, body=""), id="no merge"),
        pytest.param("title: a\nx: &k b\n*k : 1", None, id="alias"),
    ],
)
def test_keys_may_be_spelled_as_yaml_allows(block: str, expected: Article | None) -> None:
    assert read(block) == (expected or Article("a", extra={"x": "b", "b": 1}, body=""))


def test_keys_that_differ_only_in_quotes_are_the_same_key() -> None:
    assert problems_of("title: a\non: 1\n'on': 2") == [("NF009", "on")]


def test_the_order_of_the_keys_does_not_matter() -> None:
    one = read("heat: 3\nprovider: {domain: b, name: a}\ntitle: Rain")
    other = read("title: Rain\nheat: 3\nprovider: {name: a, domain: b}")
    assert one == other


@pytest.mark.parametrize("indent", ["", "  ", "      "], ids=["none", "two", "six"])
def test_lists_may_be_indented_at_will(indent: str) -> None:
    block = f"title: a\nimages:\n{indent}- url: b\n{indent}  width: 3\n{indent}-   url: c"
    assert read(block).images == [Image("b", width=3), Image("c")]


# Anchors, aliases, merge keys


def test_a_merge_key_gives_what_the_mapping_itself_does_not_hold() -> None:
    article = read(
        "title: Rain\nbase: &base {name: Daily, domain: daily.example, rank: 1}\n"
        "provider:\n  <<: *base\n  domain: other.example"
    )
    assert article.provider == Provider("Daily", domain="other.example", extra={"rank": 1})
    assert list(article.extra) == ["base"]


def test_a_key_that_is_merged_and_written_is_no_duplicate_in_either_order() -> None:
    block = "base: &base {title: Rain, heat: 1}\n"
    assert read(f"{block}<<: *base\nheat: 2").heat == 2
    assert read(f"{block}heat: 2\n<<: *base").heat == 2
    assert read(f"{block}<<: *base").title == "Rain"


def test_of_several_merged_mappings_the_first_wins() -> None:
    article = read(
        "title: a\none: &one {name: b}\ntwo: &two {name: c, domain: d}\n"
        "provider: {<<: [*one, *two]}"
    )
    assert article.provider == Provider("b", domain="d")


def test_a_merge_key_works_in_unknown_mappings() -> None:
    article = read("title: a\none: &one {b: 1, c: 2}\ntwo: {<<: *one, b: 3}")
    assert article.extra["two"] == {"b": 3, "c": 2}


@pytest.mark.parametrize("merged", ["1", "[1]", "[[]]", "text"])
def test_only_mappings_can_be_merged(merged: str) -> None:
    assert problems_of(f"title: a\nx: {{<<: {merged}}}") == [("NF011", "x.<<")]


def test_what_an_alias_stands_for_is_a_copy() -> None:
    article = read(
        "title: a\nimages:\n  - &image {url: b, tags: &tags [c]}\n  - *image\nx: *tags\ny: *image"
    )
    first, second = article.images
    assert first == second
    first.url = "changed"
    first.extra["tags"].append("d")
    assert second == Image("b", extra={"tags": ["c"]})
    assert article.extra == {"x": ["c"], "y": {"url": "b", "tags": ["c"]}}


def test_what_a_merge_key_gives_is_a_copy() -> None:
    article = read("title: a\none: &one {b: [1]}\ntwo: {<<: *one}\nthree: {<<: *one}")
    article.extra["two"]["b"].append(2)
    assert article.extra["one"] == article.extra["three"] == {"b": [1]}


def test_an_alias_takes_the_type_of_the_place_where_it_stands() -> None:
    article = read("title: &a 10\nheat: *a\nx: *a\ncategory: *a")
    assert (article.title, article.heat, article.extra, article.category) == (
        *("10", 10, {"x": 10}, "10"),
    )


def test_an_anchor_may_be_set_again() -> None:
    article = read("title: &a one\ncategory: *a\nexcerpt: &a two\ntype: *a")
    assert (article.category, article.type) == ("one", "two")


# Tags


@pytest.mark.parametrize(
    ("block", "key"),
    [
        pytest.param("title: !headline a", "title", id="local"),
        pytest.param("title: !!headline a", "title", id="standard"),
        pytest.param("title: !<x> a", "title", id="in full"),
        pytest.param("title: a\nheat: !number 3", "heat", id="number"),
        pytest.param("title: a\ntopics: !tags [a]", "topics", id="list"),
        pytest.param("title: a\ntopics: [!tag a]", "topics[0]", id="item"),
        pytest.param("title: a\nprovider: !provider {name: b}", "provider", id="mapping"),
        pytest.param("title: a\nx: !x 1", "x", id="unknown key"),
        pytest.param("title: a\nx: [{y: !x 1}]", "x[0].y", id="inside an unknown key"),
        pytest.param("title: a\nx: !!python/name:os.system ''", "x", id="python"),
        pytest.param("title: a\ntopics: !!map [a]", "topics", id="mapping's on list"),
        pytest.param("title: a\nheat: !!seq 3", "heat", id="list's on number"),
    ],
)
def test_an_unknown_tag_is_a_problem_with_its_place(block: str, key: str) -> None:
    assert problems_of(block) == [("NF007", key)]


def test_an_unknown_tag_on_a_key_is_a_problem() -> None:
    with pytest.raises(ParseError, match="!key") as caught:
        read("title: a\n!key x: 3")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("NF007", 3, 1)


def test_a_tag_on_the_whole_block_is_checked_too() -> None:
    assert read("!!map\ntitle: a").title == "a"
    assert problems_of("!article\ntitle: a") == [("NF007", "")]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("title: a\ntopics: !!seq [b]", Article("a", topics=["b"], body=""), id="seq"),
        pytest.param(
            "title: a\nprovider: !!map {name: b}",
            Article("a", provider=Provider("b"), body=""),
            id="map",
        ),
        pytest.param(
            "title: a\npublishedDateTime: !!timestamp 2021-12-10",
            Article("a", published_date_time=datetime(2021, 12, 10, tzinfo=UTC), body=""),
            id="timestamp",
        ),
    ],
)
def test_a_standard_tag_that_fits_says_nothing_new(block: str, expected: Article) -> None:
    assert read(block) == expected


@pytest.mark.parametrize("source", [None, 3, Path("a.md")])
def test_what_is_neither_text_nor_bytes_is_a_type_error(source: object) -> None:
    with pytest.raises(TypeError, match="expected text or bytes"):
        parse(source)  # type: ignore[call-overload]
