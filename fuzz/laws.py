"""The laws that a fuzzer tries on every input, as assertions."""

import re
from collections import Counter
from typing import Any

import yaml
from edits import Chooser
from entry_reader import is_owned
from strategies import exact

from newsfeed import Article, Document, ParseError, SerializeError, canonicalize, parse, serialize
from newsfeed.frontmatter.equality import is_unchanged
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.entries import read_entries
from newsfeed.frontmatter.read.nodes import Node, Reading
from newsfeed.frontmatter.read.yaml import loaders, read_yaml
from newsfeed.frontmatter.schema import schema_of

Model = Article | Document
MODELS: list[type[Model]] = [Article, Document]
# What an edit may be refused for: see docs/reliability.md.
REFUSABLE = re.compile("(?m)[*?\x85\u2028\u2029]|<<|\r(?!\n)|^\\.\\.\\.[ \t]")

LINE = re.compile("[^\n\r\x85\u2028\u2029]*")


def check(data: bytes, chooser: Chooser) -> None:
    """Hold laws 1, 2, 3, 5 and 7 on an input, and those of `canonicalize`.

    Args:
        data: The bytes of a file.
        chooser: Chooses the edits.
    """
    if chooser.integer(0, 3) == 3:
        check_both_loaders(data, Article)
    for model in MODELS:
        instance = parsed(data, model)
        if instance is not None:
            text = data.decode()
            check_readers(text, instance)
            assert serialize(instance) == text, "law 1"
            check_canonical(text, instance)
            check_edits(text, instance, chooser)


def parsed(data: bytes, model: type[Model]) -> Model | None:
    """Law 7: an instance, or an error with places in the text that can be shown."""
    try:
        return parse(data, model=model)
    except ParseError as error:
        check_places(data, error)
        return None


def check_places(data: bytes, error: ParseError) -> None:
    """Every problem has a place in the text, and words."""
    assert str(error)
    lines = data.decode("utf-8", "replace").split("\n")
    for problem in error.problems:
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def check_both_loaders(data: str | bytes, model: type[Model]) -> None:
    """The answer is the same with libyaml's parser and with PyYAML's own."""
    answers = []
    fast = loaders.LOADER
    for loader in (fast, loaders.PureLoader):
        loaders.LOADER = loader
        try:
            answers.append(exact(parse(data, model=model)))
        except ParseError as error:
            answers.append(error.problems)
        finally:
            loaders.LOADER = fast
    assert answers[0] == answers[1], "two parsers"


def check_readers(text: str, instance: Model) -> None:
    """Law 5: the fast readers answer as the YAML reader does, or decline."""
    schema = schema_of(type(instance))
    general = exact(read_yaml(text, schema).model)
    assert exact(instance) == general, "law 5"
    for read in (read_canonical, read_entries):
        found = read(text, schema)
        assert found is None or exact(found) == general, "law 5"
    is_owned(text)  # compares the nodes


def check_canonical(text: str, instance: Model) -> None:
    """The canonical form has the values in their order and the comments, and is its own."""
    schema = schema_of(type(instance))
    try:
        canonical = canonicalize(text, model=type(instance))
    except SerializeError as error:
        causes = "canonical form has no anchors", "a line end that only YAML knows"
        if not any(cause in error.message for cause in causes):
            raise
        return
    again = read_yaml(canonical, schema)
    assert exact(again.model) == exact(instance), "canonical values"
    assert is_unchanged(schema.type, again.model, instance), "canonical order"
    assert canonicalize(canonical, model=type(instance)) == canonical, "canonical twice"
    if again.parts.is_delimited:
        assert comments(again) == comments(read_yaml(text, schema)), "canonical comments"


def comments(reading: Reading) -> Counter[str]:
    """Count the comments between the tokens of YAML."""
    block = reading.parts.text[reading.parts.block : reading.parts.closing]
    found, end = [], 0
    for token in yaml.scan(block, Loader=loaders.PureLoader):
        start = token.start_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            start += len(LINE.findall(block[start:])[0])  # a header may have a comment
        found += re.findall(f"#{LINE.pattern}", block[end:start])
        end = token.end_mark.index
    return Counter(comment.rstrip(" \t") for comment in found)


def check_edits(text: str, instance: Model, chooser: Chooser) -> None:
    """Laws 2 and 3: an edited instance reads back, and what was not edited stays."""
    schema = schema_of(type(instance))
    old = read_yaml(text, schema)
    if not old.parts.is_delimited:
        return  # the first key adds delimiters
    edited = set()
    for _ in range(chooser.integer(1, 3)):
        edited |= chooser.edit(instance, schema.type)
    has_body = chooser.integer(0, 7) > 0
    if not has_body:
        instance.body = chooser.scalar_text()
    try:
        result = serialize(instance)
    except SerializeError:
        block = text[old.parts.block : old.parts.closing]
        assert REFUSABLE.search(block), "refused for nothing"
        return
    new = read_yaml(result, schema)
    assert exact(new.model) == exact(instance), "law 2"
    assert old.has_alias or is_unchanged(schema.type, new.model, instance), "order"
    assert entries(new, edited) == entries(old, edited), "law 3"
    assert fences(new, has_body) == fences(old, has_body), "law 3"
    if chooser.integer(0, 3) == 3:
        check_both_loaders(result, type(instance))


def entries(reading: Reading, edited: set[str]) -> dict[str, str]:
    """Return the texts of the entries that were not edited, by key.

    Lines of spaces below a block scalar are no part of its value.
    """
    pairs = reading.root.pairs or [] if reading.root else []
    text = reading.parts.text
    return {
        key.value: text[key.start : entry_end(value, key.end)].rstrip()
        for key, value in pairs
        if key.value not in edited
    }


def entry_end(value: Node, key_end: int) -> int:
    """Return the offset where an entry ends.

    A value that is not there, as of `? mood`, has its place behind the comments that follow, and so
    has the end of each block mapping or sequence whose last value it is.
    """
    if value.is_block and value.pairs:
        key, last = value.pairs[-1]
        return entry_end(last, key.end)
    if value.is_block and value.items:
        return entry_end(value.items[-1], value.items[-1].end)
    return value.end if value.start < value.end else key_end


def fences(reading: Reading, has_body: bool) -> tuple[Any, ...]:
    """List what stands around the block."""
    text, _, block, closing, body = (
        getattr(reading.parts, name) for name in ("text", "newline", "block", "closing", "body")
    )
    return text[:block], text[closing:] if has_body else text[closing:body].rstrip("\r\n")
