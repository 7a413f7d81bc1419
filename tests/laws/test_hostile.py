"""Law 7: whatever is in a text, it is an article or a ParseError, in bounded time and memory."""

import subprocess
import sys

import hostile
import pytest
from paths import CASES

FILES = CASES / "hostile"


def test_every_text_has_an_answer() -> None:
    assert sorted(path.stem for path in FILES.glob("*.txt")) == sorted(hostile.TEXTS)


@pytest.mark.parametrize("loader", ["libyaml", "pure"])
@pytest.mark.parametrize("name", hostile.TEXTS)
def test_a_hostile_text_has_one_answer_within_its_limits(name: str, loader: str) -> None:
    run = [sys.executable, hostile.__file__, name, loader]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (FILES / f"{name}.txt").read_text(encoding="utf-8")
