"""`newsfeed convert`, and articles to convert."""

from command import GOOD, Run, run

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
    """Run `newsfeed convert` in the working folder, as `run` does."""
    return run("convert", *arguments, code=code, stdin=stdin)
