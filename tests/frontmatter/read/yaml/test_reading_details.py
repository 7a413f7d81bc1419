"""The finer points of reading: where values and lines end, what is shown of a wrong value."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.limits import LIMIT, max_nodes
from newsfeed.frontmatter.text.delimiters import Lines, position

pytestmark = pytest.mark.usefixtures("each_loader")


def read(block: str) -> dict[str, Any]:
    return parse(f"---\ntitle: Rain\n{block}\n---\n").extra


# --- Plain text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "value"),
    [
        pytest.param("x: a\n b", "a b", id="one blank"),
        pytest.param("x: a\n \tb", "a b", id="tab behind one blank"),
        pytest.param("x: a\n  \t \tb", "a b", id="tabs behind blanks"),
        pytest.param("x: a\n \t\n  \t\n b", "a\n\nb", id="blank lines with tabs"),
        pytest.param("x:\n  y: a\n   \tb", {"y": "a b"}, id="nested"),
    ],
)
def test_a_plain_text_goes_on_where_a_line_is_deeper(block: str, value: object) -> None:
    assert read(block) == {"x": value}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        *[(f"x: {word}", word) for word in ("a:,b", "a:[b]", "a:{b}", "a:]", "a:X", "a:b,c")],
        ("x: {a:, b:X, c:}", {"a": None, "b:X": None, "c": None}),
        ("x: [a:, b:X, c:]", [{"a": None}, "b:X", {"c": None}]),
        ("x: {a:[b], c:{d: e}}", {"a": ["b"], "c": {"d": "e"}}),
    ],
)
def test_a_colon_ends_a_key_before_brackets_and_commas_only_in_flow(
    block: str, value: object
) -> None:
    assert read(block) == {"x": value}


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("x: a\n\n\n  b", "a\n\nb"),
        ("x: a\u2028  b", "a\u2028b"),
        ("x: a\u2028\n  b", "a\u2028\nb"),
        ("x: a\n\u2028  b", "a\u2028b"),
    ],
)
def test_of_several_line_ends_in_a_plain_text_only_a_first_line_feed_is_folded(
    block: str, value: str
) -> None:
    assert read(block) == {"x": value}


def test_tabs_may_stand_between_the_parts_of_a_line() -> None:
    block = "x:\t[\ta\t,\tb\t]\t# note\ny: {\ta:\tb\t,\n\tc: d\t}\nz:\t'a'\t# note\nheat:\t3\t"
    assert read(block) == {"x": ["a", "b"], "y": {"a": "b", "c": "d"}, "z": "a"}


# --- Tags and block scalars -----------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_a_tag_and_the_header_of_a_block_may_end_with_any_line_end_of_yaml(end: str) -> None:
    assert read(f"x: !!str{end}  3\ny: |{end}  a") == {"x": "3", "y": "a\n"}


def test_the_tag_of_no_kind_means_nothing_before_a_collection() -> None:
    assert read("x: ! [a]\ny: ! {a: b}\nz: !\n  - a") == {"x": ["a"], "y": {"a": "b"}, "z": ["a"]}


def test_an_empty_text_with_properties_is_filled_behind_them() -> None:
    text = "---\ntitle: Rain\nx: !!str\n&k y: !!str  # note\nz: &z !!str\n---\n"
    article = parse(text)
    assert article.extra == {"x": "", "y": "", "z": ""}
    article.extra = dict.fromkeys("xyz", "Sea")
    assert serialize(article) == text.replace("!!str", "!!str Sea")


LITERALS = [
    pytest.param("|\n  Closed.", id="clipped"),
    pytest.param(">-\n  Closed.", id="stripped"),
    pytest.param("|\n  Slow + late", id="plus in its text"),
    pytest.param("|\n  # 1 +\n  2", id="plus and hash in its text"),
    pytest.param("| # 1 + 2\n  Closed.", id="plus beside its header"),
]


@pytest.mark.parametrize("literal", LITERALS)
def test_the_blank_lines_behind_a_block_are_its_own_only_if_its_header_says_so(
    literal: str,
) -> None:
    article = parse(f"---\ntitle: Rain\nexcerpt: {literal}\n\n\nheat: 3\n---\n")
    article.type = "note"
    expected = f"---\ntitle: Rain\nexcerpt: {literal}\ntype: note\n\n\nheat: 3\n---\n"
    assert serialize(article) == expected


@pytest.mark.parametrize("literal", LITERALS)
def test_a_section_behind_a_block_has_its_blank_line(literal: str) -> None:
    article = parse(f"---\ntitle: Rain\nexcerpt: {literal}\n---\n")
    article.topics.append("Sea")
    expected = f"---\ntitle: Rain\nexcerpt: {literal}\n\ntopics:\n  - Sea\n---\n"
    assert serialize(article) == expected


@pytest.mark.parametrize("line", ["Ferry X", "Ferry  ", "Ferry\t", "Ferry\u2003"])
def test_a_block_ends_with_the_last_character_of_its_text(line: str) -> None:
    text = f"---\ntitle: Rain\nexcerpt: |\n  Late:\n  {line}\n\nheat: 3\n---\n"
    article = parse(text)
    assert article.excerpt == f"Late:\n{line}\n"
    article.excerpt = "Closed.\n"
    assert serialize(article) == text.replace(f"Late:\n  {line}", "Closed.")


@pytest.mark.parametrize(
    ("block", "place", "word"),
    [
        pytest.param('title: "a\\U00110000"', (2, 12), "0x110000", id="escape beyond Unicode"),
        pytest.param(f"%YAML {'9' * 5_000}.1\n", (2, 7), "digits", id="version"),
    ],
)
def test_a_number_that_python_refuses_is_an_error_with_its_place(
    block: str, place: tuple[int, int], word: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block}\n---\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("NF004", *place)
    assert problem.message.startswith("not valid YAML: ")
    assert word in problem.message


# --- Aliases and merges ---------------------------------------------------------------------------


def test_an_alias_may_stand_as_deep_as_what_it_stands_for_could() -> None:
    block = "x: &x {inner}\ny: {outer}*x{end}"
    read(block.format(inner="[" * 50 + "]" * 50, outer="[" * 49, end="]" * 49))
    with pytest.raises(ParseError, match="at most 100 levels"):
        read(block.format(inner="[" * 50 + "]" * 50, outer="[" * 50, end="]" * 50))
    read(block.format(inner="[" * 50 + "a, []" + "]" * 50, outer="[" * 48, end="]" * 48))
    with pytest.raises(ParseError, match="at most 100 levels"):
        read(block.format(inner="[" * 50 + "a, []" + "]" * 50, outer="[" * 49, end="]" * 49))


def test_aliases_may_stand_for_exactly_as_many_values_as_the_limit_allows() -> None:
    size = 1 + 220 // 10
    count, rest = divmod(max_nodes(LIMIT), size)
    assert rest == 0
    block = f"x: &x {'a' * 220}\ny: [{'*x,' * count}"
    assert len(read(f"{block}]")["y"]) == count
    with pytest.raises(ParseError, match="stand for more than 104,857 values"):
        read(f"{block}*x]")


@pytest.mark.parametrize(
    ("written", "edited"),
    [
        ("&x {k: 1}", "&x {k: 1, l: 2}"),
        ("!!map {k: 1}", "!!map {k: 1, l: 2}"),
        ("&x\n  k: 1", "&x\n  k: 1\n  l: 2"),
        ("[a, k: 1]", "[a, {k: 1, l: 2}]"),
        ("&x [a, &y {k: 1}]", "&x [a, &y {k: 1, l: 2}]"),
    ],
)
def test_a_mapping_keeps_its_properties_and_a_bare_pair_gets_braces(
    written: str, edited: str
) -> None:
    text = f"---\ntitle: Rain\nx: {written}\n---\n"
    article = parse(text)
    value = article.extra["x"]
    (value if isinstance(value, dict) else value[1])["l"] = 2
    assert serialize(article) == text.replace(written, edited)


@pytest.mark.parametrize(
    ("written", "value", "new"),
    [
        ("Daily", "Weekly", "Weekly"),
        ("'Daily'", "Weekly", "Weekly"),
        ("|\n  Daily", "Weekly", "Weekly"),
        ("[Daily]", ["Weekly"], "[Weekly]"),
        ("{name: Daily}", {"name": "Weekly"}, "{name: Weekly}"),
        ("\n  name: Daily", {"name": "Weekly"}, "{name: Weekly}"),
    ],
)
def test_an_alias_gives_way_to_a_value_of_its_own(written: str, value: Any, new: str) -> None:
    text = f"---\ntitle: Rain\nx: &x {written}\ny: [*x, a]  # note\n---\n"
    article = parse(text)
    article.extra["y"][0] = value
    assert serialize(article) == text.replace("*x", new)


def test_every_merge_key_of_a_mapping_counts_and_the_first_wins() -> None:
    block = "a: &a {k: 1, l: 2}\nb: &b {l: 3, m: 4}\nx: {<<: *a, <<: *b, m: 5}"
    assert read(block)["x"] == {"m": 5, "k": 1, "l": 2}


# --- Wrong values ---------------------------------------------------------------------------------


@attrs.define
class Stop:
    name: str


@attrs.define
class Ferry:
    stops: list[Stop]
    first: Stop
    names: dict[str, Any]
    days: list[list[int]] = attrs.field(factory=list)
    maps: list[dict[str, Any]] = attrs.field(factory=list)


def messages(text: str, model: type) -> list[str]:
    """What is said of a text that no model can be read from."""
    with pytest.raises(ParseError) as caught:
        parse(text, model=model)
    return [problem.message for problem in caught.value.problems]


def test_null_for_a_required_collection_is_answered_with_what_was_expected() -> None:
    text = "---\nstops:\nfirst: ~\nnames: null\ndays: [~]\nmaps: [{}, ~]\n---\n"
    assert messages(text, Ferry) == [
        "stops: expected a list, found nothing",
        "first: expected a mapping, found null",
        "names: expected a mapping, found null",
        "days[0]: expected a list, found null",
        "maps[1]: expected a mapping, found null",
    ]


def test_a_value_that_its_own_tag_refuses_is_a_problem_with_its_key() -> None:
    text = "---\nstops: []\nfirst: {name: a}\nnames: {b: [!!int c], d: !!bool 'no'}\n---\n"
    assert messages(text, Ferry) == [
        "names.b[0]: expected an integer, found 'c'",
        "names.d: expected true or false without quotes, found 'no'",
    ]


@attrs.define
class Tides:
    is_high: bool
    days: list[bool] = attrs.field(factory=list)
    heights: list[int | None] = attrs.field(factory=list)


def test_one_wrong_value_is_one_problem() -> None:
    text = "---\nisHigh: 'no'\ndays: ['no']\nheights: [~, a]\n---\n"
    assert messages(text, Tides) == [
        "isHigh: expected true or false without quotes, found 'no'",
        "days[0]: expected true or false without quotes, found 'no'",
        "heights[1]: expected an integer, found 'a'",
    ]


def test_null_may_be_an_item_where_the_hint_says_so() -> None:
    tides = parse("---\nisHigh: true\nheights: [~, 3, null]\n---\n", model=Tides)
    assert tides.heights == [None, 3, None]


@attrs.define
class Cell:
    X: str


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("X:", (2, 3)),
        ("X:   ", (2, 3)),
        ("X:   # note", (2, 3)),
        ("{X:   }", (2, 4)),
        ("{X: \n \t\n}", (2, 4)),
        ("{X}", (2, 3)),
        ("{X   }", (2, 3)),
    ],
)
def test_nothing_is_found_right_behind_its_key(block: str, place: tuple[int, int]) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\n{block}\n---\n", model=Cell)
    (problem,) = caught.value.problems
    assert problem.message == "X: expected text, found nothing"
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\\b", "'a\\\\b'"),
        ("'a\\b'", "'a\\b'"),
        ('"a\\\\b"', '"a\\b"'),
        ("'it''s'", "'it's'"),
        ("|\n  a", "'a\\n'"),
        ("x" * 58, f"'{'x' * 58}'"),
        ("x" * 59, f"'{'x' * 56}..."),
        (f"'{'x' * 58}'", f"'{'x' * 58}'"),
        (f"'{'x' * 59}'", f"'{'x' * 56}..."),
    ],
)
def test_a_wrong_value_is_shown_in_its_own_quotes_and_cut_at_sixty(
    written: str, shown: str
) -> None:
    with pytest.raises(ParseError) as caught:
        parse(f"---\ntitle: Rain\nheat: {written}\n---\n")
    (problem,) = caught.value.problems
    assert problem.message == f"heat: expected an integer, found {shown}"


@pytest.mark.parametrize(("source", "found"), [(None, "NoneType"), (3, "int"), ([], "list")])
def test_a_source_of_another_type_is_named(source: Any, found: str) -> None:
    with pytest.raises(TypeError) as caught:
        parse(source)
    assert str(caught.value) == f"expected text or bytes, found {found}"


# --- Places ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "a", "\n", "a\n", "a\r\nb\n\n雨\u2028c\x85\rd\n", "\n\na"])
def test_the_lines_of_a_text_place_each_offset_as_the_text_does(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        expected = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        assert lines.position(offset) == position(text, offset) == expected


@pytest.mark.parametrize("opening", ["---", "--- ", "\ufeff---\t"])
def test_a_front_matter_that_is_too_long_is_pointed_at_from_its_first_line(opening: str) -> None:
    text = f"{opening}\ntitle: Rain\n---\nIt rains.\n"
    assert parse(text, limit=12).title == "Rain"
    with pytest.raises(ParseError) as caught:
        parse(text, limit=11)
    assert caught.value.source == text
    assert [problem.code for problem in caught.value.problems] == ["NF013"]
    first, *_ = str(caught.value).splitlines()
    assert first == (
        "<text>:1:1: expected at most 11 characters of front matter, found 12; "
        "if the file is trusted, raise `limit`"
    )


# --- Where a model came from ----------------------------------------------------------------------


@attrs.define
class Keeper:
    name: str


@attrs.define
class KeeperWithSource(Keeper):
    source: str | None = attrs.field(default=None, eq=False)


@attrs.define
class KeeperWithPath(Keeper):
    path: Path | None = attrs.field(default=None, eq=False)


@attrs.define
class KeeperWithBoth(KeeperWithSource):
    path: Path | None = attrs.field(default=None, eq=False)


@attrs.define
class CarefulKeeper(KeeperWithBoth):
    def __attrs_post_init__(self) -> None:
        assert self.name


@pytest.mark.parametrize(
    "model", [Keeper, KeeperWithSource, KeeperWithPath, KeeperWithBoth, CarefulKeeper]
)
@pytest.mark.parametrize("name", ["Ada", "'Ada'"], ids=["canonical", "by hand"])
def test_a_model_is_written_back_with_whichever_fields_for_its_origin(
    model: type[Any], name: str
) -> None:
    text = f"---\nname: {name}\n---\nKeeps the light.\n"
    keeper = parse(text, model=model, path="ada.md")
    assert serialize(keeper) == text
    keeper.name = "Eve"
    assert serialize(keeper) == text.replace("Ada", "Eve")
    keeper.name = 3
    with pytest.raises(SerializeError) as caught:
        serialize(keeper)
    assert str(caught.value) == "ada.md: name: expected text, found 3 (int)"


@pytest.mark.parametrize("text", ["fog X", "X marks XX it X", "a  X", "X"])
def test_a_plain_text_keeps_each_of_its_words(text: str) -> None:
    assert parse(f"---\ntitle: {text}\n---\n").title == text
