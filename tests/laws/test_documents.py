"""Laws 1 to 4 for `Document`: any front matter, and texts that have none."""

import copy
import json
from typing import Any

import attrs
from documents import (
    bodies,
    difference,
    document_texts,
    documents,
    front_matter,
    texts_without_delimiters,
)
from equations import both_loaders
from hypothesis import assume, given
from hypothesis import strategies as st
from spelling import Foreign, foreign_texts
from strategies import exact, examples, keys, plain_values, texts

from newsfeed import Document, SerializeError, parse, serialize
from newsfeed.frontmatter.read.locations import locate_values

pytestmark = both_loaders

NEWLINES = st.sampled_from(["\n", "\r\n"])


def document(text: str) -> Document:
    return parse(text, model=Document)


def edited_text(edited: Document, text: str) -> str:
    """Serialize; a refusal is an answer only where the text shares values through anchors."""
    try:
        return serialize(edited)
    except SerializeError:
        assume("&" not in text)
        raise


def reads_back(text: str, edited: Document) -> bool:
    """Return whether a text reads back as a document, with values of the same types."""
    read = document(text)
    return read == edited and exact(read) == exact(edited)


# Law 1


@examples(100)
@given(document_texts())
def test_a_text_that_was_not_edited_comes_back_as_it_was(text: str) -> None:
    """`serialize(parse(t)) == t`."""
    read = document(text)
    assert serialize(read) == text
    assert serialize(parse(text.encode(), model=Document)) == text


@examples(60)
@given(texts_without_delimiters())
def test_a_text_without_delimiters_is_all_body(text: str) -> None:
    read = document(text)
    assert len(read) == 0
    assert read.body == text.removeprefix("\ufeff")


@examples(60)
@given(foreign_texts())
def test_the_body_is_the_end_of_the_text(foreign: Foreign) -> None:
    read = document(foreign.text)
    assert read.body == foreign.article.body
    assert foreign.text.endswith(read.body)


# Law 2


@examples(100)
@given(documents(), NEWLINES)
def test_a_document_made_in_python_reads_back_as_itself(made: Document, newline: str) -> None:
    """`parse(serialize(a)) == a`."""
    before = copy.deepcopy(made)
    text = serialize(made, newline=newline)
    assert exact(made) == exact(before)
    assert reads_back(text, made)
    assert list(document(text)) == list(made)


@examples(100)
@given(document_texts(), front_matter(), bodies())
def test_a_document_becomes_any_other_one(text: str, values: dict[str, Any], body: str) -> None:
    """`parse(serialize(a)) == a` for a document that has the source of another one."""
    edited = document(text)
    edited.clear()
    edited.update(values)
    edited.body = body
    assert reads_back(edited_text(edited, text), edited)


def edit(data: st.DataObject, edited: Document) -> None:
    """Set, remove, rename or change a key, or replace the body."""
    names = keys()
    if len(edited) and data.draw(st.booleans()):
        names = st.sampled_from(sorted(edited))
    key = data.draw(names)
    operation = data.draw(st.sampled_from(["set", "remove", "rename", "inner", "body"]))
    value = data.draw(plain_values())
    if operation == "set":
        edited[key] = value
    elif operation == "remove":
        edited.pop(key, None)
    elif operation == "rename" and key in edited:
        new = data.draw(keys().filter(lambda name: name == key or name not in edited))
        edited.rename(key, new)
    elif operation == "inner" and isinstance(inner := edited.get(key), list):
        inner.insert(data.draw(st.integers(0, len(inner))), value)
    elif operation == "inner" and isinstance(inner, dict):
        inner[data.draw(keys())] = value
    elif operation == "body":
        edited.body = data.draw(bodies())


@examples(100)
@given(document_texts(), st.data())
def test_an_edited_document_reads_back_as_itself(text: str, data: st.DataObject) -> None:
    """`parse(serialize(edit(parse(t)))) == edit(parse(t))`."""
    edited = document(text)
    for _ in range(data.draw(st.integers(1, 4))):
        edit(data, edited)
    assert reads_back(edited_text(edited, text), edited)


# Law 3


@examples(60)
@given(document_texts())
def test_an_equal_value_changes_nothing(text: str) -> None:
    """`serialize(set(a, k, copy(a[k]))) == t`."""
    edited = document(text)
    for key, value in copy.deepcopy(dict(edited)).items():
        edited[key] = value
    edited.body = str(edited.body)
    assert serialize(edited) == text


@examples(60)
@given(foreign_texts(), keys(), plain_values())
def test_a_new_key_is_lines_between_the_others(foreign: Foreign, key: str, value: Any) -> None:
    """`serialize(set(parse(t), k, v)) == t` with lines inserted, for a key that is not in `t`."""
    assume(foreign.block_root)
    edited = document(foreign.text)
    assume(key not in edited and len(edited))
    edited[key] = value
    _, gone, _ = difference(foreign.text, serialize(edited))
    assert gone == []


@examples(60)
@given(foreign_texts(), st.data())
def test_a_key_that_goes_leaves_the_others(foreign: Foreign, data: st.DataObject) -> None:
    """`serialize(del(parse(t), k)) == t` with lines removed."""
    assume(foreign.block_root and not foreign.anchored)
    edited = document(foreign.text)
    assume(len(edited) > 1)
    del edited[data.draw(st.sampled_from(sorted(edited)))]
    _, _, new = difference(foreign.text, serialize(edited))
    assert new == []


@examples(60)
@given(foreign_texts(), plain_values(), st.data())
def test_a_new_value_changes_the_lines_of_its_key(
    foreign: Foreign, value: Any, data: st.DataObject
) -> None:
    """`diff(t, serialize(set(parse(t), k, v)))` is between the line of `k` and the next key."""
    assume(foreign.block_root and not foreign.anchored)
    edited = document(foreign.text)
    assume(len(edited))
    key = data.draw(st.sampled_from(sorted(edited)))
    edited[key] = value
    start, gone, _ = difference(foreign.text, serialize(edited))
    places = locate_values(foreign.text)
    lines = [place.key[0] - 1 for path, place in places.items() if len(path) == 1]
    changed = range(start, start + len(gone))
    assert set(lines) & set(changed) <= {places[(key,)].key[0] - 1}
    assert start >= places[(key,)].key[0] - 1


# Law 4


@examples(100)
@given(documents(), NEWLINES)
def test_a_canonical_text_comes_back_from_its_values_alone(made: Document, newline: str) -> None:
    """`serialize(evolve(parse(t), source=None), newline=n) == t`, `t = serialize(a, newline=n)`."""
    text = serialize(made, newline=newline)
    assert serialize(attrs.evolve(document(text), source=None), newline=newline) == text


# JSON between the delimiters

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys(), inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(keys(), JSON, max_size=4)


@examples(60)
@given(OBJECTS, OBJECTS, st.booleans(), st.data())
def test_json_stays_json(old: Any, new: Any, on_lines: bool, data: st.DataObject) -> None:
    """`json.loads(block(serialize(edit(parse(t))))) == edit(json.loads(block(t)))`."""
    text = "---\n{}\n---\n"
    for values in (old, new):
        edited = document(text)
        edited.update(values)
        gone = data.draw(st.sets(st.sampled_from([*edited, ""])))
        for key in gone & edited.keys():
            del edited[key]
        text = serialize(edited)
        block = text.removeprefix("---\n").removesuffix("---\n")
        assert json.loads(block) == dict(edited)
        if on_lines and block.isascii() and "\\u" not in block:
            text = f"---\n{json.dumps(json.loads(block), indent=2)}\n---\n"
