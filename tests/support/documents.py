"""Hypothesis strategies for Documents and their texts, and the difference of two texts."""

from functools import cache
from itertools import takewhile
from typing import Any

from hypothesis import strategies as st
from spelling import foreign_texts
from strategies import keys, plain_values, texts

from newsfeed import Document, serialize

_BODIES = [
    *("", "\n", "Text.\n", "\nText.\n", "a\nb", "a\r\n\r\nb\r\n", "a\rb", "a\n---\nb: 1\n---\n"),
    *("---", "---\n", "---\r\nb", "--- \t\n", "---\na: b\n---\n", "...", " ---\n", "--- a\n"),
    *("----\n", "\n---\n", "\ufeff", "\ufeffa", "\ufeff---\na: b\n---\n", "\r---\n", "é😀"),
]


@cache
def bodies() -> st.SearchStrategy[str]:
    """Bodies, of which many look like delimiters."""
    return st.one_of(st.sampled_from(_BODIES), texts())


@cache
def front_matter() -> st.SearchStrategy[dict[str, Any]]:
    """Keys and values of a document."""
    return st.dictionaries(keys(), plain_values(), max_size=4)


@cache
def documents() -> st.SearchStrategy[Document]:
    """Documents without source."""
    return st.builds(Document, front_matter(), body=bodies())


@cache
def texts_without_delimiters() -> st.SearchStrategy[str]:
    """Texts whose first line is not a delimiter."""
    text = bodies().filter(lambda body: not body.removeprefix("\ufeff").startswith("---"))
    return st.one_of(text, text.map("\ufeff{}".format))


@cache
def document_texts() -> st.SearchStrategy[str]:
    """Texts of documents: written by hand, in canonical form, and without delimiters."""
    canonical = st.builds(
        lambda document, newline, mark: mark + serialize(document, newline=newline),
        documents().filter(len),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from(["", "", "\ufeff"]),
    )
    by_hand = foreign_texts().map(lambda foreign: foreign.text)
    return st.one_of(by_hand, canonical, texts_without_delimiters())


def difference(one: str, other: str) -> tuple[int, list[str], list[str]]:
    """Return the first line that differs, from zero, and the lines of each up to the common end."""
    gone, new = one.split("\n"), other.split("\n")
    start = _common(gone, new)
    gone, new = gone[start:], new[start:]
    end = _common(gone[::-1], new[::-1])
    return start, gone[: len(gone) - end], new[: len(new) - end]


def _common(one: list[str], other: list[str]) -> int:
    """Count the lines that two texts begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
