"""How much a front matter may hold, and what is said of one that holds more."""

from pathlib import Path

import pytest
from loops import each

from newsfeed import Article, ParseError, SerializeError, parse, read, serialize, write
from newsfeed.errors import Code, key_path
from newsfeed.frontmatter.limits import LIMIT, MAX_UNCOUNTED, max_nodes
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.schema import schema_of

CANONICAL = '---\ntitle: "Rain"\n---\n'
HAND_WRITTEN = "\ufeff---\r\ntitle: Rain\r\n---\r\n"


def problems_of(text: str, limit: int = LIMIT) -> list[tuple[str, str]]:
    with pytest.raises(ParseError) as caught:
        parse(text, limit=limit)
    return [(problem.code, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(("text", "length"), [(CANONICAL, 14), (HAND_WRITTEN, 13)])
def test_a_front_matter_may_be_as_long_as_the_limit(text: str, length: int) -> None:
    assert parse(text, limit=length).title == "Rain"
    expected = (
        f"expected at most {length - 1} characters of front matter, found {length}; "
        "if the file is trusted, raise `limit`"
    )
    assert problems_of(text, length - 1) == [(Code.SIZE, expected)]


@pytest.mark.parametrize("text", [CANONICAL, HAND_WRITTEN])
def test_a_body_may_have_any_length(text: str) -> None:
    assert len(parse(text + "雨" * 1_000, limit=14).body) == 1_000


def test_the_limit_is_a_mebibyte_by_default() -> None:
    assert LIMIT == 1_048_576
    text = f"---\ntitle: Rain\nexcerpt: {'x' * (LIMIT - 22)}\n---\n"
    assert parse(text).excerpt == "x" * (LIMIT - 22)
    ((code, _),) = problems_of(text.replace("Rain", "Rains"))
    assert code == Code.SIZE


def test_files_have_the_same_limit(tmp_path: Path) -> None:
    path = tmp_path / "rain.md"
    path.write_text(CANONICAL)
    assert read(path, limit=14).title == "Rain"
    with pytest.raises(ParseError) as caught:
        read(path, limit=13)
    assert str(caught.value).startswith(f"{path}:1:1: expected at most 13 characters")


@pytest.mark.usefixtures("each_loader")
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


# --- The number of values -------------------------------------------------------------------------


def in_flow(values: int) -> str:
    """Write a text of so many values: the block, two keys, a title, a list and its items."""
    return f"---\ntitle: Rain\nx: [{'a,' * (values - 5)}]\n---\n"


def test_a_front_matter_may_hold_a_value_for_each_ten_characters_of_the_limit(
    low_limit: int,
) -> None:
    most = max_nodes(low_limit)
    assert (most, low_limit) == (1_000, 10_000)
    assert len(parse(in_flow(most), limit=low_limit).extra["x"]) == most - 5
    expected = "expected at most 1,000 values; if the file is trusted, raise `limit`"
    assert problems_of(in_flow(most + 1), low_limit) == [(Code.SIZE, expected)]
    assert len(parse(in_flow(most + 1), limit=low_limit + 10).extra["x"]) == most - 4


def test_a_low_limit_allows_no_fewer_values() -> None:
    assert max_nodes(1) == max_nodes(LIMIT)
    assert len(parse(in_flow(1_000), limit=2_100).extra["x"]) == 995


def aliases(count: int, text: str) -> str:
    return f"---\ntitle: Rain\na: &a {text}\nx: [{'*a,' * count}]\n---\n"


@each("text, size", [("b", 1), ("b" * 9, 1), ("b" * 10, 2), ("b" * 1_000, 101), ("[b, {c: d}]", 5)])
def test_aliases_may_stand_for_as_much(text: str, size: int, low_limit: int) -> None:
    count = max_nodes(low_limit) // size
    assert len(parse(aliases(count, text), limit=low_limit).extra["x"]) == count
    expected = "the aliases up to here stand for more than 1,000 values"
    assert problems_of(aliases(count + 1, text), low_limit) == [(Code.ALIAS, expected)]


def test_by_default_there_may_be_104_857_values() -> None:
    assert max_nodes(LIMIT) == 104_857
    assert len(parse(aliases(104, "b" * 10_000)).extra["x"]) == 104
    expected = "the aliases up to here stand for more than 104,857 values"
    assert problems_of(aliases(105, "b" * 10_000)) == [(Code.ALIAS, expected)]


# --- Problems, key paths and tags -----------------------------------------------------------------


def test_a_thousand_problems_are_collected() -> None:
    items = "\n".join("- 1" for _ in range(3_000))
    found = problems_of(f"---\ntitle: Rain\nrelated:\n{items}\n---\n")
    assert len(found) == 1_000
    assert found[999] == (Code.TYPE, "related[999]: expected a mapping, found '1'")


def test_a_very_long_key_path_is_cut_in_the_middle() -> None:
    assert key_path(("a" * 100, "b" * 99)) == f"{'a' * 100}.{'b' * 99}"
    assert key_path(("a" * 100, "b" * 100)) == f"{'a' * 100}...{'b' * 100}"
    assert key_path(("related", "[2]", "images", "[0]")) == "related[2].images[0]"


@pytest.mark.parametrize("tag", ["!" + "x" * 99, "!<" + "x" * 100 + ">"])
def test_a_tag_may_have_a_hundred_characters(tag: str) -> None:
    ((code, message),) = problems_of(f"---\ntitle: {tag} Rain\n---\n")
    assert (code, message[:15]) == (Code.TAG, "title: the tag ")


@pytest.mark.parametrize("tag", ["!" + "x" * 100, "!<" + "x" * 101 + ">"])
def test_a_longer_tag_is_refused_at_once(tag: str) -> None:
    found = problems_of(f"---\ntitle: Rain\nheat: hot\nx: {tag} a\n---\n")
    assert found == [(Code.TAG, "expected a tag of at most 100 characters; remove it")]


# --- Writing --------------------------------------------------------------------------------------


def canonical(length: int) -> str:
    """Write a canonical front matter of so many code points, its fences included."""
    return f'---\ntitle: "{"x" * (length - 18)}"\n---\n'


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_long_canonical_text_is_left_to_the_general_reader(beyond: int, low_limit: int) -> None:
    length = low_limit // 5 + beyond
    text = canonical(length)
    assert (read_canonical(text, schema_of(Article)) is None) == bool(beyond)
    article = parse(text)
    assert len(article.title) == length - 18
    assert serialize(article) == text
    article.heat = 3
    assert serialize(article) == text[:-4] + "heat: 3\n---\n"


def test_a_fifth_of_the_limit_is_read_without_counting() -> None:
    assert MAX_UNCOUNTED == LIMIT // 5


def test_nothing_is_written_that_is_too_long_to_read(low_limit: int) -> None:
    with pytest.raises(SerializeError) as caught:
        serialize(Article("x" * low_limit))
    assert "at most 10,000 characters" in caught.value.message
    # `serialize` has no argument `limit`.
    assert caught.value.message.endswith("; make it shorter, or move text to the body")
    article = parse(CANONICAL)
    article.excerpt = "x" * low_limit
    with pytest.raises(SerializeError, match="at most 10,000 characters"):
        serialize(article)
    article.excerpt = "x" * (low_limit - 100)
    assert parse(serialize(article)) == article


@pytest.mark.usefixtures("low_limit")
def test_nothing_is_written_that_holds_too_many_values(tmp_path: Path) -> None:
    article = Article("Rain", extra={"x": ["a"] * 1_100})
    with pytest.raises(SerializeError, match="at most 1,000 values; make it shorter, or move"):
        write(article, tmp_path / "rain.md")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(canonical(10_050), id="too long"),
        pytest.param(in_flow(1_001), id="too many values"),
        pytest.param(aliases(11, "b" * 1_000), id="aliases for too much"),
    ],
)
def test_what_was_read_with_a_higher_limit_is_edited_all_the_same(
    text: str, low_limit: int
) -> None:
    with pytest.raises(ParseError):
        parse(text, limit=low_limit)
    article = parse(text, limit=2 * low_limit)
    assert serialize(article) == text
    article.heat = 3
    edited = serialize(article)
    assert edited.replace("heat: 3\n", "") == text
    assert parse(edited, limit=2 * low_limit) == article
