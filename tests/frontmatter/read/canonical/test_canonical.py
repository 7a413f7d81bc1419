"""The canonical reader returns what the YAML reader returns, or None; its edits are the same too.

Law 5: `read_canonical(t)` is what the YAML reader makes of `t`, or None.
"""

import subprocess
import sys
from typing import Any

import pytest
from article_edits import edits
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import articles, exact, examples

from newsfeed import Article, ParseError, parse, serialize
from newsfeed.frontmatter.read.canonical import match_canonical, read_canonical, root_pattern
from newsfeed.frontmatter.read.canonical.compare import changed_scalars
from newsfeed.frontmatter.read.yaml import read_yaml
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.text.edits import apply_edits
from newsfeed.frontmatter.validation import validate
from newsfeed.frontmatter.write.patch import text_edits
from newsfeed.frontmatter.write.patch.in_place import scalar_edits

ARTICLE = schema_of(Article)


def general(text: str, schema: Any = ARTICLE) -> Any:
    """Read a text with the YAML reader; return None for a text that it rejects."""
    try:
        return read_yaml(text, schema).model
    except ParseError:
        return None


def assert_law_5(text: str, schema: Any = ARTICLE) -> None:
    recognized = read_canonical(text, schema)
    if recognized is not None:
        assert exact(recognized) == exact(general(text, schema))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_canonical_text_is_recognized(canonical: str, newline: str) -> None:
    text = canonical.replace("\n", newline)
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
def test_law_5_holds_for_spoilt_canonical_texts(canonical: str, data: st.DataObject) -> None:
    text = data.draw(st.just(canonical) | articles().map(serialize))
    assert_law_5(mutated(data, text))


@each(
    "old, new",
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
def test_what_is_not_canonical_is_left_to_the_general_reader(
    canonical: str, old: str, new: str
) -> None:
    assert old in canonical
    assert read_canonical(canonical.replace(old, new, 1), ARTICLE) is None


def test_a_return_inside_a_line_is_left_to_the_general_reader(canonical: str) -> None:
    text = canonical.replace("\n", "\r\n")
    assert read_canonical(text, ARTICLE) is not None
    assert read_canonical(text.replace("early", "ear\rly"), ARTICLE) is None


def test_a_front_matter_may_end_the_text() -> None:
    recognized = read_canonical('---\ntitle: "Tide"\n---', ARTICLE)
    assert recognized is not None
    assert (recognized.title, recognized.body) == ("Tide", "")


@examples(150)
@given(st.data())
def test_a_match_gives_an_article_only_if_it_is_read_as_that(
    canonical: str, data: st.DataObject
) -> None:
    """If nothing has changed, the YAML reader returns that article, types included."""
    text = data.draw(st.just(canonical) | articles().map(serialize))
    article = parse(text)
    if data.draw(st.booleans()):
        for edit in data.draw(edits(article, most=1)):
            edit.apply(article)
    else:
        text = mutated(data, text)
    record = root_pattern(ARTICLE, text)
    match = match_canonical(record, text)
    if match is not None and changed_scalars(record, match, article) == []:
        article.body = text[match.end() :]
        assert exact(general(text)) == exact(article)


@examples(150)
@given(st.data())
def test_both_patchers_give_the_same_text(canonical: str, data: st.DataObject) -> None:
    text = data.draw(st.just(canonical) | articles().map(serialize))
    record, recognized = root_pattern(ARTICLE, text), read_canonical(text, ARTICLE)
    match = match_canonical(record, text)
    if match is None or recognized is None:
        return
    new = parse(text)
    for edit in data.draw(edits(new)):
        edit.apply(new)
    validate(ARTICLE.type, new)
    reading = read_yaml(text, ARTICLE)
    expected = apply_edits(text, text_edits(reading, ARTICLE.type, new) or ())
    changes = changed_scalars(record, match, new)
    in_place = None if changes is None else scalar_edits(changes)
    if in_place is not None:
        assert apply_edits(text, in_place) == expected


LOADED = """
import sys
import newsfeed
ours = sorted(name for name in sys.modules if name.partition(".")[0] == "newsfeed")
others = {"yaml", "dateutil", "pydantic", "tempfile", "hashlib", "random", "json", "logging"}
print(*ours, *others & sys.modules.keys())
newsfeed.parse(sys.argv[1])
print(*({"yaml", "dateutil"} & sys.modules.keys()))
newsfeed.serialize(newsfeed.parse(sys.argv[1].replace("title: ", "title:  ")))
print(*({"yaml", "dateutil"} & sys.modules.keys()))
newsfeed.serialize(newsfeed.parse(sys.argv[1].replace("title: ", "title:\\t")))
print(*({"yaml", "dateutil"} & sys.modules.keys()))
"""


def test_only_what_is_needed_is_imported(canonical: str) -> None:
    run = [sys.executable, "-c", LOADED, canonical]
    shown = subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()
    rooms = {
        "": ("", "document", "errors", "files", "models"),
        "._util": ("", "hints", "lazy", "messages"),
        ".frontmatter": (
            *("", "codegen", "limits", "markers", "origin", "scalars", "timestamps"),
            *("read", "text", "text.delimiters", "text.numbers", "text.quoting"),
        ),
        ".frontmatter.schema": ("", "classes", "conversions", "types"),
        ".frontmatter.read.canonical": ("", "characters", "construct", "patterns"),
        ".news": ("", "amp", "payload", "slug"),
    }
    modules = [f"newsfeed{room}.{name}".rstrip(".") for room in rooms for name in rooms[room]]
    assert shown[0].split() == sorted(modules)
    assert shown[1:] == ["", "", "yaml"]
