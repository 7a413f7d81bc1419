"""The commands that print or create articles: `newsfeed get`, `show` and `new`."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ..document import Document, canonicalize, parse
from ..errors import ConflictError, NewsfeedError, ParseError
from ..export.rows import as_data
from ..files import write_serialized
from ..frontmatter.assignment import Assignment
from ..frontmatter.assignment.edit import Edit
from ..frontmatter.origin import origin_of, set_origin
from ..frontmatter.path import FieldPath, split_paths
from ..frontmatter.schema import Schema, schema_of
from ..news.slug import file_name_of
from .edit import assign, check_known, each_file, field_paths, parse_assignments
from .formats import as_json, as_line, as_text, body_of, date_in, named_values
from .inputs import (
    completed_keys,
    found_files,
    message_of,
    paths_argument,
    read_article,
    read_document,
    shown_path,
)
from .settings import Choice, files_options, model_option
from .terminal import console, echo, echo_bytes, echo_error, is_output_error

_FILE = click.Path(exists=True, dir_okay=False, readable=False, allow_dash=True, path_type=Path)


@click.command()
@click.argument("names", metavar="FIELD[,FIELD]...", shell_complete=completed_keys)
@paths_argument
@files_options
def get(names: str, paths: tuple[Path, ...], choice: Choice, model: type[Any]) -> None:
    """Print fields of each file.

    FIELD is a path as error messages show it: heat, provider.name, images[0].width. images[].url
    is the URL of every image, and '["job title"]' is a key with any characters. Separate several
    fields with commas; the output separates them with tabs.

    A scalar is printed as the file spells it, without quotes. A list or a mapping is printed as
    JSON, and a missing field as an empty string. With several files, each line begins with the
    path and a tab.

    \b
    Example:
      newsfeed get title article.md
      newsfeed get title,provider.name _posts | sort -k 3
    """
    fields = field_paths(split_paths(names), model)
    files = found_files(paths, choice)
    check_known(fields, files, strict=True)
    alone = len(files) == 1 and not paths[0].is_dir()

    def show(path: Path) -> bool:
        found = Edit(read_document(path))
        values = [_shown(field, found) for field in fields]
        cells = [shown_path(path)] * (not alone) + [as_line(value) for value in values]
        echo(values[0] if alone and len(values) == 1 else "\t".join(cells))
        return True

    _, failed = each_file(files, show)
    sys.exit(1 if failed else 0)


def _shown(field: FieldPath, found: Edit) -> str:
    """Return a field as it is printed: a scalar as the file spells it, other values as JSON."""
    if field.role == "body":
        return str(found.instance.body)
    if None in field.steps:
        return as_text(field.get(found.instance.extra))
    slot = next(iter(field.slots(found.instance.extra)), None)
    spelled = None if slot is None else found.spelling(slot)
    return as_text(slot and slot.value) if spelled is None else spelled


@click.command()
@click.argument("path", type=_FILE)
@click.option("--json", "json_", is_flag=True, help="Print the front matter and the body as JSON.")
@model_option
def show(path: Path, json_: bool, model: type[Any]) -> None:
    """Show one file as a card.

    \b
    Example:
      newsfeed show _posts/2026-03-14-tide-clock.md
      newsfeed show - --json < article.md
    """
    try:
        article = read_article(path, model)
    except (NewsfeedError, OSError) as error:
        echo_error(message_of(error, path))
        sys.exit(1)
    if json_:
        echo(as_json(as_data(article) | body_of(article), indent=2))
    else:
        console().print(_card(article), soft_wrap=False)


def _card(article: Any) -> Any:
    """Return an article that rich can print, or a panel with its keys."""
    if hasattr(article, "__rich__"):
        return article
    from ..display.panel import keys_panel

    texts = {key: as_text(value) for key, value in as_data(article).items()}
    return keys_panel(texts, origin_of(article).path)


@click.command()
@click.option("--title", help="The headline; required if the model requires a title.")
@click.argument("assignments", metavar="[FIELD=VALUE]...", nargs=-1)
@model_option
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Write a new file and print its path; in a folder, the file is named YYYY-MM-DD-slug.md. "
    "An existing file is not changed.",
)
def new(
    title: str | None, assignments: tuple[str, ...], model: type[Any], output: Path | None
) -> None:
    """Write a new article in canonical form.

    An Article is dated now, unless publishedDateTime= is given.

    \b
    Example:
      newsfeed new --title "Tide turns early" 'topics=[Sea, Moon]'
      newsfeed new --title "Tide turns early" -o _posts published=false
      newsfeed new --model document --title Tides -o notes/tides.md
    """
    if title is not None and not title.strip():
        raise click.UsageError("--title: expected a title, found only whitespace")
    fields, rest = parse_assignments(assignments, model)
    check_known([each.field for each in fields], [])
    if rest:
        raise click.UsageError(f"expected FIELD=VALUE, found {rest[0]!r}")
    try:
        _check_output(output)
        article, text = _made(model, title, fields)
        if output in (None, Path("-")):
            echo_bytes(text.encode())
        else:
            echo(str(_written(article, text, output)))
    except (NewsfeedError, ValueError, OSError) as error:
        if is_output_error(error):  # newsfeed.__main__ reports it
            raise
        echo_error(f"newsfeed: {error}")
        sys.exit(1)


def _check_output(output: Path | None) -> None:
    """Raise UsageError for a path that is neither a folder nor a possible name of a file."""
    if output in (None, Path("-")) or output.is_dir():
        return
    if not output.suffix:
        expected = "expected a folder that exists, or a new file such as"
        raise click.UsageError(f"-o {output}: {expected} {output}.md")
    if not output.parent.is_dir():
        raise click.UsageError(f"-o {output}: there is no folder {output.parent}")


def _made(
    model: type[Any], title: str | None, assignments: Sequence[Assignment]
) -> tuple[Any, str]:
    """Create a model instance and its document, or raise ValueError if the values do not fit."""
    schema = schema_of(model)
    body = schema.defaults.get("body")
    given = {each.field.text for each in assignments}
    keys = _first_keys(schema, title, given)
    if not (keys or given):
        raise click.UsageError("expected --title or FIELD=VALUE, found neither")
    edit = Edit(Document(keys, body=body if isinstance(body, str) else ""))
    try:
        assign(edit, assignments)
        text = canonicalize(edit.text(), model=model)
        return parse(text, model=model), text
    except ParseError as error:
        raise ValueError("; ".join(each.message for each in error.problems)) from None


def _first_keys(schema: Schema, title: str | None, given: set[str]) -> dict[str, Any]:
    """Return the title and the date of a new article, by key."""
    fields = {field.name: field for field in schema.fields.values()}
    own, when = fields.get("title"), fields.get("published_date_time")
    found: dict[str, Any] = {}
    if title is None and own and own.required and given.isdisjoint({own.key, own.name}):
        raise click.UsageError("Missing option '--title'.")
    if title is not None:
        if own is None and not schema.extra:
            raise click.UsageError(f"--title: {schema.model.__name__} has no field title")
        found[own.key if own else "title"] = title
    if when:
        found[when.key] = datetime.now(UTC).replace(microsecond=0)
    return found


def _written(article: Any, text: str, output: Path) -> Path:
    """Write a document to a new file and return its path."""
    path = output / _name_in(output, article) if output.is_dir() else output
    set_origin(article, schema_of(type(article)), None, None)  # it is not that of a file
    # It raises for a file with other contents, and returns False for one with the same.
    with suppress(ConflictError):
        if write_serialized(article, text, path):
            return path
    raise ValueError(f"{path}: the file exists already and was not changed")


def _name_in(folder: Path, article: Any) -> str:
    """Return the name of the file of an article in a folder, or raise ValueError."""
    values = named_values(article)
    title, when = values.get("title"), date_in(values)
    name = file_name_of(title, when) if isinstance(title, str) and when is not None else None
    if name is None:
        what = "date" if when is None else "title with ASCII letters or digits"
        raise ValueError(f"the file has no {what}; give it a name: -o {folder / 'NAME.md'}")
    return name
