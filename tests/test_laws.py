"""The laws of the library, as equations over generated articles, texts and edits.

`NEWSFEED_EXAMPLES` multiplies the number of examples, for a long search.
"""

import copy
import io
import os
import random
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from strategies import (
    Edit,
    Foreign,
    articles,
    edits,
    exact,
    foreign_texts,
    is_collection,
    key_of,
    plain_data,
    spell,
    strings,
)

from newsfeed import Article, ParseError, Problem, SerializeError, parse, serialize
from newsfeed.frontmatter import loaders

pytestmark = pytest.mark.usefixtures("each_loader")

_TIMES = int(os.environ.get("NEWSFEED_EXAMPLES", "1"))
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def examples(count: int) -> settings:
    """Settings for a property that is tried on so many examples."""
    return settings(max_examples=count * _TIMES, deadline=None, suppress_health_check=_SLOW)


# --- Law 1 --------------------------------------------------------------------------------------


@examples(50)
@given(foreign_texts())
def test_a_text_that_was_not_edited_comes_back_as_it_was(foreign: Foreign) -> None:
    """`serialize(parse(t)) == t`."""
    assert serialize(parse(foreign.text)) == foreign.text


@examples(60)
@given(foreign_texts())
def test_every_spelling_of_an_article_reads_as_that_article(foreign: Foreign) -> None:
    """`parse(spell(a)) == a`, with unknown keys in the order of the text."""
    read = parse(foreign.text)
    assert exact(read) == exact(foreign.article)
    assert read == foreign.article
    assert list(read.extra) == list(foreign.article.extra)


# --- Law 2 --------------------------------------------------------------------------------------


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_an_article_reads_back_as_itself(article: Article, newline: str) -> None:
    """`parse(serialize(a)) == a`, for articles made in Python."""
    read = parse(serialize(article, newline=newline))
    assert exact(read) == exact(article)


@examples(60)
@given(st.data())
def test_an_edited_article_reads_back_as_itself(data: st.DataObject) -> None:
    """`parse(serialize(edit(parse(t)))) == edit(parse(t))`, however it is edited."""
    foreign = data.draw(foreign_texts())
    article = parse(foreign.text)
    for edit in data.draw(edits(article)):
        edit.apply(article)
    before = copy.deepcopy(article)
    text = edited_text(article, foreign)
    assert exact(article) == exact(before)
    assert exact(parse(text)) == exact(article)


@examples(40)
@given(foreign_texts(), articles())
def test_an_article_becomes_any_other_one(foreign: Foreign, other: Article) -> None:
    """`parse(serialize(evolve(a, source=t))) == a`, whatever `t` says."""
    article = attrs.evolve(other, source=foreign.text)
    assert exact(parse(edited_text(article, foreign))) == exact(other)


def edited_text(article: Article, foreign: Foreign) -> str:
    """Serialize; a refusal is an answer only where the text shares values through anchors."""
    try:
        return serialize(article)
    except SerializeError:
        assert foreign.anchored, "refused without an anchor"
        event("refused")
        assume(False)
        raise


# --- Law 3 --------------------------------------------------------------------------------------


@attrs.frozen
class Lines:
    """The lines of a front matter with keys at the top level, found without a YAML parser.

    Args:
        before: The opening fence.
        owned: The lines of each entry, by the number of its first key line.
        loose: Lines between the entries that belong to none, blank ones left out.
        after: The closing fence and the body.
    """

    before: str
    owned: dict[str, list[str]]
    loose: list[str]
    after: str

    def outside(self, keys: set[str]) -> list[str]:
        """The lines that no entry of the keys holds, in order."""
        kept = [(key, lines) for key, lines in self.owned.items() if key not in keys]
        return [line for _, lines in kept for line in lines if line.strip()]


_KEY = re.compile(r"""(?:\?[ ]+)?(?: "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^']|'')*)'
    | (?P<plain>[^"'#\s-][^\n]*?) ) [ ]*(?:\#[^\n]*)?(?:[ ]*:(?:\s|\Z)|\Z)""", re.VERBOSE)


def scan(text: str) -> Lines:
    """Cut a text into the entries of its top level, with their lead of comments."""
    lines = text.split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    closing = next(
        index for index, line in enumerate(lines) if index and re.match(r"(---|\.\.\.)\s*$", line)
    )
    owned: dict[str, list[str]] = {}
    loose: list[str] = []
    pending: list[str] = []
    current: list[str] | None = None
    explicit = False
    for line in lines[1:closing]:
        if line[0] == "#":
            pending.append(line)
        elif line.isspace():
            pending.append(line)
        elif line[0] in " \t-" or (line[0] == ":" and explicit):
            assert current is not None or line.lstrip()[0] == "#", line
            if current is None:
                pending.append(line)
            else:
                current += [*pending, line]
                pending = []
        else:
            explicit = line[0] == "?"
            lead: list[str] = []
            while pending and pending[-1][0] == "#":
                lead.insert(0, pending.pop())
            loose += [each for each in pending if each.strip()]
            current = [*lead, line]
            pending = []
            owned[key_in(line)] = current
    loose += [each for each in pending if each.strip()]
    return Lines(lines[0], owned, loose, "".join(lines[closing:]))


def key_in(line: str) -> str:
    """The key that a line begins with."""
    match = _KEY.match(line.rstrip("\r\n"))
    assert match is not None, line
    quoted = match["double"] is not None or match["single"] is not None
    shown = line[: match.end()].lstrip("? ") if quoted else match["plain"]
    if quoted:
        shown = re.match(r"""(?s)"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", shown)[0]  # type: ignore[index]
    key: Any = yaml.compose(shown, yaml.SafeLoader)
    return str(key.value)


@examples(80)
@given(st.data())
def test_an_edit_leaves_every_line_of_other_keys_alone(data: st.DataObject) -> None:
    """`lines(serialize(edit(a))) - lines(K) == lines(t) - lines(K)`, for an edit of the keys K."""
    foreign = data.draw(foreign_texts())
    assume(foreign.block_root)
    article = parse(foreign.text)
    drawn = data.draw(edits(article, 3))
    for edit in drawn:
        edit.apply(article)
    text = edited_text(article, foreign)
    keys = {edit.key for edit in drawn}
    check_outside(foreign.text, text, keys)


def check_outside(source: str, text: str, keys: set[str]) -> None:
    """Compare what two texts have outside the entries of some keys, and their fences and bodies."""
    old, new = scan(source), scan(text)
    assert new.outside(keys) == old.outside(keys)
    assert new.loose == old.loose
    assert new.before == old.before
    fence, end, body = old.after.partition("\n")
    if "" not in keys:
        assert new.after == old.after
    elif end:
        assert new.after.startswith(fence + end)
    assert [key for key in new.owned if key not in keys] == [
        key for key in old.owned if key not in keys
    ]


@examples(80)
@given(st.data())
def test_a_change_of_a_scalar_on_one_line_changes_that_line_only(data: st.DataObject) -> None:
    """`diff(t, serialize(set(a, k, v)))` is the line of `k`, and its comment stays."""
    foreign = data.draw(foreign_texts())
    assume(foreign.block_root)
    article = parse(foreign.text)
    lines = scan(foreign.text)
    names = [
        each.name
        for each in attrs.fields(Article)
        if key_of(each.name) in lines.owned
        and len([1 for line in lines.owned[key_of(each.name)] if line[0] not in "# \n\r"]) == 1
        and len([1 for line in lines.owned[key_of(each.name)] if line.strip()[:1] not in ("#", "")])
        == 1
        and getattr(article, each.name) is not None
        and not is_collection(getattr(article, each.name))
        and getattr(article, each.name) != []
    ]
    assume(names)
    name = data.draw(st.sampled_from(names))
    setattr(article, name, data.draw(scalars_like(getattr(article, name))))
    text = edited_text(article, foreign)
    old, new = foreign.text.split("\n"), text.split("\n")
    assert len(old) == len(new)
    changed = [index for index, (one, other) in enumerate(zip(old, new)) if one != other]
    assert len(changed) <= 1
    assert comments(text) == comments(foreign.text)
    for index in changed:
        assert old[index].startswith(new[index].split(":")[0].split(" ")[0])


def scalars_like(value: Any) -> st.SearchStrategy[Any]:
    """Values of the kind of another one."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return st.integers()
    if isinstance(value, datetime):
        return st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.timezones())
    return st.sampled_from(["NO", "10:00", "a: b", "it's", "a\nb", "Storm #3", "x", "", '"', "😀"])


def comments(text: str) -> list[str]:
    """The marks of the comments that the spelling of a text has, in order."""
    return re.findall(r"# c[0-9]+\b", text)


@examples(50)
@given(foreign_texts())
def test_setting_every_field_to_an_equal_value_changes_nothing(foreign: Foreign) -> None:
    """`serialize(evolve(a, **copy(a))) == t`."""
    article = parse(foreign.text)
    for each in attrs.fields(Article):
        if each.name not in ("source", "path"):
            setattr(article, each.name, copy.deepcopy(getattr(article, each.name)))
    assert serialize(article) == foreign.text
    assert serialize(attrs.evolve(foreign.article, source=foreign.text)) == foreign.text


@examples(40)
@given(st.data())
def test_an_edit_taken_back_gives_the_values_back(data: st.DataObject) -> None:
    """`parse(serialize(undo(parse(serialize(edit(a)))))) == a`, through two texts."""
    foreign = data.draw(foreign_texts())
    article = parse(foreign.text)
    for edit in data.draw(edits(article)):
        edit.apply(article)
    middle = parse(edited_text(article, foreign))
    back = attrs.evolve(parse(foreign.text), source=middle.source)
    again = edited_text(back, foreign)
    assert exact(parse(again)) == exact(foreign.article)


# --- Law 4 --------------------------------------------------------------------------------------


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_a_canonical_text_comes_back_from_its_values_alone(article: Article, newline: str) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`, for `t = serialize(a, newline=n)`."""
    text = serialize(article, newline=newline)
    assert serialize(attrs.evolve(parse(text), source=None), newline=newline) == text


@examples(60)
@given(st.data())
def test_an_edit_of_a_canonical_text_is_canonical(data: st.DataObject) -> None:
    """`serialize(edit(parse(t))) == serialize(evolve(edit(parse(t)), source=None))`, `t` canonical.

    Not for keys in `extra`, which stay in the order and the layout that the text has.
    """
    article = data.draw(articles())
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    for record in records(article):
        record.extra = {}
    article = parse(serialize(article, newline=newline))
    for edit in data.draw(edits(article)):
        if "extra" not in edit.place:
            edit.apply(article)
    for record in records(article):
        record.extra = {}
    assert serialize(article) == serialize(attrs.evolve(article, source=None), newline=newline)


def records(record: Any) -> Iterator[Any]:
    """A record and all that it holds."""
    yield record
    for each in attrs.fields(type(record)):
        value = getattr(record, each.name)
        for inner in value if isinstance(value, list) else [value]:
            if attrs.has(type(inner)):
                yield from records(inner)


# --- Law 6 --------------------------------------------------------------------------------------


@examples(60)
@given(articles())
def test_every_string_written_is_that_string_in_yaml_1_1_and_1_2(article: Article) -> None:
    """`strings(yaml11(serialize(a))) == strings(yaml12(serialize(a))) == strings(a)`."""
    text = serialize(article)
    check_strings(text, article)


@examples(40)
@given(st.data())
def test_every_string_changed_is_that_string_in_yaml_1_1_and_1_2(data: st.DataObject) -> None:
    """The same after edits of a canonical text in quoted and plain styles."""
    article = parse(serialize(data.draw(articles())))
    for edit in data.draw(edits(article)):
        edit.apply(article)
    check_strings(serialize(article), article)


def check_strings(text: str, article: Article) -> None:
    """Load a front matter with two other readers and compare the strings."""
    block = text[4 : text.index("\n---\n", 3) + 1]
    expected = list(strings(plain_data(article)))
    assert list(strings(yaml.safe_load(block))) == expected
    assert list(strings(YAML(typ="safe", pure=True).load(io.StringIO(block)))) == expected


# --- Law 7, and both parsers --------------------------------------------------------------------

Answer = tuple[Any, tuple[Problem, ...]]


def answer(source: str | bytes) -> Answer:
    """What a text reads as: the article, or the problems."""
    try:
        return exact(parse(source)), ()
    except ParseError as error:
        assert error.problems
        assert str(error)
        return None, error.problems


def both_answers(source: str | bytes) -> tuple[Answer, Answer]:
    """What a text reads as with the parser at hand and with PyYAML's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loaders, "LOADER", loaders.PureLoader)
        pure = answer(source)
    return answer(source), pure


def spoilt(text: str, rng: random.Random) -> str:
    """Change, drop, double or swap a character or a line, once or a few times."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        parts = list(text) if rng.random() < 0.6 else text.splitlines(keepends=True)
        if len(parts) < 2:
            return text
        # The front matter is what matters: it stands first.
        at = rng.randrange(min(len(parts) - 1, 2000))
        operation = rng.choice(["change", "drop", "double", "swap"])
        if operation == "change":
            parts[at] = rng.choice(" \t\n\r:#-?,[]{}&*!|>'\"%@`\\\x85\u2028\x00aZ0.\ufeff<=~")
        elif operation == "drop":
            del parts[at]
        elif operation == "double":
            parts.insert(at, parts[at])
        else:
            parts[at], parts[at + 1] = parts[at + 1], parts[at]
        text = "".join(parts)
    return text


@examples(60)
@given(foreign_texts(), st.randoms(use_true_random=True))
def test_a_spoilt_text_is_an_article_or_a_parse_error_for_both_parsers(
    foreign: Foreign, rng: random.Random
) -> None:
    """`parse_c(t) == parse_pure(t)`: model, or problems with their places, and nothing else."""
    for _ in range(3):
        text = spoilt(foreign.text, rng)
        one, other = both_answers(text)
        assert one == other
        if not one[1]:
            assert serialize(parse(text)) == text


@examples(40)
@given(foreign_texts())
def test_both_parsers_read_good_texts_alike(foreign: Foreign) -> None:
    """`parse_c(t) == parse_pure(t)`."""
    one, other = both_answers(foreign.text)
    assert one == other == (exact(foreign.article), ())


@examples(100)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_input_is_an_article_or_a_parse_error(source: str | bytes) -> None:
    """`parse` is total."""
    for text in (source, wrapped(source)):
        one, other = both_answers(text)
        assert one == other


def wrapped(source: str | bytes) -> str | bytes:
    """A front matter that holds a text or bytes."""
    if isinstance(source, str):
        return f"---\ntitle: {source}\n---\n"
    return b"---\ntitle: " + source + b"\n---\n"


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("---\ntitle: a\n---\n", Edit("set", ("heat",), 3), "---\ntitle: a\nheat: 3\n---\n"),
        ("---\nheat: 3\ntitle: a\n---\n", Edit("clear", ("heat",)), "---\ntitle: a\n---\n"),
    ],
)
def test_the_operations_of_these_tests_do_what_they_say(
    before: str, edit: Edit, after: str
) -> None:
    article = parse(before)
    edit.apply(article)
    assert serialize(article) == after


def test_the_spelling_of_an_article_is_not_always_the_same() -> None:
    article = Article("Tide turns early", topics=["Sea", "Moon"], heat=3)
    texts = {spell(article, random.Random(seed)).text for seed in range(50)}
    assert len(texts) > 40
