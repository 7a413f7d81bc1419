"""The laws that a fuzzer tries on every input, as assertions."""

import re
from typing import Any

from edits import Chooser
from entry_reader import is_owned
from strategies import exact

from newsfeed import Article, Document, ParseError, SerializeError, parse, serialize
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.read.entries import read_entries
from newsfeed.frontmatter.read.nodes import Reading
from newsfeed.frontmatter.read.yaml import loaders, read_yaml
from newsfeed.frontmatter.schema import schema_of

Model = Article | Document
MODELS: list[type[Model]] = [Article, Document]
# What an edit may be refused for: see docs/reliability.md.
REFUSABLE = re.compile("[*?\x85\u2028\u2029]|<<|\r(?!\n)")


def check(data: bytes, chooser: Chooser) -> None:
    """Hold laws 1, 3, 5 and 7 on an input.

    Args:
        data: The bytes of a file.
        chooser: Chooses the edits.
    """
    if chooser.integer(0, 3) == 3:
        check_both_loaders(data)
    for model in MODELS:
        instance = parsed(data, model)
        if instance is not None:
            text = data.decode()
            check_readers(text, instance)
            assert serialize(instance) == text, "law 1"
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


def check_both_loaders(data: bytes) -> None:
    """The answer is the same with libyaml's parser and with PyYAML's own."""
    answers = []
    fast = loaders.LOADER
    for loader in (fast, loaders.PureLoader):
        loaders.LOADER = loader
        try:
            answers.append(exact(parse(data)))
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


def check_edits(text: str, instance: Model, chooser: Chooser) -> None:
    """Laws 2 and 3: an edited instance reads back, and what was not edited stays."""
    schema = schema_of(type(instance))
    old = read_yaml(text, schema)
    if not old.parts.is_delimited:
        return  # the first key adds delimiters
    edited = {chooser.edit(instance, schema.type) for _ in range(chooser.integer(1, 3))}
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
    assert entries(new, edited) == entries(old, edited), "law 3"
    assert fences(new, has_body) == fences(old, has_body), "law 3"


def entries(reading: Reading, edited: set[str | None]) -> list[tuple[str, str]]:
    """List the texts of the entries that were not edited.

    A value that is not there, as of `? mood`, has its place behind the comments that follow.
    """
    pairs = reading.root.pairs or [] if reading.root else []
    return [
        (
            key.value,
            reading.parts.text[key.start : value.end if value.start < value.end else key.end],
        )
        for key, value in pairs
        if key.value not in edited
    ]


def fences(reading: Reading, has_body: bool) -> tuple[Any, ...]:
    """List what stands around the block."""
    text, _, block, closing, body = (
        getattr(reading.parts, name) for name in ("text", "newline", "block", "closing", "body")
    )
    return text[:block], text[closing:] if has_body else text[closing:body].rstrip("\r\n")
