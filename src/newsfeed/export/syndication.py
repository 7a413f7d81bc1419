"""The feeds of feedgenerator, with what they lack: texts as texts, pictures, clean characters."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from feedgenerator import Atom1Feed, Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

# https://www.rssboard.org/media-rss, https://web.resource.org/rss/1.0/modules/content/
_MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}
_CONTENT = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

# XML 1.0 section 2.2 has no such characters, not even as references.
_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_text(form: str, about: dict[str, str | None], items: Iterable[dict[str, Any]]) -> str:
    """Write a feed.

    Args:
        form: `Atom` or `RSS`.
        about: What feedgenerator is to know of the feed.
        items: What it is to know of each article.

    Returns:
        The feed, as XML in UTF-8.
    """
    said = {name: value and clean(value) for name, value in about.items()}
    feed = _AtomFeed(**said) if form == "Atom" else _RssFeed(**said)
    for item in items:
        feed.add_item(**item)
    text: str = feed.writeString("utf-8")
    return text


def clean(text: str) -> str:
    r"""Remove the characters that XML forbids.

    Example:
        >>> clean("Tide\x0b turns")
        'Tide turns'
    """
    # Less than half of the time for most texts, which have one line.
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


class _Writer(SimplerXMLGenerator):  # type: ignore[misc]
    """Writes XML; feedgenerator's own refuses forbidden characters, and takes twice as long."""

    def addQuickElement(  # noqa: N802  # feedgenerator calls it
        self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
    ) -> None:
        """Write an element that holds text or nothing."""
        start = name
        for key, value in (attrs or {}).items():
            start += f' {key}="{value}"' if value.isalnum() else f" {key}={quoteattr(clean(value))}"
        end = f">{escape(clean(contents))}</{name}>" if contents else "/>"
        self.ignorableWhitespace(f"<{start}{end}")  # what stands there as it is


class _Dated:
    """A feed that changes only with its articles; feedgenerator dates an empty one with today."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """Return when the newest article was published."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


class _AtomFeed(_Dated, Atom1Feed):  # type: ignore[misc]
    """Atom 1.0."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed to a file."""
        handler = _Writer(outfile, encoding)
        handler.startDocument()
        handler.startElement("feed", {**self.root_attributes(), **_MEDIA})
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler: _Writer, item: dict[str, Any]) -> None:
        """Write what is in an entry."""
        super().add_item_elements(handler, item)
        _add_text(handler, "summary", item["summary"])
        _add_text(handler, "content", item["html"], {"type": "html"})
        _add_text(handler, "content", item["body"])
        _add_images(handler, item["images"])


class _RssFeed(_Dated, Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed to a file."""
        handler = _Writer(outfile, encoding)
        handler.startDocument()
        handler.startElement("rss", {**self.rss_attributes(), **_MEDIA, **_CONTENT})
        handler.startElement("channel", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("channel")
        handler.endElement("rss")

    def add_item_elements(self, handler: _Writer, item: dict[str, Any]) -> None:
        """Write what is in an item."""
        super().add_item_elements(handler, item)
        _add_text(handler, "description", item["summary"])
        _add_text(handler, "content:encoded", item["html"] or item["body"])
        _add_images(handler, item["images"])


def _add_text(
    handler: _Writer, name: str, text: str | None, attributes: dict[str, str] | None = None
) -> None:
    if text is not None:
        handler.addQuickElement(name, text, attributes)


def _add_images(handler: _Writer, images: list[dict[str, str]]) -> None:
    for image in images:
        attributes = {name: value for name, value in image.items() if ":" not in name}
        elements = image.keys() - attributes.keys()
        if not elements:
            handler.addQuickElement("media:content", None, attributes)
            continue
        handler.startElement("media:content", attributes)
        for name in sorted(elements):
            handler.addQuickElement(name, image[name])
        handler.endElement("media:content")
