"""The general reader: nodes to a model. It collects every problem, each with its place."""

import functools
from collections.abc import Collection
from typing import Any

from ...._util.messages import shortened
from ....errors import Code, KeyPath, ParseError, Problem, problem_at
from ...limits import MOST_PROBLEMS
from ...scalars import SCALARS, Kind, read_plain
from ...schema import ANYTHING, Schema, Type
from ...text.delimiters import Lines, Parts
from ...text.numbers import is_null
from ..nodes import Node, NodePairs

# The tags of https://yaml.org/type/ and what they may stand before.
_SEQUENCE_TAGS = {"seq", "omap", "pairs"}
_MAPPING_TAGS = {"map", "set"}
_SCALAR_TAGS: dict[str, Kind | None] = {
    **{tag: row.kind for row in SCALARS.values() for tag in row.tags},
    "null": None,
}


def model_of_nodes(parts: Parts, root: Node | None, schema: Schema, roles: dict[str, Any]) -> Any:
    """Read a model from the nodes of a text.

    Args:
        parts: The text.
        root: The root of its nodes, or None for an empty block.
        schema: The schema of the model.
        roles: The arguments of the model that are not in the block, such as `body`.

    Returns:
        An instance of the model.

    Raises:
        ParseError: With every problem found, in the order of their places.
    """
    reader = _Reader(parts)
    return reader.answer(reader.document(root, schema, roles))


def value_of_node(parts: Parts, node: Node, type_: Type, path: KeyPath) -> Any:
    """Read a value from its node.

    Args:
        parts: The text.
        node: The node.
        type_: What the value may be.
        path: The keys and indexes that lead to it.

    Returns:
        The value; None for null.

    Raises:
        ParseError: With every problem found, in the order of their places.
    """
    reader = _Reader(parts)
    return reader.answer(reader.value(type_, node, path))


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.problems: list[Problem] = []

    @functools.cached_property
    def lines(self) -> Lines:
        """The lines of the front matter, found when the first problem is."""
        return Lines(self.parts.text[: self.parts.closing])

    def document(self, root: Node | None, schema: Schema, roles: dict[str, Any]) -> Any:
        start = self.parts.block
        root = root or Node("", start, start, start, pairs=[])
        self.check_tag(root, ())
        if root.pairs is None:
            return self.wrong(root, (), "keys and values, such as 'title: ...'")
        return self.record(root, schema, (), roles)

    def value(self, type_: Type, node: Node, path: KeyPath) -> Any:
        self.check_tag(node, path)
        if type_.kind is Kind.ANYTHING:
            return self.anything(node, path)
        if _is_null(node):
            return None
        if type_.kind is Kind.LIST:
            return self.items(type_.items, node, path)
        if type_.kind in (Kind.RECORD, Kind.MAPPING):
            return self.nested(type_, node, path)
        return self.scalar(type_.kind, node, path)

    def nested(self, type_: Type, node: Node, path: KeyPath) -> Any:
        if node.pairs is None:
            return self.wrong(node, path, "a mapping")
        if type_.kind is Kind.MAPPING:
            return self.anything(node, path)
        return self.record(node, type_.record, path, {})

    def record(self, node: Node, schema: Schema, path: KeyPath, roles: dict[str, Any]) -> Any:
        """Read a record; after any problem in the text no model is made."""
        pairs = self.pairs(node, path)
        arguments = {**roles, **self.fields(node, schema, pairs, path)}
        if schema.extra:
            arguments["extra"] = {
                key: self.value(ANYTHING, value, (*path, key))
                for key, (_, value) in pairs.items()
                if key not in schema.fields
            }
        if self.problems:
            return None
        try:
            return schema.model(**arguments)
        except Exception as error:
            # Validators and converters of a model are anybody's code.
            return self.problem(
                Code.VALUE, node, path, f"{schema.model.__name__} refuses it: {error}"
            )

    def fields(self, node: Node, schema: Schema, pairs: NodePairs, path: KeyPath) -> dict[str, Any]:
        """Read what a record knows, by the names of its arguments."""
        arguments = {}
        for key, field in schema.fields.items():
            if key not in pairs:
                if field.required:
                    self.problem(Code.MISSING_KEY, node, (*path, key), "this key is missing")
                continue
            value = self.value(field.type, pairs[key][1], (*path, key))
            if value is not None or field.type.nullable:
                arguments[field.argument] = value
            elif field.required and _is_null(pairs[key][1]):
                self.wrong(pairs[key][1], (*path, key), _expected(field.type))
        return arguments

    def items(self, type_: Type, node: Node, path: KeyPath) -> Any:
        if node.items is None:
            return self.wrong(node, path, "a list")
        values = []
        for index, item in enumerate(node.items):
            value = self.value(type_, item, (*path, f"[{index}]"))
            if value is None and not type_.nullable and _is_null(item):
                self.wrong(item, (*path, f"[{index}]"), _expected(type_))
            values.append(value)
        return values

    def scalar(self, kind: Kind, node: Node, path: KeyPath) -> Any:
        scalar = SCALARS[kind]
        if not node.is_scalar:
            return self.wrong(node, path, scalar.expected)
        if node.style and not scalar.quotable:
            return self.wrong(node, path, f"{scalar.expected} without quotes")
        try:
            return scalar.read(node.value)
        except ValueError:
            return self.wrong(node, path, scalar.expected)

    def anything(self, node: Node, path: KeyPath) -> Any:
        """Read the value of an unknown key."""
        if node.items is not None:
            return [
                self.value(ANYTHING, item, (*path, f"[{i}]")) for i, item in enumerate(node.items)
            ]
        if node.pairs is not None:
            pairs = self.pairs(node, path)
            return {
                key: self.value(ANYTHING, value, (*path, key)) for key, (_, value) in pairs.items()
            }
        if _is_null(node):
            return None
        kind = _SCALAR_TAGS.get(node.tag or "")
        if kind is not None:
            return self.scalar(kind, node, path)
        return node.value if node.style else read_plain(node.value)

    def pairs(self, node: Node, path: KeyPath) -> NodePairs:
        """List the keys of a mapping, its own before those that it merges (YAML 1.1's `<<`)."""
        found: NodePairs = {}
        merged: list[Node] = []
        for key, value in node.pairs or ():
            if key.is_merge:
                merged += [value] if value.items is None else value.items
            elif not key.is_scalar:
                self.problem(Code.KEY, key, path, f"expected text as key, found {_found(key)}")
            elif key.value in found:
                line, _ = self.lines.position(found[key.value][0].start)
                self.problem(
                    Code.DUPLICATE_KEY,
                    key,
                    (*path, key.value),
                    f"the key already stands in line {line}",
                )
            else:
                self.check_tag(key, path)
                found[key.value] = (key, value)
        for each in merged:
            for name, pair in self.merged(each, path).items():
                found.setdefault(name, pair)
        return found

    def merged(self, node: Node, path: KeyPath) -> NodePairs:
        if node.pairs is None:
            self.wrong(node, (*path, "<<"), "a mapping to merge")
            return {}
        return self.pairs(node, path)

    def check_tag(self, node: Node, path: KeyPath) -> None:
        if node.tag is not None and node.tag not in _fitting_tags(node):
            shown = node.tag if node.tag[0] == "!" or ":" in node.tag else f"!!{node.tag}"
            message = f"the tag {shown} has no meaning here; remove it, or put the text in quotes"
            self.problem(Code.TAG, node, path, message)

    def wrong(self, node: Node, path: KeyPath, expected: str) -> None:
        self.problem(Code.TYPE, node, path, f"expected {expected}, found {_found(node)}")

    def problem(self, code: Code, node: Node, path: KeyPath, message: str) -> None:
        self.problems.append(problem_at(code, message, self.lines.position(node.start), path))
        if len(self.problems) == MOST_PROBLEMS:
            raise self.error()

    def answer(self, value: Any) -> Any:
        """Return what was read, or raise every problem found."""
        if self.problems:
            raise self.error()
        return value

    def error(self) -> ParseError:
        """Make the problems found so far one error, in the order of their places."""
        problems = dict.fromkeys(self.problems)
        in_order = sorted(problems, key=lambda problem: (problem.line, problem.column))
        return ParseError(in_order, self.parts.text)


def _fitting_tags(node: Node) -> Collection[str]:
    if node.is_scalar:
        return _SCALAR_TAGS
    return _SEQUENCE_TAGS if node.items is not None else _MAPPING_TAGS


def _is_null(node: Node) -> bool:
    if node.tag is not None:
        return node.tag == "null"
    return not node.style and node.is_scalar and is_null(node.value)


def _expected(type_: Type) -> str:
    names = {Kind.LIST: "a list", Kind.RECORD: "a mapping", Kind.MAPPING: "a mapping"}
    return names.get(type_.kind) or SCALARS[type_.kind].expected


def _found(node: Node) -> str:
    if not node.is_scalar:
        return "a list" if node.items is not None else "a mapping"
    if _is_null(node):
        return "null" if node.value else "nothing"
    shown = node.style + node.value + node.style if node.style in ("'", '"') else repr(node.value)
    return shortened(shown)
