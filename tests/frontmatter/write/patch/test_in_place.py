"""A changed scalar keeps the quotes and the formatting of the old one."""

from datetime import date

import attrs
from loops import each

from newsfeed import parse, serialize


@attrs.define
class Gauge:
    name: str = ""
    count: int | None = None
    level: float | None = None
    day: date | None = None
    seen: bool | None = None
    depths: list[int] = attrs.field(factory=list)


GAUGE = """\
---
name: 'North'  # pier
count: '0x10'
level: "1_0.5"
day: '2021-1-5'
seen: Yes
depths: [0b11, 4]
---
"""


@each(
    "name, value, old, new",
    [
        ("name", "South", "'North'", "'South'"),
        ("count", 17, "'0x10'", "'17'"),
        ("level", 1e22, '"1_0.5"', '"1.0e+22"'),
        ("level", 3, '"1_0.5"', '"3"'),
        ("day", date(2022, 2, 3), "'2021-1-5'", "'2022-02-03'"),
        ("seen", False, "Yes", "No"),
        ("depths", [5, 4], "0b11", "5"),
    ],
)
def test_a_scalar_of_any_kind_is_respelled_in_the_quotes_of_the_old_one(
    name: str, value: object, old: str, new: str
) -> None:
    gauge = parse(GAUGE, model=Gauge)
    assert gauge == Gauge("North", 16, 10.5, date(2021, 1, 5), True, [3, 4])
    setattr(gauge, name, value)
    assert serialize(gauge) == GAUGE.replace(old, new)
