"""Conversion of YAML nodes to a model instance; it collects every problem with its position."""

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from ..._util.messages import did_you_mean, respelled, shortened
from ...errors import Code, KeyPath, ParseError, Problem, problem_at
from ..limits import LIMIT, MAX_PROBLEMS
from ..markers import Tagged
from ..pairs import kind_in
from ..scalars import SCALARS, Kind, Scalar, read_unquoted
from ..schema import ANYTHING, REJECTIONS, Field, Schema, Type
from ..schema.refusals import reason_of, refusals
from ..text.delimiters import Lines, Parts
from ..text.quoting import is_own_tag, odd_indent
from .nodes import Node, NodePairs, Reading, descendant

# The tags of scalars in https://yaml.org/type/.
_SCALAR_TAGS: dict[str, Kind | None] = {
    **{tag: kind for kind, row in SCALARS.items() for tag in row.tags},
    "null": None,
}
# What a value may be that is not a member of a union. Dates are quoted by many sites.
_MOMENTS = (Kind.DATE, Kind.TIMESTAMP)
_OTHER_KINDS = {str: _MOMENTS, datetime: _MOMENTS, float: (Kind.DECIMAL,)}
# The position of a problem that no key has: the opening delimiter.
_FIRST_LINE = Node("", 0, 0, 0)


def converted(parts: Parts, root: Node | None, schema: Schema, limit: int = LIMIT) -> Reading:
    """Return the nodes of a document with its model; raise ParseError with every problem found."""
    converter = Converter(parts)
    model = converter.document(root, schema)
    if converter.problems and schema.builds_nested:
        # Build each nested model by itself, to find all that is refused.
        converter = Converter(parts, apart=True)
        model = converter.document(root, schema)
    return Reading(parts, root, converter.checked(model), limit)


class Converter:
    """Converts nodes to values; the result is valid only if `checked` returns it."""

    def __init__(self, parts: Parts, *, apart: bool = False, as_written: bool = False) -> None:
        self.parts = parts
        self.apart = apart
        self.as_written = as_written  # without the conversions of type hints
        self.problems: list[Problem] = []
        self.cause: Exception | None = None
        # Whether the class that gets the value builds nested models itself.
        self.builds_nested: bool = False

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
        is_tagged = node.tag and is_own_tag(node.tag) and Kind.TAGGED in type_.all_kinds
        self.check_tag(node, path, is_tagged=bool(is_tagged))
        if node.is_null and not type_.one_or_many:
            is_missing = required and not type_.nullable
            return self.wrong(node, path, type_.expected) if is_missing else None
        problems = len(self.problems)
        value = self.written(type_, node, path)
        if is_tagged:
            value = Tagged(str(node.tag), node.value if node.is_scalar else value)
        is_valid = len(self.problems) == problems
        return self.converted(type_, value, node, path) if is_valid else None

    def written(self, type_: Type, node: Node, path: KeyPath) -> Any:
        """Return the value of a node as it is written, before its conversion to a Python type."""
        kinds = type_.all_kinds
        if node.is_scalar:
            return self.one_scalar(type_, node, path)
        if node.items is not None and Kind.LIST in kinds:
            return [
                self.value(type_.items, item, (*path, f"[{index}]"), required=True)
                for index, item in enumerate(node.items)
            ]
        if node.pairs is not None and Kind.MODEL in kinds:
            return self.instance(node, type_.schema, path)
        if node.pairs is not None and Kind.MAPPING in kinds:
            pairs, inner = self.pairs(node, path), type_.values or ANYTHING
            return {
                key: self.value(inner, each, (*path, key), required=True)
                for key, (_, each) in pairs.items()
            }
        is_template = node.pairs and not node.pairs[0][0].is_scalar  # such as `{{ date }}`
        hint = _quotes_hint(node) if is_template or Kind.TEXT in kinds else ""
        return self.wrong(node, path, type_.expected, hint)

    def one_scalar(self, type_: Type, node: Node, path: KeyPath) -> Any:
        """Return the written value of a scalar."""
        if type_.one_or_many:
            return [] if node.is_null else [self.value(type_.items, node, path)]
        if type_.kind is Kind.ANYTHING:
            return self.one_of(type_, node, path)
        if type_.kind in SCALARS:
            return self.scalar(SCALARS[type_.kind], node, path, type_.expected)
        return self.wrong(node, path, type_.expected)

    def converted(self, type_: Type, value: Any, node: Node, path: KeyPath) -> Any:
        """Return the Python value of a written one."""
        if type_.conversion is None or self.as_written:
            return value
        try:
            return type_.conversion.read(value)
        except REJECTIONS as error:
            if not str(error):
                return self.wrong(node, path, type_.expected)
            self.cause = error
            return self.problem(Code.VALUE, node, path, reason_of(error))

    def instance(self, node: Node, schema: Schema, path: KeyPath, **roles: str) -> Any:
        """Return a model instance, or None after a problem in its arguments."""
        if self.as_written:  # the model converts its own values
            return Converter(self.parts).instance(node, schema, path, **roles)
        problems, fault = len(self.problems), None
        pairs = self.pairs(node, path)
        is_built_outside, self.builds_nested = self.builds_nested, schema.builds_nested
        arguments = {**roles, **self.arguments(node, pairs, schema, path)}
        self.builds_nested = is_built_outside
        if len(self.problems) == problems:
            if is_built_outside and schema.builds_nested and not self.apart:
                return arguments
            try:
                return schema.model(**arguments)
            except REJECTIONS as error:
                self.cause = fault = error
        problems = len(self.problems)
        self.refusals(node, pairs, schema, path, arguments)
        if fault is not None and len(self.problems) == problems:
            place = node if path else _FIRST_LINE
            self.problem(Code.VALUE, place, path, reason_of(fault))
        return None

    def arguments(
        self, node: Node, pairs: NodePairs, schema: Schema, path: KeyPath
    ) -> dict[str, Any]:
        """Return the arguments of the model class for the pairs of a mapping."""
        arguments: dict[str, Any] = {}
        unknown = {key: pair for key, pair in pairs.items() if key not in schema.fields}
        for key, field in schema.fields.items():
            if key in pairs:
                problems, value_path = len(self.problems), (*path, key)
                value = self.value(field.type, pairs[key][1], value_path, required=field.required)
                is_valid = len(self.problems) == problems
                # Without an argument, the class sets its default for null.
                if is_valid and (value is not None or field.type.nullable):
                    arguments[schema.arguments[field.name]] = value
            elif field.required:
                found = respelled(key, unknown)
                hint = "" if found is None else f"; found {found}, write {key}"
                place = node if found is None else unknown[found][0]
                message = f"this key is missing{hint}"
                self.problem(Code.MISSING_KEY, place, (*path, key), message)
        if schema.extra:
            arguments[schema.arguments["extra"]] = {
                key: self.value(ANYTHING, each, (*path, key)) for key, (_, each) in unknown.items()
            }
        elif schema.closed:
            for key, (name, _) in unknown.items():
                message = f"there is no such key{did_you_mean(key, schema.fields)}"
                self.problem(Code.KEY, name, (*path, key), message)
        return arguments

    def refusals(
        self,
        node: Node,
        pairs: NodePairs,
        schema: Schema,
        path: KeyPath,
        arguments: dict[str, Any],
    ) -> None:
        """Collect a problem for each argument that the class refuses."""
        names = schema.arguments
        fields: dict[Any, Field] = {each.name: each for each in schema.fields.values()}
        fields |= {names[name]: field for name, field in fields.items()}
        for steps, reason, error in refusals(schema.model, arguments, schema.factories):
            field = fields.get(steps[0]) if steps else None  # None: the class refuses the whole
            if field is not None and names[field.name] in arguments:
                pair = pairs.get(field.key)
                place, inner = descendant(pair[1], steps[1:]) if pair else (node, ())
                self.cause = error
                self.problem(Code.VALUE, place, (*path, field.key, *inner), reason)

    def scalar(self, scalar: Scalar, node: Node, path: KeyPath, expected: str) -> Any:
        """Return the value of a scalar whose kind is known."""
        if node.style and not scalar.quotable:
            return self.wrong(node, path, f"{expected} without quotes")
        try:
            return scalar.read(node.value)
        except ValueError:
            return self.wrong(node, path, expected)

    def one_of(self, type_: Type, node: Node, path: KeyPath) -> Any:
        """Return a scalar of one of several kinds, which its tag, quotes and text tell apart."""
        tagged = _SCALAR_TAGS.get(node.tag or "")
        if tagged is not None:
            value = self.scalar(SCALARS[tagged], node, path, SCALARS[tagged].expected)
        else:
            value = node.value if node.style else read_unquoted(node.value)
        if type_ is ANYTHING or value is None:
            return value
        kind = kind_in(type_, value)
        others = [each for each in _OTHER_KINDS.get(type(value), ()) if each in type_.kinds]
        for each in others if kind is Kind.ANYTHING else (kind,):
            with suppress(ValueError):
                return value if each is Kind.TEXT else SCALARS[each].read(node.value)
        may_be_text = Kind.TEXT in type_.kinds and not (type_.choices or node.tag)
        hint = "; put it in quotes to make it text" if may_be_text else ""
        return self.wrong(node, path, type_.expected, hint)

    def pairs(self, node: Node, path: KeyPath) -> NodePairs:
        """Return the pairs of a mapping: its own, then the merged ones of YAML 1.1 (`<<`)."""
        found: NodePairs = {}
        merged: list[Node] = []
        for key, value in node.pairs or ():
            if key.is_merge:
                merged += [value] if value.items is None else value.items
            elif not key.is_scalar:
                message = f"expected text as key, found {_found(key)}{_quotes_hint(key)}"
                self.problem(Code.KEY, key, path, message)
            elif message := odd_indent(self.parts.text[key.start : key.start + 1]):
                self.problem(Code.KEY, key, path, message)
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

    def check_tag(self, node: Node, path: KeyPath, *, is_tagged: bool = False) -> None:
        """Collect a problem if a node has a tag that changes its meaning."""
        tag, tags = node.tag, ("map", "set") if node.items is None else ("seq", "omap", "pairs")
        if not (tag is None or is_tagged or tag in (_SCALAR_TAGS if node.is_scalar else tags)):
            shown = tag if tag[0] == "!" or ":" in tag else f"!!{tag}"
            message = f"the tag {shown} has no meaning here; remove it, or put the text in quotes"
            self.problem(Code.TAG, node, path, message)

    def wrong(self, node: Node, path: KeyPath, expected: str, hint: str = "") -> None:
        """Collect a problem with the type of a value."""
        self.problem(Code.TYPE, node, path, f"expected {expected}, found {_found(node)}{hint}")

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


def _quotes_hint(node: Node) -> str:
    """Return what to do if a flow collection is meant as text, such as `{{ title }}`."""
    return f"; text that begins with {node.style} needs quotes" if node.style else ""


def _found(node: Node) -> str:
    if not node.is_scalar:
        return "a list" if node.items is not None else "a mapping"
    if node.is_null:
        return "null" if node.value else "nothing"
    shown = node.style + node.value + node.style if node.style in ("'", '"') else repr(node.value)
    return shortened(shown)
