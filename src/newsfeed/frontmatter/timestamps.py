"""Timestamps: what people write, and how to write another one the same way."""

import itertools
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from .._util.lazy import lazy_pattern

# YAML 1.1's timestamp (https://yaml.org/type/timestamp.html); besides, the seconds may be left out
# as in ISO 8601, and a zone may have a name as Ruby writes it.
_YAML = lazy_pattern(
    r"""
    (?P<year>[0-9]{4}) - (?P<month>[0-9]{1,2}) - (?P<day>[0-9]{1,2})
    (?:
      (?P<gap> [Tt] | [ \t]+ )
      (?P<hour>[0-9]{1,2}) : (?P<minute>[0-9]{2})
      (?: : (?P<second>[0-9]{2}) (?: \. (?P<fraction>[0-9]*) )? )?
      (?P<zone_gap> [ \t]* )
      (?P<zone> [Zz] | [-+] [0-9]{1,2} (?: :? [0-9]{2} )? | [A-Z]{2,4} )?
    )?
    """,
    re.VERBOSE,
)
# What else `datetime.fromisoformat` reads: basic form, week dates, hours alone, a comma before the
# fraction. It takes any character for the T; the standard does not.
_ISO = lazy_pattern(r"[0-9W-]{7,10}(?:[T ][0-9:.,]+(?:Z|[-+][0-9:]+)?)?")
_OFFSET = lazy_pattern(r"(?P<sign>[-+])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?")

# RFC 5322 section 4.3 fixes the first row, Directive 2000/84/EC the second; all other names are
# ambiguous.
_ZONES = {
    **{"UTC": 0, "UT": 0, "GMT": 0, "Z": 0, "z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5},
    **{"MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3},
}
# Two dates that share no part: what differs between them was not in the text.
_DEFAULTS = (datetime(2001, 1, 1), datetime(2002, 2, 15))
_YEAR_FIRST = lazy_pattern(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9T])")
# `GMT+3` is east of Greenwich for JavaScript, west of it for POSIX and for dateutil.
_NAMED_OFFSET = lazy_pattern(r":[0-9]{2}[ \t]*[A-Z]{2,}[ \t]*[-+][0-9]")
_LONGEST = 64


Instant = datetime | date | str
"""A time; a date is its first moment, and UTC is meant where there is no zone."""


def read_timestamp(text: str) -> datetime:
    """Read a timestamp: ISO 8601, YAML 1.1, or what python-dateutil reads in one way only.

    Args:
        text: Such as `2021-12-10T14:30:00Z`, `2021-12-10 14:30:00 -0800`, `2021-12-10`.

    Returns:
        An aware datetime in the zone of the text; UTC where it has none, as in YAML 1.1.

    Raises:
        ValueError: If the text is no timestamp, or can be read in several ways.

    Example:
        >>> read_timestamp("Fri, 10 Dec 2021 14:30:00 GMT").isoformat()
        '2021-12-10T14:30:00+00:00'
    """
    value = _parsed(text)
    return _writable(value if value.tzinfo else value.replace(tzinfo=UTC))


def instant(value: Instant) -> datetime:
    """Return the moment that is meant, aware.

    Args:
        value: A time, a date or a text such as `2026-03-14` or `2026-03-14T09:30:00-08:00`.

    Raises:
        ValueError: If the text is no time.
        TypeError: If it is none of these.
    """
    if isinstance(value, str):
        return read_timestamp(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time.min, UTC)
    raise TypeError(f"expected a datetime, a date or a text, found {value!r}")


def has_zone(text: str) -> bool:
    """Tell whether a timestamp says its zone; without one, readers take it for UTC or local time.

    Args:
        text: What `read_timestamp` reads.

    Returns:
        Whether it does.

    Example:
        >>> has_zone("2021-12-10 14:30 -0800"), has_zone("2021-12-10")
        (True, False)
    """
    return _parsed(text).tzinfo is not None


def read_date(text: str) -> date:
    """Read a date such as `2021-12-10`.

    Args:
        text: The date, in ISO 8601 or YAML 1.1.

    Returns:
        The date.

    Raises:
        ValueError: If the text is no date.
    """
    match = _YAML.fullmatch(text)
    if match is None or match["hour"] is not None:
        raise ValueError(text)
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def write_timestamp(value: datetime) -> str:
    """Write a timestamp in canonical form: `YYYY-MM-DDTHH:MM:SSZ`, a fraction only if there is one.

    Args:
        value: An aware datetime.

    Returns:
        The text, in UTC.

    Raises:
        OverflowError: If the value in UTC is before year 1 or after year 9999.
    """
    return _CANONICAL.write(value)


def rewrite_timestamp(old: str, value: datetime) -> str:
    """Write a timestamp as another one is written, as far as the value allows.

    Args:
        old: The text of the other one.
        value: An aware datetime.

    Returns:
        The text: same gap, zone, seconds and digits of the fraction where they can hold the value.

    Example:
        >>> rewrite_timestamp("2021-12-10 14:30 -0800", datetime(2022, 1, 1, tzinfo=UTC))
        '2021-12-31 16:00 -0800'
    """
    match = _YAML.fullmatch(old)
    try:
        return (_Spelling.of(match) if match else _CANONICAL).write(value)
    except OverflowError:
        # The zone of the old one may take the value before year 1 or after year 9999.
        return write_timestamp(value)


class _Spelling(NamedTuple):
    """How a timestamp is written.

    Args:
        gap: What stands between date and time; empty for a date alone.
        seconds: Whether it has seconds.
        digits: How many digits its fraction has.
        zone: Its zone with the blanks before it, such as ` -0800`; empty for UTC.
    """

    gap: str
    seconds: bool
    digits: int
    zone: str

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Spelling":
        return cls(
            gap=match["gap"] or "",
            seconds=match["second"] is not None,
            digits=len(match["fraction"] or ""),
            zone=(match["zone_gap"] or "") + (match["zone"] or ""),
        )

    def write(self, value: datetime) -> str:
        local = value.astimezone(_zone(self.zone.strip() or "Z"))
        if not self.gap:
            midnight = not (local.hour or local.minute or local.second or local.microsecond)
            return local.date().isoformat() if midnight else _CANONICAL.write(value)
        seconds = self.seconds or local.second or local.microsecond
        clock = f"{local.hour:02}:{local.minute:02}" + (f":{local.second:02}" if seconds else "")
        return f"{local.date().isoformat()}{self.gap}{clock}{self._fraction(local)}{self.zone}"

    def _fraction(self, value: datetime) -> str:
        digits = f"{value.microsecond:06}".rstrip("0").ljust(self.digits, "0")
        return f".{digits}" if digits else ""


_CANONICAL = _Spelling(gap="T", seconds=True, digits=0, zone="Z")


def _parsed(text: str) -> datetime:
    """Read a timestamp in the zone of its text; a naive one where that has none."""
    match = _YAML.fullmatch(text)
    if match is not None:
        return _from_parts(match)
    return datetime.fromisoformat(text) if _ISO.fullmatch(text) else _unambiguous(text)


def _from_parts(match: re.Match[str]) -> datetime:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if match["hour"] is None:
        return datetime(year, month, day)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    zone = _zone(match["zone"]) if match["zone"] else None
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=zone)


def _writable(value: datetime) -> datetime:
    """Refuse what is before year 1 or after year 9999 in UTC, since it could not be written."""
    if value.year in (1, 9999):
        try:
            value.astimezone(UTC)
        except OverflowError as error:
            raise ValueError(str(error)) from None
    return value


def _zone(text: str) -> timezone:
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text])) if _ZONES[text] else UTC
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if minutes > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if match["sign"] == "-" else offset) if offset else UTC


def _unambiguous(text: str) -> datetime:
    """Read what dateutil reads the same way whichever order of day, month and year it assumes."""
    if len(text) > _LONGEST or _NAMED_OFFSET.search(text):
        raise ValueError(text)
    year_first = _YEAR_FIRST.match(text) is not None
    orders = itertools.product(_DEFAULTS, {False, not year_first}, {True, year_first})
    try:
        readings = {_reading(text, *order) for order in orders}
    except Exception as error:
        # dateutil documents ValueError and OverflowError; on odd texts others escape from its
        # parts.
        raise ValueError(text) from error
    value = readings.pop()
    # A year of two digits is one of this century or the last, depending on the day that it is read.
    if readings or f"{value.year:04}" not in text:
        raise ValueError(text)
    return value


def _reading(text: str, default: datetime, dayfirst: bool, yearfirst: bool) -> datetime:
    # Most timestamps need it not, and it takes as long to import as all the rest.
    from dateutil import parser as dateutil_parser

    return dateutil_parser.parse(
        text, default=default, dayfirst=dayfirst, yearfirst=yearfirst, tzinfos=_named_zone
    )


def _named_zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Answer dateutil's question for a zone; it would ask the machine for names such as CET."""
    if name is None:
        return None if offset is None else timezone(timedelta(seconds=offset))
    zone = _zone(name)
    if offset is not None and timedelta(seconds=offset) != zone.utcoffset(None):
        raise ValueError(name)
    return zone
