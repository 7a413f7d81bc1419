"""Parse timestamps in the formats that people use, and write new ones in the same format."""

import itertools
import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from .._util.lazy import lazy_pattern

# A timestamp of YAML 1.1 (https://yaml.org/type/timestamp.html). In addition, the seconds may be
# missing, as in ISO 8601, and the zone may be a name, as Ruby writes it.
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
# The part of these that `datetime.fromisoformat` reads in the same way, and four times as fast.
_USUAL = lazy_pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z| ?[-+](?:[01][0-9]|2[0-3]):?[0-5][0-9])?"
)
# The other formats of `datetime.fromisoformat`: basic format, week dates, hours alone, a comma
# before the fraction. Python accepts any character in place of the T; the standard does not.
_ISO = lazy_pattern(r"[0-9W-]{7,10}(?:[T ][0-9:.,]+(?:Z|[-+][0-9:]+)?)?")
_OFFSET = lazy_pattern(r"(?P<sign>[-+])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-5][0-9])?")

# The names of RFC 5322, section 4.3 (obs-zone), UTC, and the zones of the European Union. Others
# are rejected: several, such as BST, have two meanings.
_ZONES = {
    **dict.fromkeys(("UTC", "UT", "GMT", "Z", "z", "WET"), 0),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
    **{"WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3},
}
# Two dates that share no part. If parsing with both gives different results, a part is missing.
_DEFAULTS = (datetime(2001, 1, 1), datetime(2002, 2, 15))
_YEAR_FIRST = lazy_pattern(r"[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9T])")
# `GMT+3` is east of Greenwich in JavaScript, and west of it in POSIX and dateutil.
_NAMED_OFFSET = lazy_pattern(r":[0-9]{2}[ \t]*[A-Z]{2,}[ \t]*[-+][0-9]")
# A date with a month name and a year, after which only a time follows: its numbers have one order.
_MONTH_NAME = lazy_pattern(
    r"(?:[A-Za-z]{3,9}[.,]? )?(?:[A-Za-z]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th)?"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.?),? [0-9]{4}"
    r"(?:,? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[A-Za-z]{1,4}| ?[-+][0-9]{4})?)?"
)
# The maximum length of a timestamp that dateutil parses, which bounds its run time.
_LONGEST = 64

Instant = datetime | date | str
"""A point in time: a date is its first moment, and without a time zone it is in UTC."""


def read_timestamp(text: str) -> datetime:
    """Parse a timestamp in ISO 8601, YAML 1.1 or any unambiguous format, by default in UTC."""
    return _aware(read_untyped_timestamp(text))


def read_untyped_timestamp(text: str) -> datetime:
    """Parse a timestamp as `read_timestamp` does, but without a time zone to a naive datetime."""
    value = _parsed(text)
    if value.year in (1, 9999):
        try:
            _aware(value).astimezone(UTC)  # reject what would be year 0 or 10000 in UTC
        except OverflowError as error:
            raise ValueError(str(error)) from None
    return value


def instant(value: Instant) -> datetime:
    """Return a point in time as an aware datetime."""
    if isinstance(value, str):
        return read_timestamp(value)
    if isinstance(value, datetime):
        return _aware(value)
    if isinstance(value, date):
        return datetime.combine(value, time.min, UTC)
    raise TypeError(f"expected a datetime, a date or a text, found {value!r}")


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def read_date(text: str) -> date:
    """Parse a date in ISO 8601 or YAML 1.1, such as `2021-12-10`, or raise ValueError."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return date.fromisoformat(text)
    match = _YAML.fullmatch(text)
    if match is None or match["hour"] is not None:
        raise ValueError(text)
    return _from_parts(match).date()


def rewrite_timestamp(old: str, value: datetime) -> str:
    """Write a datetime in the format of an old timestamp, such as `2021-12-10 14:30 -0800`."""
    match = _YAML.fullmatch(old)
    if match is not None:
        groups = match.group("gap", "second", "fraction", "zone_gap", "zone")
        gap, second, fraction, *zone = (text or "" for text in groups)
        # In the old time zone the value may be before year 1 or after year 9999.
        with suppress(OverflowError):
            return write_timestamp(value, gap, bool(second), len(fraction), "".join(zone))
    return write_timestamp(value)


def rewrite_with_offset(old: str, value: datetime, implied: timedelta | None = timedelta()) -> str:
    """Write a datetime in the format of an old timestamp, but with its own offset.

    `2021-12-10 14:30 -0800` becomes `2022-01-01 09:05 +0100`. `implied` is the offset of an old
    timestamp without one, or None if that is a naive datetime.
    """
    if value.tzinfo is not None:
        offset = value.replace(tzinfo=UTC) - value.astimezone(UTC)  # raises OverflowError
        if offset % timedelta(minutes=1):
            offset = timedelta()  # YAML has no seconds in offsets
        match = _YAML.fullmatch(old)
        gap, zone = (text or "" for text in match.group("gap", "zone")) if match else ("", "Z")
        if offset != (_zone(zone).utcoffset(None) if zone else implied):
            before = old.removesuffix(zone) if gap else "2021-12-10T14:30:00"
            blank = " " if gap.isspace() and not zone else ""
            old = before + blank + _offset_like(zone, offset)
    return rewrite_timestamp(old, value)


def _offset_like(old: str, offset: timedelta) -> str:
    """Write an offset like an old one, such as `-0800` or `-8`; in place of a name, as `-08:00`."""
    text = str(timezone(offset))[3:] or "+00:00"  # without the `UTC` of `UTC-08:00`
    if not old.startswith(("+", "-")):
        return text if offset else "Z"
    if ":" not in old:
        text = text.replace(":", "") if len(old) > 3 else text.removesuffix(":00")
    return text[0] + text[1:].removeprefix("0") if len(old) == 2 else text


def write_timestamp(
    value: datetime, gap: str = "T", seconds: bool = True, digits: int = 0, zone: str = "Z"
) -> str:
    """Write a datetime, by default in canonical form: `2021-12-10T14:30:00Z`, with any fraction."""
    is_naive = value.tzinfo is None
    local = value if is_naive else value.astimezone(_zone(zone.strip() or "Z"))
    if not gap:  # without a time, if it is midnight
        return local.date().isoformat() if local.time() == time.min else write_timestamp(value)
    seconds = seconds or bool(local.second or local.microsecond)
    clock = local.time().isoformat("seconds" if seconds else "minutes")
    fraction = f"{local.microsecond:06}".rstrip("0").ljust(digits, "0")
    point = "." if fraction else ""
    return f"{local.date().isoformat()}{gap}{clock}{point}{fraction}{'' if is_naive else zone}"


def _parsed(text: str) -> datetime:
    """Parse a timestamp; the datetime is naive if the text has no time zone."""
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        return datetime.fromisoformat(text[:19] + text[19:].lstrip(" "))
    match = _YAML.fullmatch(text)
    if match is not None:
        return _from_parts(match)
    return datetime.fromisoformat(text) if _ISO.fullmatch(text) else _unambiguous(text)


def _from_parts(match: re.Match[str]) -> datetime:
    names = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(match[name] or 0) for name in names)
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    zone = _zone(match["zone"]) if match["zone"] else None
    return datetime(year, month, day, hour, minute, second, microsecond, zone)


@lru_cache(maxsize=256)
def _zone(text: str) -> timezone:
    """Return the time zone with a name or an offset such as `-0800`, `-08:00` or `-8`."""
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text]))
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-offset if match["sign"] == "-" else offset)


def _unambiguous(text: str) -> datetime:
    """Parse a timestamp that has one value for dateutil in any order of day, month and year."""
    if len(text) > _LONGEST or _NAMED_OFFSET.search(text):
        raise ValueError(text)
    year_first = _YEAR_FIRST.match(text) is not None
    days, years = {False, not year_first}, {True, year_first}
    if _MONTH_NAME.fullmatch(text):
        days = years = {False}
    orders = itertools.product(_DEFAULTS, days, years)
    try:
        # Importing dateutil takes some 20 ms, and few timestamps need it.
        from dateutil import parser

        readings = {
            parser.parse(text, default=default, dayfirst=day, yearfirst=year, tzinfos=_named_zone)
            for default, day, year in orders
        }
    except Exception as error:
        # dateutil documents ValueError and OverflowError, but also raises others.
        raise ValueError(text) from error
    value = readings.pop()
    # The century of a two-digit year depends on the day on which it is parsed.
    if readings or f"{value.year:04}" not in text:
        raise ValueError(text)
    return value


def _named_zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Return the time zone of a name or offset in seconds, as a callback of dateutil."""
    # Without it, dateutil would look up names such as CET in the system.
    if name is None:
        return None if offset is None else timezone(timedelta(seconds=offset))
    zone = _zone(name)
    if offset is not None and timedelta(seconds=offset) != zone.utcoffset(None):
        raise ValueError(name)
    return zone
