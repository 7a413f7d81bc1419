"""Addresses as feeds and links have them: absolute, in the characters of a URI."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag, urljoin

from .amp import ascii_host

if TYPE_CHECKING:
    from ..models import Image


def _run(characters: str) -> str:
    """Write the pattern of so many of these characters, and of others percent-encoded."""
    one = rf"[A-Za-z0-9._~!$&'()*+,;={characters}-]"
    return rf"{one}*+(?:%[0-9A-Fa-f]{{2}}{one}*+)*+"


# RFC 3986; possessive, so that what does not match takes no longer.
_URI = re.compile(
    rf"https?://(?:{_run(':')}@)?(?=[^:/?#]){_run('')}(?::[0-9]*)?"
    rf"(?:[/?]{_run(':/?@')})?(?:\#{_run(':/?@')})?"
)
_PARTS = re.compile(
    r"(https?)://([^/?#]*@)?([^/?#:]*)(:[^/?#]*)?([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_SIGN = re.compile(r"[\s/?#@:%\\]")
_NOT_OF_URI = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]")


# An article has an address in several fields, and many articles are of one provider.
@lru_cache(maxsize=1024)
def uri(url: str) -> str | None:
    """Write a URL in the characters that RFC 3986 has for it.

    Those of a host are written as DNS has them (RFC 3492), all others percent-encoded.

    Args:
        url: A URL as people and browsers write it (RFC 3987).

    Returns:
        The URL; None if it is no absolute one of http or https. A host in brackets, which is one of
        IPv6, is not known.

    Example:
        >>> uri("https://café.example/à la carte?a[]=100%"), uri("/tide")
        ('https://xn--caf-dma.example/%C3%A0%20la%20carte?a%5B%5D=100%25', None)
    """
    if _URI.fullmatch(url):
        return url
    parts = _PARTS.fullmatch(url.strip())
    if parts is None:
        return None
    scheme, user, host, port, path, fragment = parts.groups("")
    encoded = f"{scheme.lower()}://{_encoded(user)}{_host(host)}{port}{_encoded(path)}"
    if parts[6] is not None:
        encoded += f"#{_encoded(fragment)}"
    return encoded if _URI.fullmatch(encoded) else None


def _host(host: str) -> str:
    if host.isascii():
        return host
    from unicodedata import normalize

    # What browsers take it for (https://www.unicode.org/reports/tr46/), as far as letters go. One
    # in which that makes a sign of URLs they refuse; so does `uri`, if it stays as it is.
    plain = normalize("NFKC", host).lower().replace("。", ".")
    return host if _SIGN.search(plain) else ascii_host(plain)


def _encoded(part: str) -> str:
    return _NOT_OF_URI.sub(lambda match: quote(match[0], errors="replace"), part)


def address(record: Any, _: object = None) -> str | None:
    """Return the address of an article, its page or else where it was found; of a related item."""
    url = record.web_url or getattr(record, "original_url", None)
    return uri(url) if url else None


def feed_address(name: str, url: str | None) -> str | None:
    """Return an address that a feed itself has.

    Args:
        name: The name of the argument, for the error.
        url: The address, or None.

    Raises:
        ValueError: If it is no absolute URL of http or https.
    """
    if url is None or (encoded := uri(url)) is not None:
        return url and encoded
    raise ValueError(f"{name}: expected an absolute http or https URL, found {url!r}")


@lru_cache(maxsize=1024)
def home_of(domain: str) -> str | None:
    """Return the address of a domain, which may be one already."""
    return uri(domain if "/" in domain else f"https://{domain}")


def first_icon(images: "list[Image]") -> str | None:
    """Return the address of the first icon of a provider."""
    return uri(images[0].url) if images else None


def pictures(record: Any) -> "list[tuple[str, Image]]":
    """List the pictures of an article or a related item that have an address, with that."""
    return [
        (url, image)
        for image in record.images
        if (url := uri(image.url) or _joined(record, image)) is not None
    ]


def first_picture(record: Any, _: object = None) -> str | None:
    """Return the address of the first picture of an article or a related item."""
    images = record.images
    if not images:
        return None
    return uri(images[0].url) or next((url for url, _image in pictures(record)), None)


def _joined(record: Any, image: "Image") -> str | None:
    """Take the address of a picture from that of its page, as a browser does."""
    page = urldefrag(address(record) or "").url
    try:
        url = urljoin(page, image.url.strip())
        return None if urldefrag(url).url == page else uri(url)
    except ValueError:  # such as a bracket that no address of IPv6 ends
        return None
