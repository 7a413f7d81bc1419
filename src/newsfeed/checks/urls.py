"""Rules for URLs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from .._util.messages import shortened
from ..models import RelatedItem
from ..news.amp import amp_cache_url, ascii_host
from .rule import Finding, Subject, error, warning

# Browsers ignore spaces and control characters in a URL scheme.
_IGNORED = re.compile(r"[\x00-\x20]")
_SCRIPT = re.compile(r"(?:javascript|vbscript):", re.IGNORECASE)
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")


@error(
    "NF104",
    "An address is used far from its page, in feeds and in apps, where only an absolute http or "
    "https URL leads anywhere.",
)
def relative_url(subject: Subject) -> Iterator[Finding]:
    """Yield URLs that are not absolute http or https URLs."""
    for text in subject.urls:
        if not _is_absolute(text.value) and not _script_scheme(text.value):
            found = f"found {shortened(text.value)!r}"
            yield Finding(text.path, f"expected an absolute http or https URL, {found}")


@error("NF105", "Blanks end a URL where it is copied or listed.")
def blank_in_url(subject: Subject) -> Iterator[Finding]:
    """Yield URLs that contain whitespace or control characters."""
    for text in subject.urls:
        if space := _SPACE_OR_CONTROL.search(text.value):
            found = f"U+{ord(space[0]):04X}"
            message = f"expected no blanks, found {found} at character {space.start() + 1}"
            yield Finding(text.path, f"{message}; write %20 or remove it")


@error("NF106", "A published URL hands its password to all.")
def credentials_in_url(subject: Subject) -> Iterator[Finding]:
    """Yield URLs with a user name or password."""
    for text in subject.urls:
        parts = _split(text.value)
        if parts is not None and "@" in parts.netloc:
            yield Finding(text.path, "expected no user name or password before the host; remove it")


@error("NF107", "Such a URL runs its script in the reader's page.")
def script_url(subject: Subject) -> Iterator[Finding]:
    """Yield URLs that run a script."""
    for text in subject.urls:
        if found := _script_scheme(text.value):
            yield Finding(text.path, f"expected an http or https URL, found a script: '{found[0]}'")


@error("NF108", "The AMP Cache holds copies of AMP pages: without the page there is no copy.")
def amp_cache_alone(subject: Subject) -> Iterator[Finding]:
    """Yield a cdnAmpWebUrl without ampWebUrl."""
    for item in subject.items:
        if item.get("cdn_amp_web_url") is not None and item.get("amp_web_url") is None:
            yield Finding(item.at("cdn_amp_web_url"), "expected ampWebUrl beside it, found none")


@error(
    "NF109",
    "The AMP Cache has each page at the address that its algorithm gives, and nowhere else.",
)
def amp_cache_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield a cdnAmpWebUrl that is not the AMP Cache URL of ampWebUrl."""
    for item in subject.items:
        page, copy = item.get("amp_web_url"), item.get("cdn_amp_web_url")
        if isinstance(page, str) and copy is not None:
            with suppress(ValueError):  # ampWebUrl is invalid, which other rules report
                expected = amp_cache_url(page)
                if copy != expected:
                    message = f"expected the cache URL of ampWebUrl, {expected}"
                    yield Finding(item.at("cdn_amp_web_url"), message)


@warning(
    "NF110",
    "The provider is whom the page belongs to: its domain is the page's host or one above it.",
)
def provider_domain(subject: Subject) -> Iterator[Finding]:
    """Yield providers whose domain does not match webUrl."""
    for item in subject.items:
        url = _split(item.get("web_url"))
        provider = subject.records.get(item.at("provider")) if "provider" in item.fields else None
        domain = None if provider is None else provider.get("domain")
        if url is None or not url.hostname or not isinstance(domain, str):
            continue
        host, name = ascii_host(url.hostname), ascii_host(domain.lower())
        if "." not in name or not f".{host}".endswith(f".{name}"):
            message = f"expected {host} or a domain above it, as in webUrl, found {domain!r}"
            yield Finding((*item.at("provider"), "domain"), message)


@warning("NF113", "An article adds nothing to its own list of related ones.")
def related_to_itself(subject: Subject) -> Iterator[Finding]:
    """Yield related items that link to the article itself."""
    article = subject.article
    own = {page_of(article.get(name)) for name in ("web_url", "original_url")} - {None}
    for item in subject.of("related", RelatedItem):
        if page_of(item.get("web_url")) in own:
            yield Finding(item.at("web_url"), "expected another article, found this one")


def page_of(url: object) -> tuple[str, str, str] | None:
    """Return host, path without final slash, and query, which identify a page; None if invalid."""
    parts = _split(url)
    return None if parts is None else (parts.netloc.lower(), parts.path.rstrip("/"), parts.query)


def _split(url: object) -> SplitResult | None:
    try:
        return urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return None


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)  # like `port`, raises a ValueError for an invalid URL
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _script_scheme(url: str) -> re.Match[str] | None:
    return _SCRIPT.match(_IGNORED.sub("", url))
