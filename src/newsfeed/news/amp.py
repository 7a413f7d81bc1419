"""AMP Cache URLs."""

import re

_SUFFIX = "cdn.ampproject.org"
_LONGEST_LABEL = 63  # RFC 1035 section 2.3.4
_DNS_LABEL = re.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_SPACE = re.compile(r"[\s\x00-\x1f]")
_LEFT_TO_RIGHT = {"L"}
_RIGHT_TO_LEFT = {"R", "AL"}

# The cache keeps documents, images and resources apart.
_IMAGES = (
    *(".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff"),
    ".webp",
)
_FONTS = (".eot", ".otf", ".ttc", ".ttf", ".woff", ".woff2")


def amp_cache_url(amp_url: str) -> str:
    """Tell where the AMP Cache has a page.

    The algorithm is the AMP Project's: https://amp.dev/documentation/guides-and-tutorials/learn/
    amp-caches-and-cors/amp-cache-urls. The subdomain is the host, `-` doubled and `.` as `-`, or
    its SHA-256 in base32 where that would be no DNS label; the path begins with `c/` for a page,
    `i/` for an image or `r/` for a font, as its extension tells, and with `s/` behind it for https.

    Args:
        amp_url: The absolute http or https URL of an AMP page, or of an image or font of one.

    Returns:
        Its URL in the cache.

    Raises:
        ValueError: If it is not such a URL.

    Example:
        >>> amp_cache_url("https://www.my-paper.example/amp/tide")
        'https://www-my--paper-example.cdn.ampproject.org/c/s/www.my-paper.example/amp/tide'
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(amp_url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"expected a URL, found {amp_url!r}: {error}") from None
    if parts.scheme not in ("http", "https") or not host or _SPACE.search(amp_url):
        raise ValueError(f"expected an absolute http or https URL, found {amp_url!r}")
    kind = _kind(parts.path) + ("s/" if parts.scheme == "https" else "")
    # Without a user's name and password; behind it the text as it is.
    place = parts.netloc.rpartition("@")[2].lower()
    rest = amp_url.partition("//")[2][len(parts.netloc) :]
    return f"https://{_subdomain(host)}.{_SUFFIX}/{kind}{place}{rest}"


def ascii_host(host: str) -> str:
    """Write a host as DNS knows it: labels with other letters than ASCII in punycode (RFC 3492).

    Args:
        host: The host, in lower case.

    Returns:
        The host in ASCII.
    """
    return ".".join(map(_to_ascii, host.split(".")))


def _kind(path: str) -> str:
    if path.endswith(_IMAGES):
        return "i/"
    return "r/" if path.endswith(_FONTS) else "c/"


def _subdomain(host: str) -> str:
    """Turn a host into one label, which a person can read if DNS can hold it."""
    encoded = ascii_host(host)
    label = ".".join(map(_to_unicode, host.split("."))).replace("-", "--").replace(".", "-")
    if label[2:4] == "--":
        # Only punycode may have hyphens there (RFC 5891 section 4.2.3.1).
        label = f"0-{label}-0"
    if "." in host and len(encoded) <= _LONGEST_LABEL and _is_label(label):
        return _to_ascii(label)
    return _hashed(encoded)


def _is_label(label: str) -> bool:
    """Tell whether DNS can hold a label (RFC 1035) and people can read it one way (RFC 5893)."""
    encoded = _to_ascii(label)
    return (
        len(encoded) <= _LONGEST_LABEL
        and _DNS_LABEL.fullmatch(encoded) is not None
        and not _is_mixed(label)
    )


def _is_mixed(label: str) -> bool:
    import unicodedata

    directions = {unicodedata.bidirectional(character) for character in label}
    return bool(directions & _LEFT_TO_RIGHT) and bool(directions & _RIGHT_TO_LEFT)


def _hashed(host: str) -> str:
    from base64 import b32encode
    from hashlib import sha256

    return b32encode(sha256(host.encode()).digest()).decode("ascii").rstrip("=").lower()


# Punycode takes a time that grows with the square of the label, and makes none shorter: what is too
# long for DNS stays as it is.
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
