"""What the tests of refusals share."""

from datetime import datetime, timedelta, tzinfo

import pytest

from newsfeed import SerializeError, serialize


def refusal(article: object) -> SerializeError:
    """Serialize what is to be refused."""
    with pytest.raises(SerializeError) as caught:
        serialize(article)
    return caught.value


class Nowhere(tzinfo):
    """A zone whose offset nobody can tell."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        raise LookupError("nowhere")

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _: datetime | None) -> str:
        return "nowhere"

    def __repr__(self) -> str:
        return "Nowhere()"
