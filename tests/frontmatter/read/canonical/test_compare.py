"""The comparison of a match with a model: changed scalars are edited in place."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from loops import each
from measure import Measure

from newsfeed import Article, SerializeError, parse, serialize
from newsfeed.frontmatter.read.canonical import match_canonical, root_pattern
from newsfeed.frontmatter.read.canonical.compare import changed_scalars
from newsfeed.frontmatter.schema import schema_of

ARTICLE = schema_of(Article)


def test_a_match_gives_the_article_that_is_read_from_it(canonical: str) -> None:
    match = match_canonical(root_pattern(ARTICLE, canonical), canonical)
    assert match is not None
    assert changed_scalars(root_pattern(ARTICLE, canonical), match, parse(canonical)) == []
    for name, value in {
        "quality": -3.0,
        "published": 0,
        "topics": ["Sea"],
        "images": (),
        "heat": 0,
        "provider": None,
        "extra": {"a": 1},
    }.items():
        article = parse(canonical)
        setattr(article, name, value)
        assert changed_scalars(root_pattern(ARTICLE, canonical), match, article) != [], name


@pytest.mark.parametrize("change", [("2021-12-10T", "2021-02-30T"), ("early", "ear\\xly")])
def test_a_match_that_cannot_be_read_gives_nothing(canonical: str, change: tuple[str, str]) -> None:
    match = match_canonical(root_pattern(ARTICLE, canonical), canonical.replace(*change))
    assert match is not None
    assert changed_scalars(root_pattern(ARTICLE, canonical), match, parse(canonical)) is None


def put(path: str, value: Any) -> Callable[[Any], None]:
    """Make the edit that sets what stands at a path."""

    def edit(owner: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            owner = owner[int(step)] if step.isdigit() else getattr(owner, step)
        if last.isdigit():
            owner[int(last)] = value
        else:
            setattr(owner, last, value)

    return edit


class Word(str):
    """A text of a class of its own."""


SCALARS = [
    ("title", "Fog", '"The \\"Gull\\" sails"', '"Fog"'),
    ("title", Word("Fog"), '"The \\"Gull\\" sails"', '"Fog"'),  # a quoted word
    ("number", 5, '"no: 1": 3', '"no: 1": 5'),
    ("pair", "all", "a,b: both", "a,b: all"),
    ("pair", Word("all"), "a,b: both", "a,b: all"),  # a plain word
    ("rating", 5, "4.5", "5"),
    ("sailed", False, "true", "false"),
    ("words.0", "Moon", "- Sea", "- Moon"),
    ("words.1", "Moon", '- "NO"', '- "Moon"'),
    ("names.0", "Tern", '- "Gull"', '- "Tern"'),
    ("photos.0.title", "Quay", "Pier", "Quay"),
    ("photos.1.width", 7, "width: 3", "width: 7"),
    ("poster.0.title", "Tern", "- title: Gull", "- title: Tern"),
    ("ship.name", "Tern", "name: Gull", "name: Tern"),
    ("ship.photos.0.title", "Quay", "Deck", "Quay"),
    ("ship.flag", "SF", "SW", "SF"),
    ("fleet.0.photos.0.width", 7, "width: 6", "width: 7"),
    ("fleet.1.name", "Auk", "Skua", "Auk"),
]


@each("path, value, old, new", SCALARS)
def test_a_scalar_that_is_another_one_is_found_and_written_in_its_place(
    sailing_text: str,
    make_sailing: Callable[[], type[Any]],
    path: str,
    value: Any,
    old: str,
    new: str,
) -> None:
    sailing = parse(sailing_text, model=make_sailing())
    put(path, value)(sailing)
    record = root_pattern(schema_of(type(sailing)), sailing_text)
    match = match_canonical(record, sailing_text)
    assert match is not None
    changes = changed_scalars(record, match, sailing)
    assert changes is not None
    assert [change.now for change in changes] == [value]
    assert sailing_text.count(old) == 1
    assert serialize(sailing) == sailing_text.replace(old, new)


def test_a_model_that_is_what_its_text_says_has_no_changes(
    sailing_text: str, make_sailing: Callable[[], type[Any]]
) -> None:
    sailing = parse(sailing_text, model=make_sailing())
    record = root_pattern(schema_of(type(sailing)), sailing_text)
    match = match_canonical(record, sailing_text)
    assert match is not None
    assert changed_scalars(record, match, sailing) == []


COLLECTIONS: list[tuple[str, Any, str, str]] = [
    ("extra", {"mood": "calm"}, "---\nText", "mood: calm\n---\nText"),
    ("words", ["Sea", "NO", "Moon"], '  - "NO"\n', '  - "NO"\n  - Moon\n'),
    ("words", ["NO"], "  - Sea\n", ""),
    ("names", ["Gull", "Tern"], '  - "Gull"\n', '  - "Gull"\n  - "Tern"\n'),
    ("pair", None, "a,b: both\n", ""),
    ("quote", None, '"\\"": 4\n', ""),
    ("poster", [], "poster:\n  - title: Gull\n    width: 5\n", ""),
    ("poster.0.width", None, "    width: 5\n", ""),
    ("ship.flag", None, "  flag: SW\n", ""),
    ("body", "None.\n", "Text.\n", "None.\n"),
]


@each("path, value, old, new", COLLECTIONS)
def test_what_comes_or_goes_is_written_from_the_nodes(
    sailing_text: str,
    make_sailing: Callable[[], type[Any]],
    path: str,
    value: Any,
    old: str,
    new: str,
) -> None:
    sailing = parse(sailing_text, model=make_sailing())
    put(path, value)(sailing)
    assert sailing_text.count(old) == 1
    assert serialize(sailing) == sailing_text.replace(old, new)


@each("name", ["words", "names", "photos", "poster", "fleet"])
def test_a_tuple_of_the_same_items_is_refused(
    sailing_text: str, make_sailing: Callable[[], type[Any]], name: str
) -> None:
    sailing = parse(sailing_text, model=make_sailing())
    put(name, tuple(getattr(sailing, name)))(sailing)
    with pytest.raises(SerializeError, match=rf"^{name}: expected a list, found \("):
        serialize(sailing)


# --- Edits in place -------------------------------------------------------------------------------


def louder(name: object) -> str:
    return str(name).upper()


@attrs.define
class Loud:
    """A model that changes what it is given."""

    name: str = attrs.field(converter=louder, on_setattr=attrs.setters.NO_OP)


def test_a_model_that_changes_what_it_is_given_is_read_back_to_prove_it() -> None:
    loud = parse("---\nname: tide\n---\n", model=Loud)
    assert loud.name == "TIDE"
    loud.name = "tide"
    with pytest.raises(SerializeError, match="read back as another value"):
        serialize(loud)


def test_equal_values_of_other_classes_change_nothing() -> None:
    class Word(str):
        pass

    text = "---\nname: a\nratio: 3.0\n---\n"
    measure = parse(text, model=Measure)
    measure.name, measure.ratio = Word("a"), 3
    assert serialize(measure) == text


def test_an_item_may_become_null() -> None:
    measure = parse("---\nname: a\ncounts:\n  - 1\n  - 2\n---\n", model=Measure)
    measure.counts[1] = None
    assert serialize(measure) == "---\nname: a\ncounts:\n  - 1\n  - null\n---\n"


def test_an_item_of_another_class_is_refused_by_name(canonical: str) -> None:
    article = parse(canonical)
    article.images[1] = "https://daily.example/d.jpg"  # type: ignore[call-overload]
    with pytest.raises(ValueError, match=r"images\[1\]: expected Image, found 'https"):
        serialize(article)


def test_scalars_are_edited_in_place_at_every_depth(canonical: str) -> None:
    article = parse(canonical)
    article.title, article.quality, article.published = 'Tide "turns"', 7, True
    article.topics[1] = "Moon"
    article.related[1].quality = 62
    assert article.provider is not None
    article.provider.images[0].width = 60
    changes = {
        'turns\\" early': 'turns\\"',
        "quality: -3": "quality: 7",
        "published: false": "published: true",
        '"NO: never"': '"Moon"',
        "quality: 61": "quality: 62",
        "width: 50": "width: 60",
    }
    expected = canonical
    for old, new in changes.items():
        expected = expected.replace(old, new)
    assert serialize(article) == expected


@each("now", [[], ["Moon"], ["Sea", "Moon", "Sun"], ["Moon", "Sun"], None, ()])
def test_a_list_with_other_items_is_not_compared_item_by_item(canonical: str, now: Any) -> None:
    article = parse(canonical)
    article.topics = now
    match = match_canonical(root_pattern(ARTICLE, canonical), canonical)
    assert match is not None
    assert changed_scalars(root_pattern(ARTICLE, canonical), match, article) is None


def test_records_below_records_below_records_are_edited_in_place() -> None:
    lines = "name: a\ninner:\n  name: b\n  inner:\n    name: c\n    ratio: 1.5\n"
    text = f"---\n{lines}---\n"
    measure = parse(text, model=Measure)
    assert measure.inner is not None
    assert measure.inner.inner is not None
    measure.inner.inner.ratio = 2.5
    match = match_canonical(root_pattern(schema_of(Measure), text), text)
    assert match is not None
    assert changed_scalars(root_pattern(schema_of(Measure), text), match, measure)
    assert serialize(measure) == text.replace("1.5", "2.5")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("quality", "high", "quality: expected an integer, found 'high'"),
        ("title", None, "title: expected text, found None"),
        ("title", "\ud800", "title: expected text without surrogates"),
    ],
)
def test_a_wrong_value_in_place_of_another_is_refused_by_name(
    canonical: str, name: str, value: Any, message: str
) -> None:
    article = parse(canonical)
    setattr(article, name, value)
    with pytest.raises(SerializeError, match=message):
        serialize(article)


def test_items_that_come_go_or_move_are_edited_too(canonical: str) -> None:
    article = parse(canonical)
    article.images.reverse()
    article.topics.append("Moon")
    article.related[0].images.clear()
    article.secured = None
    assert serialize(article) == serialize(attrs.evolve(article, source=None))
