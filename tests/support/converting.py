"""`newsfeed convert`, run in this process: that takes no time to start."""

import io
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

import pytest
from command import GOOD, Run

from newsfeed.cli import newsfeed

RICH = """\
---
title: "Tides, \\"moons\\"\\nand 🌊\\r\\n=1+1"
publishedDateTime: 2026-03-14 09:30:00 -0800
quality: 70
published: false
provider: {name: Harbour Post, images: [{url: https://harbour.example/a.png, width: 50}]}
topics: [Sea, "a,b", "é\\""]
images:
  - url: https://harbour.example/1.jpg
  - url: https://harbour.example/2.jpg
related: [{title: Moon}]
mood: {today: calm, since: 2026-03-01}
body: mine
path: /mine
extra: [1]
---
One\rtwo\r\nthree, "four"
@five\t雨
"""
TEXTS = {"a/rich.md": RICH, "b.md": GOOD, "c.md": "---\ntitle: None\n---"}
"""Three articles, the first with a value of every kind."""


def convert(*arguments: str, code: int = 0, stdin: bytes = b"") -> Run:
    """Run `newsfeed convert` in the working folder.

    Args:
        arguments: What stands behind its name.
        code: The exit code that it must have.
        stdin: What it reads.

    Returns:
        What it did.
    """
    out_bytes, err_bytes = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(each, "utf-8", newline="\n") for each in (out_bytes, err_bytes))
    typed = io.TextIOWrapper(io.BytesIO(stdin))
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch("sys.stdin", typed),
        pytest.raises(SystemExit) as ended,
    ):
        newsfeed(["convert", *arguments], prog_name="newsfeed")
    out.flush()
    err.flush()
    shown = err_bytes.getvalue().decode()
    done = Run(int(ended.value.code or 0), out_bytes.getvalue(), shown)
    assert done.code == code, done
    return done
