"""The settings of a project: `[tool.newsfeed]` in its pyproject.toml."""

import tomllib
from pathlib import Path
from typing import Any

import attrs
import click

from ..checks import selected

_KEYS = ("ignore", "select")


@attrs.frozen
class Selection:
    """Which rules apply: see `newsfeed.checks.selected`."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


def selection(select: str | None, ignore: str | None) -> Selection:
    """Join what the command line says with the settings of the project; the command line wins.

    Args:
        select: Codes with commas between, or None.
        ignore: Codes with commas between, or None.

    Raises:
        UsageError: If a code is none, or the settings are wrong.
    """
    settings = _settings(Path.cwd())
    chosen = Selection(
        _codes(select) if select is not None else settings.select,
        _codes(ignore) if ignore is not None else settings.ignore,
    )
    try:
        selected(chosen.select, chosen.ignore)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    return chosen


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _settings(folder: Path) -> Selection:
    """Read the settings of the nearest pyproject.toml, in a folder or above it."""
    places = (place / "pyproject.toml" for place in (folder, *folder.parents))
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return Selection()
    try:
        with path.open("rb") as file:
            table = tomllib.load(file).get("tool", {}).get("newsfeed", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise click.UsageError(f"{path}: {error}") from None
    return Selection(**{key: _value(path, key, value) for key, value in table.items()})


def _value(path: Path, key: str, value: Any) -> tuple[str, ...]:
    place = f"{path}: tool.newsfeed.{key}"
    if key not in _KEYS:
        raise click.UsageError(f"{place}: expected one of {', '.join(_KEYS)}")
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise click.UsageError(f"{place}: expected a list of codes, found {value!r}")
    return tuple(value)
