"""Rules for images, lists, keys, file names, and the required values of published articles."""

from collections.abc import Hashable, Iterator
from datetime import datetime
from itertools import pairwise

from .._util.messages import did_you_mean
from ..errors import KeyPath, key_path
from ..frontmatter.scalars import Kind
from ..models import Image
from ..news.slug import file_name_of
from .rule import Finding, Subject, Text, error, warning
from .urls import page_of

_REQUIRED = "in a published article, found none"
# What a published article needs in one of the fields that its model has.
_EITHER = {"a date": ["published_date_time"], "an address": ["web_url", "original_url"]}


@warning("NF111", "A page keeps the place of an image free only where it knows the size.")
def image_size(subject: Subject) -> Iterator[Finding]:
    """Yield images without a size, or with a size of 0 or less."""
    for image in subject.of("images", Image):
        for name in ("width", "height"):
            size = image.get(name)
            if size is None and name in image.fields:
                yield Finding(image.path, f"expected a {name} in pixels, found none")
            elif isinstance(size, int) and size <= 0:
                yield Finding(image.at(name), f"expected a {name} above 0, found {size}")


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
    if article.get("published") is not True:
        return
    for record in subject.records.values():
        for field in record.schema.fields.values() if record.schema else ():
            value = record.get(field.name)
            if field.required and field.type.kind is Kind.TEXT and not str(value or "").strip():
                yield Finding(record.at(field.name), f"expected text {_REQUIRED}")
    for what, names in _EITHER.items():
        known = [name for name in names if name in article.fields]
        if known and all(article.get(name) is None for name in known):
            yield Finding(article.at(known[0]), f"expected {what} {_REQUIRED}")


@warning("NF119", "A key that is not known is kept, but nobody reads it.")
def misspelt_key(subject: Subject) -> Iterator[Finding]:
    """Yield unknown keys that are similar to a known key."""
    for record in subject.records.values():
        known = record.schema.fields if record.schema else ()
        extra = record.instance.extra if record.schema and record.schema.extra else None
        for key in extra if isinstance(extra, dict) else ():
            if hint := did_you_mean(str(key), known):
                yield Finding((*record.path, str(key)), f"this key is not known{hint}", at_key=True)


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
    for path, record in subject.records.items():
        canonical = list(record.schema.fields) if record.schema else []
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
    title, when = map(subject.article.get, ("title", "published_date_time"))
    is_typed = isinstance(title, str) and isinstance(when, datetime)
    expected = file_name_of(title, when) if is_typed else None
    if subject.file is not None and expected is not None and subject.file.name != expected:
        yield Finding((), f"expected the file name {expected}, found {subject.file.name}")


def _sameness(text: Text) -> Hashable | None:
    """Return a key that is equal for duplicates; None if the string may be repeated."""
    if text.name == "topics":
        return text.name, text.value.casefold()
    if text.name == "url":
        return text.path[:-2], text.value
    return page_of(text.value) if text.name == "web_url" and len(text.path) > 1 else None
