"""The three libraries that are compared: the same edits, as a practised user of each makes them."""

import io
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import attrs
import yaml_edit
from edit_values import Edit, Path, change, shifted, split, value_at
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

import newsfeed

INDENTS = (2, 4, 2), (2, 2, 0), (4, 4, 2), (4, 6, 4), (2, 3, 1), (2, 6, 4), (4, 4, 0)
WIDTHS = 10**6, 80
SETTINGS = [(*indents, width) for width in WIDTHS for indents in INDENTS]
"""The settings of ruamel.yaml: the indents of mappings, items and dashes, and the width."""

CANONICALIZE: Any = getattr(newsfeed, "canonicalize", None)


@attrs.frozen
class Editor:
    """A library.

    Args:
        name: Its name.
        edit: Reads a file, makes an edit, and writes the file.
        refusals: The error that its documentation announces.
        can_canonicalize: Whether it can bring a file into canonical form.
    """

    name: str
    edit: Callable[[str, Edit], str]
    refusals: type[Exception]
    can_canonicalize: bool = False


def with_newsfeed(text: str, edit: Edit) -> str:
    """Edit a file as a `Document`."""
    if edit.kind == "canonicalize":
        return in_canonical_form(text)
    document = newsfeed.parse(text, model=newsfeed.Document)
    if edit.kind == "rename" and len(edit.path) == 1:
        document.rename(str(edit.path[0]), edit.value)
    else:
        change(document.extra, edit)
    return newsfeed.serialize(document)


def in_canonical_form(text: str) -> str:
    """Bring a file into canonical form, which must stay as it is when this is repeated."""
    once = str(CANONICALIZE(text, model=newsfeed.Document))
    if CANONICALIZE(once, model=newsfeed.Document) != once:
        raise AssertionError("the canonical form of the canonical form is another one")
    return once


def in_block(edit_block: Callable[[str, Edit], str]) -> Callable[[str, Edit], str]:
    """Make an editor of YAML edit files."""

    def edit_file(text: str, edit: Edit) -> str:
        parts = split(text)
        assert parts is not None
        return parts.opening + edit_block(parts.block, edit) + parts.rest

    return edit_file


def with_yaml_edit(block: str, edit: Edit) -> str:
    """Edit a block with yaml-edit, whose mappings can rename and reorder keys."""
    file = yaml_edit.YamlFile.parse(block)  # a `Document` rejects a block of comments only
    document = file.ensure_document()
    if edit.kind == "append":
        yaml_edit_node(document, edit.path).append(edit.value)
    elif edit.kind == "order":
        yaml_edit_node(document, edit.path).reorder_fields(edit.value)
    elif edit.path:
        yaml_edit_entry(yaml_edit_node(document, edit.path[:-1]), edit.path[-1], edit)
    return str(file)


def yaml_edit_entry(parent: Any, last: Any, edit: Edit) -> None:
    """Edit a key or an item."""
    if edit.kind == "shift":
        later = shifted(parent.get(last).as_scalar().as_string(), edit.value)
        parent.set(last, yaml_edit.ScalarValue(later, "plain"))
    elif edit.kind in ("set", "add"):
        parent.set(last, edit.value)
    elif edit.kind == "insert":
        parent.insert(last, edit.value)
    elif edit.kind == "rename":
        parent.rename_key(last, edit.value)
    else:
        del parent[last]


def yaml_edit_node(document: Any, path: Path) -> Any:
    """Return the mapping or the list at a path."""
    found = document
    for part in path:
        node = found.get(part)
        found = node.as_mapping() if node.is_mapping() else node.as_sequence()
    return found


def with_ruamel(block: str, edit: Edit) -> str:
    """Edit a block with ruamel.yaml; the line endings are put back, as it writes LF only."""
    newline = "\r\n" if "\r\n" in block else "\n"
    block = block.replace("\r\n", "\n")
    handler = round_trip(best_settings(block))
    data = handler.load(block)
    data = {} if data is None else data
    if edit.kind == "order":
        target = value_at(data, edit.path)
        for key in edit.value:
            target.move_to_end(key)
    elif edit.kind == "rename":
        ruamel_rename(value_at(data, edit.path[:-1]), edit.path[-1], edit.value)
    elif edit.kind != "untouched":
        text = isinstance(edit.value, str) and "\n" in edit.value
        change(data, edit._replace(value=LiteralScalarString(edit.value)) if text else edit)
    return dumped(handler, data).replace("\n", newline)


def ruamel_rename(mapping: Any, old: Any, new: Any) -> None:
    """Rename a key in its place, with the comment that follows it."""
    index, comment = list(mapping).index(old), mapping.ca.items.get(old)
    mapping.insert(index, new, mapping.pop(old))
    if comment is not None:
        mapping.ca.items[new] = comment


def round_trip(settings: tuple[int, ...]) -> YAML:
    """Set ruamel.yaml up to keep quotes and the layout of a file."""
    handler = YAML()
    handler.preserve_quotes = True
    mapping, sequence, offset, handler.width = settings
    handler.indent(mapping=mapping, sequence=sequence, offset=offset)
    return handler


@lru_cache(maxsize=64)
def best_settings(block: str) -> tuple[int, ...]:
    """Choose the settings with which ruamel.yaml keeps most lines of a block as they are."""
    lines, best = Counter(block.splitlines()), SETTINGS[0]
    most = -1
    for settings in SETTINGS:
        handler = round_trip(settings)
        dump = dumped(handler, handler.load(block))
        if dump == block:
            return settings
        kept = (lines & Counter(dump.splitlines())).total()
        if kept > most:
            best, most = settings, kept
    return best


def dumped(handler: YAML, data: Any) -> str:
    """Write with ruamel.yaml."""
    out = io.StringIO()
    handler.dump(data, out)
    return out.getvalue()


EDITORS = (
    Editor("newsfeed", with_newsfeed, newsfeed.NewsfeedError, CANONICALIZE is not None),
    Editor("yaml-edit", in_block(with_yaml_edit), yaml_edit.YamlError),
    Editor("ruamel.yaml", in_block(with_ruamel), YAMLError),
)
