"""None and empty collections are left out if the default equals them, and written otherwise."""

from typing import Annotated, Any

import attrs
import pytest

from newsfeed import Article, SerializeError, parse, serialize
from newsfeed.frontmatter import QUOTED


@attrs.define
class Optional:
    tags: list[str] | None = None


@attrs.define
class Required:
    items: list[str]
    width: int | None
    notes: dict[str, Any]


@attrs.define
class Filled:
    tags: list[str] | None = attrs.field(factory=list)
    notes: dict[str, Any] | None = attrs.field(factory=dict)
    topics: list[str] = attrs.field(factory=lambda: ["Sea"])
    heat: int | None = 0
    title: str | None = "Rain"


@attrs.define
class Loose:
    title: str = None  # type: ignore[assignment]  # attrs does not check it, and many write it so
    tags: list[str] = None  # type: ignore[assignment]


@attrs.define
class Outer:
    inner: Optional = attrs.field(factory=Optional)
    others: list[Optional] = attrs.field(factory=list)


CASES = [
    (Optional(None), ""),
    (Optional([]), "tags: []\n"),
    (Required([], None, {}), "items: []\nwidth: null\nnotes: {}\n"),
    (Filled(), "topics:\n  - Sea\nheat: 0\ntitle: Rain\n"),
    (Filled(None, None), "tags: null\nnotes: null\ntopics:\n  - Sea\nheat: 0\ntitle: Rain\n"),
    (Filled([], {}, [], None, None), "topics: []\nheat: null\ntitle: null\n"),
    (Filled(heat=3, title=""), 'topics:\n  - Sea\nheat: 3\ntitle: ""\n'),
    (Loose(), ""),
    (Loose("Rain", []), "title: Rain\ntags: []\n"),
    (Outer(Optional([]), [Optional([])]), "inner:\n  tags: []\nothers:\n  - tags: []\n"),
    (Outer(), "inner: {}\n"),
]


@pytest.mark.parametrize(("instance", "block"), CASES, ids=repr)
def test_an_instance_is_written_and_read_back(instance: Any, block: str) -> None:
    text = serialize(instance)
    assert text == f"---\n{block}---\n\n"
    assert parse(text, model=type(instance)) == instance


@pytest.mark.parametrize(("instance", "block"), CASES, ids=repr)
def test_canonical_text_comes_back_from_its_values(instance: Any, block: str) -> None:
    read = parse(f"---\n{block}---\n\n", model=type(instance))
    assert serialize(attrs.evolve(read)) == f"---\n{block}---\n\n"


@pytest.mark.parametrize(
    ("model", "before", "change", "after"),
    [
        (Optional, "tags:\n  - Sea\n", {"tags": []}, "tags: []\n"),
        (Optional, "tags: [] # none\n", {"tags": None}, ""),
        (Optional, "# tide\n", {"tags": []}, "# tide\ntags: []\n"),
        (Filled, "heat: 1 # of 10\n", {"heat": None}, "heat: null # of 10\n"),
        (Filled, "heat: 1 # of 10\n", {"heat": 0}, "heat: 0 # of 10\n"),
        (Filled, "tags: [Sea]\nheat: 1\n", {"tags": []}, "heat: 1\n"),
        (Filled, "tags: [Sea]\nheat: 1\n", {"tags": None}, "tags: null\nheat: 1\n"),
        (Filled, "topics: [Moon]\n", {"topics": []}, "topics: []\n"),
        (Filled, "notes: {}\nheat: 1\n", {"heat": 2}, "notes: {}\nheat: 2\n"),
        (Loose, "title: 'Rain'\n", {"tags": ["Sea"]}, "title: 'Rain'\ntags:\n  - 'Sea'\n"),
        (Loose, "title: 'Rain'\n", {"title": None}, ""),
        (Required, "items: [a]\nwidth: 1\nnotes: {}\n", {"width": None, "items": []},
         "items: []\nwidth: null\nnotes: {}\n"),
    ],
)  # fmt: skip
def test_an_edit_sets_or_clears_a_value(
    model: type[Any], before: str, change: dict[str, Any], after: str
) -> None:
    instance = parse(f"---\n{before}---\n", model=model)
    for name, value in change.items():
        setattr(instance, name, value)
    text = serialize(instance)
    assert text == f"---\n{after}---\n"
    assert parse(text, model=model) == instance


@pytest.mark.parametrize("block", ["tags:\n", "tags: null\n", "tags: []\n", "notes: {}\n", ""])
def test_the_style_of_an_absent_value_stays(block: str) -> None:
    instance = parse(f"---\n{block}heat: 5\n---\n", model=Filled)
    assert serialize(instance) == f"---\n{block}heat: 5\n---\n"
    instance.heat = 6
    assert serialize(instance) == f"---\n{block}heat: 6\n---\n"


def as_given(value: Any) -> Any:
    return [] if value is None else value


@attrs.define
class Converted:
    title: Annotated[str, QUOTED]
    tags: list[str] | None = attrs.field(default=None, converter=as_given)
    body: str = ""


def test_the_error_names_the_key_that_would_read_back_as_another_value() -> None:
    instance = Converted("Rain")
    object.__setattr__(instance, "tags", None)
    with pytest.raises(SerializeError) as caught:
        serialize(instance)
    assert caught.value.key == "tags"


class Odd:
    """A value whose comparison raises, like that of tables and of arrays."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("it has no truth value")

    __hash__ = None  # type: ignore[assignment]


class Same:
    """A value that is equal to any other."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("odd", [Odd, Same])
@pytest.mark.parametrize("source", [None, "---\ntitle: Rain\n---\n", "---\ntitle: 'Rain'\n---\n"])
def test_a_value_that_compares_in_its_own_way_is_refused(
    odd: type[Any], source: str | None
) -> None:
    article: Any = Article("Rain") if source is None else parse(source)
    article.topics = odd()
    with pytest.raises(SerializeError, match="topics: expected a list, found"):
        serialize(article)
