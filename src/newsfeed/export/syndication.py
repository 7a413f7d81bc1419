"""The feeds of feedgenerator, with images, plain text, and without invalid XML characters."""

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

# XML 1.0 (section 2.2) forbids these characters, even as character references.
_FORBIDDEN_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_text(form: str, about: dict[str, str | None], items: Iterable[dict[str, Any]]) -> str:
    """Return a feed as XML; `about` and `items` are arguments of feedgenerator."""
    arguments = {name: value and clean(value) for name, value in about.items()}
    feed = _AtomFeed(**arguments) if form == "Atom" else _RssFeed(**arguments)
    for item in items:
        feed.add_item(**item)
    return str(feed.writeString("utf-8"))


def clean(text: str) -> str:
    """Remove the characters that XML forbids, such as a vertical tab."""
    # Most strings are one printable line, and this test is faster than the substitution.
    return text if text.isprintable() else _FORBIDDEN_IN_XML.sub("", text)


class _Writer(SimplerXMLGenerator):  # type: ignore[misc]
    """An XML writer that drops forbidden characters, where feedgenerator's raises an error."""

    def addQuickElement(  # noqa: N802  # the name is that of feedgenerator
        self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
    ) -> None:
        """Write an element without children, in half the time of the method of feedgenerator."""
        start = name
        for key, value in (attrs or {}).items():
            start += f' {key}="{value}"' if value.isalnum() else f" {key}={quoteattr(clean(value))}"
        end = f">{escape(clean(contents))}</{name}>" if contents else "/>"
        self.ignorableWhitespace(f"<{start}{end}")  # writes its argument unescaped


class _Feed:
    """The parts that both formats share; mixed into the classes of feedgenerator."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        """Return the date of the newest article; for an empty feed feedgenerator returns today."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def write(self: Any, outfile: Any, encoding: str) -> None:
        """Write the feed to a file, with a `_Writer` in place of the writer of feedgenerator."""
        # `roots` returns the outermost elements with their attributes.
        handler, roots = _Writer(outfile, encoding, short_empty_elements=True), self.roots()
        handler.startDocument()
        for name, attributes in roots.items():
            handler.startElement(name, attributes)
        self.add_root_elements(handler)
        self.write_items(handler)
        for name in reversed(roots):
            handler.endElement(name)


class _AtomFeed(_Feed, Atom1Feed):  # type: ignore[misc]
    """Atom 1.0."""

    def roots(self) -> dict[str, dict[str, str]]:
        return {"feed": {**self.root_attributes(), **_MEDIA}}

    def add_item_elements(self, handler: _Writer, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _add_text(handler, "summary", item["summary"])
        _add_text(handler, "content", item["html"], type="html")
        _add_text(handler, "content", item["body"])
        _add_images(handler, item["images"])


class _RssFeed(_Feed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0."""

    def roots(self) -> dict[str, dict[str, str]]:
        rss = {**self.rss_attributes(), **_MEDIA, **_CONTENT}
        return {"rss": rss, "channel": self.root_attributes()}

    def add_item_elements(self, handler: _Writer, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _add_text(handler, "description", item["summary"])
        _add_text(handler, "content:encoded", item["html"] or item["body"])
        _add_images(handler, item["images"])


def _add_text(handler: _Writer, name: str, text: str | None, **attributes: str) -> None:
    if text is not None:
        handler.addQuickElement(name, text, attributes)


def _add_images(handler: _Writer, images: list[dict[str, str]]) -> None:
    for image in images:
        # A key with a colon is the name of a child element, all others are attributes.
        attributes = {name: clean(value) for name, value in image.items() if ":" not in name}
        handler.startElement("media:content", attributes)
        for name in sorted(image.keys() - attributes.keys()):
            handler.addQuickElement(name, image[name])
        handler.endElement("media:content")
