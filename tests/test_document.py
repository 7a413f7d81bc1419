"""`parse` takes text or bytes, with or without BOM, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from loops import each

from newsfeed import Article, parse

TEXT = "---\ntitle: Rain\nexcerpt: |\n  雨\n  sun\ntopics:\n  - AI\nx: a\n  b\n---\nBody\n"


@pytest.mark.usefixtures("each_loader")
@each("bom", ["", "\ufeff"])
@each("newline", ["\n", "\r\n"])
@each("as_bytes", [False, True])
def test_bytes_byte_order_marks_and_line_ends_change_no_value(
    bom: str, newline: str, as_bytes: bool
) -> None:
    text = bom + TEXT.replace("\n", newline)
    article = parse(text.encode() if as_bytes else text)
    assert article == Article(
        "Rain", excerpt="雨\nsun\n", topics=["AI"], extra={"x": "a b"}, body=f"Body{newline}"
    )
    assert article.source == text
    assert article.path is None


@each(
    "source, found",
    [(None, "NoneType"), (3, "int"), ([], "list"), (Path("a.md"), type(Path()).__name__)],
)
def test_a_source_of_another_type_is_named(source: Any, found: str) -> None:
    with pytest.raises(TypeError) as caught:
        parse(source)
    assert str(caught.value) == f"expected text or bytes, found {found}"
