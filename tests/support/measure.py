"""A model with every kind of scalar."""

from datetime import date, datetime
from typing import Annotated, Any

import attrs

from newsfeed.frontmatter import QUOTED, SECTION, Key


@attrs.define
class Measure:
    """Every kind of scalar, and fields that are left to the YAML reader."""

    name: str
    ratio: float | None = None
    day: date | None = None
    at: list[datetime] = attrs.field(factory=list)
    counts: list[int | None] = attrs.field(factory=list)
    labels: list[Annotated[str, QUOTED]] | None = None
    grid: list[list[int]] = attrs.field(factory=list)
    colour: str = "red"
    inner: "Measure | None" = None
    inners: "Annotated[list[Measure], SECTION]" = attrs.field(factory=list)
    odd: Annotated[int | None, Key('a key: "#"')] = None
    long: Annotated[int | None, Key("k" * 200)] = None
    anything: Any = None
