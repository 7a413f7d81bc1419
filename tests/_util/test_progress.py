"""Progress: what a terminal shows, and that nothing else gets to see it."""

import io
import sys
from collections.abc import Iterator

import pytest

from newsfeed._util import progress
from newsfeed._util.progress import with_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def in_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Make standard error a terminal; not in a fixture, as pytest sets it again for the test."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return shown


@pytest.fixture
def without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rich", "rich.console", "rich.progress"):
        monkeypatch.setitem(sys.modules, name, None)


def test_nothing_is_shown_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(with_progress(range(1_000), "Reading")) == list(range(1_000))
    assert capsys.readouterr() == ("", "")


def test_nothing_is_shown_for_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = in_terminal(monkeypatch)
    assert list(with_progress(range(499), "Reading", 499)) == list(range(499))
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("total", [None, 1_000])
def test_rich_shows_a_bar(
    monkeypatch: pytest.MonkeyPatch, total: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = in_terminal(monkeypatch)
    pytest.importorskip("rich")
    assert list(with_progress(iter(range(1_000)), "Reading", total)) == list(range(1_000))
    assert "Reading" in terminal.getvalue()
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("without_rich")
def test_without_rich_there_is_a_count_and_then_a_clean_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = in_terminal(monkeypatch)
    monkeypatch.setattr(progress, "_INTERVAL", -1)
    assert list(with_progress(iter(range(1_200)), "Reading")) == list(range(1_200))
    assert "\rReading 1,199" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\n" not in terminal.getvalue()


@pytest.mark.usefixtures("without_rich")
def test_without_rich_a_fast_run_shows_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = in_terminal(monkeypatch)
    assert list(with_progress(iter(range(3)), "Reading")) == [0, 1, 2]
    assert terminal.getvalue() == "\r\x1b[K"


def failing() -> Iterator[int]:
    yield 1
    raise KeyError("two")


@pytest.mark.usefixtures("without_rich")
def test_without_rich_an_error_comes_through_behind_a_clean_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = in_terminal(monkeypatch)
    with pytest.raises(KeyError, match="two"):
        list(with_progress(failing(), "Reading"))
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_with_rich_an_error_comes_through_and_the_cursor_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = in_terminal(monkeypatch)
    pytest.importorskip("rich")
    with pytest.raises(KeyError, match="two"):
        list(with_progress(failing(), "Reading"))
    hidden, shown = terminal.getvalue().rfind("\x1b[?25l"), terminal.getvalue().rfind("\x1b[?25h")
    assert hidden < shown


@pytest.mark.parametrize("package", ["rich", "nothing"])
def test_who_stops_early_leaves_a_clean_line(
    monkeypatch: pytest.MonkeyPatch, package: str, request: pytest.FixtureRequest
) -> None:
    terminal = in_terminal(monkeypatch)
    if package == "nothing":
        request.getfixturevalue("without_rich")
    closed = []

    def items() -> Iterator[int]:
        try:
            yield from range(1_000)
        finally:
            closed.append(True)

    tracking = with_progress(items(), "Reading")
    assert next(tracking) == 0
    tracking.close()  # type: ignore[attr-defined]
    del tracking
    assert closed
    assert terminal.getvalue().endswith(("\x1b[K", "\x1b[2K", "\x1b[?25h", "\r"))


def test_items_are_taken_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = in_terminal(monkeypatch)
    taken = []

    def items() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    tracking = with_progress(items(), "Reading")
    assert terminal.getvalue() == ""
    assert (next(tracking), next(tracking)) == (0, 1)
    assert taken == [0, 1]
    tracking.close()  # type: ignore[attr-defined]


def test_a_program_without_standard_error_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert list(with_progress(range(3), "Reading")) == [0, 1, 2]
