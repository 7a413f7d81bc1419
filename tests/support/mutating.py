"""Front matter changed at random, so that much of it is still YAML as people write it."""

from random import Random

from newsfeed.frontmatter.text.delimiters import split_text

_PIECES: list[str] = [
    *" \n#'\"[]{},:&*!|>%@`\\?.=~-\t1aé\x85\u2028\ufeff",
    *("- ", ": ", " #", "''", '\\"', "[a, b]", "{a: b}", "|\n", ">-\n", "---", "...", "\r\n"),
    *("\n\n", "\n   \n", "\n- ", "\n  ", "\n    - x: 1\n", "key: v\n", "  key: v\n", "# c\n"),
    *("<<: ", "null", "? ", "!!str ", "\\n", "\\x41", " \n", "'a'", '"b"', ",\n", "\n "),
]
_INDENTS = ["", " ", "  ", "    ", "- ", "  - ", "#"]


def block_of(text: str) -> str:
    """Return the lines between the delimiters, with LF but without the last one."""
    parts = split_text(text)
    return text[parts.block : parts.closing].replace("\r\n", "\n").removesuffix("\n")


def mutated(rng: Random, blocks: list[str]) -> str:
    """Return a document with one of the blocks, changed a little."""
    block = rng.choice(blocks)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        block = _other_lines(rng, block, blocks) if rng.random() < 0.5 else _other_text(rng, block)
    text = f"---\n{block}\n---\nBody\n"
    return text.replace("\n", "\r\n") if rng.random() < 0.1 else text


def _other_text(rng: Random, block: str) -> str:
    """Insert a piece, in place of up to three characters."""
    start = rng.randint(0, len(block))
    return block[:start] + rng.choice([*_PIECES, ""]) + block[start + rng.choice([0, 0, 1, 3]) :]


def _other_lines(rng: Random, block: str, blocks: list[str]) -> str:
    """Insert, repeat, remove or indent lines."""
    lines, others = block.split("\n"), rng.choice(blocks).split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(others))
    found = [
        [*others[other : other + rng.randint(1, 4)], lines[at]],
        [lines[at], rng.choice(lines), lines[at]],
        [],
        [rng.choice(lines), lines[at]],
        [rng.choice(_INDENTS) + lines[at].lstrip(" ")],
    ]
    return "\n".join([*lines[:at], *rng.choice(found), *lines[at + 1 :]])
