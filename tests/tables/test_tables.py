"""Articles as tables of Arrow: the columns, and what they refuse."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import attrs
import pyarrow as pa
import pytest
from tabular import BOOLEAN, FULL, IMAGE, IMAGES, NOON, PROVIDER, SCHEMA, STAMP, TEXT, WHOLE, table

from newsfeed import Article, Feed, Image, Provider, RelatedItem
from newsfeed.frontmatter import Key
from newsfeed.frontmatter.origin import origin_of
from newsfeed.frontmatter.schema import schema_of
from newsfeed.tables.columns import columns_of


def test_the_schema_is_that_of_the_models() -> None:
    assert Feed().to_arrow().schema == SCHEMA
    assert table(FULL).schema == SCHEMA
    assert table(FULL, source=True).schema == SCHEMA.append(pa.field("source", TEXT))


@attrs.define
class Note(Article):
    plain: str = ""
    count: int = 0
    ratio: float = 0.5
    flag: bool = False
    day: date = date(2026, 3, 14)
    moment: datetime = NOON
    names: list[str] = attrs.field(factory=list)
    grid: list[list[int]] = attrs.field(factory=list)
    anyhow: dict[str, Any] = attrs.field(factory=dict)
    thing: Any = None
    image: Image = attrs.field(factory=lambda: Image("u"))
    credits: list[Provider] = attrs.field(factory=list)
    _inner: str | None = None
    maybe_ratio: float | None = None
    maybe_day: date | None = None
    maybe_names: list[str] | None = None
    maybe_map: dict[str, Any] | None = None
    maybe_image: Image | None = None
    holes: list[int | None] = attrs.field(factory=list)
    gaps: list[Image | None] = attrs.field(factory=list)
    lists: list[list[str] | None] = attrs.field(factory=list)
    things: list[Any] = attrs.field(factory=list)
    maps: list[dict[str, Any]] = attrs.field(factory=list)
    renamed: Annotated[str | None, Key("else")] = None


NOTE = {
    "plain": TEXT,
    "count": WHOLE,
    "ratio": pa.float64(),
    "flag": BOOLEAN,
    "day": pa.date32(),
    "moment": STAMP,
    "names": pa.list_(TEXT),
    "grid": pa.list_(pa.list_(WHOLE)),
    "anyhow": TEXT,
    "thing": TEXT,
    "image": IMAGE,
    "credits": pa.list_(PROVIDER),
    "_inner": TEXT,
    "maybe_ratio": pa.float64(),
    "maybe_day": pa.date32(),
    "maybe_names": pa.list_(TEXT),
    "maybe_map": TEXT,
    "maybe_image": IMAGE,
    "holes": pa.list_(WHOLE),
    "gaps": IMAGES,
    "lists": pa.list_(pa.list_(TEXT)),
    "things": pa.list_(TEXT),
    "maps": pa.list_(TEXT),
    "renamed": TEXT,
}


def test_a_subclass_has_columns_for_its_own_fields() -> None:
    found = table(Note("Tide")).schema
    names = [*SCHEMA.names[:-3], *NOTE, *SCHEMA.names[-3:]]
    assert found.names == names
    assert {name: found.field(name).type for name in NOTE} == NOTE


FILLED: list[dict[str, Any]] = [
    {},
    {"ratio": float("inf"), "day": date(1, 1, 1), "grid": [[], [1, 2], []], "anyhow": {"a": NOON}},
    {"thing": [NOON, None, {"a": {}}], "things": [None, True, 1.0], "maps": [{}, {"a": {}}]},
    {"image": Image("v", extra={"x": [1]}), "credits": [Provider("P", images=[Image("q")])]},
    {"inner": "hidden", "renamed": "on", "maybe_ratio": -0.0, "maybe_day": date(9999, 12, 31)},
    {"maybe_names": [], "maybe_map": {}, "maybe_image": Image("i"), "holes": [None, 1, None]},
    {"maybe_names": ["a"], "maybe_map": {"a": None}, "gaps": [None, Image("g"), None]},
    {"lists": [None, [], ["a"]], "flag": True, "count": -(2**63)},
]


@pytest.mark.parametrize("values", FILLED, ids=map(str, range(len(FILLED))))
def test_a_subclass_comes_back(values: dict[str, Any]) -> None:
    feed = Feed([Note("Tide"), Note("Moon", **values), Note("Sea")])
    back = Feed.from_arrow(feed.to_arrow(), model=Note)
    assert back == feed
    assert repr(list(map(attrs.asdict, back))) == repr(list(map(attrs.asdict, feed)))


# Which columns


def test_columns_come_in_the_order_asked_for() -> None:
    found = table(FULL, columns=(name for name in ["heat", "title", "source", "path", "title"]))
    assert found.to_pydict() == {
        "heat": [None],
        "title": ["Tide"],
        "source": [FULL.source],
        "path": [str(FULL.path)],
    }
    assert table(FULL, columns=["title"], source=True).column_names == ["title", "source"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("title_", "title"), ("webUrl", "web_url"), ("provider_name", None), ("xyzzy", None)],
)
def test_an_unknown_column_is_an_error(name: str, hint: str | None) -> None:
    message = rf"there is no column '{name}'" + (f"; did you mean {hint}" if hint else "$")
    if hint:
        with pytest.raises(ValueError, match=message):
            table(FULL, columns=["title", name])
    with pytest.raises(ValueError, match=f"there is no column '{name}'"):
        Feed.from_arrow(pa.table({"title": ["a"], name: ["b"]}))


def test_no_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="column"):
        table(FULL, columns=[])


def _leaves(value: Any, model: type[Any], prefix: str, *, top: bool) -> dict[str, Any]:
    """Name the values of a flat table as the documentation has it."""
    found: dict[str, Any] = {}
    for field in schema_of(model).fields.values():
        own = None if value is None else getattr(value, field.name)
        if field.type.model is not None:
            name = f"{prefix}{field.name}_"
            found |= _leaves(own, field.type.model, name, top=False)
        elif field.type.item is not None and field.type.item.model is not None:
            name = f"{prefix}{field.name.removesuffix('s')}_"
            found |= _leaves(own[0] if own else None, field.type.item.model, name, top=False)
        else:
            found[prefix + field.name] = own
    return {**found, "extra": value.extra, "body": value.body, "path": value.path} if top else found


@pytest.mark.parametrize("article", [FULL, Article("Moon")], ids=["full", "sparse"])
def test_a_flat_table_has_the_first_of_each_list(article: Article) -> None:
    expected = _leaves(article, Article, "", top=True)
    expected["extra"] = '{"mood": "calm"}' if article.extra else None
    expected["path"] = None if article.path is None else str(article.path)
    (row,) = table(article, flat=True).to_pylist()
    assert list(row.items()) == list(expected.items())
    assert {"provider_image_url", "related_provider_name", "image_is_cached"} < row.keys()


@attrs.define
class Loop:
    title: str
    parts: list["Loop"] = attrs.field(factory=list)


def test_a_model_that_holds_itself_is_refused() -> None:
    with pytest.raises(TypeError, match="Loop holds itself, which no table can"):
        columns_of(Loop)
    assert len(columns_of(RelatedItem)) == 12


@attrs.define
class Post:
    title: str
    source: str | None = None
    path: str | None = None


def test_a_field_may_be_named_as_what_a_table_adds() -> None:
    post = Post("Tide", source="Harbour Post", path="x")
    found = table(post)
    assert sorted(found.column_names) == ["path", "source", "title"]
    back: Any = Feed.from_arrow(found, model=Post)
    assert list(back) == [post]


def test_articles_of_several_classes_are_refused() -> None:
    with pytest.raises(TypeError, match="articles of one class, found Article, Note"):
        Feed([Article("a"), Note("b")]).to_arrow()


@attrs.define(slots=False)
class Kept:
    title: str
    path: Path | None = attrs.field(default=None, eq=False)


@pytest.mark.parametrize("model", [Kept, Provider])
def test_a_path_comes_back_without_a_source(model: Any) -> None:
    name = attrs.fields(model)[0].name
    rows = pa.table({name: ["T"], "path": ["tide.md"]})
    (found,) = Feed.from_arrow(rows, model=model)
    assert origin_of(found).path == Path("tide.md")


@attrs.define
class Clash:
    title: str
    provider: Provider | None = None
    provider_name: str | None = None


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises((TypeError, ValueError), match="provider_name"):
        columns_of(Clash, flat=True)


def test_the_names_of_columns_are_no_text() -> None:
    with pytest.raises(TypeError, match="in a list, found the text 'title'"):
        Feed([Article("a")]).to_arrow(columns="title")
