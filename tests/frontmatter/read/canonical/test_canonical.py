"""The fast ways: the recognizer answers as the general reader does, its patcher as the other.

Law 5: `read_canonical(t)` is what the general reader makes of `t`, or None.
"""

import subprocess
import sys
from collections import OrderedDict
from datetime import date, datetime
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import articles, edits, exact, examples

from newsfeed import Article, ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter import QUOTED, SECTION, Key
from newsfeed.frontmatter.read.canonical import (
    grammar,
    match_canonical,
    read_canonical,
    root_pattern,
)
from newsfeed.frontmatter.read.canonical.compare import changed_scalars
from newsfeed.frontmatter.read.canonical.tree import nodes_of_match
from newsfeed.frontmatter.read.nodes import Node
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Type, schema_of
from newsfeed.frontmatter.text.delimiters import split_text
from newsfeed.frontmatter.text.edits import apply_edits
from newsfeed.frontmatter.validation import validate
from newsfeed.frontmatter.write.patch import text_edits
from newsfeed.frontmatter.write.patch.in_place import scalar_edits

ARTICLE = schema_of(Article)
CANONICAL = """\
---
title: "Tide \\"turns\\" early"
excerpt: "C:\\\\ and\\nmore\\u2028"
publishedDateTime: 2021-12-10T14:30:00Z
type: article
quality: -3
published: false

provider:
  name: Daily:Example
  images:
    - url: "https://daily.example/icon.png"
      width: 50

topics:
  - Sea
  - "NO: never"

images:
  - url: "https://daily.example/a.jpg"
  - url: "https://daily.example/b.jpg"
    isCached: true

related:
  - title: "Harbour reopens"
    provider:
      name: Harbour Post
    images:
      - url: "https://harbour.example/c.jpg"
  - title: "Ferry back"
    quality: 61

secured: "AAAA;BBBB"
---

Text.
"""


def general(text: str, schema: Any = ARTICLE) -> Any:
    """Read a text by the general reader; None for a text that it refuses."""
    try:
        return read_yaml(text, schema).model
    except ParseError:
        return None


def assert_law_5(text: str, schema: Any = ARTICLE) -> None:
    recognized = read_canonical(text, schema)
    if recognized is not None:
        assert exact(recognized) == exact(general(text, schema))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_canonical_text_is_recognized(newline: str) -> None:
    text = CANONICAL.replace("\n", newline)
    recognized = read_canonical(text, ARTICLE)
    assert recognized is not None
    assert exact(recognized) == exact(general(text))
    assert recognized.excerpt == "C:\\ and\nmore\u2028"
    assert recognized.body == f"{newline}Text.{newline}"
    assert serialize(recognized, newline=newline).splitlines() == text.splitlines()


@examples(150)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_law_5_holds_for_canonical_texts(article: Article, newline: str) -> None:
    assert_law_5(serialize(article, newline=newline))


def mutated(data: st.DataObject, text: str) -> str:
    """Change, drop, double or swap characters and lines of a text."""
    for _ in range(data.draw(st.integers(1, 3))):
        parts = data.draw(st.sampled_from([list(text), text.splitlines(keepends=True)]))
        if not parts:
            return text
        one, other = (data.draw(st.integers(0, len(parts) - 1)) for _ in range(2))
        change = data.draw(st.sampled_from(["change", "drop", "double", "swap"]))
        if change == "change":
            parts[one] = data.draw(
                st.sampled_from([*"\"'\\:#- \t\n\r?[{&*!|>%0x~=\x85\u2028\x00é"])
            )
        elif change == "drop":
            del parts[one]
        elif change == "double":
            parts.insert(other, parts[one])
        else:
            parts[one], parts[other] = parts[other], parts[one]
        text = "".join(parts)
    return text


@examples(300)
@given(st.data())
def test_law_5_holds_for_spoilt_canonical_texts(data: st.DataObject) -> None:
    text = data.draw(st.just(CANONICAL) | articles().map(serialize))
    assert_law_5(mutated(data, text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: ", "# note\ntitle: "),
        ('"Harbour reopens"', "'Harbour reopens'"),
        ("type: article", "type: ~"),
        ("type: article", "type: a: b"),
        ("type: article", "type: a #b"),
        ("type: article", "type: article "),
        ("type: article", "type: article\ntype: article"),
        ("type: article", "type: &a article"),
        ("quality: -3", "quality: 1_000"),
        ("quality: -3", f"quality: {'9' * 5000}"),
        ("14:30:00Z", "24:00:00Z"),
        ("2021-12-10T", "2021-02-30T"),
        ("2021-12-10T", "0000-12-10T"),
        ("topics:", "unknown: 3\ntopics:"),
        ("  - Sea", "   - Sea"),
        ("  - Sea", "  - - Sea"),
        ("    isCached", "     isCached"),
        ("      width: 50\n\ntopics:", "      width: 50\n      topics:"),
        ("      width: 50\n\ntopics:", "      width: 50\n    topics:"),
        ("      width: 50\n\ntopics:", "      width: 50\n  topics:"),
        ("      width: 50", '      width: 50\ntitle: "Sun"'),
        ("      width: 50", '      width: 50\n    title: "Sun"'),
        ("      width: 50", "      width: 50\n  domain: daily.example"),
        ("      width: 50", "      width: 50\n      unknown: 3"),
        ("      width: 50", "      width: 50\n    unknown: 3"),
        ("      width: 50", "      width: 50\n  unknown: 3"),
        ('  - url: "https://daily.example/b.jpg"', '      - url: "https://daily.example/b.jpg"'),
        ("early", "ear\x07ly"),
        ("early", "ear\x85ly"),
        ("early", "ear\ud800ly"),
        ("early", "ear\rly"),
        ("early", "ear\r\nly"),
        ("early", "ear\\xly"),
        ("early", "ear\\uD800ly"),
        ("early", 'ear"ly'),
        ("early", "ear\\"),
        ("---\ntitle", "\ufeff---\ntitle"),
        ("---\ntitle", "--- \ntitle"),
        ("---\n\nText", "...\n\nText"),
        ("---\n\nText", "--- \n\nText"),
        ("---\n\nText", "---\r\n\nText"),
        ("title", "headline"),
    ],
)
def test_what_is_not_canonical_is_left_to_the_general_reader(old: str, new: str) -> None:
    assert old in CANONICAL
    assert read_canonical(CANONICAL.replace(old, new, 1), ARTICLE) is None


def test_a_return_inside_a_line_is_left_to_the_general_reader() -> None:
    text = CANONICAL.replace("\n", "\r\n")
    assert read_canonical(text, ARTICLE) is not None
    assert read_canonical(text.replace("early", "ear\rly"), ARTICLE) is None


def test_a_front_matter_may_end_the_text() -> None:
    recognized = read_canonical('---\ntitle: "Tide"\n---', ARTICLE)
    assert recognized is not None
    assert (recognized.title, recognized.body) == ("Tide", "")


@attrs.define
class Measure:
    """Every kind of scalar, and what is left to the general reader."""

    name: str
    ratio: float | None = None
    day: date | None = None
    at: list[datetime] = attrs.field(factory=list)
    counts: list[int | None] = attrs.field(factory=list)
    labels: list[Annotated[str, QUOTED]] | None = None
    grid: list[list[int]] = attrs.field(factory=list)
    colour: str = "red"
    inner: "Measure | None" = None
    inners: "Annotated[list[Measure], SECTION]" = attrs.field(factory=list)
    odd: Annotated[int | None, Key('a key: "#"')] = None
    long: Annotated[int | None, Key("k" * 200)] = None
    anything: Any = None


MEASURE = schema_of(Measure)


@pytest.mark.parametrize(
    "lines",
    [
        "name: a\nratio: 1.5\nday: 2021-12-10\n",
        "name: a\nratio: 3\nat:\n  - 2021-12-10T14:30:00.5Z\ncounts:\n  - 1\n  - -2\n",
        'name: "a"\nlabels:\n  - "b"\n  - "c\\"d"\ncolour: blue\n',
        "name: a\ninner:\n  name: b\n  inner:\n    name: c\n    counts:\n      - 1\n",
        "name: a\n\ninners:\n  - name: b\n    inners:\n      - name: c\n  - name: d\n",
        'name: a\n"a key: \\"#\\"": 3\n',
    ],
)
def test_any_model_is_recognized(lines: str) -> None:
    text = f"---\n{lines}---\n"
    recognized = read_canonical(text, MEASURE)
    assert recognized is not None
    assert exact(recognized) == exact(general(text, MEASURE))


@pytest.mark.parametrize(
    "lines",
    [
        "name: a\ngrid:\n  - - 1\n",
        "name: a\nanything: 3\n",
        "name: a\nratio: .inf\n",
        "name: a\nday: 2021-2-3\n",
        f"name: a\n{'k' * 200}: 3\n",
        "name: a\n" + "".join(f"{' ' * i}inner:\n{' ' * i}  name: a\n" for i in range(0, 80, 2)),
    ],
)
def test_what_a_pattern_does_not_own_is_left_to_the_general_reader(lines: str) -> None:
    text = f"---\n{lines}---\n"
    assert read_canonical(text, MEASURE) is None
    assert parse(text, model=Measure) == general(text, MEASURE)


@attrs.define
class Strict:
    """A model whose validator and required unknown value stand in the way."""

    heat: int = attrs.field(validator=attrs.validators.lt(100))


@attrs.define
class Open:
    """A model that needs what no pattern owns."""

    data: dict[str, Any]


def test_a_date_that_is_none_is_left_to_the_general_reader() -> None:
    assert read_canonical("---\nname: a\nday: 2021-02-30\n---\n", MEASURE) is None


def test_a_model_that_refuses_a_value_is_left_to_the_general_reader() -> None:
    assert read_canonical("---\nheat: 99\n---\n", schema_of(Strict)) is not None
    assert read_canonical("---\nheat: 100\n---\n", schema_of(Strict)) is None
    with pytest.raises(ParseError, match="Strict refuses it"):
        parse("---\nheat: 100\n---\n", model=Strict)


def test_a_model_with_a_required_key_that_no_pattern_owns_is_never_recognized() -> None:
    assert read_canonical("---\ndata:\n  a: 1\n---\n", schema_of(Open)) is None
    assert parse("---\ndata:\n  a: 1\n---\n", model=Open).data == {"a": 1}
    assert "(?!)  # data: for the general reader" in grammar(Open)


def related(count: int) -> str:
    items = "".join(f'  - title: "Item {index}"\n    quality: {index}\n' for index in range(count))
    return f'---\ntitle: "Tide"\n\nrelated:\n{items}'


TITLE = '---\ntitle: "a"\n'
BACKTRACKING = {
    "a fault in the last of 1,000 items": related(1000) + "    quality: x\n---\n",
    "a fault in the last of 50,000 items": related(50_000) + "    quality: x\n---\n",
    "no closing fence": related(50_000),
    "quotes": '---\ntitle: "' + '"' * 1_000_000 + "\n---\n",
    "lines of quotes": '---\ntitle: "' + '"\n"' * 400_000 + "---\n",
    "backslashes": '---\ntitle: "' + "\\" * 1_000_001 + '"\n---\n',
    "escaped quotes": '---\ntitle: "' + '\\"' * 500_000 + "\n---\n",
    "dashes": TITLE + "topics:\n" + "  - \n" * 200_000 + "---\n",
    "items and a dash": TITLE + "topics:\n" + "  - a\n" * 200_000 + "  -\n---\n",
    "colons": TITLE + "type: " + "a:" * 500_000 + " \n---\n",
    "blanks": TITLE + "type: " + "a " * 500_000 + "#\n---\n",
    "blank lines": "---\n" + "\n" * 1_000_000,
}


@pytest.mark.parametrize("text", BACKTRACKING.values(), ids=BACKTRACKING.keys())
def test_inputs_made_to_backtrack_are_declined(text: str) -> None:
    """In linear time: a pattern that tried again would not come back within the day."""
    assert read_canonical(text, ARTICLE) is None


def test_many_lines_are_recognized() -> None:
    recognized = read_canonical(related(5_000) + "---\n", ARTICLE)
    assert recognized is not None
    assert recognized.related[-1].quality == 4_999


def test_the_pattern_can_be_printed() -> None:
    shown = grammar(Article)
    assert shown.startswith("# front matter\n\\-\\-\\-\\n\n(?:category:\\ ")
    assert '\ntitle:\\ "(.*)"\\n  # text\n' in shown
    assert shown.count("# related\n") == 1
    assert "isCached:\\ (true|false)\\r\\n" in grammar(Article, "\r\n")
    assert grammar(MEASURE.model).count("# inners\n") == 1


@examples(150)
@given(st.data())
def test_a_match_gives_an_article_only_if_it_is_read_as_that(data: st.DataObject) -> None:
    """If nothing has changed, the general reader makes that article of it, types included."""
    text = data.draw(st.just(CANONICAL) | articles().map(serialize))
    article = parse(text)
    if data.draw(st.booleans()):
        for edit in data.draw(edits(article, most=1)):
            edit.apply(article)
    else:
        text = mutated(data, text)
    record = root_pattern(Article, text)
    match = match_canonical(record, text)
    if match is not None and changed_scalars(record, match, article) == []:
        article.body = text[match.end() :]
        assert exact(general(text)) == exact(article)


def test_a_match_gives_the_article_that_is_read_from_it() -> None:
    match = match_canonical(root_pattern(Article, CANONICAL), CANONICAL)
    assert match is not None
    assert changed_scalars(root_pattern(Article, CANONICAL), match, parse(CANONICAL)) == []
    for name, value in {
        "quality": -3.0,
        "published": 0,
        "topics": ["Sea"],
        "images": (),
        "heat": 0,
        "provider": None,
        "extra": {"a": 1},
    }.items():
        article = parse(CANONICAL)
        setattr(article, name, value)
        assert changed_scalars(root_pattern(Article, CANONICAL), match, article) != [], name


@pytest.mark.parametrize("change", [("2021-12-10T", "2021-02-30T"), ("early", "ear\\xly")])
def test_a_match_that_cannot_be_read_gives_nothing(change: tuple[str, str]) -> None:
    match = match_canonical(root_pattern(Article, CANONICAL), CANONICAL.replace(*change))
    assert match is not None
    assert changed_scalars(root_pattern(Article, CANONICAL), match, parse(CANONICAL)) is None


class Hooked(type):
    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        record = super().__call__(*args, **kwargs)
        record.heat += 1
        return record


@attrs.frozen
class Frozen:
    title: str
    heat: int = 0


@attrs.define
class Before:
    title: str
    heat: int = 0

    def __attrs_pre_init__(self) -> None:
        self.heat = 1


@attrs.define
class After:
    title: str
    heat: int = 0

    def __attrs_post_init__(self) -> None:
        self.heat += 1


@attrs.define
class Own:
    title: str
    heat: int = 0

    def __init__(self, title: str, heat: int = 0) -> None:
        self.title, self.heat = title, heat + 1


@attrs.define
class Base:
    title: str
    heat: int = 0


class Derived(Base):
    def __init__(self, title: str, heat: int = 0) -> None:
        super().__init__(title, heat + 1)


@attrs.define
class Called(metaclass=Hooked):
    title: str
    heat: int = 0


@attrs.define
class Counting:
    title: str
    heat: int = 0

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value + 1 if name == "heat" else value)


@attrs.define
class New:
    title: str
    heat: int = 0

    def __new__(cls, title: str, heat: int = 0) -> "New":
        assert title
        assert heat >= 0
        return super().__new__(cls)


@attrs.define(unsafe_hash=True, cache_hash=True)
class Hashed:
    title: str
    heat: int = 0


@attrs.define(eq=False)
class Unequal:
    title: str
    heat: int = 0


@attrs.define
class Hidden:
    title: str
    heat: int = 0
    seen: int = attrs.field(default=7, init=False)


@attrs.define
class Defaults:
    title: str
    heat: int = 0
    ratio: float = 1.5
    labels: list[str] = attrs.field(factory=lambda: ["a"])
    inner: Base | None = attrs.field(factory=lambda: Base("b"))
    more: Any = attrs.field(factory=OrderedDict)


@attrs.define
class Holder:
    """A model whose record has a body, a source and a path that no text gives it."""

    article: Article
    title: str = "none"
    heat: int = 0


CLASSES = [
    Frozen, Before, After, Own, Derived, Called, Counting, New, Hashed, Unequal, Hidden, Defaults,
    Base,
]  # fmt: skip


@pytest.mark.parametrize("model", CLASSES)
@pytest.mark.parametrize("lines", ["title: a\n", "title: a\nheat: 3\n"])
def test_a_class_is_made_as_calling_it_makes_it(model: type[Any], lines: str) -> None:
    text, schema = f"---\n{lines}---\n", schema_of(model)
    recognized, read = read_canonical(text, schema), general(text, schema)
    names = [field.name for field in attrs.fields(model)]
    assert [getattr(recognized, name) for name in names] == [getattr(read, name) for name in names]
    assert serialize(parse(text, model=model)) == text


@pytest.mark.parametrize("model", [Base, Unequal, Article])
def test_a_plain_class_is_made_without_calling_it(model: type[Any]) -> None:
    assert schema_of(model).plain
    assert not any(schema_of(each).plain for each in CLASSES if each not in (Base, Unequal))


def test_a_record_with_a_body_is_made_by_its_class() -> None:
    text = '---\narticle:\n  title: "Tide"\n---\nText.\n'
    recognized = read_canonical(text, schema_of(Holder))
    assert recognized.article == Article("Tide")
    assert recognized.article.source is None
    holder = parse(text, model=Holder)
    holder.article.heat = 3
    assert serialize(holder) == text.replace('Tide"\n', 'Tide"\n  heat: 3\n')


def louder(name: object) -> str:
    return str(name).upper()


@attrs.define
class Loud:
    """A model that changes what it is given."""

    name: str = attrs.field(converter=louder, on_setattr=attrs.setters.NO_OP)


@attrs.define
class Counted:
    """A model whose default depends on the record."""

    name: str
    length: int = attrs.field()

    @length.default
    def _length(self) -> int:
        return len(self.name)


def test_a_model_that_changes_what_it_is_given_is_read_back_to_prove_it() -> None:
    loud = parse("---\nname: tide\n---\n", model=Loud)
    assert loud.name == "TIDE"
    loud.name = "tide"
    with pytest.raises(SerializeError, match="read back as another value"):
        serialize(loud)


def test_a_default_that_depends_on_the_record_is_left_out_where_it_was() -> None:
    text = "---\nname: tide\n---\n"
    counted = parse(text, model=Counted)
    assert (counted.length, serialize(counted)) == (4, text)
    counted.length = 5
    assert serialize(counted) == "---\nname: tide\nlength: 5\n---\n"


def places(node: Node) -> Any:
    """What a patcher looks at in a node."""
    inner = [places(each) for each in node.children]
    span = (node.start, node.content, node.end, node.ending)
    return (node.style, *span, node.value, node.tag, node.items is None, node.pairs is None, inner)


@examples(100)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_the_groups_give_the_nodes_of_the_yaml_parser(article: Article, newline: str) -> None:
    text = serialize(article, newline=newline)
    record = root_pattern(Article, text)
    match = match_canonical(record, text)
    if match is not None and read_canonical(text, ARTICLE) is not None:
        _, root, _, _ = read_yaml(text, ARTICLE)
        fast = nodes_of_match(record, match)
        assert root is not None
        assert fast is not None
        assert places(fast) == places(root)


@examples(150)
@given(st.data())
def test_both_patchers_give_the_same_text(data: st.DataObject) -> None:
    text = data.draw(st.just(CANONICAL) | articles().map(serialize))
    record, recognized = root_pattern(Article, text), read_canonical(text, ARTICLE)
    match = match_canonical(record, text)
    if match is None or recognized is None:
        return
    new = parse(text)
    for edit in data.draw(edits(new)):
        edit.apply(new)
    type_ = Type(Kind.MODEL, model=Article)
    validate(type_, new)
    parts, root, old, _ = read_yaml(text, ARTICLE)
    expected = apply_edits(text, text_edits(parts, root, type_, old, new) or ())
    changes = changed_scalars(record, match, new)
    in_place = None if changes is None else scalar_edits(changes)
    if in_place is not None:
        assert apply_edits(text, in_place) == expected
    nodes = nodes_of_match(record, match)
    assert (
        apply_edits(text, text_edits(split_text(text), nodes, type_, recognized, new) or ())
        == expected
    )


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


def test_an_item_of_another_class_is_refused_by_name() -> None:
    article = parse(CANONICAL)
    article.images[1] = "https://daily.example/d.jpg"  # type: ignore[call-overload]
    with pytest.raises(ValueError, match=r"images\[1\]: expected Image, found 'https"):
        serialize(article)


def test_scalars_are_edited_in_place_at_every_depth() -> None:
    article = parse(CANONICAL)
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
    expected = CANONICAL
    for old, new in changes.items():
        expected = expected.replace(old, new)
    assert serialize(article) == expected


@pytest.mark.parametrize("now", [[], ["Moon"], ["Sea", "Moon", "Sun"], ["Moon", "Sun"], None, ()])
def test_a_list_with_other_items_is_not_compared_item_by_item(now: Any) -> None:
    article = parse(CANONICAL)
    article.topics = now
    match = match_canonical(root_pattern(Article, CANONICAL), CANONICAL)
    assert match is not None
    assert changed_scalars(root_pattern(Article, CANONICAL), match, article) is None


def test_records_below_records_below_records_are_edited_in_place() -> None:
    lines = "name: a\ninner:\n  name: b\n  inner:\n    name: c\n    ratio: 1.5\n"
    text = f"---\n{lines}---\n"
    measure = parse(text, model=Measure)
    assert measure.inner is not None
    assert measure.inner.inner is not None
    measure.inner.inner.ratio = 2.5
    match = match_canonical(root_pattern(Measure, text), text)
    assert match is not None
    assert changed_scalars(root_pattern(Measure, text), match, measure)
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
    name: str, value: Any, message: str
) -> None:
    article = parse(CANONICAL)
    setattr(article, name, value)
    with pytest.raises(SerializeError, match=message):
        serialize(article)


def test_items_that_come_go_or_move_are_edited_too() -> None:
    article = parse(CANONICAL)
    article.images.reverse()
    article.topics.append("Moon")
    article.related[0].images.clear()
    article.secured = None
    assert serialize(article) == serialize(attrs.evolve(article, source=None))


LOADED = """
import sys
import newsfeed
ours = sorted(name for name in sys.modules if name.partition(".")[0] == "newsfeed")
others = {"yaml", "dateutil", "tempfile", "hashlib", "random", "json", "logging"}
print(*ours, *others & sys.modules.keys())
newsfeed.parse(sys.argv[1])
print(*({"yaml", "dateutil"} & sys.modules.keys()))
newsfeed.serialize(newsfeed.parse(sys.argv[1].replace("title: ", "title:  ")))
print(*({"yaml", "dateutil"} & sys.modules.keys()))
"""


def test_only_what_is_needed_is_imported() -> None:
    run = [sys.executable, "-c", LOADED, CANONICAL]
    shown = subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()
    rooms = {
        "": ("", "document", "errors", "files", "models"),
        "._util": ("", "lazy"),
        ".frontmatter": (
            *("", "codegen", "limits", "markers", "origin", "scalars", "schema", "timestamps"),
            *("read", "text", "text.delimiters", "text.numbers", "text.quoting"),
        ),
        ".frontmatter.read.canonical": ("", "characters", "construct", "patterns"),
        ".news": ("", "amp", "payload", "slug"),
    }
    modules = [f"newsfeed{room}.{name}".rstrip(".") for room in rooms for name in rooms[room]]
    assert shown[0].split() == sorted(modules)
    assert shown[1:] == ["", "yaml"]
