"""Serialization with the local proof and with the full proof."""

from typing import Any

import pytest

from newsfeed import SerializeError, serialize
from newsfeed.frontmatter import write
from newsfeed.frontmatter.read.canonical import match_canonical, root_pattern
from newsfeed.frontmatter.read.canonical.compare import changed_scalars
from newsfeed.frontmatter.schema import schema_of
from newsfeed.frontmatter.write.patch.local_proof import proven_text


def check_proofs(instance: Any) -> bool:
    """Check that both proofs give one answer; return whether the local one was enough."""
    proven: list[str | None] = []

    def spied(*arguments: Any) -> str | None:
        proven.append(proven_text(*arguments))
        return proven[-1]

    local = answer(instance, spied)
    assert local == answer(instance, lambda *_: None)
    if not any(proven):
        return False
    assert proven == [local]
    pattern = root_pattern(schema_of(type(instance)), local)
    match = match_canonical(pattern, local)
    assert match is not None
    assert changed_scalars(pattern, match, instance) == []
    assert instance.body == local[match.end() :]
    return True


def answer(instance: Any, proof: Any) -> str:
    """The text of an instance, or the message of its refusal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "proven_text", proof)
        try:
            return serialize(instance)
        except SerializeError as error:
            return str(error)
