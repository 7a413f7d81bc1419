"""Law 3: an edit changes the lines of what it names, and no others."""

import copy
import re
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
import yaml
from article_edits import Edit, edits
from equations import both_loaders, edited_text
from hypothesis import assume, given
from hypothesis import strategies as st
from spelling import Foreign, foreign_texts
from strategies import exact, examples, is_collection, key_of

from newsfeed import Article, Image, Provider, RelatedItem, parse, serialize

pytestmark = both_loaders


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
    return st.sampled_from(["NO", "10:00", "a: b", "it's", "Storm #3", "x", "", '"', "😀"])


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
