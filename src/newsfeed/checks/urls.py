"""Rules of addresses."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from .._util.messages import shortened
from ..models import Provider, RelatedItem
from ..news.amp import amp_cache_url, ascii_host
from .rule import Finding, Severity, Subject, rule

# Browsers drop blanks and control characters from a scheme.
_IGNORED = re.compile(r"[\x00-\x20]")
_SCRIPT = re.compile(r"(?:javascript|vbscript):", re.IGNORECASE)
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")


@rule(
    "NF104",
    "relative-url",
    Severity.ERROR,
    "An address is used far from its page, in feeds and in apps, where only an absolute http or "
    "https URL leads anywhere.",
)
def relative_url(subject: Subject) -> Iterator[Finding]:
    """Find addresses that are not absolute http or https URLs."""
    for text in subject.urls:
        if not _is_absolute(text.value) and not _is_script(text.value):
            found = f"found {shortened(text.value)!r}"
            yield Finding(text.path, f"expected an absolute http or https URL, {found}")


@rule("NF105", "blank-in-url", Severity.ERROR, "Blanks end a URL where it is copied or listed.")
def blank_in_url(subject: Subject) -> Iterator[Finding]:
    """Find addresses that hold blanks or control characters."""
    for text in subject.urls:
        blank = _SPACE_OR_CONTROL.search(text.value)
        if blank is not None:
            found = f"U+{ord(blank[0]):04X}"
            message = f"expected no blanks, found {found} at character {blank.start() + 1}"
            yield Finding(text.path, f"{message}; write %20 or remove it")


@rule(
    "NF106",
    "credentials-in-url",
    Severity.ERROR,
    "A published URL hands its password to all.",
)
def credentials_in_url(subject: Subject) -> Iterator[Finding]:
    """Find addresses with a user's name or password."""
    for text in subject.urls:
        parts = _split(text.value)
        if parts is not None and "@" in parts.netloc:
            yield Finding(text.path, "expected no user name or password before the host; remove it")


@rule("NF107", "script-url", Severity.ERROR, "Such a URL runs its script in the reader's page.")
def script_url(subject: Subject) -> Iterator[Finding]:
    """Find addresses that are scripts."""
    for text in subject.urls:
        if _is_script(text.value):
            scheme = _IGNORED.sub("", text.value).partition(":")[0]
            yield Finding(text.path, f"expected an http or https URL, found a script: '{scheme}:'")


@rule(
    "NF108",
    "amp-cache-alone",
    Severity.ERROR,
    "The AMP Cache holds copies of AMP pages: without the page there is no copy.",
)
def amp_cache_alone(subject: Subject) -> Iterator[Finding]:
    """Find a cdnAmpWebUrl without ampWebUrl."""
    for path, item in subject.items:
        if item.cdn_amp_web_url is not None and item.amp_web_url is None:
            yield Finding((*path, "cdnAmpWebUrl"), "expected ampWebUrl beside it, found none")


@rule(
    "NF109",
    "amp-cache-mismatch",
    Severity.ERROR,
    "The AMP Cache has each page at the address that its algorithm gives, and nowhere else.",
)
def amp_cache_mismatch(subject: Subject) -> Iterator[Finding]:
    """Find a cdnAmpWebUrl that is not where the cache has ampWebUrl."""
    for path, item in subject.items:
        if isinstance(item.amp_web_url, str) and item.cdn_amp_web_url is not None:
            try:
                expected = amp_cache_url(item.amp_web_url)
            except ValueError:
                continue  # what is wrong with ampWebUrl is for other rules to say
            if item.cdn_amp_web_url != expected:
                message = f"expected the cache URL of ampWebUrl, {expected}"
                yield Finding((*path, "cdnAmpWebUrl"), message)


@rule(
    "NF110",
    "provider-domain",
    Severity.WARNING,
    "The provider is whom the page belongs to: its domain is the page's host or one above it.",
)
def provider_domain(subject: Subject) -> Iterator[Finding]:
    """Find providers whose domain is not that of webUrl."""
    for path, item in subject.items:
        host = _host(item.web_url)
        domain = item.provider.domain if isinstance(item.provider, Provider) else None
        if host and isinstance(domain, str) and not _is_above(domain, host):
            message = f"expected {host} or a domain above it, as in webUrl, found {domain!r}"
            yield Finding((*path, "provider", "domain"), message)


@rule(
    "NF113",
    "related-to-itself",
    Severity.WARNING,
    "An article adds nothing to its own list of related ones.",
)
def related_to_itself(subject: Subject) -> Iterator[Finding]:
    """Find related items that are the article."""
    own = {page_of(subject.article.web_url), page_of(subject.article.original_url)} - {None}
    for path, item in subject.of(RelatedItem):
        if page_of(item.web_url) in own:
            yield Finding((*path, "webUrl"), "expected another article, found this one")


def page_of(url: object) -> tuple[str, str, str] | None:
    """Tell which page an address leads to: the same one with or without a closing slash.

    Args:
        url: The address, or None.

    Returns:
        Host, port, path and query, in a tuple; None where it is no address.
    """
    parts = _split(url)
    if parts is None:
        return None
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query


def _split(url: object) -> SplitResult | None:
    try:
        return urlsplit(url) if isinstance(url, str) else None
    except ValueError:
        return None


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_script(url: str) -> bool:
    return _SCRIPT.match(_IGNORED.sub("", url)) is not None


def _host(url: object) -> str | None:
    parts = _split(url)
    return ascii_host(parts.hostname) if parts is not None and parts.hostname else None


def _is_above(domain: str, host: str) -> bool:
    name = ascii_host(domain.lower())
    return "." in name and f".{host}".endswith(f".{name}")
