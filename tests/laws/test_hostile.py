"""Law 7: whatever is in a text, it is an article or a ParseError, in bounded time and memory.

With libyaml every text is read whole. PyYAML's own parser takes ten times as long, so in the quick
profile it reads a part of each, with a part of every limit, and must answer as libyaml does.
"""

import json
import subprocess
import sys
from functools import cache

import hostile
from hypothesis import settings
from loops import each
from paths import CASES

FILES = CASES / "hostile"
PART = 1 if settings.get_current_profile_name() == "thorough" else 16


@cache
def answers(loader: str, part: int) -> dict[str, str]:
    """Read every text in a child of one process, which has imported the library once."""
    run = [sys.executable, hostile.__file__, loader, str(part)]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_every_text_has_an_answer() -> None:
    assert sorted(path.stem for path in FILES.glob("*.txt")) == sorted(hostile.TEXTS)


@each("name", hostile.TEXTS)
def test_a_hostile_text_has_one_answer_within_its_limits(name: str) -> None:
    assert answers("libyaml", 1)[name] == (FILES / f"{name}.txt").read_text(encoding="utf-8")


@each("name", hostile.TEXTS)
def test_both_parsers_give_a_hostile_text_the_same_answer(name: str) -> None:
    found = answers("pure", PART)[name]
    assert found == answers("libyaml", PART)[name]
    assert not found.startswith("no answer")
