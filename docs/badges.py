"""Badges as pictures of this repository, which need no network: `make pages`."""

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"

# A little more than the letters of these fonts take at 11 pixels.
_LETTER, _PADDING = 7.2, 8


def badges() -> dict[str, str]:
    """Make the badges by their file names, from what pyproject.toml says."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, tool = settings["project"], settings["tool"]
    python = project["requires-python"].removeprefix(">=")
    found = {
        "python": f"{python} or later",
        "licence": project["license"],
        "types": "strict" if tool["mypy"]["strict"] else "checked",
        "branches": f"{tool['coverage']['report']['fail_under']} % covered",
    }
    return {f"badge-{label}.svg": badge(label, text) for label, text in found.items()}


def badge(label: str, text: str) -> str:
    """Draw a badge: a label on grey, and a text on green."""
    left, right = (round(len(part) * _LETTER) + 2 * _PADDING for part in (label, text))
    whole, label, text = left + right, escape(label), escape(text)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img">
<title>{label}: {text}</title>
<clipPath id="r"><rect width="{whole}" height="20" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect width="{left}" height="20" fill="#4a4f55"/>
<rect x="{left}" width="{right}" height="20" fill="#1d7874"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="{left / 2}" y="14">{label}</text><text x="{left + right / 2}" y="14">{text}</text></g>
</svg>
"""


if __name__ == "__main__":
    for name, picture in badges().items():
        (IMAGES / name).write_text(picture, encoding="utf-8", newline="\n")
