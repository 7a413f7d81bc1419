"""Texts made to hurt a reader. As a program it reads one of them under limits: NAME LOADER."""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsfeed import ParseError, parse
from newsfeed.frontmatter.read.yaml import loaders

MIB = 1 << 20
SECONDS = 20
"""The CPU time that one text may take; the slowest takes three, in PyYAML's own parser."""


class Hostile(NamedTuple):
    """How to make a text, and the limit to read it with."""

    make: Callable[[], str | bytes]
    limit: int = MIB


def block(lines: str) -> str:
    """Put lines between fences, below a title."""
    return f"---\ntitle: Rain\n{lines}\n---\nBody.\n"


def filled(piece: str, size: int = MIB - 100) -> str:
    """Repeat a piece as often as fits."""
    return piece * (size // len(piece))


def numbered(pattern: str, count: int, separator: str = "\n") -> str:
    """Join what a pattern gives for each number."""
    return separator.join(pattern.format(number) for number in range(count))


def bomb(levels: int, width: int) -> str:
    """Write lists of aliases of the lists above them."""
    lists = [
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * width) if i else 'x'}]" for i in range(levels)
    ]
    return "\n".join(lists)


DEEP_KEYS = "".join(f"{{{'k' * 90}{i}: " for i in range(90))

TEXTS = {
    # Depth
    "brackets": Hostile(lambda: block("[" * 100_000)),
    "brackets_in_a_value": Hostile(lambda: block("x: " + "[" * 100_000 + "]" * 100_000)),
    "braces": Hostile(lambda: block("{" * 100_000)),
    "braces_and_brackets": Hostile(lambda: block("x: " + "[{a: " * 50_000)),
    "dashes": Hostile(lambda: block("- " * 50_000)),
    "dashes_in_a_value": Hostile(lambda: block("x:\n" + "- " * 50_000)),
    "question_marks": Hostile(lambda: block("x:\n  " + "? " * 50_000)),
    "levels_of_indentation": Hostile(
        lambda: block("\n".join(f"{' ' * i}a:" for i in range(3_000))), limit=8 * MIB
    ),
    # Aliases
    "alias_bomb_of_ten_levels": Hostile(lambda: block(bomb(10, 10))),
    "alias_bomb_of_two_wide_levels": Hostile(lambda: block(bomb(3, 20_000))),
    "alias_bomb_of_text": Hostile(lambda: block(f"a: &a {'x' * 500_000}\nb: [{'*a,' * 100_000}]")),
    "alias_in_its_own_anchor": Hostile(lambda: block("x: &x [1, {y: *x}]")),
    "merge_of_itself": Hostile(lambda: block("x: &x\n  <<: *x\n  y: 1")),
    "merge_bomb": Hostile(
        lambda: block(
            "a0: &a0 {k: 1}\n"
            + "\n".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 90))
        )
    ),
    "many_anchors": Hostile(lambda: block(f"x: [{numbered('&a{} x', 60_000, ',')}]")),
    # Size
    "million_keys": Hostile(lambda: block(numbered("k{}: 1", 1_000_000))),
    "million_lines_of_comment": Hostile(lambda: block("# rain\n" * 1_000_000)),
    "million_lines_of_comment_allowed": Hostile(
        lambda: block("# rain\n" * 1_000_000), limit=8 * MIB
    ),
    "line_of_ten_megabytes": Hostile(lambda: block("excerpt: " + "x" * 10_000_000)),
    "line_of_ten_megabytes_allowed": Hostile(
        lambda: block("excerpt: " + "x" * 10_000_000), limit=10 * MIB
    ),
    "body_of_fifty_megabytes": Hostile(lambda: block("heat: 1") + "x" * 50_000_000),
    "many_keys": Hostile(lambda: block(numbered("k{}: 1", 60_000))),
    "many_items": Hostile(lambda: block("x:\n" + filled("- \n"))),
    "many_items_in_flow": Hostile(lambda: block(f"x: [{filled('a,')}]")),
    "many_entries_in_flow": Hostile(lambda: block(f"x: {{{numbered('{}', 120_000, ',')}}}")),
    "canonical_list_too_long": Hostile(lambda: f"---\ntopics:\n{filled('  - a' + chr(10))}---\n"),
    "canonical_list_far_too_long": Hostile(
        lambda: f"---\ntopics:\n{filled('  - a' + chr(10), 10 * MIB)}---\n"
    ),
    "many_blank_lines": Hostile(lambda: block(filled("\n"))),
    "many_blanks": Hostile(lambda: block("x:" + filled(" ") + "y")),
    "many_tabs": Hostile(lambda: block("x:" + filled("\t") + "y")),
    "many_carriage_returns": Hostile(lambda: block("x: a" + filled("\r"))),
    "many_line_separators": Hostile(lambda: block("x: a" + filled("\u2028", 500_000))),
    "many_folded_lines": Hostile(lambda: block("x: >\n" + filled("  a\n"))),
    "many_plain_lines": Hostile(lambda: block("x: a\n" + filled("  a\n"))),
    "many_escapes": Hostile(lambda: block(f'x: "{filled(chr(92) + "x41")}"')),
    "many_directives": Hostile(
        lambda: f"---\n{numbered('%TAG !a{}! x', 50_000)}\n--- {{title: Rain}}\n---\n"
    ),
    "no_closing_fence": Hostile(lambda: "---\n" + "--- rain\n" * 1_000_000),
    # Numbers and dates
    "integer_of_many_digits": Hostile(lambda: block("heat: " + "7" * 100_000)),
    "hexadecimal_of_many_digits": Hostile(lambda: block("heat: 0x" + "7" * 1_000_000)),
    "octal_of_many_digits": Hostile(lambda: block("x: 1\nheat: 0" + "7" * 1_000_000)),
    "number_of_many_digits": Hostile(lambda: block("x: ." + "7" * 1_000_000)),
    "fraction_of_many_digits": Hostile(
        lambda: block("publishedDateTime: 2021-01-01T00:00:00." + "1" * 1_000_000)
    ),
    "timestamp_of_many_years": Hostile(lambda: block("publishedDateTime: " + "2021 " * 200_000)),
    # Errors
    "open_quote": Hostile(lambda: block("x: '" + filled("a\n"))),
    "key_without_end": Hostile(lambda: block("k" * 1_000_000 + ": 1")),
    "the_same_key_again": Hostile(lambda: block(filled("k: 1\n", 250_000))),
    "problems_under_long_keys": Hostile(
        lambda: block(f"x: {DEEP_KEYS}[{'!x a,' * 40_000}]{'}' * 90}")
    ),
    "problems_under_a_huge_key": Hostile(
        lambda: block(f"? {'k' * 500_000}\n: [{'!x a,' * 40_000}]")
    ),
    "tags_with_a_long_prefix": Hostile(
        lambda: f"---\n%TAG !e! {'x' * 300_000}\n--- {{x: [{'!e!a b,' * 40_000}]}}\n---\n"
    ),
    "wrong_items": Hostile(lambda: block("related:\n" + "- 1\n" * 90_000)),
    # Bytes
    "bytes_that_are_no_utf_8": Hostile(lambda: b"\xff" * 10_000_000),
    "utf_16": Hostile(lambda: ("---\ntitle: Rain\n---\n" * 200_000).encode("utf-16")),
    "program": Hostile(lambda: b"\x7fELF" + bytes(range(256)) * 10_000),
}


def main(name: str, loader: str) -> None:
    """Read a text with the memory and the time that law 7 allows, and print what comes of it."""
    if loader == "pure":
        loaders.LOADER = loaders.PureLoader
    hostile = TEXTS[name]
    source = hostile.make()
    size = len(source if isinstance(source, bytes) else source.encode())
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + 20 * size + 50 * MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        print(f"an article: {parse(source, limit=hostile.limit).title}")
    except ParseError as error:
        print(error)


if __name__ == "__main__":
    main(*sys.argv[1:])
