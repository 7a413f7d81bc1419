"""The settings of the command: `[tool.newsfeed]` in pyproject.toml, and the shared options."""

import os
import sys
import tomllib
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..checks import selected
from ..document import Document
from ..frontmatter.schema import schema_of
from ..models import Article
from ..scanning import PATTERN
from ..scanning.rules import FileFilter, inside, rules_of

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_MODELS: dict[str, type[Any]] = {"article": Article, "document": Document}


class Choice(NamedTuple):
    """What the table `[tool.newsfeed]` and the options of `files_options` choose.

    `folder` is that of its pyproject.toml, or else the working directory; None if it was removed.
    """

    select: tuple[str, ...] | None = None  # see `newsfeed.checks.selected`
    ignore: tuple[str, ...] = ()
    model: str = "article"
    include: tuple[str, ...] = (PATTERN,)
    exclude: tuple[str, ...] = ("node_modules", "_site", "vendor", ".venv")
    extend_exclude: tuple[str, ...] = ()
    folder: Path | None = None
    pattern: str | None = None
    left_out: tuple[str, ...] = ()  # the patterns of --exclude
    gitignore: bool = True
    force_exclude: bool = False

    @property
    def glob(self) -> str:
        """The glob for archives and URLs, to which `include` does not apply."""
        return self.pattern or PATTERN

    def filter(self, folder: str) -> FileFilter:
        """Return the filter for the files of a folder, given as `absolute` returns it."""
        base, here = _base(folder, self.folder), _base(folder, _working_folder())
        named, hidden = ("", [".*"]) if self.force_exclude else (folder, [])
        lines = [*hidden, *self.exclude, *self.extend_exclude]
        return FileFilter(
            folder,
            self.include if self.pattern is None else [self.pattern],
            base if self.pattern is None else folder,
            (*inside(rules_of(lines, base), named), *inside(rules_of(self.left_out, here), named)),
            gitignore=self.gitignore,
            is_named=not self.force_exclude,
        )


def once(function: Callable[[], Any]) -> Any:
    """Return the result of a function that is called once per command."""
    results = click.get_current_context().meta
    key = f"newsfeed.{function.__name__}"
    if key not in results:
        results[key] = function()
    return results[key]


def settings() -> Choice:
    """Read the nearest pyproject.toml, from the working directory upward; UsageError if wrong."""
    here = _working_folder()
    paths = [each / "pyproject.toml" for each in (here, *here.parents)] if here else []
    # `Path.is_file` would raise PermissionError for a directory that must not be searched.
    path = next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113
    if path is None:
        return Choice(folder=here)
    try:
        table: Any = tomllib.loads(path.read_bytes().decode())
    except (ValueError, OSError) as error:
        raise click.UsageError(f"{path}: {error}") from None
    for name in ("tool", "tool.newsfeed"):
        table = table.get(name.removeprefix("tool."), {})
        if not isinstance(table, dict):
            raise click.UsageError(f"{path}: {name}: expected a table, found {table!r}")
    known = sorted(["model", *_CHECKED])
    found: dict[str, Any] = {}
    for key, value in table.items():
        origin = f"{path}: tool.newsfeed.{key}"
        if key not in known:
            raise click.UsageError(f"{origin}: expected one of {', '.join(known)}")
        found[key.replace("-", "_")] = _value(origin, key, value)
    return Choice(**found, folder=path.parent)


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it was removed
        return None


def _value(origin: str, key: str, value: Any) -> str | tuple[str, ...]:
    """Check a value of the table; `origin` is its position, for messages."""
    if key == "model":
        # A folder that is checked must not choose what code runs: see SECURITY.md.
        if value not in list(_MODELS):
            expected = "expected article or document (--model takes a class of yours)"
            raise click.UsageError(f"{origin}: {expected}, found {value!r}")
        return str(value)
    what = _CHECKED[key]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise click.UsageError(f"{origin}: expected a list of {what}, found {value!r}")
    return checked(origin, what, value)


def checked(origin: str, what: str, given: list[str]) -> tuple[str, ...]:
    """Return codes, globs or patterns; UsageError for one that cannot match anything."""
    try:
        if what == "codes":
            selected(given)
        elif what == "globs" and not (given and all(given)):
            raise ValueError(f"expected globs such as **/*.mdx, found {given!r}")
        elif what == "patterns":
            for each in given:
                rules_of([each], "/")
    except ImportError as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        raise click.UsageError(f"{origin}: {error}") from None
    return tuple(given)


# What each list of the table contains.
_CHECKED = {
    "select": "codes",
    "ignore": "codes",
    "include": "globs",
    "exclude": "patterns",
    "extend-exclude": "patterns",
}


def split_list(text: str) -> list[str]:
    """Return the items of a list with commas between them, without spaces and empty items."""
    return [item.strip() for item in text.split(",") if item.strip()]


def absolute(path: str, *, is_folder: bool = False) -> str:
    """Return an absolute path with slashes, that of a folder with one at the end."""
    full = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100
    return f"{full.rstrip('/')}/" if is_folder else full


def _base(folder: str, above: Path | None) -> str:
    """Return the folder that patterns are relative to: `above`, unless the folder is elsewhere."""
    base = folder if above is None else absolute(str(above), is_folder=True)
    return base if folder.startswith(base) else folder


def files_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the files of a folder, which a command gets as `choice`, and --model."""

    @wraps(command)
    def with_choice(
        pattern: str | None,
        exclude: tuple[str, ...],
        no_gitignore: bool,
        force_exclude: bool,
        **others: Any,
    ) -> Any:
        if pattern is not None:
            checked("--pattern", "globs", [pattern])
        patterns = [each for text in exclude for each in split_list(text)]
        choice = once(settings)._replace(
            pattern=pattern,
            left_out=checked("--exclude", "patterns", patterns),
            gitignore=not no_gitignore,
            force_exclude=force_exclude,
        )
        return command(choice=choice, **others)

    for option in (model_option, *reversed(_FILES_OPTIONS)):
        option(with_choice)
    return with_choice


_FILES_OPTIONS: list[Decorator] = [
    click.option(
        "--pattern", metavar="GLOB", help="The files to read in a folder. The default is **/*.md."
    ),
    click.option(
        "--exclude",
        metavar="PATTERNS",
        multiple=True,
        help="Skip these files and folders: patterns as in .gitignore, separated by commas.",
    ),
    click.option("--no-gitignore", is_flag=True, help="Do not skip what .gitignore excludes."),
    click.option(
        "--force-exclude", is_flag=True, help="Skip excluded files even if you name them."
    ),
]


def _model(_: click.Context, __: click.Parameter, name: str | None) -> type[Any]:
    """Return the class that --model names, or that of the settings."""
    name = once(settings).model if name is None else name
    if name in _MODELS:
        return _MODELS[name]
    if not all(name.partition(":")) or "/" in name:
        message = f"expected article, document or package.module:Class, found {name!r}"
        raise click.BadParameter(message)
    try:
        return _imported(*name.split(":", 1))
    except (Exception, SystemExit) as error:  # the module may run any code
        message = f"cannot use {name}: {type(error).__name__}: {error}"
        raise click.BadParameter(message) from None


def _imported(module: str, attribute: str) -> type[Any]:
    """Import a class and check that it can be a model."""
    # An installed module never imports from the working directory, which may not be trusted.
    if find_spec(module.partition(".")[0]) is None:
        sys.path.append(os.getcwd())  # noqa: PTH109  # it stays there for worker processes
    found: Any = attrgetter(attribute)(import_module(module))
    schema = schema_of(found)
    if not (found.__weakrefoffset__ or (schema.source and schema.path)):
        slot = "weakref_slot=True, or give it the fields source and path"
        raise TypeError(f"its instances cannot keep their original text; define it with {slot}")
    return schema.model


model_option: Decorator = click.option(
    "--model",
    metavar="MODEL",
    callback=_model,
    help="The model of a file: article (the default), document (any front matter), or your own "
    "class as package.module:Class.",
)
