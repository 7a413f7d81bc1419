"""Texts made to hurt a reader. As a program it reads them under limits: LOADER PART."""

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsfeed import ParseError, parse
from newsfeed.frontmatter import limits
from newsfeed.frontmatter.read.yaml import loaders

MIB = 1 << 20
MEMORY = 50 * MIB
"""The memory that reading a text may take, beside 20 times the size of the text."""
SECONDS = 20
"""The CPU time that one text may take; the slowest takes three, in PyYAML's own parser."""
FEWEST_SECONDS = 4
"""The CPU time for a part of a text, on a slow machine."""

ENTRIES_SIZE = 100_000
"""The size of front matter that the entry reader reads, with a little less than it may have."""


class Hostile(NamedTuple):
    """How to make a text, and the limit to read it with.

    Args:
        make: Makes the text, or one of so many parts of it.
        limit: The limit to read the whole text with.
        whole: Whether only the whole text is so long that what is quadratic is too slow.
    """

    make: Callable[[int], str | bytes]
    limit: int = MIB
    whole: bool = False


def block(lines: str) -> str:
    """Put lines between fences, below a title."""
    return f"---\ntitle: Rain\n{lines}\n---\nBody.\n"


def filled(piece: str, size: int) -> str:
    """Repeat a piece as often as fits."""
    return piece * (size // len(piece))


def most(part: int) -> int:
    """Return the size of what fits into a block of the default limit, or of a part of it."""
    return MIB // part - 100


def numbered(pattern: str, count: int, separator: str = "\n") -> str:
    """Join what a pattern gives for each number."""
    return separator.join(pattern.format(number) for number in range(count))


def bomb(levels: int, width: int) -> str:
    """Write lists of aliases of the lists above them."""
    lists = [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * width) if i else 'x'}]" for i in range(levels)
    ]
    return "\n".join(lists)


def indented(levels: int) -> str:
    """Write a key below every key, each one blank deeper."""
    return "\n".join(f"{' ' * i}a:" for i in range(levels))


def merges(count: int) -> str:
    """Write mappings of which each merges the one above it twice."""
    merged = [f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, count)]
    return "\n".join(["a0: &a0 {k: 1}", *merged])


def entries(length: int, part: int) -> int:
    """Return how many lines of a length fit into what the entry reader reads, or into a part."""
    return ENTRIES_SIZE // length // part


def spaces_in_quotes(part: int) -> str:
    """Write a text in quotes with many spaces in one of its lines."""
    return f'y: "a{filled(" ", ENTRIES_SIZE // 3 // part)}b\n  c"'


DEEP_KEYS = "".join(f"{{{'k' * 90}{i}: " for i in range(90))

DEPTH = {
    "brackets": Hostile(lambda n: block("[" * (100_000 // n))),
    "brackets_in_a_value": Hostile(
        lambda n: block("x: " + "[" * (100_000 // n) + "]" * (100_000 // n))
    ),
    "braces": Hostile(lambda n: block("{" * (100_000 // n))),
    "braces_and_brackets": Hostile(lambda n: block("x: " + "[{a: " * (50_000 // n))),
    "dashes": Hostile(lambda n: block("- " * (50_000 // n))),
    "dashes_in_a_value": Hostile(lambda n: block("x:\n" + "- " * (50_000 // n))),
    "question_marks": Hostile(lambda n: block("x:\n  " + "? " * (50_000 // n))),
    "levels_of_indentation": Hostile(lambda n: block(indented(3_000 // n)), limit=8 * MIB),
}

ALIASES = {
    "alias_bomb_of_ten_levels": Hostile(lambda _: block(bomb(10, 10))),
    "alias_bomb_of_two_wide_levels": Hostile(lambda n: block(bomb(3, 20_000 // n))),
    "alias_bomb_of_text": Hostile(
        lambda n: block(f"a: &a {'x' * (500_000 // n)}\nb: [{'*a,' * (100_000 // n)}]")
    ),
    "alias_in_its_own_anchor": Hostile(lambda _: block("x: &x [1, {y: *x}]")),
    "merge_of_itself": Hostile(lambda _: block("x: &x\n  <<: *x\n  y: 1")),
    "merge_bomb": Hostile(lambda _: block(merges(90))),
    "many_anchors": Hostile(lambda n: block(f"x: [{numbered('&a{} x', 60_000 // n, ',')}]")),
}

SIZE = {
    "million_keys": Hostile(lambda n: block(numbered("k{}: 1", 1_000_000 // n))),
    "million_lines_of_comment": Hostile(lambda n: block("# rain\n" * (1_000_000 // n))),
    "million_lines_of_comment_allowed": Hostile(
        lambda n: block("# rain\n" * (1_000_000 // n)), limit=8 * MIB
    ),
    "line_of_ten_megabytes": Hostile(lambda n: block("excerpt: " + "x" * (10_000_000 // n))),
    "line_of_ten_megabytes_allowed": Hostile(
        lambda n: block("excerpt: " + "x" * (10_000_000 // n)), limit=10 * MIB
    ),
    "body_of_fifty_megabytes": Hostile(lambda n: block("heat: 1") + "x" * (50_000_000 // n)),
    "many_keys": Hostile(lambda n: block(numbered("k{}: 1", 60_000 // n))),
    "many_items": Hostile(lambda n: block("x:\n" + filled("- \n", most(n)))),
    "many_items_in_flow": Hostile(lambda n: block(f"x: [{filled('a,', most(n))}]")),
    "many_entries_in_flow": Hostile(lambda n: block(f"x: {{{numbered('{}', 120_000 // n, ',')}}}")),
    "canonical_list_too_long": Hostile(
        lambda n: f"---\ntopics:\n{filled('  - a' + chr(10), most(n))}---\n"
    ),
    "canonical_list_far_too_long": Hostile(
        lambda n: f"---\ntopics:\n{filled('  - a' + chr(10), 10 * MIB // n)}---\n"
    ),
    "many_blank_lines": Hostile(lambda n: block(filled("\n", most(n)))),
    "many_blanks": Hostile(lambda n: block("x:" + filled(" ", most(n)) + "y")),
    "many_tabs": Hostile(lambda n: block("x:" + filled("\t", most(n)) + "y")),
    "many_carriage_returns": Hostile(lambda n: block("x: a" + filled("\r", most(n)))),
    "many_line_separators": Hostile(lambda n: block("x: a" + filled("\u2028", 500_000 // n))),
    "many_folded_lines": Hostile(lambda n: block("x: >\n" + filled("  a\n", most(n)))),
    "many_plain_lines": Hostile(lambda n: block("x: a\n" + filled("  a\n", most(n)))),
    "many_escapes": Hostile(lambda n: block(f'x: "{filled(chr(92) + "x41", most(n))}"')),
    "many_directives": Hostile(
        lambda n: f"---\n{numbered('%TAG !a{}! x', 50_000 // n)}\n--- {{title: Rain}}\n---\n"
    ),
    "no_closing_fence": Hostile(lambda n: "---\n" + "--- rain\n" * (1_000_000 // n)),
}

SCALARS = {
    "integer_of_many_digits": Hostile(lambda n: block("heat: " + "7" * (100_000 // n))),
    "hexadecimal_of_many_digits": Hostile(lambda n: block("heat: 0x" + "7" * (1_000_000 // n))),
    "octal_of_many_digits": Hostile(lambda n: block("x: 1\nheat: 0" + "7" * (1_000_000 // n))),
    "number_of_many_digits": Hostile(lambda n: block("x: ." + "7" * (1_000_000 // n))),
    "fraction_of_many_digits": Hostile(
        lambda n: block("publishedDateTime: 2021-01-01T00:00:00." + "1" * (1_000_000 // n))
    ),
    "timestamp_of_many_years": Hostile(
        lambda n: block("publishedDateTime: " + "2021 " * (200_000 // n)), whole=True
    ),
}

ERRORS = {
    "open_quote": Hostile(lambda n: block("x: '" + filled("a\n", 250_000 // n))),
    "key_without_end": Hostile(lambda n: block("k" * (1_000_000 // n) + ": 1")),
    "the_same_key_again": Hostile(lambda n: block(filled("k: 1\n", 250_000 // n))),
    "problems_under_long_keys": Hostile(
        lambda n: block(f"x: {DEEP_KEYS}[{'!!x a,' * (40_000 // n)}]{'}' * 90}")
    ),
    "problems_under_a_huge_key": Hostile(
        lambda n: block(f"? {'k' * (200_000 // n)}\n: [{'!!x a,' * (40_000 // n)}]")
    ),
    "tags_with_a_long_prefix": Hostile(
        lambda n: (
            f"---\n%TAG !e! {'x' * (300_000 // n)}\n--- {{x: [{'!e!a b,' * (40_000 // n)}]}}\n---\n"
        )
    ),
    "wrong_items": Hostile(lambda n: block("related:\n" + "- 1\n" * (90_000 // n))),
}

ENTRIES = {
    "open_quotes_at_many_keys": Hostile(lambda n: block(numbered("k{}: '", entries(9, n)))),
    "open_double_quotes_at_many_keys": Hostile(lambda n: block(numbered('k{}: "', entries(9, n)))),
    "escaped_quotes_at_many_keys": Hostile(lambda n: block(numbered('k{}: "\\"', entries(11, n)))),
    "quotes_in_brackets_at_many_keys": Hostile(
        lambda n: block(numbered("k{}: [', \"", entries(13, n)))
    ),
    "open_brackets_at_many_keys": Hostile(lambda n: block(numbered("k{}: [a", entries(10, n)))),
    "open_braces_and_quotes_at_many_keys": Hostile(
        lambda n: block(numbered("k{}: {{'a': [\"b", entries(17, n)))
    ),
    "open_quote_before_many_pairs_of_quotes": Hostile(
        lambda n: block("x: '\n" + numbered("k{}: ''", entries(11, n)))
    ),
    "open_bracket_above_many_keys": Hostile(
        lambda n: block("x: [\n" + numbered("k{}: a", entries(10, n)))
    ),
    "many_comments_below_a_key": Hostile(
        lambda n: block("x:\n" + filled("  # a\n", ENTRIES_SIZE // n) + "  - b")
    ),
    "many_comments_between_items": Hostile(
        lambda n: block("x:\n" + filled("- a\n  # b\n# c\n", ENTRIES_SIZE // n))
    ),
    "many_comments_at_depth": Hostile(
        lambda n: block(f"{indented(60)}\n{filled(' ' * 60 + '# b' + chr(10), ENTRIES_SIZE // n)}")
    ),
    "many_keys_at_depth": Hostile(
        lambda n: block(f"{indented(60)}\n{numbered(' ' * 60 + 'k{}: b', entries(70, n))}")
    ),
    "many_items_at_depth": Hostile(
        lambda n: block(
            f"x:\n{'- ' * 30}a\n{filled(' ' * 58 + '- a' + chr(10), ENTRIES_SIZE // n)}"
        )
    ),
    "many_dashes_on_a_line": Hostile(lambda n: block(f"x:\n{filled('- ', ENTRIES_SIZE // n)}a")),
    "many_spaces_after_a_value": Hostile(
        lambda n: block(
            f"x: a{filled(' ', ENTRIES_SIZE // 2 // n)}\ny: 'b'{filled(' #', 9_000 // n)}"
        )
    ),
    "many_spaces_in_lines_of_text": Hostile(
        lambda n: block(f"x: a{filled(' ', ENTRIES_SIZE // 2 // n)}b\n  c\n" + spaces_in_quotes(n))
    ),
    "many_lines_of_spaces": Hostile(
        lambda n: block("x: a\n" + filled(f"{' ' * 70}\n", ENTRIES_SIZE // n) + "  b")
    ),
    "many_spaces_before_a_colon": Hostile(lambda n: block(f"x{filled(' ', ENTRIES_SIZE // n)}: a")),
    "many_colons_in_a_key": Hostile(lambda n: block(filled("a:", ENTRIES_SIZE // n) + " b")),
    "long_key_in_quotes": Hostile(lambda n: block(f"'{filled('k', ENTRIES_SIZE // n)}': a")),
    "many_escapes_and_breaks": Hostile(
        lambda n: block(f'x: "{filled(chr(92) + "x41 " + chr(10), ENTRIES_SIZE // n)}"')
    ),
    "many_pairs_in_flow": Hostile(
        lambda n: block(f"x: {{{numbered('k{}: 1', entries(11, n), ', ')}}}")
    ),
    "many_flow_collections": Hostile(
        lambda n: block(f"x: [{filled('[a], {b: c}, ', ENTRIES_SIZE // n)}]")
    ),
}

BYTES = {
    "bytes_that_are_no_utf_8": Hostile(lambda n: b"\xff" * (10_000_000 // n)),
    "utf_16": Hostile(lambda n: ("---\ntitle: Rain\n---\n" * (200_000 // n)).encode("utf-16")),
    "program": Hostile(lambda n: b"\x7fELF" + bytes(range(256)) * (10_000 // n)),
}

TEXTS = {**DEPTH, **ALIASES, **SIZE, **SCALARS, **ERRORS, **ENTRIES, **BYTES}


def main(loader: str, part: int) -> None:
    """Read the texts in children of this process, and print the answers as JSON."""
    if loader == "pure":
        loaders.LOADER = loaders.PureLoader
    for warm_up in "---\ntitle: Rain # why\n---\n", "---\ntitle: [Rain\n---\n":
        answer(warm_up, MIB)  # what is imported for the first text is no memory of that text
    answers = {name: read(hostile, 1 if hostile.whole else part) for name, hostile in TEXTS.items()}
    print(json.dumps(answers))


def read(hostile: Hostile, part: int) -> str:
    """Read a text in a child, which cannot take more than law 7 allows; return its answer."""
    output, written = os.pipe()
    child = os.fork()
    if not child:
        source = hostile.make(part)
        limits.LIMIT //= part
        restrict(len(source if isinstance(source, bytes) else source.encode()), part)
        os.write(written, answer(source, hostile.limit // part).encode())
        os._exit(0)
    os.close(written)
    with os.fdopen(output, "rb") as file:
        found = file.read().decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return found if code == 0 else f"no answer: the child ended with {code}"


def restrict(size: int, part: int) -> None:
    """Limit the memory and the CPU time of this process from now on."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    memory = pages * resource.getpagesize() + 20 * size + MEMORY // part
    seconds = max(SECONDS // part, FEWEST_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def answer(source: str | bytes, limit: int) -> str:
    """Return what comes of a text."""
    try:
        return f"an article: {parse(source, limit=limit).title}\n"
    except ParseError as error:
        return f"{error}\n"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
