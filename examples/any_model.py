"""Read a file as a Document, an attrs class, a dataclass and a pydantic model; edit and select."""
# pyright: strict

import datetime
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

import attrs

import newsfeed
from newsfeed.frontmatter import ONE_OR_MANY, As, keys

TEXT = """\
---
title: 'The tide turns early'  # seen from the quay
date: 2026-03-14
tags: sea
mood: calm
layout: post
read-time: 4 min
---
The water came back before noon.
"""


def with_document() -> str:
    """Edit any front matter without a schema: a Document is a mapping of its keys."""
    note = newsfeed.parse(TEXT, model=newsfeed.Document)
    note["tags"] = [note["tags"], "moon"]
    note.rename("mood", "weather")
    return newsfeed.serialize(note)


class Mood(Enum):
    """A field may be an enum, which is written by value."""

    CALM = "calm"
    ROUGH = "rough"


def minutes(text: str) -> datetime.timedelta:
    """Return the duration of a text such as `4 min`; an error has the line and the column."""
    return datetime.timedelta(minutes=int(text.removesuffix(" min")))


def in_minutes(duration: datetime.timedelta) -> str:
    """Return the text of a duration."""
    return f"{duration // datetime.timedelta(minutes=1)} min"


# Any Python type can be written as text.
Minutes = Annotated[datetime.timedelta, As(str, read=minutes, write=in_minutes)]
# `tags: sea` is read as ["sea"].
Tags = Annotated[list[str], ONE_OR_MANY]


@keys("kebab")  # the attribute `read_time` has the key `read-time`
@attrs.define
class AttrsPost:
    """The type hints are the schema."""

    title: str
    # With `import datetime`, a field can have the name `date`.
    date: datetime.date | datetime.datetime | None = None
    tags: Tags = attrs.field(factory=list[str])
    mood: Mood | None = None
    layout: Literal["post", "page"] = "post"
    read_time: Minutes | None = None


def with_attrs() -> str:
    """Edit typed fields: each value has the type of its hint."""
    post = newsfeed.parse(TEXT, model=AttrsPost)
    post.mood = Mood.ROUGH
    post.tags.append("moon")
    post.read_time = datetime.timedelta(minutes=5)
    return newsfeed.serialize(post)


@dataclass
class DataclassPost:
    """A standard dataclass is a model as well; keys without a field stay in the file."""

    title: str
    author: str | list[str] | None = None
    body: str = ""


def with_dataclass() -> str:
    """Add a key and change the text below the front matter."""
    post = newsfeed.parse(TEXT, model=DataclassPost)
    post.author = ["Ada Keeper", "Ben Shore"]
    post.body += "It left again at dusk.\n"
    return newsfeed.serialize(post)


def with_pydantic() -> str:
    """Edit a pydantic model, whose constraints and validators are honored."""
    from pydantic import BaseModel, Field

    class PydanticPost(BaseModel):
        title: str = Field(min_length=3)
        read_time: str = Field(alias="read-time")

    post = newsfeed.parse(TEXT, model=PydanticPost)
    post.title = "The tide turns late"
    return newsfeed.serialize(post)


def with_feed() -> str:
    """Read a folder into any model, select by any field, and check all articles."""
    with TemporaryDirectory() as folder:
        Path(folder, "tide.md").write_text(TEXT, encoding="utf-8")
        posts = newsfeed.Feed.read(folder, model=AttrsPost)  # a Feed[AttrsPost]
        calm = posts.where(mood=Mood.CALM, layout="post").sorted("date")
        problems = calm.check()
        return f"{[post.title for post in calm]}, {len(problems)} problems\n"


def main() -> None:
    """Print the file after each edit."""
    examples = [with_document, with_attrs, with_dataclass, with_feed]
    if find_spec("pydantic"):  # newsfeed does not need it
        examples.append(with_pydantic)
    for example in examples:
        print(f"{example.__name__}:\n{example()}")

    post = AttrsPost("A new file", datetime.date(2026, 3, 15), mood=Mood.CALM)
    print(f"without a file:\n{newsfeed.serialize(post)}", end="")


if __name__ == "__main__":
    main()
