"""Anchors, aliases and merge keys."""

import pytest
from blocks import problems_of, read, unknown

from newsfeed import Image, ParseError, Provider
from newsfeed.frontmatter.limits import LIMIT, max_nodes

pytestmark = pytest.mark.usefixtures("each_loader")


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


def test_every_merge_key_of_a_mapping_counts_and_the_first_wins() -> None:
    block = "a: &a {k: 1, l: 2}\nb: &b {l: 3, m: 4}\nx: {<<: *a, <<: *b, m: 5}"
    assert unknown(block)["x"] == {"m": 5, "k": 1, "l": 2}


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


def test_an_alias_may_stand_as_deep_as_what_it_stands_for_could() -> None:
    block = "x: &x {inner}\ny: {outer}*x{end}"
    unknown(block.format(inner="[" * 50 + "]" * 50, outer="[" * 49, end="]" * 49))
    with pytest.raises(ParseError, match="at most 100 levels"):
        unknown(block.format(inner="[" * 50 + "]" * 50, outer="[" * 50, end="]" * 50))
    unknown(block.format(inner="[" * 50 + "a, []" + "]" * 50, outer="[" * 48, end="]" * 48))
    with pytest.raises(ParseError, match="at most 100 levels"):
        unknown(block.format(inner="[" * 50 + "a, []" + "]" * 50, outer="[" * 49, end="]" * 49))


def test_aliases_may_stand_for_exactly_as_many_values_as_the_limit_allows() -> None:
    size = 1 + 220 // 10
    count, rest = divmod(max_nodes(LIMIT), size)
    assert rest == 0
    block = f"x: &x {'a' * 220}\ny: [{'*x,' * count}"
    assert len(unknown(f"{block}]")["y"]) == count
    with pytest.raises(ParseError, match="stand for more than 104,857 values"):
        unknown(f"{block}*x]")
