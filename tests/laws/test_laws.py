"""The laws of the library, as equations over generated articles, texts and edits.

The option `--hypothesis-profile=thorough` of pytest draws six times as many examples.
"""

import copy
import io
import random
import re
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
import yaml
from hypothesis import assume, event, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from strategies import (
    Edit,
    Foreign,
    articles,
    edits,
    exact,
    examples,
    foreign_texts,
    is_collection,
    key_of,
    plain_data,
    records,
    spell,
    strings,
)

from newsfeed import (
    Article,
    Image,
    ParseError,
    Problem,
    Provider,
    RelatedItem,
    SerializeError,
    parse,
    serialize,
)
from newsfeed.frontmatter.read.yaml import loaders

pytestmark = pytest.mark.usefixtures("each_loader")


# --- Law 1 ----------------------------------------------------------------------------------------


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


# --- Law 2 ----------------------------------------------------------------------------------------


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


# --- Law 3 ----------------------------------------------------------------------------------------


@attrs.frozen
class Lines:
    """The lines of a front matter with keys at the top level, found without a YAML parser.

    Args:
        before: The opening fence.
        owned: Each line that is not blank, with the key of its entry, or with None if
            it is a comment that belongs to none.
        after: The closing fence and the body.
    """

    before: str
    owned: list[tuple[str | None, str]]
    after: str

    def of(self, key: str) -> list[str]:
        """The lines of an entry, its comments left out."""
        return [line for each, line in self.owned if each == key and line.lstrip(_BLANK)[0] != "#"]

    def outside(self, keys: set[str | None]) -> list[str]:
        """The lines that no entry of the keys holds, in order."""
        return [line for key, line in self.owned if key is None or key not in keys]


_BLANK = " \t\r\n"
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*(?:\r?\n)?")
_COMMENT = re.compile(r"[ \t]*#")
_QUOTED = re.compile(r"""(?s)"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_PLAIN = re.compile(r"(.+?)[ \t]*:(?:[ \t]|\Z)")
_EXPLICIT = re.compile(r"(.+?)(?:[ \t]+#.*)?\Z")


def scan(text: str) -> Lines:
    """Cut a text into the entries of its top level, with their lead of comments."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    closing = next(i for i, line in enumerate(lines) if i and _FENCE.fullmatch(line))
    owned: list[tuple[str | None, str]] = []
    pending: list[str] = []
    key: str | None = None
    explicit = False
    for line in lines[1:closing]:
        if not line.strip(_BLANK):
            pending.append("")
        elif line[0] not in "# \t-" and not (line[0] == ":" and explicit):
            lead = next((i for i, each in enumerate(reversed(pending)) if each[:1] != "#"), None)
            first = 0 if lead is None else len(pending) - lead
            explicit, key = line[0] == "?", key_in(line)
            owned += [(None, each) for each in pending[:first] if each]
            owned += [(key, each) for each in [*pending[first:], line]]
            pending = []
        elif line[0] == "#" or key is None or (_COMMENT.match(line) and any(pending)):
            pending.append(line)
        else:
            owned += [(key, each) for each in [*pending, line] if each]
            pending = []
    owned += [(None, each) for each in pending if each]
    return Lines(lines[0], owned, "".join(lines[closing:]))


def key_in(line: str) -> str:
    """The key that a line begins with."""
    explicit = line[0] == "?"
    shown = line.removeprefix("?").strip(_BLANK)
    match = _QUOTED.match(shown) or (_EXPLICIT if explicit else _PLAIN).match(shown)
    assert match is not None, line
    if shown[0] not in "'\"":
        return match[1]
    key: str = yaml.SafeLoader(match[0]).get_single_data()
    return key


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


def check_outside(source: str, text: str, keys: set[str | None]) -> None:
    """Compare what two texts have outside the entries of some keys, and their fences and bodies."""
    old, new = scan(source), scan(text)
    assert new.outside(keys) == old.outside(keys)
    assert new.before == old.before
    if None not in keys:
        assert new.after == old.after
    else:
        fence, end, _ = old.after.partition("\n")
        assert new.after.startswith(fence + end)


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
        if len(lines.of(key_of(each.name))) == 1 and is_scalar(getattr(article, each.name))
    ]
    names = [name for name in names if is_whole(*lines.of(key_of(name)))]
    assume(names)
    name = data.draw(st.sampled_from(names))
    setattr(article, name, data.draw(scalars_like(getattr(article, name))))
    text = edited_text(article, foreign)
    old, new = foreign.text.split("\n"), text.split("\n")
    assert len(old) == len(new)
    changed = [
        index for index, (one, other) in enumerate(zip(old, new, strict=True)) if one != other
    ]
    assert len(changed) <= 1
    assert comments(text) == comments(foreign.text)
    for index in changed:
        assert old[index].startswith(new[index].split(":")[0].split(" ")[0])


def is_whole(line: str) -> bool:
    """Tell whether a line is YAML on its own; a scalar that goes on below is not."""
    try:
        yaml.safe_load(line)
    except yaml.YAMLError:
        return False
    return "|" not in line and ">" not in line


def is_scalar(value: Any) -> bool:
    return value is not None and value != [] and not is_collection(value)


def scalars_like(value: Any) -> st.SearchStrategy[Any]:
    """Values of the kind of another one."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return st.integers()
    if isinstance(value, datetime):
        # An hour that clocks skip or repeat names no moment: it is refused.
        return st.datetimes(
            datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()
        ).filter(lambda moment: moment == moment.astimezone(UTC))
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


# --- Law 4 ----------------------------------------------------------------------------------------


@examples(60)
@given(articles(), st.sampled_from(["\n", "\r\n"]))
def test_a_canonical_text_comes_back_from_its_values_alone(article: Article, newline: str) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`, `t = serialize(a, newline=n)`."""
    text = serialize(article, newline=newline)
    assert serialize(attrs.evolve(parse(text), source=None), newline=newline) == text


@examples(60)
@given(st.data())
def test_an_edit_of_a_canonical_text_is_canonical(data: st.DataObject) -> None:
    """`serialize(edit(parse(t))) == serialize(evolve(edit(parse(t)), source=None))`, `t` canonical.

    But for keys in `extra`, which stay in the order of the text, and for what leaves something of
    its style to the value that takes its place: the quotes of `NO`, the digits of a fraction.
    """
    article = data.draw(articles())
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    simplify(article)
    article = parse(serialize(article, newline=newline))
    for edit in data.draw(edits(article)):
        edit.apply(article)
    simplify(article)
    assert serialize(article) == serialize(attrs.evolve(article, source=None), newline=newline)


def simplify(article: Article) -> None:
    """Take out what has more than one form where it is edited."""
    for record in records(article):
        record.extra = {}
        when = getattr(record, "published_date_time", None)
        if when:
            record.published_date_time = when.replace(microsecond=0)
        for name in {"category", "type", "name", "domain"} & set(plain_names(record)):
            value = getattr(record, name)
            setattr(record, name, value if value is None else word(value))
    article.topics = [word(topic) for topic in article.topics]


def plain_names(record: Any) -> list[str]:
    return [each.name for each in attrs.fields(type(record))]


def word(text: str) -> str:
    """A word of its own for each text."""
    return text if re.fullmatch("w[0-9a-f]*", text) else f"w{text.encode().hex()}"


# --- Law 6 ----------------------------------------------------------------------------------------


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


# --- Law 7, and both parsers ----------------------------------------------------------------------

Answer = tuple[Any, tuple[Problem, ...]]


def answer(source: str | bytes) -> Answer:
    """What a text reads as: the article, or the problems."""
    try:
        return exact(parse(source)), ()
    except ParseError as error:
        # A refusal says why, and can be shown.
        return (None, error.problems) if str(error) else ("refused for nothing", ())


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


def test_half_a_character_in_the_body_is_refused_or_kept() -> None:
    """`serialize(parse(t)) == t` for every text that parses, such as one with a lone surrogate."""
    text = "---\ntitle: a\n---\n\ud800"
    try:
        article = parse(text)
    except ParseError:
        return
    assert serialize(article) == text


def wrapped(source: str | bytes) -> str | bytes:
    """A front matter that holds a text or bytes."""
    if isinstance(source, str):
        return f"---\ntitle: {source}\n---\n"
    return b"---\ntitle: " + source + b"\n---\n"


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        # Blanks that were between two entries would become a part of the block scalar above.
        ("---\ntitle: >-\n a\nwebUrl: x\n  \n---\n", Edit("clear", ("web_url",))),
        ("---\ntitle: >-\n a\nwebUrl: x\n  \nheat: 3\n---\n", Edit("clear", ("web_url",))),
        ("---\ntitle: |+\n a\nwebUrl: x\n\nheat: 3\n---\n", Edit("clear", ("web_url",))),
        # A folded text that begins with a line break.
        ("---\ntitle: >-\n a\n---\n", Edit("set", ("title",), "\na")),
        # The values of explicit keys stand left of these.
        (
            "---\n? provider\n:\n name: a\ntitle: a\n---\n",
            Edit("set", ("related",), [RelatedItem("b", provider=Provider("c"))]),
        ),
        ("---\n? topics\n:\n- a\ntitle: a\n---\n", Edit("set", ("images",), [Image("b")])),
        # An explicit key without a value.
        ("---\ntitle: a\n? heat\n---\n", Edit("set", ("heat",), 3)),
        # The line breaks of YAML 1.1 that are none of an editor.
        # A mapping of one pair, without braces.
        ("---\ntitle: a\nx: [b: c]\n---\n", Edit("set", ("extra", "x", 0, "d"), 3)),
    ],
)
def test_an_edit_of_a_rare_spelling_is_made(text: str, edit: Edit) -> None:
    article = parse(text)
    edit.apply(article)
    assert exact(parse(serialize(article))) == exact(article)


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\uD800", "\\x"])
def test_an_escape_that_is_no_character_is_a_problem(escape: str) -> None:
    one, other = both_answers(f'---\ntitle: "a{escape}"\n---\n')
    assert one == other
    assert one[1][0].line == 2


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
