"""Conversion of model instances and field values to JSON data."""

import math
from datetime import date, datetime
from typing import Any

from ..frontmatter.pairs import pairs_of
from ..frontmatter.schema import is_model, schema_of
from ..frontmatter.timestamps import write_timestamp


def as_data(value: Any) -> Any:
    """Convert a model instance or a field value to JSON data, without the absent fields."""
    if is_model(type(value)):
        pairs = pairs_of(schema_of(type(value)).type, value)
        return {key: as_data(pair.value) for key, pair in pairs.items()}
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_data(each) for each in value]
    if isinstance(value, datetime):
        return write_timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    # JSON has no NaN and no infinity (RFC 8259, section 6), so these become strings.
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
