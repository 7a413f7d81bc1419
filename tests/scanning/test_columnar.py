"""Articles as columns, in which a worker process hands them over: they come back as they were."""

import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, examples

from newsfeed import Article, Image, ParseError, Provider, RelatedItem
from newsfeed.errors import Problem
from newsfeed.frontmatter.schema import schema_of
from newsfeed.scanning import batches, outcomes
from newsfeed.scanning.batches import _read
from newsfeed.scanning.columnar import construct_rows, pickled, row_constructors


@attrs.define
class Branch:
    name: str
    branches: list["Branch"] = attrs.field(factory=list)
    twin: "Branch | None" = None


def positive(width: int) -> int:
    return abs(width)


@attrs.frozen
class Checked:
    width: int = attrs.field(converter=positive)
    _hidden: str = "no"


@attrs.define
class Holder:
    checked: list[Checked]
    maybe: list[Branch] | None = None


@attrs.define
class Only:
    title: str


def there_and_back(model: type[Any], values: list[Any]) -> Any:
    return pickle.loads(pickled(model, values))


@examples(100)
@given(st.lists(st.none() | articles(), max_size=4))
def test_articles_come_back_as_they_were(values: list[Article | None]) -> None:
    back = there_and_back(Article, values)
    assert back == values
    assert [each and (each.source, each.path) for each in back] == [
        each and (each.source, each.path) for each in values
    ]


def test_records_in_records_come_back() -> None:
    image = Image("https://daily.example/ice.jpg", width=3, extra={"mood": ["calm"]})
    provider = Provider("Daily", images=[image, image])
    item = RelatedItem("Ice", provider=provider, images=[image])
    values = [Article("A", provider=provider), Article("B", related=[item, RelatedItem("C")])]
    assert there_and_back(Article, values) == values


def test_a_class_that_holds_itself_comes_back() -> None:
    tree = Branch("a", [Branch("b", [Branch("c")]), Branch("d", twin=Branch("e"))])
    assert there_and_back(Branch, [tree, None]) == [tree, None]


def test_a_class_that_does_more_than_keep_its_values_is_left_whole() -> None:
    values = [Holder([Checked(-3), Checked(4, hidden="yes")], None), Holder([], [Branch("a")])]
    assert there_and_back(Holder, values) == values


@pytest.mark.parametrize("values", [[], [None], [None, None]], ids=["none", "null", "nulls"])
def test_nothing_comes_back_as_nothing(values: list[None]) -> None:
    assert there_and_back(Article, values) == values


def test_a_class_with_one_attribute_comes_back() -> None:
    assert there_and_back(Only, [Only("Tide"), None]) == [Only("Tide"), None]


def test_a_record_is_made_by_its_class_unless_that_only_keeps_values() -> None:
    assert row_constructors(schema_of(Checked))(("width", "_hidden"))(-5, "yes") == Checked(
        5, hidden="yes"
    )
    assert row_constructors(schema_of(Branch))(("name",))("a") == Branch("a")


def test_each_record_has_lists_of_its_own() -> None:
    one, other = construct_rows(Article, {"title": ["A", "B"]}, 2)
    one.topics.append("Sea")
    one.extra["mood"] = "calm"
    assert (other.topics, other.extra, other.body) == ([], {}, "\n")


def test_what_a_worker_hands_over_is_what_one_process_reads(tmp_path: Any) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Tide\nmood: calm\n---\nHigh.\n")
    (tmp_path / "b.md").write_text("---\nheat: hot\n---\n")
    (batch,) = batches(tmp_path, size=5)
    (tide, none), (error, also_none) = pickle.loads(_read(batch, Article))
    assert (none, also_none) == (None, None)
    assert (tide.title, tide.extra, tide.body) == ("Tide", {"mood": "calm"}, "High.\n")
    assert (tide.source, tide.path) == (
        "---\ntitle: Tide\nmood: calm\n---\nHigh.\n",
        tmp_path / "a.md",
    )
    assert isinstance(error, ParseError)
    alone = list(outcomes([batch], Article))
    assert [alone[0], problems(alone[1])] == [tide, problems(error)]


def problems(error: ParseError) -> tuple[Problem, ...]:
    return error.problems
