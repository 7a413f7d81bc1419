"""Rules for images, lists, keys, file names, and the required values of published articles."""

from collections.abc import Hashable, Iterator
from datetime import datetime
from itertools import pairwise

from .._util.messages import did_you_mean
from ..errors import KeyPath, key_path
from ..frontmatter.scalars import Kind
from ..frontmatter.schema import schema_of
from ..models import Image
from .rule import Finding, Subject, Text, error, warning
from .urls import page_of

_REQUIRED = "in a published article, found none"


@warning("NF111", "A page keeps the place of an image free only where it knows the size.")
def image_size(subject: Subject) -> Iterator[Finding]:
    """Yield images without a size, or with a size of 0 or less."""
    for path, image in subject.of(Image):
        for name in ("width", "height"):
            size = getattr(image, name)
            if size is None:
                yield Finding(path, f"expected a {name} in pixels, found none")
            elif isinstance(size, int) and size <= 0:
                yield Finding((*path, name), f"expected a {name} above 0, found {size}")


@warning("NF112", "What is listed twice is shown twice, and counted twice.")
def duplicate(subject: Subject) -> Iterator[Finding]:
    """Yield topics, images and related items that are listed twice."""
    seen: dict[Hashable, KeyPath] = {}
    for text in subject.texts:
        same = _sameness(text)
        if same is not None and seen.setdefault(same, text.path) is not text.path:
            yield Finding(text.path, f"expected each once, found that of {key_path(seen[same])}")


@error(
    "NF117",
    "What readers are to see needs what every page shows; hide it with 'published: false' or fill "
    "it in.",
)
def published_incomplete(subject: Subject) -> Iterator[Finding]:
    """Yield the values that a published article needs and does not have."""
    article = subject.article
    if article is None or article.published is not True:
        return
    for path, obj in subject.records:
        for field in schema_of(type(obj)).fields.values():
            value = getattr(obj, field.name)
            if field.required and field.type.kind is Kind.TEXT and not str(value or "").strip():
                yield Finding((*path, field.key), f"expected text {_REQUIRED}")
    if article.published_date_time is None:
        yield Finding(("publishedDateTime",), f"expected a date {_REQUIRED}")
    if article.web_url is None and article.original_url is None:
        yield Finding(("webUrl",), f"expected an address {_REQUIRED}")


@warning("NF119", "A key that is not known is kept, but nobody reads it.")
def misspelt_key(subject: Subject) -> Iterator[Finding]:
    """Yield unknown keys that are similar to a known key."""
    for path, obj in subject.records:
        schema = schema_of(type(obj))
        extra = getattr(obj, "extra", None) if schema.extra else None
        for key in extra if isinstance(extra, dict) else ():
            if hint := did_you_mean(str(key), schema.fields):
                yield Finding((*path, str(key)), f"this key is not known{hint}", at_key=True)


@warning(
    "NF122",
    "Files whose keys stand in one order are compared and searched with ease.",
    default=False,
)
def key_order(subject: Subject) -> Iterator[Finding]:
    """Yield the first key of each mapping that is out of canonical order."""
    keys: dict[KeyPath, list[str]] = {}
    for path in subject.odd_locations:
        keys.setdefault(path[:-1], []).append(path[-1] if path else "")
    for path, obj in subject.records:
        canonical = list(schema_of(type(obj)).fields)
        present = [key for key in keys.get(path, ()) if key in canonical]
        for before, key in pairwise(present):
            if canonical.index(key) < canonical.index(before):
                yield Finding((*path, key), f"expected above {before}, found below", at_key=True)
                break


@warning(
    "NF121",
    "By the name YYYY-MM-DD-slug.md a file is found, and listed by date; the site's address of it "
    "follows from it.",
    default=False,
)
def file_name(subject: Subject) -> Iterator[Finding]:
    """Yield a file name that does not follow from the date and the title."""
    article = subject.article
    if article is None:
        return
    # `Article.file_name` requires values of these types.
    is_typed = isinstance(article.title, str) and isinstance(article.published_date_time, datetime)
    expected = article.file_name if is_typed else None
    if article.path is not None and expected is not None and article.path.name != expected:
        yield Finding((), f"expected the file name {expected}, found {article.path.name}")


def _sameness(text: Text) -> Hashable | None:
    """Return a key that is equal for duplicates; None if the string may be repeated."""
    if text.key == "topics":
        return text.key, text.value.casefold()
    if text.key == "url":
        return text.path[:-2], text.value
    return page_of(text.value) if text.key == "webUrl" and len(text.path) > 1 else None
