"""Hypothesis strategies for edits of an article."""

import copy
from typing import Any

import attrs
from hypothesis import strategies as st
from strategies import (
    _RECORDS,
    _sparse,
    _values_of,
    is_collection,
    key_of,
    keys,
    plain_values,
    texts,
)

from newsfeed import Article

Steps = tuple[str | int, ...]


@attrs.frozen
class Edit:
    """One operation on an article.

    Args:
        operation: One of set, clear, insert, remove, move.
        place: Names of attributes, keys of dicts and indexes of lists that lead to what is edited.
        value: The new value, or for a move the new index.
    """

    operation: str
    place: Steps
    value: Any = None

    @property
    def key(self) -> str | None:
        """The key of the top level that is named, or None for the body."""
        first = str(self.place[0])
        if first == "extra":
            return str(self.place[1])
        return None if first == "body" else key_of(first)

    def apply(self, article: Article) -> None:
        """Do it, in place."""
        *way, last = self.place
        holder: Any = article
        for step in way:
            holder = _at(holder, step)
        value = copy.deepcopy(self.value)
        if self.operation == "insert":
            holder.insert(last, value)
        elif self.operation == "remove":
            del holder[last]
        elif self.operation == "move":
            holder.insert(value, holder.pop(last))
        elif isinstance(last, str) and attrs.has(type(holder)):
            setattr(holder, last, value)
        elif self.operation == "clear":
            del holder[last]
        else:
            holder[last] = value


def _at(holder: Any, step: str | int) -> Any:
    if attrs.has(type(holder)):
        return getattr(holder, str(step))
    return holder[step]


@st.composite
def edits(draw: st.DrawFn, article: Article, most: int = 4) -> list[Edit]:
    """Draw operations that can be applied to an article one after the other."""
    trial = copy.deepcopy(article)
    drawn = []
    for _ in range(draw(st.integers(1, most))):
        edit = _edit(draw, trial, (), trial)
        edit.apply(trial)
        drawn.append(edit)
    return drawn


def _edit(draw: st.DrawFn, article: Article, place: Steps, holder: Any) -> Edit:
    """Walk from the article down and draw an operation on what is found there."""
    if attrs.has(type(holder)):
        return _record_edit(draw, article, place, holder)
    if isinstance(holder, list):
        return _list_edit(draw, article, place, holder)
    return _mapping_edit(draw, article, place, holder)


def _record_edit(draw: st.DrawFn, article: Article, place: Steps, record: Any) -> Edit:
    values = _values_of(type(record))
    present = [name for name in values if getattr(record, name) not in (None, [], {})]
    name = draw(st.sampled_from(sorted(values)) | st.sampled_from(present))
    value = getattr(record, name)
    if name == "extra":
        return _mapping_edit(draw, article, (*place, name), value, type(record))
    if (attrs.has(type(value)) or (isinstance(value, list) and value)) and draw(st.booleans()):
        return _edit(draw, article, (*place, name), value)
    attribute = getattr(attrs.fields(type(record)), name)
    if attribute.default is None and draw(st.integers(0, 3)) == 0:
        return Edit("clear", (*place, name))
    return Edit("set", (*place, name), draw(values[name]))


def _list_edit(draw: st.DrawFn, article: Article, place: Steps, items: list[Any]) -> Edit:
    where = draw(st.integers(0, max(0, len(items) - 1)))
    operations = ["insert", "append", *(["remove", "move", "set", "into"] if items else [])]
    operation = draw(st.sampled_from(operations))
    if operation == "remove":
        return Edit("remove", (*place, where))
    if operation == "move":
        return Edit("move", (*place, where), draw(st.integers(0, len(items) - 1)))
    if operation == "into" and is_collection(items[where]):
        return _edit(draw, article, (*place, where), items[where])
    value = draw(_item(place))
    if operation == "insert":
        return Edit("insert", (*place, where), value)
    if operation == "append":
        return Edit("insert", (*place, len(items)), value)
    return Edit("set", (*place, where), value)


def _item(place: Steps) -> st.SearchStrategy[Any]:
    """Items for a list; in extra anything, elsewhere what the model has."""
    if "extra" in place:
        return plain_values()
    name = str(place[-1])
    return _sparse(_RECORDS[name]) if name in _RECORDS else texts()


def _mapping_edit(
    draw: st.DrawFn,
    article: Article,
    place: Steps,
    mapping: dict[str, Any],
    model: type[Any] | None = None,
) -> Edit:
    present = sorted(mapping)
    operation = draw(st.sampled_from(["add", *(["set", "clear", "into"] if present else [])]))
    if operation == "add":
        known = {key_of(each.name) for each in attrs.fields(model)} if model else set()
        key = draw(keys().filter(lambda key: key not in known))
        return Edit("set", (*place, key), draw(plain_values()))
    key = draw(st.sampled_from(present))
    if operation == "into" and is_collection(mapping[key]):
        return _edit(draw, article, (*place, key), mapping[key])
    if operation == "clear":
        return Edit("clear", (*place, key))
    return Edit("set", (*place, key), draw(plain_values()))
