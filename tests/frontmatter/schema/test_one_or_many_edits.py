"""Edits of lists with `ONE_OR_MANY`: a single scalar stays one as long as it is one item."""

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

import attrs
import pytest
from hinted import edited, model_of, note_of, refusal_of
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples, texts

from newsfeed import SerializeError, parse, serialize
from newsfeed.frontmatter import ONE_OR_MANY


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


TAGS = Annotated[list[str], ONE_OR_MANY]
NUMBERS = Annotated[list[int], ONE_OR_MANY]
TUPLE = Annotated[tuple[str, ...], ONE_OR_MANY]
OPTIONAL = Annotated[list[str | None], ONE_OR_MANY]
EITHER = Annotated[list[int | str], ONE_OR_MANY]
DAYS = Annotated[list[date | datetime], ONE_OR_MANY]


@attrs.define
class Post:
    title: str
    tags: TAGS
    topics: TAGS = attrs.field(factory=list)


@each(
    "hint, written, value, new",
    [
        # One to one stays a scalar in its style, with its comment.
        (TAGS, " sea  # c", ["moon"], " moon  # c"),
        (TAGS, " 'sea'  # c", ["it's"], " 'it''s'  # c"),
        (TAGS, ' "sea"', ["3"], ' "3"'),
        (TAGS, " sea", ["3"], ' "3"'),
        (TAGS, " sea", [""], ' ""'),
        (TAGS, " sea", ["sea, moon"], " sea, moon"),
        (TAGS, " sea", ["- a"], ' "- a"'),
        (TAGS, " sea", ["a: b"], ' "a: b"'),
        (TAGS, " |\n  sea", ["a\nb\n"], " |\n  a\n  b"),
        (TAGS, " &x sea # c", ["moon"], " &x moon # c"),
        (TAGS, " !!str 3 # c", ["moon"], " !!str moon # c"),
        (TAGS, "\n  sea # c", ["moon"], "\n  moon # c"),
        (TUPLE, " 'sea' # c", ("moon",), " 'moon' # c"),
        (NUMBERS, " 0x10 # c", [4], " 4 # c"),
        (NUMBERS, " '3' # c", [4], " '4' # c"),
        (EITHER, " 3 # c", ["sea"], " sea # c"),
        (EITHER, " sea # c", ["3"], ' "3" # c'),
        (DAYS, " '2024-01-01' # c", [date(2024, 1, 2)], " '2024-01-02' # c"),
        (Annotated[list[Colour], ONE_OR_MANY], " 'red' # c", [Colour.BLUE], " 'blue' # c"),
        (OPTIONAL, " sea # c", [None], " # c\n  - null"),
        # One to many is a list.
        (TAGS, " sea  # c", ["sea", "moon"], "  # c\n  - sea\n  - moon"),
        (TAGS, " 'sea'  # c", ["sea", "3"], "  # c\n  - sea\n  - '3'"),
        (TUPLE, " sea", ("sea", "moon"), "\n  - sea\n  - moon"),
        (NUMBERS, " 3 # c", [3, 4], " # c\n  - 3\n  - 4"),
        # A list stays a list.
        (TAGS, " [sea, moon]  # c", ["sea"], " [sea]  # c"),
        (TAGS, " ['sea']  # c", ["moon"], " ['moon']  # c"),
        (TAGS, "\n- sea # c\n- moon", ["sea"], "\n- sea # c"),
        (TAGS, "\n- 'sea' # c", ["moon"], "\n- 'moon' # c"),
        (TAGS, " []  # c", ["sea"], " [sea]  # c"),
        # To an empty list, and from one.
        (TAGS, " sea  # c", [], " []  # c"),
        (TAGS, " [sea]  # c", [], " []  # c"),
        (TAGS, "\n- sea # c", [], " []"),
        (TAGS, " |\n  sea", [], " []"),
        (TAGS, " ~  # c", ["sea"], "  # c\n  - sea"),
        (TAGS, "  # c", ["sea", "moon"], "  # c\n  - sea\n  - moon"),
        (TAGS, "", ["sea"], "\n  - sea"),
        (TUPLE, " ~", ("sea",), "\n  - sea"),
        # No change.
        (TAGS, " sea  # c", ["sea"], " sea  # c"),
        (TAGS, " ~  # c", [], " ~  # c"),
        (TAGS, "  # c", [], "  # c"),
        (TUPLE, " ~  # c", (), " ~  # c"),
        (NUMBERS, " 0x10 # c", [16], " 0x10 # c"),
        # Inside a collection.
        (list[TAGS], "\n- sea # c\n- [moon]", [["sun"], ["moon"]], "\n- sun # c\n- [moon]"),
        (dict[str, TAGS], " {a: 'sea', b: ~}", {"a": ["sun"], "b": []}, " {a: 'sun', b: ~}"),
        (dict[str, TAGS], "\n  a: sea # c", {"a": ["b", "c"]}, "\n  a: # c\n    - b\n    - c"),
    ],
)
def test_an_edit_keeps_the_form_of_one_item(hint: Any, written: str, value: Any, new: str) -> None:
    assert edited(hint, written, value) == new


def test_an_item_changed_in_place_is_an_edit() -> None:
    note = note_of(TAGS, " 'sea'  # c")
    note.value[0] = "moon"
    assert "value: 'moon'  # c\n" in serialize(note)
    note.value.append("sun")
    assert "value:  # c\n  - moon\n  - sun\n" in serialize(note)
    note.value.clear()
    assert "value: []  # c\n" in serialize(note)


def test_an_empty_list_that_is_the_default_takes_its_key_along() -> None:
    text = "---\ntitle: Rain\ntags: sea\n# about\ntopics: sea  # c\n---\nBody\n"
    post = parse(text, model=Post)
    post.topics = []
    assert serialize(post) == "---\ntitle: Rain\ntags: sea\n---\nBody\n"
    post.tags = []
    assert serialize(post) == "---\ntitle: Rain\ntags: []\n---\nBody\n"


@each(
    "hint, value, key",
    [
        (TAGS, "moon", "value"),
        (TAGS, ("moon",), "value"),
        (TAGS, [3], "value[0]"),
        (TAGS, [None], "value[0]"),
        (TAGS, ["moon", None], "value[1]"),
        (TAGS, [["moon"]], "value[0]"),
        (TAGS, {"a": 1}, "value"),
        (TUPLE, ["moon"], "value"),
        (NUMBERS, ["3"], "value[0]"),
        (NUMBERS, 3, "value"),
    ],
)
def test_a_value_that_is_no_such_list_is_refused(hint: Any, value: Any, key: str) -> None:
    written = " 3 # c" if hint is NUMBERS else " sea # c"
    assert refusal_of(hint, value, written).startswith(f"{key}: expected ")
    assert refusal_of(hint, value).startswith(f"{key}: expected ")


def test_a_scalar_that_an_alias_shares_is_not_changed_alone() -> None:
    text = "---\ntitle: Rain\ntags: &x sea\ntopics: *x  # c\n---\n"
    post = parse(text, model=Post)
    post.tags = post.topics = ["sun"]
    assert parse(serialize(post), model=Post) == post
    post.topics = ["moon"]
    assert parse(serialize(post), model=Post) == post
    post.tags, post.topics = ["moon"], ["sea"]
    with pytest.raises(SerializeError, match="anchor"):
        serialize(post)


WRITTEN = [" sea  # c", " 'sea'", " |\n  sea", " [sea]", "\n- sea", "", " ~"]


@given(
    value=st.lists(texts(), max_size=3),
    written=st.sampled_from(WRITTEN),
    newline=st.sampled_from(["\n", "\r\n"]),
)
@examples(150)
def test_every_list_reads_back(value: list[str], written: str, newline: str) -> None:
    text = f"---\ntitle: Rain\nvalue:{written}\n# end\n---\nBody".replace("\n", newline)
    note = parse(text, model=model_of(TAGS))
    note.value = value
    new = serialize(note)
    assert parse(new, model=type(note)) == note
    assert new.split(newline)[:2] == text.split(newline)[:2]
    assert new.endswith(newline.join(["", "# end", "---", "Body"]))
