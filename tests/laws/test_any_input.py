"""Laws 5 and 7: any input is an article or a ParseError, and the same for both parsers."""

import random
from typing import Any

import pytest
from equations import both_loaders
from hypothesis import given
from hypothesis import strategies as st
from spelling import Foreign, foreign_texts
from strategies import exact, examples

from newsfeed import ParseError, Problem, parse, serialize
from newsfeed.frontmatter.read.yaml import loaders

pytestmark = both_loaders

Answer = tuple[Any, tuple[Problem, ...]]


def answer(source: str | bytes) -> Answer:
    """What a text reads as: the article, or the problems."""
    try:
        return exact(parse(source)), ()
    except ParseError as error:
        # A refusal says why, and can be shown.
        return (None, error.problems) if str(error) else ("refused for nothing", ())


def both_answers(source: str | bytes) -> tuple[Answer, Answer]:
    """What a text reads as with the parser at hand and with PyYAML's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loaders, "LOADER", loaders.PureLoader)
        pure = answer(source)
    return answer(source), pure


def spoilt(text: str, rng: random.Random) -> str:
    """Change, drop, double or swap a character or a line, once or a few times."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        parts = list(text) if rng.random() < 0.6 else text.splitlines(keepends=True)
        if len(parts) < 2:
            return text
        # The front matter is what matters: it stands first.
        at = rng.randrange(min(len(parts) - 1, 2000))
        operation = rng.choice(["change", "drop", "double", "swap"])
        if operation == "change":
            parts[at] = rng.choice(" \t\n\r:#-?,[]{}&*!|>'\"%@`\\\x85\u2028\x00aZ0.\ufeff<=~")
        elif operation == "drop":
            del parts[at]
        elif operation == "double":
            parts.insert(at, parts[at])
        else:
            parts[at], parts[at + 1] = parts[at + 1], parts[at]
        text = "".join(parts)
    return text


@examples(60)
@given(foreign_texts(), st.randoms(use_true_random=True))
def test_a_spoilt_text_is_an_article_or_a_parse_error_for_both_parsers(
    foreign: Foreign, rng: random.Random
) -> None:
    """`parse_c(t) == parse_pure(t)`: model, or problems with their places, and nothing else."""
    for _ in range(3):
        text = spoilt(foreign.text, rng)
        one, other = both_answers(text)
        assert one == other
        if not one[1]:
            assert serialize(parse(text)) == text


@examples(40)
@given(foreign_texts())
def test_both_parsers_read_good_texts_alike(foreign: Foreign) -> None:
    """`parse_c(t) == parse_pure(t)`."""
    one, other = both_answers(foreign.text)
    assert one == other == (exact(foreign.article), ())


@examples(100)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_input_is_an_article_or_a_parse_error(source: str | bytes) -> None:
    """`parse` is total."""
    for text in (source, wrapped(source)):
        one, other = both_answers(text)
        assert one == other


def test_half_a_character_in_the_body_is_refused_or_kept() -> None:
    """`serialize(parse(t)) == t` for every text that parses, such as one with a lone surrogate."""
    text = "---\ntitle: a\n---\n\ud800"
    try:
        article = parse(text)
    except ParseError:
        return
    assert serialize(article) == text


def wrapped(source: str | bytes) -> str | bytes:
    """A front matter that holds a text or bytes."""
    if isinstance(source, str):
        return f"---\ntitle: {source}\n---\n"
    return b"---\ntitle: " + source + b"\n---\n"


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF", "\\uD800", "\\x"])
def test_an_escape_that_is_no_character_is_a_problem(escape: str) -> None:
    one, other = both_answers(f'---\ntitle: "a{escape}"\n---\n')
    assert one == other
    assert one[1][0].line == 2
