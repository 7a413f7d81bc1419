"""Packages that only some need: what is said when one is not there."""

import sys
from pathlib import Path

import pytest

from newsfeed._util.extras import import_extra


def test_what_is_installed_is_imported() -> None:
    import json.decoder

    assert import_extra("json.decoder", "arrow", "to_arrow") is json.decoder


@pytest.mark.parametrize("module", ["absent_package", "absent_package.deep.down"])
def test_the_error_is_the_line_that_installs_it(module: str) -> None:
    with pytest.raises(ImportError) as caught:
        import_extra(module, "polars", "to_polars")
    first, line = str(caught.value).split("\n")
    assert first == "to_polars needs absent_package, which is not installed. Install it with"
    assert line == "    pip install 'newsfeed-frontmatter[polars]'"
    assert caught.value.name == "absent_package"
    assert caught.value.__suppress_context__


def test_what_an_installed_package_lacks_is_named_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "present_package.py").write_text("import absent_below.deep\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError, match="to_pandas needs absent_below, which"):
        import_extra("present_package", "pandas", "to_pandas")
    assert "present_package" not in sys.modules


def test_another_error_of_an_installed_package_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_package.py").write_text("from json import absent_name\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError, match="cannot import name 'absent_name'"):
        import_extra("broken_package", "pandas", "to_pandas")


def test_a_package_that_was_taken_away_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "fsspec.core", raising=False)
    with pytest.raises(ImportError, match=r"needs fsspec, .*\n.*\[remote\]"):
        import_extra("fsspec.core", "remote", "reading from a URL")
