"""AMP Cache URLs: the addresses of pages in the cache of the AMP Project."""

import re
from base64 import b32encode
from unicodedata import bidirectional
from urllib.parse import urlsplit

_LONGEST_LABEL = 63  # the maximum length of a DNS label (RFC 1035 section 2.3.4)
_DNS_LABEL = re.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_SPACE_OR_C0 = re.compile(r"[\s\x00-\x1f]")

# The cache has a path of its own for images, fonts and pages.
_IMAGE = re.compile(r"\.(?:avif|bmp|gif|ico|jfif|jpe?g|png|svg|tiff?|webp)\Z")
_FONT = re.compile(r"\.(?:eot|otf|ttc|ttf|woff2?)\Z")


def amp_cache_url(amp_url: str) -> str:
    """Return the AMP Cache URL of a page, image or font.

    The algorithm is that of the AMP Project: https://amp.dev/documentation/guides-and-tutorials/
    learn/amp-caches-and-cors/amp-cache-urls. The subdomain is the host with `-` doubled and `.`
    replaced by `-`, or its SHA-256 in base32 if that is not a valid DNS label. The path begins with
    `c/` for a page, `i/` for an image or `r/` for a font, then `s/` for https.

    Args:
        amp_url: The absolute http or https URL of an AMP page, or of its image or font.

    Returns:
        The URL in the AMP Cache.

    Raises:
        ValueError: If `amp_url` is not an absolute http or https URL.

    Example:
        >>> amp_cache_url("https://www.my-paper.example/amp/tide")
        'https://www-my--paper-example.cdn.ampproject.org/c/s/www.my-paper.example/amp/tide'
    """
    try:
        parts = urlsplit(amp_url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"expected a URL, found {amp_url!r}: {error}") from None
    if parts.scheme not in ("http", "https") or not host or _SPACE_OR_C0.search(amp_url):
        raise ValueError(f"expected an absolute http or https URL, found {amp_url!r}")
    kind = "i/" if _IMAGE.search(parts.path) else "r/" if _FONT.search(parts.path) else "c/"
    secure = "s/" if parts.scheme == "https" else ""
    # Drops the user name and password, and copies everything after the host unchanged.
    origin = parts.netloc.rpartition("@")[2].lower()
    rest = amp_url.partition("//")[2][len(parts.netloc) :]
    return f"https://{_subdomain(host)}.cdn.ampproject.org/{kind}{secure}{origin}{rest}"


def ascii_host(host: str) -> str:
    """Return a lowercase host in ASCII, with its other labels in punycode (RFC 3492)."""
    return ".".join(map(_to_ascii, host.split(".")))


def _subdomain(host: str) -> str:
    """Return a host as one DNS label: readable if that is valid, otherwise a hash."""
    encoded = ascii_host(host)
    label = ".".join(map(_to_unicode, host.split("."))).replace("-", "--").replace(".", "-")
    if label[2:4] == "--":
        # DNS reserves `--` in this position for punycode (RFC 5891 section 4.2.3.1).
        label = f"0-{label}-0"
    if "." in host and len(encoded) <= _LONGEST_LABEL and _is_label(label):
        return _to_ascii(label)
    from hashlib import sha256

    return b32encode(sha256(encoded.encode()).digest()).decode("ascii").rstrip("=").lower()


def _is_label(label: str) -> bool:
    """Return whether a label is valid in DNS (RFC 1035) and of one text direction (RFC 5893)."""
    encoded = _to_ascii(label)
    if len(encoded) > _LONGEST_LABEL or not _DNS_LABEL.fullmatch(encoded):
        return False
    directions = set(map(bidirectional, label))
    return "L" not in directions or directions.isdisjoint(("R", "AL"))


# Punycode never shortens a label and takes quadratic time, so labels that are too long for DNS stay
# unchanged.
def _to_ascii(label: str) -> str:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return label
    return f"xn--{label.encode('punycode').decode('ascii')}"


def _to_unicode(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label
