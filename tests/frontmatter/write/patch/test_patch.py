"""Edits of mappings and lists in hand-written files keep their style, in models of any kind."""

from typing import Annotated, Any

import attrs
import pytest
from loops import each

from newsfeed import SerializeError, parse, serialize
from newsfeed.frontmatter import SECTION


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


@pytest.mark.usefixtures("each_loader")
def test_a_record_that_holds_nothing_is_written_in_braces() -> None:
    assert serialize(Weather("grey", wind=Wind())) == "---\nsky: grey\nwind: {}\n---\n\n"
    assert serialize(Weather(gusts=[Wind()])) == "---\ngusts:\n  - {}\n---\n\n"


@pytest.mark.usefixtures("each_loader")
def test_a_flow_mapping_that_loses_all_its_keys_holds_the_new_ones_in_their_order() -> None:
    weather = parse("---\n{sky: grey}  # today\n---\n", model=Weather)
    weather.sky = None
    weather.wind = Wind(3)
    weather.gusts = [Wind(4), Wind(5)]
    text = "---\n{wind: {force: 3}, gusts: [{force: 4}, {force: 5}]}  # today\n---\n"
    assert serialize(weather) == text


@pytest.mark.usefixtures("each_loader")
def test_a_section_of_a_nested_record_has_no_blank_line_above() -> None:
    weather = parse("---\nwind:\n  force: 3\n\n  remark: calm\n---\n", model=Weather)
    assert weather.wind is not None
    weather.wind.source = "buoy"
    edited = serialize(weather)
    assert edited == "---\nwind:\n  force: 3\n  source: buoy\n\n  remark: calm\n---\n"


@pytest.mark.usefixtures("each_loader")
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


@pytest.mark.usefixtures("each_loader")
def test_a_list_with_a_line_end_that_only_yaml_knows_is_refused_with_a_way_out() -> None:
    article = parse("---\ntitle: a\ntopics:\n- a\n\u2028- b\n---\n")
    article.topics.append("c")
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    message = "put each item on a line of its own; this list uses a line end that only YAML knows"
    assert str(caught.value) == message


@attrs.define
class Gauge:
    name: str = ""


@attrs.define
class Sparse:
    rows: list[list[int] | None] = attrs.field(factory=list)
    gauges: list[Gauge | None] = attrs.field(factory=list)


SPARSE = "---\nrows: [~, [1], ~]\ngauges: [~, {name: a}, ~]\n---\n"


@each(
    "name, index, value, old, new",
    [
        ("rows", 0, [2], "[~, [1]", "[[2], [1]"),
        ("rows", 1, None, "[1]", "~"),
        ("rows", 1, [1, 2], "[1]", "[1, 2]"),
        ("gauges", 2, Gauge("b"), "{name: a}, ~", "{name: a}, {name: b}"),
        ("gauges", 1, None, "{name: a}", "~"),
        ("gauges", 1, Gauge("b"), "a}", "b}"),
    ],
)
def test_items_of_a_list_may_be_null(
    name: str, index: int, value: object, old: str, new: str
) -> None:
    sparse = parse(SPARSE, model=Sparse)
    assert sparse == Sparse([None, [1], None], [None, Gauge("a"), None])
    getattr(sparse, name)[index] = value
    assert serialize(sparse) == SPARSE.replace(old, new)
    assert parse(serialize(sparse), model=Sparse) == sparse


# --- Properties and aliases -----------------------------------------------------------------------


@pytest.mark.usefixtures("each_loader")
@each(
    "written, edited",
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


@pytest.mark.usefixtures("each_loader")
@each(
    "written, value, new",
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


@pytest.mark.usefixtures("each_loader")
def test_an_empty_text_with_properties_is_filled_behind_them() -> None:
    text = "---\ntitle: Rain\nx: !!str\n&k y: !!str  # note\nz: &z !!str\n---\n"
    article = parse(text)
    assert article.extra == {"x": "", "y": "", "z": ""}
    article.extra = dict.fromkeys("xyz", "Sea")
    assert serialize(article) == text.replace("!!str", "!!str Sea")
