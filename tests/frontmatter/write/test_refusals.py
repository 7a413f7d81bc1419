"""`serialize` rejects an edit that would not read back as the article, and says why."""

import attrs
import pytest
from loops import each
from refusals import refusal

from newsfeed import Article, Provider, parse, serialize

SHARED = """\
---
title: Two ferries, one owner
provider: &owner
  name: Harbour Post
related:
  - title: The first ferry
    provider: *owner
---
"""


def test_an_edit_of_a_value_that_an_alias_shares_names_what_would_change_too() -> None:
    article = parse(SHARED)
    assert article.provider is not None
    article.provider.name = "Daily Tide"
    error = refusal(article)
    assert error.key == "related[0].provider.name"
    assert "anchor" in error.message


def test_the_same_edit_wherever_the_value_is_used_is_made() -> None:
    article = parse(SHARED)
    article.provider = article.related[0].provider = Provider("Daily Tide")
    edited = serialize(article)
    assert "Harbour Post" not in edited
    assert parse(edited) == article


def test_an_anchor_that_an_alias_needs_is_not_removed() -> None:
    article = parse(SHARED)
    article.provider = None
    error = refusal(article)
    assert "alias *owner has no anchor" in error.message
    assert "write them out" in error.message


def test_a_value_that_comes_by_a_merge_is_not_cleared() -> None:
    article = parse("---\ntitle: a\nbase: &base {heat: 3}\n<<: *base\n---\n")
    article.heat = None
    assert refusal(article).key == "heat"
    article.heat = 4
    assert serialize(article) == "---\ntitle: a\nheat: 4\nbase: &base {heat: 3}\n<<: *base\n---\n"


def test_a_line_end_that_only_yaml_knows_is_refused_rather_than_mistaken() -> None:
    article = parse("---\n\rtitle: a\n---\n")
    article.heat = 3
    error = refusal(article)
    assert error.message.startswith("the result would ")
    assert "anchor" not in error.message


def test_an_item_behind_a_comment_that_only_yaml_ends_is_refused() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n# b\r- c\n- d\n---\n")
    assert article.topics == ["a", "c", "d"]
    article.topics.remove("c")
    assert "line of its own" in refusal(article).message


ALIASED = "---\ntitle: a\nx: &x\n  y: 1\nz: [*x]\n---\n"
HINT = "the source shares values through an anchor; write them out where they are used"


def test_a_refusal_of_a_shared_value_says_what_to_do() -> None:
    article = parse(ALIASED)
    article.extra["x"]["y"] = 2
    assert str(refusal(article)) == f"z[0].y: the result would read back as another value; {HINT}"
    article = parse(ALIASED)
    del article.extra["x"]
    assert str(refusal(article)) == (
        "the result would not read back: line 3, column 5: "
        f"the alias *x has no anchor before it; {HINT}"
    )


def lower(text: str) -> str:
    return text.lower().strip()


@attrs.define
class Whispered:
    """Reading changes what setting an attribute leaves as it is."""

    title: str = attrs.field(converter=lower, on_setattr=attrs.setters.NO_OP)
    body: str = attrs.field(default="", converter=lower, on_setattr=attrs.setters.NO_OP)


WHISPERS = ["---\ntitle: rain\n---\nit rains.", "---\ntitle: 'rain'\n---\nit rains."]


@each("source", [None, *WHISPERS])
@each("name, value", [("title", "Thunder"), ("body", " It pours.")])
def test_what_would_read_back_as_another_value_is_refused(
    name: str, value: str, source: str | None
) -> None:
    note = parse(source, model=Whispered) if source else Whispered("rain")
    setattr(note, name, value)
    assert str(refusal(note)) == f"{name}: the result would read back as another value"


@attrs.define
class Low:
    level: int = attrs.field(
        default=0, validator=attrs.validators.le(9), on_setattr=attrs.setters.NO_OP
    )


@attrs.define
class Lows:
    first: Low | None = None
    second: Low | None = None


def test_what_would_not_read_back_is_refused_with_the_place_in_the_result() -> None:
    lows = Lows(Low(1), Low(2))
    assert lows.second is not None
    lows.second.level = 10
    assert str(refusal(lows)) == (
        "second.level: the result would not read back: line 5, column 10: "
        "second.level: 'level' must be <= 9: 10"
    )


# --- Sources that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize("source", ["no fence", "---\nheat: 3\n---\n"])
def test_a_source_that_is_no_article_is_refused(source: str) -> None:
    error = refusal(Article("a", source=source))
    assert error.key == "source"
    assert "cannot be read" in error.message


FENCE = "line 1, column 1: expected the opening fence: the first line must be '---'"
ESCAPE = "line 2, column 10: not valid YAML: found unknown escape character 'q'"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param("Rain", FENCE, id="no fence"),
        pytest.param(
            "---\ntitle: a\nheat: hot\n---\n",
            "line 3, column 7: heat: expected an integer, found 'hot'",
            id="wrong type",
        ),
        pytest.param(
            '---\ntitle: "\\q"\n---\n',
            f"{ESCAPE}; write a backslash as \\\\, or use single quotes",
            id="no escape, in a text that looks canonical",
        ),
    ],
)
def test_a_source_that_is_no_article_is_refused_with_the_place(source: str, problem: str) -> None:
    error = refusal(Article("a", source=source))
    assert str(error) == f"source: it cannot be read: {problem}"


def test_a_source_that_is_no_text_is_refused_and_shown() -> None:
    error = refusal(Article("a", source=3))  # type: ignore[arg-type]
    assert str(error) == "source: expected text or None, found 3 (int)"
