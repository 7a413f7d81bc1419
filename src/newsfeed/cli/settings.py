"""The settings of a project: `[tool.newsfeed]` in its pyproject.toml."""

import os
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
    settings = _settings()
    return Selection(
        settings.select if select is None else _codes("--select", _parted(select)),
        settings.ignore if ignore is None else _codes("--ignore", _parted(ignore)),
    )


def _parted(codes: str) -> list[str]:
    return [code.strip() for code in codes.split(",") if code.strip()]


def _codes(place: str, codes: list[str]) -> tuple[str, ...]:
    try:
        selected(codes)
    except ValueError as error:
        raise click.UsageError(f"{place}: {error}") from None
    return tuple(codes)


def _settings() -> Selection:
    """Read the settings of the nearest pyproject.toml, in the working folder or above it."""
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
    except OSError:  # it was removed
        return None
    places = (place / "pyproject.toml" for place in (folder, *folder.parents))
    # Unlike `Path.is_file` it finds nothing in a folder that may not be searched.
    return next((place for place in places if os.path.isfile(place)), None)  # noqa: PTH113


def _table(path: Path, name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise click.UsageError(f"{path}: {name}: expected a table, found {value!r}")
    return value


def _value(path: Path, key: str, value: Any) -> tuple[str, ...]:
    place = f"{path}: tool.newsfeed.{key}"
    if key not in _KEYS:
        raise click.UsageError(f"{place}: expected one of {', '.join(_KEYS)}")
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise click.UsageError(f"{place}: expected a list of codes, found {value!r}")
    return _codes(place, value)
