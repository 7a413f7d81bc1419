"""Elements of HTML, in which what a file holds stays text."""

from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, tostring

from ..news.urls import uri

Child = Element | str | None


def element(tag: str, *children: Child, **attributes: str | None) -> Element:
    """Make an element; children and attributes that are None are left out.

    Args:
        tag: Its name.
        children: Its elements and texts, in their order.
        attributes: Its attributes; `class_` is `class`, `aria_hidden` is `aria-hidden`.

    Returns:
        The element.

    Example:
        >>> html(element("p", "Sea & ", element("b", "moon"), class_="topics", title=None))
        '<p class="topics">Sea &amp; <b>moon</b></p>'
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), value)
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None:
            _add_text(made, child)
    return made


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def words(tag: str, text: str, **attributes: str | None) -> Element:
    """Make an element of a text that somebody wrote, in whichever direction that is read."""
    return element(tag, text, dir="auto", **attributes)


def link(text: str, url: str | None, **attributes: str | None) -> Element:
    """Make a link; only a text, if the address is no absolute one of http or https.

    Example:
        >>> html(link("Tide", "javascript:alert(1)", class_="title"))
        '<span dir="auto" class="title">Tide</span>'
    """
    target = uri(url) if url else None
    if target is None:
        return words("span", text, **attributes)
    return words("a", text, href=target, rel="noopener noreferrer", target="_blank", **attributes)


def picture(url: str | None, placeholder: str, **attributes: str | None) -> Element:
    """Make a box for a picture, which is fetched once it comes into view.

    Args:
        url: The address of the picture: absolute, of http or https; None without one.
        placeholder: A text whose first letter or digit is seen until then, and without a network.
        attributes: The attributes of the box.
    """
    # Without a text in its place, which would cover the letter.
    lazy = {"alt": "", "loading": "lazy", "referrerpolicy": "no-referrer"}
    image = None if url is None else element("img", src=url, **lazy)
    letter = next((char.upper() for char in placeholder if char.isalnum()), None)
    return element("span", element("span", letter, aria_hidden="true"), image, **attributes)


def page(body: Element) -> str:
    """Write an element with its style sheet; it takes its colours from where it is shown."""
    style = Element("style")
    style.text = _style()
    whole = Element("div", {"class": "newsfeed"})
    whole.extend([style, body])
    return html(whole)


@cache
def _style() -> str:
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8")


def html(root: Element) -> str:
    """Write an element as HTML; a lone surrogate, which UTF-8 lacks, as a reference."""
    text = tostring(root, encoding="unicode", method="html")
    return text.encode("utf-8", "xmlcharrefreplace").decode("utf-8")
