"""Both proofs of an edited scalar agree, for classes of every kind: the local and the full one."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from random import Random
from typing import Annotated, Any

import attrs
import pydantic
import pytest
from entry_reader import document
from entry_texts import DOCUMENTS, OWNED
from local_proof import NASTY, edited, setting, updating
from loops import each
from wild_files import FIELDS, MODELS, accepted

from newsfeed import Document, parse
from newsfeed.frontmatter import As


class Mood(Enum):
    CALM = "calm"
    WILD = "wild"


def upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def short(_: object, __: object, value: Any) -> None:
    if isinstance(value, str) and len(value) > 9:
        raise ValueError("too long")


@attrs.define
class Plain:
    title: str | None = None
    count: int | None = None
    mood: str = ""
    place: str | None = None
    type: str = "walk"
    level: float | None = None


@attrs.define
class Upper:
    title: str | None = attrs.field(default=None, converter=upper)
    count: int | None = None
    mood: str = attrs.field(default="", validator=short)
    body: str = ""


@attrs.define
class Linked:
    title: str | None = None
    count: int | None = None
    mood: str = ""

    def __attrs_post_init__(self) -> None:
        self.mood = self.title or ""


@attrs.frozen
class Frozen:
    title: str | None = None
    count: int | None = None
    mood: Mood = Mood.CALM
    source: str | None = attrs.field(default=None, eq=False)
    path: Path | None = attrs.field(default=None, eq=False)


@dataclass(frozen=True)
class Converted:
    title: Annotated[list[str], As(str, read=str.split, write=" ".join)]
    count: Decimal | None = None
    mood: str | int = 0
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class Rejecting:
    title: str | None = None
    count: int | None = None
    mood: str = ""

    def __post_init__(self) -> None:
        if self.title == self.mood:
            raise ValueError("the title is the mood")


class Checked(pydantic.BaseModel):
    title: str | None = pydantic.Field(default=None, max_length=9)
    count: int | None = pydantic.Field(default=None, le=20)
    mood: str = pydantic.Field(default="", pattern="^[a-z ]*$")


@dataclass
class Equal:
    """Its instances are never equal."""

    title: Any = None
    count: Any = None
    mood: Any = None

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


CLASSES: list[type[Any]] = [Plain, Upper, Linked, Frozen, Converted, Rejecting, Checked, Equal]
SMALL = "---\ntitle: Tide  # high\nown: 3\ncount: 16\nlevel: 2.5\n'mood': 'calm'\n---\nBody\n"
CHANGED = [
    "Moon",
    "MOON",
    "calm",
    "wild",
    "abc def",
    ["a", "b"],
    Mood.WILD,
    Mood.CALM,
    Decimal("2.5"),
    3,
]


@pytest.mark.parametrize("model", CLASSES)
def test_both_proofs_agree_for_classes_of_every_kind(model: type[Any]) -> None:
    for text in (SMALL, SMALL.replace("\n", "\r\n")):
        read = partial(parse, text, model=model)
        for name in ("title", "count", "level", "mood"):
            if hasattr(read(), name):
                for value in [*CHANGED, *NASTY]:
                    edited(read, setting(name, value))


@each(
    "model, name, value, local",
    [
        (Plain, "title", "Moon", True),
        (Plain, "mood", "wild", True),
        (Plain, "count", 3, True),
        (Plain, "level", 3.5, True),
        (Plain, "level", 3, False),
        (Plain, "count", None, False),
        (Plain, "place", "Harbour", False),
        (Plain, "type", "sail", False),
        (Upper, "title", "MOON", True),
        (Upper, "title", "Moon", False),
        (Upper, "mood", "wild", True),
        (Upper, "mood", "much too wild", False),
        (Upper, "body", "", False),
        (Linked, "count", 3, True),
        (Linked, "title", "Moon", False),
        (Frozen, "title", "Moon", True),
        (Frozen, "mood", Mood.WILD, True),
        (Frozen, "mood", "tame", False),
        (Converted, "title", ["a", "b"], True),
        (Converted, "count", Decimal("2.50"), True),
        (Converted, "mood", "wild", True),
        (Converted, "mood", 3, False),
        (Rejecting, "title", "Moon", True),
        (Rejecting, "title", "calm", False),
        (Checked, "title", "Moon", True),
        (Checked, "count", 21, False),
        (Checked, "mood", "WILD", False),
    ],
)
def test_the_local_proof_is_enough_only_if_the_class_makes_no_other_values(
    model: type[Any], name: str, value: Any, local: bool
) -> None:
    assert edited(partial(parse, SMALL, model=model), setting(name, value)) == local


def check_edits(text: str, model: type[Any], values: list[Any]) -> int:
    """Check edits of each key with each value; return how many had the local proof."""
    read = partial(parse, text, model=model)
    note = read()
    names = [name for name in FIELDS if hasattr(note, name)]
    local = 0
    for value in values:
        for name in names:
            local += edited(read, setting(name, value))
        for key in note.extra:
            local += edited(read, updating(key, value))
    return local


def test_both_proofs_agree_for_front_matter_of_every_style() -> None:
    rng = Random(7)
    texts = [*map(document, OWNED.values()), *DOCUMENTS.values()]
    assert sum(check_edits(text, Document, rng.sample(NASTY, 8)) for text in texts) > 300


@pytest.mark.shared
@pytest.mark.parametrize("model", MODELS)
def test_both_proofs_agree_for_real_files(shared: Path, model: type[Any]) -> None:
    rng = Random(7)
    texts = accepted(shared, model)[::6]
    assert sum(check_edits(text, model, rng.sample(NASTY, 2)) for text in texts) > 100
