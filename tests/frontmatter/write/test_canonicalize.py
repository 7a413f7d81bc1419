"""Canonical form keeps comments and values: before.md, after.md, and model.txt for a Document."""

from datetime import datetime
from enum import Enum
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from loops import each
from paths import CASES

from newsfeed import Article, Document, ParseError, SerializeError, canonicalize, parse
from newsfeed.frontmatter import ONE_OR_MANY, As, keys, write

FOLDERS = sorted(path for path in (CASES / "canonical").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    assert FOLDERS


@pytest.mark.usefixtures("each_loader")
@each("case", FOLDERS)
def test_canonical_form(case: Path) -> None:
    model: type[Any] = Document if (case / "model.txt").exists() else Article
    before, after = ((case / f"{name}.md").read_bytes() for name in ("before", "after"))
    assert canonicalize(before.decode(), model=model) == after.decode()
    assert canonicalize(after, model=model) == after.decode()
    assert parse(after, model=model) == parse(before, model=model)


# Models of other kinds


class Mood(Enum):
    CALM = "calm"


@keys("kebab")
@attrs.define
class Shore:
    """Fields of the kinds that a news article does not have, in an order of their own."""

    tags: Annotated[list[str], ONE_OR_MANY] = attrs.field(factory=list)
    mood: Mood | None = None
    depths: tuple[float, ...] = ()
    host: Annotated[IPv6Address | None, As(str, read=IPv6Address, write=str)] = None
    low_tide: datetime | None = None
    y: int | str | None = None
    sizes: dict[str, int] = attrs.field(factory=dict)
    inner: "Shore | None" = None


SHORE = """\
---
unknown:   kept
inner: {y: '1', mood: calm}
sizes: {no: 0x3, "b": 4}
y: 0x10
low-tide: 2026-03-14 09:30:00 +0100
host: 2001:DB8:0:0::1  # as IPv6
depths: [1, .5]
mood: "calm"
tags: # a
  # b
  sea # c
 # d
---
"""
CANONICAL_SHORE = """\
---
tags:  # a
  # b
  - sea  # c
  # d
mood: calm
depths:
  - 1.0
  - 0.5
host: 2001:db8::1  # as IPv6
low-tide: 2026-03-14T09:30:00+01:00
"y": 16
sizes:
  no: 3
  b: 4
inner:
  mood: calm
  "y": "1"
unknown: kept
---
"""


def test_values_are_written_as_the_model_writes_them() -> None:
    assert canonicalize(SHORE, model=Shore) == CANONICAL_SHORE
    assert canonicalize(CANONICAL_SHORE, model=Shore) == CANONICAL_SHORE
    assert parse(CANONICAL_SHORE, model=Shore) == parse(SHORE, model=Shore)


def test_null_for_one_or_many_stays_null() -> None:
    assert canonicalize("---\ntags: ~\n---\n", model=Shore) == "---\ntags: null\n---\n"


# Refusals


@each(
    "block, place",
    [
        ("a: &x 1\nb: *x", "line 2, column 4"),
        ("b: 1\na: [x, !!str 1]", "line 3, column 8"),
        ("b: 1\n<<: {a: 1}", "line 3, column 1"),
        ("!!map\na: 1", "line 2, column 1"),
        ("&k a: 1", "line 2, column 1"),
    ],
)
def test_anchors_merge_keys_and_tags_are_refused(block: str, place: str) -> None:
    text = f"---\n{block}\n---\n"
    assert parse(text, model=Document)
    with pytest.raises(SerializeError, match=f"^{place}: canonical form has no anchors") as caught:
        canonicalize(text, model=Document)
    assert "write the values out where they are used" in caught.value.message


@each(
    "text", ["---\nheat: 3\n---\n", "---\ntitle: 'a\n---\n", "title: a\n", b"---\na: \xff\n---\n"]
)
def test_a_text_that_does_not_parse_has_the_same_problems(text: str | bytes) -> None:
    with pytest.raises(ParseError) as parsed:
        parse(text)
    with pytest.raises(ParseError) as caught:
        canonicalize(text)
    assert (caught.value.problems, caught.value.source) == (
        parsed.value.problems,
        parsed.value.source,
    )


def test_other_arguments_are_type_errors() -> None:
    with pytest.raises(TypeError, match="expected text or bytes"):
        canonicalize(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="as model"):
        canonicalize("---\n---\n", model=int)


@attrs.define
class Growing:
    size: Annotated[str, As(str, read=lambda text: f"{text}!", write=str)]


@attrs.define
class Broken:
    size: Annotated[str, As(str, read=str, write=lambda _: 3)]


@each(
    "model, message",
    [(Growing, "the result would read back as another value"), (Broken, "expected")],
)
def test_a_value_that_does_not_read_back_is_refused(model: type[Any], message: str) -> None:
    with pytest.raises(SerializeError, match=message):
        canonicalize("---\nsize: Tide\n---\n", model=model)


def test_a_key_that_is_too_long_for_canonical_form_is_refused() -> None:
    with pytest.raises(SerializeError, match="the result would not read back"):
        canonicalize(f"---\n? {'k' * 1100}\n: 1\n---\n", model=Document)


def test_a_comment_that_would_be_lost_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "comments_of", lambda reading: {0: reading.parts.text})
    with pytest.raises(SerializeError, match="the result would have other comments"):
        canonicalize("---\ntitle: Tide # a\n---\n")
