"""How much a front matter may hold, and what is said of one that holds more."""

from pathlib import Path

import pytest

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


def in_flow(values: int) -> str:
    """Write a text of so many values: the block, two keys, a title, a list and its items."""
    return f"---\ntitle: Rain\nx: [{'a,' * (values - 5)}]\n---\n"


def test_a_front_matter_may_hold_a_value_for_each_ten_characters_of_the_limit() -> None:
    most = max_nodes(LIMIT)
    assert most == 104_857
    assert len(parse(in_flow(most)).extra["x"]) == most - 5
    expected = "expected at most 104,857 values; if the file is trusted, raise `limit`"
    assert problems_of(in_flow(most + 1)) == [(Code.SIZE, expected)]
    assert len(parse(in_flow(most + 1), limit=LIMIT + 10).extra["x"]) == most - 4


def test_a_low_limit_allows_no_fewer_values() -> None:
    assert max_nodes(1) == max_nodes(LIMIT)
    assert len(parse(in_flow(1_000), limit=2_100).extra["x"]) == 995


def aliases(count: int, text: str) -> str:
    return f"---\ntitle: Rain\na: &a {text}\nx: [{'*a,' * count}]\n---\n"


@pytest.mark.parametrize(
    ("text", "size"),
    [("b", 1), ("b" * 9, 1), ("b" * 10, 2), ("b" * 10_000, 1_001), ("[b, {c: d}]", 5)],
    ids=["short", "nine", "ten", "long", "nested"],
)
def test_aliases_may_stand_for_as_much(text: str, size: int) -> None:
    count = max_nodes(LIMIT) // size
    if count < 90_000:
        assert len(parse(aliases(count, text)).extra["x"]) == count
        expected = "the aliases up to here stand for more than 104,857 values"
        assert problems_of(aliases(count + 1, text)) == [(Code.ALIAS, expected)]
    else:
        assert len(parse(aliases(90_000, text)).extra["x"]) == 90_000


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
    ((code, message),) = problems_of(f"---\ntitle: Rain\nx: {tag} a\n---\n")
    assert (code, message[:11]) == (Code.TAG, "x: the tag ")


@pytest.mark.parametrize("tag", ["!" + "x" * 100, "!<" + "x" * 101 + ">"])
def test_a_longer_tag_is_refused_at_once(tag: str) -> None:
    found = problems_of(f"---\ntitle: Rain\nheat: hot\nx: {tag} a\n---\n")
    assert found == [(Code.TAG, "expected a tag of at most 100 characters; remove it")]


# Writing


def canonical(length: int) -> str:
    """Write a canonical front matter of so many code points, its fences included."""
    return f'---\ntitle: "{"x" * (length - 18)}"\n---\n'


@pytest.mark.parametrize("length", [MAX_UNCOUNTED, MAX_UNCOUNTED + 1])
def test_a_long_canonical_text_is_left_to_the_general_reader(length: int) -> None:
    text = canonical(length)
    assert (read_canonical(text, schema_of(Article)) is not None) == (length <= MAX_UNCOUNTED)
    article = parse(text)
    assert len(article.title) == length - 18
    assert serialize(article) == text
    article.heat = 3
    assert serialize(article) == text[:-4] + "heat: 3\n---\n"


def test_nothing_is_written_that_is_too_long_to_read() -> None:
    with pytest.raises(SerializeError) as caught:
        serialize(Article("x" * LIMIT))
    assert "at most 1,048,576 characters" in caught.value.message
    article = parse(CANONICAL)
    article.excerpt = "x" * LIMIT
    with pytest.raises(SerializeError, match="at most 1,048,576 characters"):
        serialize(article)
    article.excerpt = "x" * (LIMIT - 100)
    assert parse(serialize(article)) == article


def test_nothing_is_written_that_holds_too_many_values(tmp_path: Path) -> None:
    article = Article("Rain", extra={"x": ["a"] * 110_000})
    with pytest.raises(SerializeError, match="at most 104,857 values"):
        write(article, tmp_path / "rain.md")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(canonical(LIMIT + 50), id="too long"),
        pytest.param(in_flow(max_nodes(LIMIT) + 1), id="too many values"),
        pytest.param(aliases(11, "b" * 100_000), id="aliases for too much"),
    ],
)
def test_what_was_read_with_a_higher_limit_is_edited_all_the_same(text: str) -> None:
    article = parse(text, limit=2 * LIMIT)
    assert serialize(article) == text
    article.heat = 3
    edited = serialize(article)
    assert edited.replace("heat: 3\n", "") == text
    assert parse(edited, limit=2 * LIMIT) == article
