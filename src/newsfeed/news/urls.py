"""URLs of articles and images as feeds and links need them: absolute, and valid URIs."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import quote, urldefrag, urljoin

from .amp import ascii_host

if TYPE_CHECKING:
    from ..models import Image


def _any_of(characters: str) -> str:
    """Return a regular expression for these and unreserved characters, also percent-encoded."""
    one = rf"[A-Za-z0-9._~!$&'()*+,;={characters}-]"
    return rf"{one}*+(?:%[0-9A-Fa-f]{{2}}{one}*+)*+"


# RFC 3986; possessive quantifiers prevent backtracking in strings that do not match.
_URI = re.compile(
    rf"https?://(?:{_any_of(':')}@)?(?=[^:/?#]){_any_of('')}(?::[0-9]*)?"
    rf"(?:[/?]{_any_of(':/?@')})?(?:\#{_any_of(':/?@')})?"
)
_PARTS = re.compile(
    r"(https?)://([^/?#]*@)?([^/?#:]*)(:[^/?#]*)?([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_DELIMITER = re.compile(r"[\s/?#@:%\\]")
_INVALID = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]")


# Cached: several fields of an article have the same URL, and many articles the same provider.
@lru_cache(maxsize=1024)
def uri(url: str) -> str | None:
    """Return an http or https URL as a valid URI (RFC 3986), percent-encoded and in punycode."""
    if _URI.fullmatch(url):
        return url
    parts = _PARTS.fullmatch(url.strip())
    if parts is None:  # it is not absolute, or has an IPv6 host
        return None
    scheme, user, host, port, path, fragment = parts.groups("")
    encoded = f"{scheme.lower()}://{_encoded(user)}{_host(host)}{port}{_encoded(path)}"
    if parts[6] is not None:  # keeps the `#` of an empty fragment
        encoded += f"#{_encoded(fragment)}"
    return encoded if _URI.fullmatch(encoded) else None


def _host(host: str) -> str:
    if host.isascii():
        return host
    # Normalizes letters as browsers do (https://www.unicode.org/reports/tr46/). They reject a host
    # in which that creates a delimiter. Returned unchanged, it is rejected by `uri` as well.
    normalized = normalize("NFKC", host).lower().replace("。", ".")
    return host if _DELIMITER.search(normalized) else ascii_host(normalized)


def _encoded(part: str) -> str:
    return _INVALID.sub(lambda match: quote(match[0], errors="replace"), part)


def address(item: Any, _: object = None) -> str | None:
    """Return the URL of an article or a related item: its page, or else where it was found."""
    url = item.web_url or getattr(item, "original_url", None)
    return uri(url) if url else None


def feed_address(name: str, url: str | None) -> str | None:
    """Return the URL of a feed as a URI; raise ValueError with the argument's name if invalid."""
    if url is None or (encoded := uri(url)) is not None:
        return url and encoded
    raise ValueError(f"{name}: expected an absolute http or https URL, found {url!r}")


@lru_cache(maxsize=1024)
def home_of(domain: str) -> str | None:
    """Return the URL of a domain; a URL is accepted as well."""
    return uri(domain if "/" in domain else f"https://{domain}")


def first_icon(images: "list[Image]") -> str | None:
    """Return the URL of the first icon of a provider."""
    return uri(images[0].url) if images else None


def pictures(item: Any) -> "list[tuple[str, Image]]":
    """Return the images of an article or a related item that have an absolute URL, with it."""
    urls = ((_image_url(item, image), image) for image in item.images)
    return [(url, image) for url, image in urls if url is not None]


def first_picture(item: Any, _: object = None) -> str | None:
    """Return the URL of the first image of an article or a related item that has one."""
    return next(filter(None, (_image_url(item, image) for image in item.images)), None)


def _image_url(item: Any, image: "Image") -> str | None:
    """Return the absolute URL of an image, resolved against its page as in a browser."""
    if (absolute := uri(image.url)) is not None:
        return absolute
    page = urldefrag(address(item) or "").url
    try:
        url = urljoin(page, image.url.strip())
        return None if urldefrag(url).url == page else uri(url)
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        return None
