"""An edit keeps the style of what it changes, in block scalars, lists and models of any kind."""

from typing import Annotated

import attrs
import pytest

from newsfeed import SerializeError, parse, serialize
from newsfeed.frontmatter import SECTION
from newsfeed.frontmatter.text.edits import TextEdit, apply_edits
from newsfeed.frontmatter.write.patch.list_diff import ListDiff, align_values

pytestmark = pytest.mark.usefixtures("each_loader")


# --- Block scalars --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        pytest.param("|  \n  old", "new\n", "|  \n  new", id="blanks behind the header"),
        pytest.param("| # in MAX\n  old", "new\n", "| # in MAX\n  new", id="comment behind it"),
        pytest.param("|\n  old", "To MAX\n", "|\n  To MAX", id="capitals at the end"),
        pytest.param("|\n  old", "X marks\nit\n", "|\n  X marks\n  it", id="capital at the start"),
        pytest.param("|\n  old", "A rose\n", "|\n  A rose", id="word of one letter"),
        pytest.param("|\n  old", "A\n", "|\n  A", id="one letter"),
        pytest.param("|\n  old", "new  \n", "|\n  new  ", id="blanks at the end"),
        pytest.param("|\n  old\n    er", "new\n", "|\n  new", id="last line deeper"),
        pytest.param("|2\n    old", "  new\n", "|2\n    new", id="indentation indicator"),
        pytest.param("|2+\n    old", "  new\n", "|2+\n    new", id="both indicators"),
        pytest.param("|+2\n    old", "  new\n", "|2+\n    new", id="both indicators, reversed"),
        pytest.param("|-\n  old", "new\n", "|\n  new", id="stripped before"),
        pytest.param("|\n  old", "new", "|-\n  new", id="stripped now"),
        pytest.param("|\n  old", "new\n\n", '"new\\n\\n"', id="blank line that would be lost"),
        pytest.param("|+\n  old", "new\n\n\n", "|+\n  new\n\n", id="blank lines that are kept"),
        pytest.param("|\n  old", " new\n", '" new\\n"', id="blank that would be indentation"),
        pytest.param("|\n  old", "\nnew\n", '"\\nnew\\n"', id="blank line at the start"),
        pytest.param("|\n  old", "a\n b\n", "|\n  a\n   b", id="literal line that stands in"),
        pytest.param(">\n  old", "a\n b\n", '"a\\n b\\n"', id="folded line that stands in"),
        pytest.param(">\n  old", "a\n\nb\n", ">\n  a\n\n\n  b", id="folded blank line"),
        pytest.param("|\n  old", "a\u0100\n", "|\n  a\u0100", id="letter of another script"),
        pytest.param("|\n  old", "\x9f\n", '"\\x9F\\n"', id="control character"),
        pytest.param("|\n  old", "\u2028\n", '"\\u2028\\n"', id="line separator"),
    ],
)
def test_a_block_scalar_stays_one_where_it_can_hold_the_text(
    old: str, new: str, written: str
) -> None:
    before = f"---\ntitle: Harbour\nexcerpt: {old}\nheat: 3\n---\n"
    after = f"---\ntitle: Harbour\nexcerpt: {written}\nheat: 3\n---\n"
    article = parse(before)
    article.excerpt = new
    assert serialize(article) == after
    assert parse(after).excerpt == new


# --- Models of one's own --------------------------------------------------------------------------


@attrs.define
class Wind:
    force: int | None = None
    source: Annotated[str | None, SECTION] = None
    remark: str | None = None


@attrs.define
class Weather:
    sky: str | None = None
    wind: Wind | None = None
    gusts: list[Wind] = attrs.field(factory=list)


def test_a_record_that_holds_nothing_is_written_in_braces() -> None:
    assert serialize(Weather("grey", wind=Wind())) == "---\nsky: grey\nwind: {}\n---\n\n"
    assert serialize(Weather(gusts=[Wind()])) == "---\ngusts:\n  - {}\n---\n\n"


def test_a_flow_mapping_that_loses_all_its_keys_holds_the_new_ones_in_their_order() -> None:
    weather = parse("---\n{sky: grey}  # today\n---\n", model=Weather)
    weather.sky = None
    weather.wind = Wind(3)
    weather.gusts = [Wind(4), Wind(5)]
    text = "---\n{wind: {force: 3}, gusts: [{force: 4}, {force: 5}]}  # today\n---\n"
    assert serialize(weather) == text


def test_a_section_of_a_nested_record_has_no_blank_line_above() -> None:
    weather = parse("---\nwind:\n  force: 3\n\n  remark: calm\n---\n", model=Weather)
    assert weather.wind is not None
    weather.wind.source = "buoy"
    edited = serialize(weather)
    assert edited == "---\nwind:\n  force: 3\n  source: buoy\n\n  remark: calm\n---\n"


def test_records_without_a_required_field_are_known_by_their_places() -> None:
    text = "---\ngusts:\n  - force: 3  # morning\n  - force: 4  # noon\n---\n"
    weather = parse(text, model=Weather)
    weather.gusts[0].force = 5
    weather.gusts[1].force = 6
    weather.gusts.append(Wind(7))
    edited = serialize(weather)
    assert edited == (
        "---\ngusts:\n  - force: 5  # morning\n  - force: 6  # noon\n  - force: 7\n---\n"
    )


# --- ListDiff and splices ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "stays", "moved"),
    [
        ("abc", "bac", {1: 0, 2: 2}, {0: 1}),
        ("abcd", "bcad", {0: 1, 1: 2, 3: 3}, {2: 0}),
        ("abcde", "badce", {1: 0, 3: 2, 4: 4}, {0: 1, 2: 3}),
    ],
)
def test_as_many_items_as_can_be_stay_in_place(
    old: str, new: str, stays: dict[int, int], moved: dict[int, int]
) -> None:
    assert align_values(old, new, old, new) == ListDiff(stays, moved)


def test_edits_that_fall_on_one_place_are_refused_with_a_way_out() -> None:
    with pytest.raises(SerializeError) as caught:
        apply_edits("abcdef", [TextEdit(1, 3, "x"), TextEdit(2, 4, "y")])
    message = "two of the edits fall on one place; make them one after the other"
    assert str(caught.value) == message


def test_a_list_with_a_line_end_that_only_yaml_knows_is_refused_with_a_way_out() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n\u2028- b\n---\n")
    article.topics.append("c")
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    message = "put each item on a line of its own; this list uses a line end that only YAML knows"
    assert str(caught.value) == message
