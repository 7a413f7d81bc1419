"""The articles: this file is the schema.

The order of the fields is the canonical order of the keys; their type hints say what a text may
hold. The readers and the writer are derived from them.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from attrs import field

from .frontmatter.markers import QUOTED, SECTION, UTC, keys
from .frontmatter.schema import schema_of
from .news.payload import SecuredPayload
from .news.slug import file_name_of

if TYPE_CHECKING:
    from rich.panel import Panel

Quoted = Annotated[str, QUOTED]


def _brief(instance: Any) -> str:
    """Return the main fields that are set, on one line: a notebook shows many instances."""
    names = [each.name for each in attrs.fields(type(instance)) if each.repr]
    values = ((name, getattr(instance, name)) for name in names)
    shown = [f"{name}={_brief_value(value)}" for name, value in values if value not in (None, [])]
    return f"{type(instance).__name__}({', '.join(shown)})"


def _brief_value(value: object) -> str:
    if isinstance(value, list) and not isinstance(value[0], str):
        from .display.texts import counted

        words = re.sub("(?<=[a-z])(?=[A-Z])", " ", type(value[0]).__name__)
        return f"<{counted(len(value), words.lower())}>"
    text = repr(value)
    is_short = len(text) <= 80 or isinstance(value, datetime)
    return text if is_short else f"{text[:76]}...{text[-1]}"


@keys("camel")
@attrs.define
class Image:
    """A picture.

    Args:
        url: Its address.
        width: Its width in pixels.
        height: Its height in pixels.
        title: Its caption.
        attribution: Whom to credit.
        is_cached: Whether the publisher holds a copy.
        extra: Keys of the text that this class does not know, in their order.

    Example:
        >>> Image("https://daily.example/harbour.jpg", width=1280, height=640)
        Image(url='https://daily.example/harbour.jpg', width=1280, height=640)
    """

    url: Quoted
    width: int | None = field(default=None, kw_only=True)
    height: int | None = field(default=None, kw_only=True)
    title: Quoted | None = field(default=None, kw_only=True)
    attribution: Quoted | None = field(default=None, kw_only=True, repr=False)
    is_cached: bool | None = field(default=None, kw_only=True, repr=False)
    extra: dict[str, Any] = field(factory=dict, kw_only=True, repr=False)

    __repr__ = _brief


@keys("camel")
@attrs.define
class Provider:
    """Who published an article.

    Args:
        name: The publisher's name.
        domain: The publisher's domain, such as `daily.example`.
        images: Its icons.
        extra: Keys of the text that this class does not know, in their order.

    Example:
        >>> Provider("The Daily Example", domain="daily.example")
        Provider(name='The Daily Example', domain='daily.example')
    """

    name: str
    domain: str | None = field(default=None, kw_only=True)
    images: list[Image] = field(factory=list, kw_only=True)
    extra: dict[str, Any] = field(factory=dict, kw_only=True, repr=False)

    __repr__ = _brief


@keys("camel")
@attrs.define
class RelatedItem:
    """An article elsewhere on the same story.

    Args:
        title: Its headline.
        excerpt: Its first sentences.
        published_date_time: When it was published; always aware.
        web_url: Its address.
        amp_web_url: The address of its AMP page.
        cdn_amp_web_url: The address of that page in the AMP Cache.
        type: Its kind, such as `article`.
        provider: Who published it.
        quality: The aggregator's measure of its quality.
        images: Its pictures.
        extra: Keys of the text that this class does not know, in their order.

    Example:
        >>> RelatedItem("Harbour reopens", quality=61)
        RelatedItem(title='Harbour reopens', quality=61)
    """

    title: Quoted
    excerpt: Quoted | None = field(default=None, kw_only=True, repr=False)
    published_date_time: Annotated[datetime | None, UTC] = field(default=None, kw_only=True)
    web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    amp_web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    cdn_amp_web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    type: str | None = field(default=None, kw_only=True, repr=False)
    provider: Provider | None = field(default=None, kw_only=True)
    quality: int | None = field(default=None, kw_only=True)
    images: list[Image] = field(factory=list, kw_only=True, repr=False)
    extra: dict[str, Any] = field(factory=dict, kw_only=True, repr=False)

    __repr__ = _brief


@keys("camel")
@attrs.define
class Article:
    """A news article: its front matter, its body, and the text it was read from.

    Args:
        title: The headline.
        category: The site's category, such as `news`.
        excerpt: The first sentences.
        published_date_time: When it was published; always aware.
        original_url: The address it was found at.
        web_url: The address of the page.
        amp_web_url: The address of the AMP page.
        cdn_amp_web_url: The address of that page in the AMP Cache.
        type: Its kind, such as `article`.
        quality: The aggregator's measure of its quality.
        heat: The aggregator's measure of its heat.
        published: Whether the site shows it; `False` hides it.
        featured_content: HTML to show in its place, such as an embedded video.
        provider: Who published it.
        topics: What it is about.
        images: Its pictures.
        related: Articles elsewhere on the same story.
        secured: The encrypted payload, `base64;base64`: ciphertext and IV.
        extra: Keys of the text that this class does not know, in their order.
        body: The text after the closing fence.
        source: The text that it was read from, or None; it takes no part in equality.
        path: The file that it was read from, or None; it takes no part in equality.

    Example:
        >>> article = Article("Tide turns early", heat=3, topics=["Sea"])
        >>> article
        Article(title='Tide turns early', heat=3, topics=['Sea'])
        >>> article.topics.append("Moon")
    """

    category: str | None = field(default=None, kw_only=True, repr=False)
    title: Quoted
    excerpt: Quoted | None = field(default=None, kw_only=True, repr=False)
    published_date_time: Annotated[datetime | None, UTC] = field(default=None, kw_only=True)
    original_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    amp_web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    cdn_amp_web_url: Quoted | None = field(default=None, kw_only=True, repr=False)
    type: str | None = field(default=None, kw_only=True, repr=False)
    quality: int | None = field(default=None, kw_only=True)
    heat: int | None = field(default=None, kw_only=True)
    published: bool | None = field(default=None, kw_only=True)
    featured_content: Annotated[Quoted | None, SECTION] = field(
        default=None, kw_only=True, repr=False
    )
    provider: Annotated[Provider | None, SECTION] = field(default=None, kw_only=True)
    topics: Annotated[list[str], SECTION] = field(factory=list, kw_only=True)
    images: Annotated[list[Image], SECTION] = field(factory=list, kw_only=True)
    related: Annotated[list[RelatedItem], SECTION] = field(factory=list, kw_only=True)
    secured: Annotated[Quoted | None, SECTION] = field(default=None, kw_only=True, repr=False)
    extra: dict[str, Any] = field(factory=dict, kw_only=True, repr=False)
    body: str = field(default="\n", kw_only=True, repr=False)
    source: str | None = field(default=None, kw_only=True, repr=False, eq=False)
    path: Path | None = field(default=None, kw_only=True, repr=False, eq=False)

    __repr__ = _brief

    def _repr_html_(self) -> str | None:
        """Show it as a card in a notebook."""
        from .display.card import card

        return card(self)

    def __rich__(self) -> "Panel":
        """Show it as a panel in a terminal that rich writes to."""
        from .display.panel import panel

        return panel(self)

    @property
    def file_name(self) -> str | None:
        """The publisher's name for its file, `YYYY-MM-DD-slug.md`, the date in UTC.

        None without a date that UTC has, or where the title has no letter or digit of ASCII.

        Example:
            >>> from datetime import UTC, datetime
            >>> day = datetime(2026, 3, 14, tzinfo=UTC)
            >>> Article("Tide turns early", published_date_time=day).file_name
            '2026-03-14-tide-turns-early.md'
        """
        return file_name_of(self.title, self.published_date_time)

    @property
    def secured_payload(self) -> SecuredPayload | None:
        """The payload in `secured`; None if there is none, or none that can be read.

        `SecuredPayload.parse(article.secured)` says what is wrong with one.
        """
        try:
            return None if self.secured is None else SecuredPayload.parse(self.secured)
        except ValueError:
            return None


if TYPE_CHECKING:  # type checkers know typing_extensions
    from typing_extensions import TypeVar

    Model = TypeVar("Model", default=Article)
    Model_co = TypeVar("Model_co", default=Article, covariant=True)
else:
    from typing import TypeVar

    Model = TypeVar("Model")
    Model_co = TypeVar("Model_co", covariant=True)


def require_fields(models: Iterable[type[Any]], what: str, names: Collection[str]) -> None:
    """Raise TypeError if one of the models lacks a field that `what` needs."""
    for model in dict.fromkeys(models):
        if issubclass(model, Article):
            continue
        schema = schema_of(model)
        known = {field.name for field in schema.fields.values()}
        # A name may be that of a role, such as `body`.
        lacking = [each for each in names if each not in known and not getattr(schema, each, False)]
        if lacking:
            fields = f"the field{'s' * (len(lacking) > 1)} {', '.join(dict.fromkeys(lacking))}"
            raise TypeError(f"{what} needs {fields}, which {model.__name__} lacks")
