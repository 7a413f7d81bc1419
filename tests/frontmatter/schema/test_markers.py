"""Markers that are used in a wrong way: a TypeError that names the field."""

from typing import Annotated, Any

import attrs
import pytest
from loops import each

from newsfeed import parse
from newsfeed.frontmatter import As, Key


def model_of(hint: Any) -> type[Any]:
    """Return a model with one field."""
    return attrs.make_class("Note", {"title": attrs.field(type=hint)})


@each("marker", [Key, As])
def test_a_marker_without_its_arguments_is_a_type_error(marker: Any) -> None:
    model = model_of(Annotated[str, marker])
    with pytest.raises(TypeError, match=rf"^Note\.title: {marker.__name__} is without its arg"):
        parse("---\n---\n", model=model)


@each("key", [3, None, ""])
def test_a_key_that_is_no_text_is_a_type_error(key: Any) -> None:
    model = model_of(Annotated[str, Key(key)])
    with pytest.raises(TypeError, match=rf"^Note\.title: expected text as key, found {key!r}$"):
        parse("---\n---\n", model=model)
