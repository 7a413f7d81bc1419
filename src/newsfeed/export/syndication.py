"""The feeds of feedgenerator, with images, plain text, and without invalid XML characters."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar
from xml.sax.saxutils import escape, quoteattr

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

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


class _Feed(SyndicationFeed):  # type: ignore[misc]
    """The parts that both formats share; mixed into the classes of feedgenerator."""

    texts: tuple[str, str, str]  # the elements of the summary, of HTML and of the body
    html: ClassVar[dict[str, str]]  # the attributes of the element of HTML

    def latest_post_date(self) -> datetime:
        """Return the date of the newest article; for an empty feed feedgenerator returns today."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)

    def add_root_elements(self, handler: Any) -> None:
        """Write the elements before the items; from then on, `_add_element` writes elements."""
        handler.addQuickElement = partial(_add_element, handler)
        super().add_root_elements(handler)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for key, name in zip(("summary", "html", "body"), self.texts, strict=True):
            if item[key] is not None:
                handler.addQuickElement(name, item[key], self.html if key == "html" else None)
        for image in item["images"] or ():
            # A key with a colon is the name of a child element, all others are attributes.
            attributes = {name: clean(value) for name, value in image.items() if ":" not in name}
            handler.startElement("media:content", attributes)
            for name in sorted(image.keys() - attributes.keys()):
                handler.addQuickElement(name, image[name])
            handler.endElement("media:content")


class _AtomFeed(_Feed, Atom1Feed):  # type: ignore[misc]
    """Atom 1.0."""

    texts = "summary", "content", "content"
    html: ClassVar = {"type": "html"}

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), **_MEDIA}


class _RssFeed(_Feed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0."""

    texts = "description", "content:encoded", "content:encoded"  # an item has only one of the two
    html: ClassVar = {}

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **_MEDIA, **_CONTENT}


def _add_element(
    handler: Any, name: str, contents: str | None = None, attrs: dict[str, str] | None = None
) -> None:
    """Write an element without children, in half the time of the method of feedgenerator.

    Drops the forbidden characters, for which that method raises an error.
    """
    start = name
    for key, value in (attrs or {}).items():
        start += f' {key}="{value}"' if value.isalnum() else f" {key}={quoteattr(clean(value))}"
    end = f">{escape(clean(contents))}</{name}>" if contents else "/>"
    handler.ignorableWhitespace(f"<{start}{end}")  # writes its argument unescaped
