"""Assignments such as `heat=3`: a field and the string of its value, before a file is known."""

import re
from typing import Any, NamedTuple, Self

from ...errors import ParseError
from ..path import FieldPath
from ..schema import ANYTHING, Field, Type

# A field has no slash outside brackets, so that `./a=b.md` is a path.
_ASSIGNMENT = re.compile(
    r'(?P<field>(?:\[=?(?:"(?:[^"\\]|\\.)*"|[^"\]][^\]]*|)\]|[^\[=\s/\\])+?)'
    r"(?P<colon>:?)=(?P<text>.*)",
    re.DOTALL,
)


def is_assignment(word: str) -> bool:
    """Return whether a word is an assignment, which need not be valid."""
    return _ASSIGNMENT.fullmatch(word) is not None


def split_assignment(word: str) -> tuple[str, str, str]:
    """Split an assignment into its field, `:` if it is one of YAML, and its value."""
    match = _ASSIGNMENT.fullmatch(word)
    assert match is not None
    return match["field"], match["colon"], match["text"]


class Assignment(NamedTuple):
    """A field and the string of its value; an empty string removes it, unless it is YAML."""

    field: FieldPath
    text: str
    as_yaml: bool = False

    @classmethod
    def parse(cls, word: str, model: type[Any]) -> Self:
        """Parse `FIELD=VALUE` or `FIELD:=VALUE`; ValueError if no file can have such a value."""
        name, colon, text = split_assignment(word)
        own = cls(FieldPath(name, model, any_key=True), text, as_yaml=bool(colon))
        check_key(own.field, "body")
        if own.removes and None in own.field.steps:
            raise ValueError(f"{name}: expected a value to append, found nothing")
        if own.removes:
            check_removable(own.field, own.field.fields[-1])
        elif own.as_yaml or own.field.leaf != ANYTHING:
            own.read(own.field.leaf)
        return own

    @property
    def removes(self) -> bool:
        """Whether the value is removed."""
        return not (self.text or self.as_yaml)

    def read(self, type_: Type) -> Any:
        """Parse the value as YAML, unless the type is a string; raise ValueError if it is wrong."""
        # Imported here, because it needs PyYAML.
        from ..read.yaml import read_value

        name = self.field.text
        try:
            return read_value(self.text, type_, (name,), as_yaml=self.as_yaml)
        except ParseError as error:
            problem = error.problems[0]
            message = problem.message if problem.key else f"{name}: {problem.message}"
            raise ValueError(message) from None
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None


def check_key(path: FieldPath, *roles: str) -> None:
    """Raise ValueError for a path that leads to a role and not to a key, except some roles."""
    if path.role == "extra":
        raise ValueError(f"{path.text}: expected a key of it, such as extra.mood")
    if path.role and path.role not in roles:
        raise ValueError(f'{path.text}: expected a key, found the text; write ["body"] for a key')


def check_removable(path: FieldPath, field: Field) -> None:
    """Raise ValueError if the model requires a field."""
    if field.name and field.required:
        raise ValueError(f"{path.text}: this key is required; it cannot be removed")
