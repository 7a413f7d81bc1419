"""What the tests of charts share: what a chart holds, says and looks like."""

import io
import json
import re
from datetime import UTC, datetime
from typing import Any

CHARTS = ["timeline", "providers", "topics", "quality", "related"]
LIMIT = 200_000

WAVES = "🌊" * 5000
# Brackets, quotes, what is no XML, what turns the text round, half a character.
ODD = "a.b[0]['c']\"\\\n\r\t{{}}</text>&amp;\x00\x1b\ufffe\u202e\ud83c"


def at(day: str) -> datetime:
    """A time of a day, `2026-03-14`."""
    return datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)


DAY = at("2026-03-14")


def size(chart: Any) -> int:
    """How long the chart is in JSON of ASCII; it is checked against the schema of Vega-Lite."""
    text = chart.to_json()
    assert '"url"' not in text
    return max(len(text), len(json.dumps(json.loads(text), indent=2)))


def data(part: dict[str, Any], spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a chart or of a layer of it."""
    return list(spec["datasets"][part["data"]["name"]])


def rows(chart: Any, layer: int | None = None) -> list[Any]:
    """The rows of a chart or of a layer of it, each as its values in the order of their names."""
    spec = chart.to_dict()
    found = data(spec if layer is None else spec["layer"][layer], spec)
    return [tuple(row[name] for name in sorted(row)) for row in found]


def cells(chart: Any) -> dict[tuple[str, str], int]:
    """The counts of a chart over time, by the first day of the step and the topic."""
    spec = chart.to_dict()
    names = labels(chart)
    return {(row["start"], names[row["place"]]): row["articles"] for row in data(spec, spec)}


def labels(chart: Any) -> list[str]:
    """The topics of a chart over time, in their order."""
    spec = chart.to_dict()
    return [row["topic"] for row in data(spec["transform"][0]["from"], spec)]


def axis(chart: Any) -> tuple[list[int], list[int]]:
    """From when to when a chart over time goes, and where it has labels."""
    x = chart.to_dict()["encoding"]["x"]
    return x["scale"]["domain"], x["axis"]["values"]


def notes(chart: Any) -> list[str]:
    """What stands below the title."""
    return list(chart.to_dict()["title"]["subtitle"])


def svg(chart: Any) -> str:
    """The chart as an image, without its numbers."""
    stream = io.StringIO()
    chart.save(stream, format="svg")
    text = stream.getvalue()
    assert set(re.findall(r'https?:[^"]*', text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    return text


def png(chart: Any) -> bytes:
    """The chart as an image of pixels."""
    stream = io.BytesIO()
    chart.save(stream, format="png")
    return stream.getvalue()
