"""Try the laws on inputs that a coverage-guided fuzzer makes: see `make fuzz`."""

import sys
from pathlib import Path
from random import Random

import atheris

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "support")]

with atheris.instrument_imports(include=["newsfeed"], enable_loader_override=False):
    # What is imported only where it is needed would not be instrumented.
    from edits import Chooser
    from laws import check

    import newsfeed.frontmatter.write  # noqa: F401

CHOICES = 64
INDENTS = [b"", b"  ", b"    ", b"- ", b"  - ", b"# "]


def corpus(folder: Path) -> None:
    """Lay the texts of the case files and of the examples out as the first inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*ROOT.glob("tests/cases/**/*.md"), *ROOT.glob("examples/**/*.md")]:
        name = "-".join(path.relative_to(ROOT).parts)
        (folder / name).write_bytes(path.read_bytes() + bytes(CHOICES))


def parts(data: bytes) -> tuple[bytes, bytes]:
    """Split an input: the file, and the bytes that choose the edits."""
    split = max(0, len(data) - CHOICES)
    return data[:split], data[split:]


def one_input(data: bytes) -> None:
    """Hold the laws on an input."""
    text, choices = parts(data)
    provider = atheris.FuzzedDataProvider(choices)
    check(text, Chooser(provider.ConsumeIntInRange, provider.ConsumeUnicodeNoSurrogates))


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """Change bytes anywhere, or lines, after which more texts are still YAML."""
    rng = Random(seed)
    text, choices = parts(data)
    lines = text.splitlines(keepends=True)
    if len(lines) < 3 or rng.random() < 0.25:
        return bytes(atheris.Mutate(data, longest))
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    change = rng.randrange(4)
    if change == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif change == 1:
        lines.insert(one, lines[other])
    elif change == 2:
        del lines[one]
    else:
        lines[one] = rng.choice(INDENTS) + lines[one].lstrip()
    return (b"".join(lines) + bytes(atheris.Mutate(choices, CHOICES)).ljust(CHOICES))[-longest:]


if __name__ == "__main__":
    corpus(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one_input, custom_mutator=mutated)
    atheris.Fuzz()
