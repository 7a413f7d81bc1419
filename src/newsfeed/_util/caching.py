"""Caches that are collected together with what they belong to."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Owner = TypeVar("Owner")
Result = TypeVar("Result")


def cached_in_owner(function: Callable[[Owner], Result]) -> Callable[[Owner], Result]:
    """Cache the result of a function of one object as an attribute of that object."""
    # `functools.cache` would keep the object, and the model class behind it, forever.
    attribute = f"_{function.__name__}"

    @wraps(function)
    def cached(owner: Any) -> Any:
        if attribute not in owner.__dict__:
            owner.__dict__[attribute] = function(owner)
        return owner.__dict__[attribute]

    return cached
