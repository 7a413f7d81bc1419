"""HTML elements, which escape all text and attributes from articles."""

from collections.abc import Iterable
from importlib.resources import files
from itertools import chain, islice
from xml.etree.ElementTree import Element, tostring

from ..news.urls import uri

Child = Element | str | None

# The kinds of pictures with their width in pixels without a style sheet.
_WIDTHS = {"picture": "320", "thumbnail": "64", "icon": "16"}


def element(tag: str, *children: Child, **attributes: str | None) -> Element:
    """Create an element without the children and attributes that are None."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), value)  # such as `class_`, `data_letter`
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):  # ElementTree stores text after an element as the `tail` of that element
            made[-1].tail = (made[-1].tail or "") + (child or "")
        else:
            made.text = (made.text or "") + (child or "")
    return made


def words(tag: str, text: str, **attributes: str | None) -> Element:
    """Create an element for text from an article, which may be read from right to left."""
    return element(tag, text, dir="auto", **attributes)


def link(text: str, url: str | None, **attributes: str | None) -> Element:
    """Create a link, or only its text unless the URL is an absolute http or https URL."""
    if not url or (target := uri(url)) is None:
        return words("span", text, **attributes)
    return words("a", text, href=target, rel="noopener noreferrer", target="_blank", **attributes)


def picture(url: str | None, placeholder: str, kind: str) -> Element:
    """Create a box for a lazily loaded image, with the first letter of a placeholder behind it."""
    # The attribute limits the width where a notebook removes the style sheet.
    lazy = {"alt": "", "loading": "lazy", "referrerpolicy": "no-referrer", "width": _WIDTHS[kind]}
    image = None if url is None else element("img", src=url, **lazy)
    letter = next((char.upper() for char in placeholder if char.isalnum()), None)
    return element("span", image, class_=f"newsfeed-{kind}", data_letter=letter)


def line(children: Iterable[Child]) -> Element:
    """Create a line of parts with dots between them."""
    parts = chain.from_iterable((" · ", child) for child in children)
    return element("div", *islice(parts, 1, None), class_="newsfeed-line")


def page(body: Element) -> str:
    """Return an element with its style sheet, which uses the colors of the notebook, as HTML."""
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    return html(element("div", element("style", style), body, class_="newsfeed"))


def html(root: Element) -> str:
    """Return an element as HTML, with character references for surrogates, which UTF-8 lacks."""
    text = tostring(root, encoding="unicode", method="html")
    return text.encode("utf-8", "xmlcharrefreplace").decode("utf-8")
