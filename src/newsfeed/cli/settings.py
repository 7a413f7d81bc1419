"""The settings of a project: the table `[tool.newsfeed]` in pyproject.toml."""

import os
import tomllib
from pathlib import Path
from typing import Any

import attrs
import click

from ..checks import selected

_KEYS = ("ignore", "select")  # the names that the table may contain


@attrs.frozen
class Selection:
    """The rules to apply: see `newsfeed.checks.selected`."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


def selection(select: str | None, ignore: str | None) -> Selection:
    """Return the comma-separated codes of the command line, or else those of pyproject.toml."""
    settings = _settings()
    return Selection(
        settings.select if select is None else _codes("--select", split_list(select)),
        settings.ignore if ignore is None else _codes("--ignore", split_list(ignore)),
    )


def split_list(text: str) -> list[str]:
    """Return the items of a list with commas between them, without spaces and empty items."""
    return [item.strip() for item in text.split(",") if item.strip()]


def _codes(origin: str, codes: list[str]) -> tuple[str, ...]:
    """Check that each code, or prefix of codes, matches a rule or an error."""
    try:
        selected(codes)
    except ValueError as error:
        raise click.UsageError(f"{origin}: {error}") from None
    return tuple(codes)


def _settings() -> Selection:
    """Read the settings in the nearest pyproject.toml, from the working directory upward."""
    path = _nearest()
    if path is None:
        return Selection()
    try:
        with path.open("rb") as file:
            settings = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise click.UsageError(f"{path}: {error}") from None
    tools = _table(path, "tool", settings.get("tool", {}))
    table = _table(path, "tool.newsfeed", tools.get("newsfeed", {}))
    return Selection(**{key: _value(path, key, value) for key, value in table.items()})


def _nearest() -> Path | None:
    try:
        folder = Path.cwd()
    except OSError:  # the working directory was removed
        return None
    paths = (each / "pyproject.toml" for each in (folder, *folder.parents))
    # `Path.is_file` would raise PermissionError for a directory that must not be searched.
    return next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113


def _table(path: Path, name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise click.UsageError(f"{path}: {name}: expected a table, found {value!r}")
    return value


def _value(path: Path, key: str, value: Any) -> tuple[str, ...]:
    origin = f"{path}: tool.newsfeed.{key}"
    if key not in _KEYS:
        raise click.UsageError(f"{origin}: expected one of {', '.join(_KEYS)}")
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise click.UsageError(f"{origin}: expected a list of codes, found {value!r}")
    return _codes(origin, value)
