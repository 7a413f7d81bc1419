"""Conversion of YAML nodes to a model instance; it collects every problem with its position."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from ...._util.messages import shortened
from ....errors import Code, KeyPath, ParseError, Problem, problem_at
from ...limits import MAX_PROBLEMS
from ...scalars import SCALARS, Kind, read_unquoted
from ...schema import ANYTHING, Schema, Type
from ...text.delimiters import Lines, Parts
from ...text.numbers import is_null
from ..nodes import Node, NodePairs

# The tags of https://yaml.org/type/, by the nodes that may have them.
_SEQUENCE_TAGS = {"seq", "omap", "pairs"}
_MAPPING_TAGS = {"map", "set"}
_SCALAR_TAGS: dict[str, Kind | None] = {
    **{tag: row.kind for row in SCALARS.values() for tag in row.tags},
    "null": None,
}
_EXPECTED = {kind: scalar.expected for kind, scalar in SCALARS.items()}
_EXPECTED |= {Kind.LIST: "a list", Kind.MODEL: "a mapping", Kind.MAPPING: "a mapping"}

# The exceptions with which a model rejects values; others are faults of its code.
_REJECTIONS = (ValueError, TypeError, LookupError, ArithmeticError, AssertionError)


class Converter:
    """Converts nodes to values; the result is valid only if `checked` returns it."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.problems: list[Problem] = []
        self.cause: Exception | None = None

    @cached_property
    def lines(self) -> Lines:
        """The lines of the front matter, computed for the first problem."""
        return Lines(self.parts.text[: self.parts.closing])

    def document(self, root: Node | None, schema: Schema) -> Any:
        """Return the model instance of a document; `root` is None for empty front matter."""
        text, start = self.parts.text, self.parts.block
        root = root or Node("", start, start, start, pairs=[])
        self.check_tag(root, ())
        if root.pairs is None:
            return self.wrong(root, (), "keys and values, such as 'title: ...'")
        roles = {schema.arguments["body"]: text[self.parts.body :]} if schema.body else {}
        return self.instance(root, schema, (), **roles)

    def value(self, type_: Type, node: Node, path: KeyPath, *, required: bool = False) -> Any:
        """Return the value of a node, or None for null and after a problem."""
        self.check_tag(node, path)
        if type_.kind is Kind.ANYTHING:
            return self.untyped(node, path)
        if _is_null(node):
            is_missing = required and not type_.nullable
            return self.wrong(node, path, _EXPECTED[type_.kind]) if is_missing else None
        if type_.kind is Kind.LIST:
            return self.items(type_.items, node, path)
        if type_.kind in SCALARS:
            return self.scalar(type_.kind, node, path)
        if node.pairs is None:
            return self.wrong(node, path, "a mapping")
        is_typed = type_.kind is Kind.MODEL
        return self.instance(node, type_.schema, path) if is_typed else self.untyped(node, path)

    def instance(self, node: Node, schema: Schema, path: KeyPath, **roles: str) -> Any:
        """Return a model instance, or None after any problem in the document."""
        arguments = {**roles, **self.arguments(node, schema, path)}
        if self.problems:
            return None
        try:
            return schema.model(**arguments)
        except _REJECTIONS as error:
            self.cause = error
            reason = str(error) or type(error).__name__
            message = f"{schema.model.__name__} refuses it: {reason}"
            return self.problem(Code.VALUE, node, path, message)

    def arguments(self, node: Node, schema: Schema, path: KeyPath) -> dict[str, Any]:
        """Return the arguments of the model class for the pairs of a mapping."""
        pairs, arguments = self.pairs(node, path), {}
        for key, field in schema.fields.items():
            if key not in pairs:
                if field.required:
                    self.problem(Code.MISSING_KEY, node, (*path, key), "this key is missing")
                continue
            value_path = (*path, key)
            value = self.value(field.type, pairs[key][1], value_path, required=field.required)
            # Without an argument, the class sets its default for null.
            if value is not None or field.type.nullable:
                arguments[schema.arguments[field.name]] = value
        if schema.extra:
            arguments[schema.arguments["extra"]] = {
                key: self.value(ANYTHING, value, (*path, key))
                for key, (_, value) in pairs.items()
                if key not in schema.fields
            }
        return arguments

    def items(self, type_: Type, node: Node, path: KeyPath) -> Any:
        """Return the values of a sequence."""
        if node.items is None:
            return self.wrong(node, path, "a list")
        return [
            self.value(type_, item, (*path, f"[{index}]"), required=True)
            for index, item in enumerate(node.items)
        ]

    def scalar(self, kind: Kind, node: Node, path: KeyPath) -> Any:
        """Return the value of a scalar whose kind is known."""
        scalar = SCALARS[kind]
        if not node.is_scalar:
            return self.wrong(node, path, scalar.expected)
        if node.style and not scalar.quotable:
            return self.wrong(node, path, f"{scalar.expected} without quotes")
        try:
            return scalar.read(node.value)
        except ValueError:
            return self.wrong(node, path, scalar.expected)

    def untyped(self, node: Node, path: KeyPath) -> Any:
        """Return a value whose type follows from its tag, its quotes and its text."""
        if node.items is not None:
            return self.items(ANYTHING, node, path)
        if node.pairs is not None:
            pairs = self.pairs(node, path).items()
            return {key: self.value(ANYTHING, value, (*path, key)) for key, (_, value) in pairs}
        if _is_null(node):
            return None
        kind = _SCALAR_TAGS.get(node.tag or "")
        if kind is not None:
            return self.scalar(kind, node, path)
        return node.value if node.style else read_unquoted(node.value)

    def pairs(self, node: Node, path: KeyPath) -> NodePairs:
        """Return the pairs of a mapping: its own, then the merged ones of YAML 1.1 (`<<`)."""
        found: NodePairs = {}
        merged: list[Node] = []
        for key, value in node.pairs or ():
            if key.is_merge:
                merged += [value] if value.items is None else value.items
            elif not key.is_scalar:
                self.problem(Code.KEY, key, path, f"expected text as key, found {_found(key)}")
            elif key.value in found:
                line, _ = self.lines.position(found[key.value][0].start)
                message = f"the key already stands in line {line}"
                self.problem(Code.DUPLICATE_KEY, key, (*path, key.value), message)
            else:
                self.check_tag(key, path)
                found[key.value] = (key, value)
        for mapping in merged:
            if mapping.pairs is None:
                self.wrong(mapping, (*path, "<<"), "a mapping to merge")
            for name, pair in self.pairs(mapping, path).items():
                found.setdefault(name, pair)
        return found

    def check_tag(self, node: Node, path: KeyPath) -> None:
        """Collect a problem if a node has a tag that changes its meaning."""
        if node.tag is not None and node.tag not in _allowed_tags(node):
            shown = node.tag if node.tag[0] == "!" or ":" in node.tag else f"!!{node.tag}"
            message = f"the tag {shown} has no meaning here; remove it, or put the text in quotes"
            self.problem(Code.TAG, node, path, message)

    def wrong(self, node: Node, path: KeyPath, expected: str) -> None:
        """Collect a problem with the type of a value."""
        self.problem(Code.TYPE, node, path, f"expected {expected}, found {_found(node)}")

    def problem(self, code: Code, node: Node, path: KeyPath, message: str) -> None:
        """Collect a problem; raise all of them when their limit is reached."""
        self.problems.append(problem_at(code, message, self.lines.position(node.start), path))
        if len(self.problems) == MAX_PROBLEMS:
            self.checked(None)

    def checked(self, value: Any) -> Any:
        """Return the result, or raise the problems found so far, in the order of the source."""
        if not self.problems:
            return value
        # A mapping that is merged several times reports its problems more than once.
        problems = dict.fromkeys(self.problems)
        in_order = sorted(problems, key=lambda problem: (problem.line, problem.column))
        raise ParseError(in_order, self.parts.text) from self.cause


def _allowed_tags(node: Node) -> Collection[str]:
    if node.is_scalar:
        return _SCALAR_TAGS
    return _SEQUENCE_TAGS if node.items is not None else _MAPPING_TAGS


def _is_null(node: Node) -> bool:
    if node.tag is not None:
        return node.tag == "null"
    return not node.style and node.is_scalar and is_null(node.value)


def _found(node: Node) -> str:
    if not node.is_scalar:
        return "a list" if node.items is not None else "a mapping"
    if _is_null(node):
        return "null" if node.value else "nothing"
    shown = node.style + node.value + node.style if node.style in ("'", '"') else repr(node.value)
    return shortened(shown)
