"""`parse` takes text or bytes, with or without BOM, and nothing else."""

import io
import os
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from loops import each

from newsfeed import Article, canonicalize, parse

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


READ = "; to read a file, use newsfeed.read(path), or pass path.read_bytes()"
PASS = "; pass its contents: file.read()"


@each(
    "source, found",
    [
        (None, "NoneType"),
        (3, "int"),
        ([], "list"),
        (Path("a.md"), f"{type(Path()).__name__}{READ}"),
        (PurePosixPath("a.md"), f"PurePosixPath{READ}"),
        (io.StringIO(TEXT), f"StringIO{PASS}"),
        (io.BytesIO(TEXT.encode()), f"BytesIO{PASS}"),
    ],
)
@each("function", [parse, canonicalize])
def test_a_source_of_another_type_is_named_with_what_to_do(
    function: Any, source: Any, found: str
) -> None:
    with pytest.raises(TypeError) as caught:
        function(source)
    assert str(caught.value) == f"expected text or bytes, found {found}"


def test_an_entry_of_a_folder_and_an_open_file_are_told_how_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    with os.scandir(tmp_path) as entries, pytest.raises(TypeError, match=r"use newsfeed\.read"):
        parse(next(entries))  # type: ignore[arg-type]
    for mode in ("r", "rb"):
        with (tmp_path / "a.md").open(mode) as file, pytest.raises(TypeError, match=r"file\.read"):
            parse(file)  # type: ignore[arg-type]
