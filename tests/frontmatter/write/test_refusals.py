"""`serialize` rejects an edit that would not read back as the article, and says why."""

from typing import Any

import attrs
import pytest
from loops import each
from refusals import refusal

from newsfeed import Article, Document, Provider, SerializeError, parse, serialize

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
CONFLICT = (
    "line {} repeats the value of line {} through an anchor; "
    "set both to the same value, or write the value out"
)


def test_an_edit_of_a_value_that_an_alias_shares_names_what_would_change_too() -> None:
    article = parse(SHARED)
    assert article.provider is not None
    article.provider.name = "Daily Tide"
    error = refusal(article)
    assert error.key == "related[0].provider.name"
    assert error.message == CONFLICT.format(7, 3)


def test_the_same_edit_wherever_the_value_is_used_is_made() -> None:
    article = parse(SHARED)
    article.provider = article.related[0].provider = Provider("Daily Tide")
    assert serialize(article) == SHARED.replace("Harbour Post", "Daily Tide")


def test_an_anchor_that_an_alias_needs_is_not_removed() -> None:
    article = parse(SHARED)
    article.provider = None
    assert str(refusal(article)) == CONFLICT.format(7, 3)


def test_a_value_that_comes_by_a_merge_is_not_cleared() -> None:
    article = parse("---\ntitle: a\nbase: &base {heat: 3}\n<<: *base\n---\n")
    article.heat = None
    assert str(refusal(article)) == "heat: " + CONFLICT.format(4, 3)
    article.heat = 4
    assert serialize(article) == "---\ntitle: a\nheat: 4\nbase: &base {heat: 3}\n<<: *base\n---\n"


def test_a_line_end_that_only_yaml_knows_is_refused_rather_than_mistaken() -> None:
    article = parse("---\n\rtitle: a\n---\n")
    article.heat = 3
    error = refusal(article)
    assert error.message.startswith("the result would ")
    assert "anchor" not in error.message


def test_the_only_key_behind_a_line_end_that_only_yaml_knows_is_not_removed() -> None:
    document = parse("---\n\rtitle: a\n---\n", model=Document)
    document.clear()
    assert "the result would not read back" in refusal(document).message


def test_an_item_behind_a_comment_that_only_yaml_ends_is_refused() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n# b\r- c\n- d\n---\n")
    assert article.topics == ["a", "c", "d"]
    article.topics.remove("c")
    assert "line of its own" in refusal(article).message


ALIASED = """---
title: &title Sea
tags: &tags
  - calm
words: *tags
days: &days {first: 1}
last:
  <<: *days
name: *title
seas: *title
---
"""


@each(
    "key, value, refused, lines",
    [
        ("title", "Port", "name", (9, 2)),
        ("title", None, "", (9, 2)),
        ("title", ["Port"], "", (9, 2)),
        ("tags", ["calm", "deep"], "words[1]", (5, 3)),
        ("tags", [], "", (5, 3)),
        ("days", {"first": 2}, "last.first", (8, 6)),
        ("days", {}, "", (8, 6)),
        ("last", {"second": 2}, None, ()),
        ("name", None, None, ()),
    ],
)
def test_a_value_that_is_not_set_on_all_copies_is_refused_with_both_lines(
    key: str, value: Any, refused: str | None, lines: tuple[int, int]
) -> None:
    document = parse(ALIASED, model=Document)
    document[key] = value
    if refused is None:
        assert parse(serialize(document), model=Document) == document
    else:
        error = refusal(document)
        assert (error.key, error.message) == (refused, CONFLICT.format(*lines))


@each("key, lines", [("title", (9, 2)), ("tags", (5, 3)), ("days", (8, 6))])
def test_an_entry_is_not_removed_from_under_its_copies(key: str, lines: tuple[int, int]) -> None:
    document = parse(ALIASED, model=Document)
    del document[key]
    assert str(refusal(document)) == CONFLICT.format(*lines)


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


@attrs.define
class Sorted:
    extra: dict[str, Any] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.extra = dict(sorted(self.extra.items()))


def test_an_order_that_the_class_changes_is_refused() -> None:
    note = parse("---\nb: 1\na: 2\n---\n", model=Sorted)
    assert serialize(note) == "---\nb: 1\na: 2\n---\n"
    note.extra = {"b": 3, "a": 2}
    with pytest.raises(SerializeError, match="would read back in another order"):
        serialize(note)
