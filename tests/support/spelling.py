"""Front matter as people write it by hand: an article in any style of YAML."""

import copy
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st
from strategies import _ORIGIN, articles, exact, is_collection, key_of, plain_data

from newsfeed import Article


class Foreign(NamedTuple):
    """A text as people write them, and the article that it is.

    Args:
        text: The whole text.
        article: What it says, written down while the text was made.
        anchored: Whether the text holds an anchor.
        block_root: Whether its top level is lines of keys, not one flow mapping.
    """

    text: str
    article: Article
    anchored: bool
    block_root: bool


@st.composite
def foreign_texts(draw: st.DrawFn) -> Foreign:
    """Texts that spell an article in any of the ways that YAML has."""
    article = draw(articles())
    rng = draw(st.randoms(use_true_random=True))
    return spell(article, rng)


def spell(article: Article, rng: Random) -> Foreign:
    """Spell an article by hand."""
    scribe = _Scribe(rng)
    article = copy.deepcopy(article)
    is_flow = rng.random() < 0.04
    block = scribe.root(article, is_flow=is_flow)
    if rng.random() < 0.25:
        block = block.replace("\n", "\r\n")
    ending = "\r\n" if "\r\n" in block else "\n"
    fence = rng.choice(["---", "---", "---", "..."]) + rng.choice(["", "", "", " ", "\t "])
    final = "" if article.body == "" and rng.random() < 0.5 else ending
    opening = rng.choice(["", "", "", "\ufeff"]) + "---" + rng.choice(["", "", "", "  "]) + ending
    text = opening + block + fence + final + article.body
    return Foreign(text, article, scribe.anchored, not is_flow)


_SAFE = re.compile(r"[A-Za-zé日本語][\w./%&'@+-]*(?:(?::(?=[\w/])|#)[\w./%&'@+-]+)*")
_NULLS = {"null", "Null", "NULL"}
_RESOLVED = {"true", "True", "TRUE", "false", "False", "FALSE"}
# Words that PyYAML gives another type, and that this library reads as they stand.
_AS_WRITTEN = {"NO", "no", "on", "y", "Yes", "10:00", "1:2:3", "0123", "1_000", "1e3"}
_RAW = re.compile(
    "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NAMED = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", " ": " ", '"': '"', "\\": "\\", "\x85": "N", "\xa0": "_",
    "\u2028": "L", "\u2029": "P", "/": "/",
}  # fmt: skip
_DEEP = 12


class _Scribe:
    """Writes values in styles drawn at random; `self.kept` holds while blank lines would count."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.anchored = False
        self.anchors: list[tuple[str, Any, Any]] = []
        self.named = 0
        self.noisy = rng.random() < 0.7
        self.quirky = rng.random() < 0.6
        self.flowing = rng.choice([0.0, 0.1, 0.4])
        self.sharing = rng.choice([0.0, 0.0, 0.0, 0.3])
        self.dash = rng.choice([0, 2, 2, 4])
        self.step = rng.choice([2, 2, 4, 1, 3])
        self.after_scalar = False
        self.kept = False

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # Documents and collections in lines.

    def root(self, article: Article, *, is_flow: bool) -> str:
        pairs = self.pairs_of(article)
        if is_flow:
            return f"{self.noise(0)}{self.flow_mapping(pairs, 0)}{self.beside()}\n{self.noise(0)}"
        text = "".join(self.entry(key, value, typed, 0) for key, value, typed in pairs)
        return text + self.noise(0)

    def pairs_of(self, record: Any) -> list[tuple[str, Any, bool]]:
        """List key, value and whether the key is known, in an order that extra takes as well."""
        pairs = []
        for each in attrs.fields(type(record)):
            value = getattr(record, each.name)
            if each.name in {"extra", "body", *_ORIGIN}:
                continue
            if (value is not None and value != []) or self.chance(0.05):
                pairs.append((key_of(each.name), value, True))
        pairs += [(key, value, False) for key, value in record.extra.items()]
        if self.chance(0.5):
            self.rng.shuffle(pairs)
        record.extra = {key: value for key, value, typed in pairs if not typed}
        return pairs

    def noise(self, indent: int) -> str:
        """Blank lines and comments that may stand before an entry."""
        if not self.noisy:
            return ""
        lines = ""
        while self.chance(0.25):
            if self.chance(0.5):
                if self.kept:
                    continue
                lines += "\n" if self.after_scalar else self.rng.choice(["\n", "\n", "  \n"])
            else:
                deeper = 0 if self.after_scalar else self.rng.choice([0, 0, 0, 1, 4])
                lines += " " * (indent + deeper) + self.comment() + "\n"
                self.kept = False
        return lines

    def comment(self) -> str:
        self.named += 1
        return f"# c{self.named}" + self.rng.choice(
            ["", " key: value", " it's {[\"", " é #", " - "]
        )

    def beside(self, *, tabs: bool = False) -> str:
        """Blanks and a comment at the end of a line; neither parser takes tabs in every place."""
        if not self.noisy or self.chance(0.7):
            return ""
        gaps = [" ", "  ", "\t"] if tabs else [" ", "  "]
        return self.rng.choice(gaps) + self.rng.choice(["", self.comment()])

    def entry(self, key: str, value: Any, typed: bool, indent: int) -> str:
        lead = self.noise(indent) + " " * indent
        return self.inline_entry(key, value, typed, indent, lead)

    def inline_entry(self, key: str, value: Any, typed: bool, indent: int, lead: str) -> str:
        name = self.key(key)
        colon = self.rng.choice([":", ":", ":", " :"])
        if self.quirky and self.chance(0.03):
            return f"{lead}? {name}{self.beside()}\n{' ' * indent}:" + self.valued(
                value, typed, indent, is_item=False
            )
        return f"{lead}{name}{colon}" + self.valued(value, typed, indent, is_item=False)

    def item(self, value: Any, typed: bool, indent: int) -> str:
        lead = self.noise(indent) + " " * indent + "-"
        return lead + self.valued(value, typed, indent, is_item=True)

    def valued(self, value: Any, typed: bool, indent: int, *, is_item: bool) -> str:
        """Write what follows a colon or a dash, its line end included."""
        alias = self.alias(value, typed)
        if alias:
            return self.ended(f" {alias} ".rstrip() if self.chance(0.5) else f" {alias}")
        anchor = self.anchor(value, typed)
        if is_collection(value) and not self.chance(self.flowing):
            return self.lines(value, typed, indent, anchor, is_item=is_item)
        gap = " " if anchor or self.chance(0.9) else "  "
        if is_collection(value) or value in ([], {}):
            return self.ended(f"{anchor}{gap}{self.flow(value, typed, indent + 1)}")
        if isinstance(value, str) and self.chance(0.25):
            block = self.block_scalar(value, indent)
            if block:
                return f"{anchor}{gap}{block}"
        text = self.scalar(value, typed, flow=False, indent=indent)
        return self.ended(f"{anchor}{gap}{text}" if text else anchor)

    def ended(self, text: str) -> str:
        self.after_scalar = self.kept = False
        return f"{text}{self.beside(tabs=bool(text.strip()))}\n"

    def lines(self, value: Any, typed: bool, indent: int, anchor: str, *, is_item: bool) -> str:
        self.after_scalar = self.kept = False
        if isinstance(value, list):
            inner = indent + (max(self.dash, 2) if is_item else self.dash)
            if is_item and not anchor and self.quirky and self.chance(0.2):
                head, *rest = value
                first = f"{' ' * (inner - indent - 1)}-" + self.valued(
                    head, typed, inner, is_item=True
                )
                return first + "".join(self.item(each, typed, inner) for each in rest)
            body = "".join(self.item(each, typed, inner) for each in value)
            return f"{anchor}{self.beside()}\n{body}"
        pairs, merge = self.merged(value, typed)
        if is_item and not anchor and self.chance(0.8):
            gap = 1 if self.chance(0.9) else 3
            inner = indent + 1 + gap
            text = self.inline_entry(*pairs[0], inner, " " * gap)
            text += "".join(self.entry(*each, inner) for each in pairs[1:])
        else:
            inner = indent + max(self.step, 1)
            text = f"{anchor}{self.beside()}\n" + "".join(self.entry(*p, inner) for p in pairs)
        if merge:
            text += self.ended(f"{' ' * inner}<<: *{merge}")
        return text

    def merged(self, value: Any, typed: bool) -> tuple[list[tuple[str, Any, bool]], str]:
        """Leave out what a mapping may merge from an anchor, but for one key at least."""
        pairs = self.pairs(value)
        if not (typed and self.sharing and self.chance(0.5)):
            return pairs, ""
        for name, other, other_typed in self.anchors:
            if other_typed and other is not value and type(other) is type(value):
                shared, own = plain_data(other), plain_data(value)
                if shared.keys() <= own.keys() and not other.extra and not value.extra:
                    same = {key for key in shared if exact(shared[key]) == exact(own[key])}
                    left = [each for each in pairs if each[0] not in same and each[1] is not None]
                    if left and same:
                        return left, name
        return pairs, ""

    def pairs(self, value: Any) -> list[tuple[str, Any, bool]]:
        if isinstance(value, dict):
            return [(key, each, False) for key, each in value.items()]
        return self.pairs_of(value)

    # Anchors.

    def anchor(self, value: Any, typed: bool) -> str:
        if value is None or value == [] or not self.chance(self.sharing):
            return ""
        self.anchored = True
        name = f"a{len(self.anchors)}"
        self.anchors.append((name, value, typed))
        return f" &{name}"

    def alias(self, value: Any, typed: bool) -> str:
        for name, other, other_typed in self.anchors:
            if other_typed is typed and exact(other) == exact(value) and self.chance(0.7):
                return f"*{name}"
        return ""

    # Flow collections.

    def flow(self, value: Any, typed: bool, indent: int) -> str:
        if isinstance(value, list):
            inner = [self.flow_value(each, typed, indent + 1) for each in value]
            return self.enclosed("[", inner, "]", indent)
        return self.flow_mapping(self.pairs(value), indent)

    def flow_mapping(self, pairs: list[tuple[str, Any, bool]], indent: int) -> str:
        inner = []
        for key, value, typed in pairs:
            name = self.key(key, flow=True)
            colon = ":" if name[0] in "'\"" and self.chance(0.1) else ": "
            text = self.flow_value(value, typed, indent + 1)
            inner.append(f"{name}{colon}{text}" if text else f"{name}:")
        return self.enclosed("{", inner, "}", indent)

    def flow_value(self, value: Any, typed: bool, indent: int) -> str:
        alias = self.alias(value, typed)
        if alias:
            return f"{alias} "
        if isinstance(value, (list, dict)) or attrs.has(type(value)):
            return self.flow(value, typed, indent)
        return self.scalar(value, typed, flow=True, indent=indent)

    def enclosed(self, opening: str, inner: list[str], closing: str, indent: int) -> str:
        blank = self.rng.choice(["", "", " "])
        if not inner:
            return opening + blank + closing
        trailing = "," if self.chance(0.15) else ""
        if self.chance(0.3):
            pad = "\n" + " " * (indent + self.rng.choice([0, 2]))
            between = "".join(
                f"{pad}{each}{',' if index + 1 < len(inner) else trailing}{self.beside()}"
                for index, each in enumerate(inner)
            )
            return f"{opening}{between}\n{' ' * indent}{closing}"
        separator = self.rng.choice([", ", ", ", " , ", ",  "])
        return opening + blank + separator.join(inner) + trailing + blank + closing

    # Scalars.

    def key(self, key: str, *, flow: bool = False) -> str:
        if _SAFE.fullmatch(key) and not (flow and self.chance(0.3)) and self.chance(0.9):
            return key
        quoted = self.single(key, 0, folds=False) if self.chance(0.4) else None
        return quoted or self.double(key, 0, folds=False)

    def scalar(self, value: Any, typed: bool, *, flow: bool, indent: int) -> str:
        if isinstance(value, str):
            return self.text(value, typed, flow=flow, indent=indent)
        if value is None or value == []:
            return self.rng.choice(["~", "null", "Null"] + ([] if flow else [""]))
        if isinstance(value, bool):
            words = ["true", "True", "TRUE"] if value else ["false", "False", "FALSE"]
            more = ["yes", "On", "y"] if value else ["no", "OFF", "N"]
            return self.rng.choice(words + more if typed else words)
        if isinstance(value, datetime):
            return self.instant(value, typed)
        return self.whole(value, typed) if isinstance(value, int) else _number(value)

    def whole(self, value: int, typed: bool) -> str:
        forms = [str(value), str(value)]
        if value >= 0:
            forms.append(f"+{value}")
        if typed:
            forms += [f"{value:_}", f"{value:#x}", f"'{value}'", f'"{value}"']
        return self.rng.choice(forms)

    def instant(self, value: datetime, typed: bool) -> str:
        local = value.replace(tzinfo=None).isoformat()
        without_zone = [local, local.replace("T", " ")]
        if value.tzinfo is None:
            return self.rng.choice(without_zone)
        offset = value.strftime("%z")
        zone = "Z" if value.utcoffset() == timedelta() else f"{offset[:3]}:{offset[3:]}"
        forms = [local + zone, local.replace("T", " ") + zone, f"{local.replace('T', ' ')} {zone}"]
        if typed:
            if value.tzinfo is UTC:
                forms += without_zone
            forms += [f"'{local}{zone}'", f'"{local}{zone}"']
            if (
                value.tzinfo is UTC
                and not value.time().replace(tzinfo=None).isoformat() > "00:00:00"
            ):
                forms.append(local[:10])
            if not value.microsecond and value.year >= 1900:
                forms.append(f"'{format_datetime(value)}'")
        return self.rng.choice(forms)

    def text(self, text: str, typed: bool, *, flow: bool, indent: int) -> str:
        plain = self.plain(text, typed, flow=flow, indent=indent)
        if plain and self.chance(0.5):
            return plain
        tag = "!!str " if self.quirky and self.chance(0.03) else ""
        if self.chance(0.5):
            quoted = self.single(text, indent + 1)
            if quoted:
                return tag + quoted
        return tag + self.double(text, indent + 1)

    def plain(self, text: str, typed: bool, *, flow: bool, indent: int) -> str:
        words = text.split(" ")
        if text in _AS_WRITTEN:
            return text
        if text in _NULLS or (not typed and text in _RESOLVED):
            return ""
        if not _SAFE.fullmatch(words[0]) or not all(_SAFE.fullmatch(word) for word in words):
            return ""
        if flow and text[-1] == ":":
            return ""
        return self.folded(words, indent + 1)

    def folded(self, words: list[str], indent: int) -> str:
        """Join words with blanks, now and then with a line break instead."""
        breaks = 0.1 if self.quirky and self.chance(0.2) else 0.0
        text = words[0]
        for before, word in pairwise(words):
            if before and word and before[-1] != "\t" and word[0] != "\t" and self.chance(breaks):
                text += self.rng.choice(["", "", " "]) + "\n" + " " * (indent + 1) + word
            else:
                text += " " + word
        return text

    def single(self, text: str, indent: int, *, folds: bool = True) -> str | None:
        if _RAW.search(text) or (not folds and "\n" in text):
            return None
        lines = text.split("\n")
        if any(line != line.strip(" \t") for line in lines) and len(lines) > 1:
            return None
        parts = [self.folded(line.split(" "), indent) if folds else line for line in lines]
        # A first or last word that is empty stands beside a quote: no fold comes there.
        joined = _unfolded(parts, indent)
        return None if joined is None else "'" + joined.replace("'", "''") + "'"

    def double(self, text: str, indent: int, *, folds: bool = True) -> str:
        escapes = self.rng.choice([0.0, 0.0, 0.05, 0.5])
        parts = []
        for index, char in enumerate(text):
            code = ord(char)
            if char in '"\\' or _RAW.match(char) or char == "\n" or self.chance(escapes):
                forms = [f"\\{_NAMED[char]}"] * 2 if char in _NAMED else []
                forms += [f"\\x{code:02x}"] if code < 0x100 else []
                forms += [f"\\u{code:04X}"] if code < 0x10000 else []
                parts.append(self.rng.choice([*forms, f"\\U{code:08x}"]))
            elif folds and self.quirky and self.chance(0.02):
                # An escaped line break says nothing; blanks after it need an escape.
                lead = "\\" if char in " \t" else ""
                parts.append(f"\\\n{' ' * (indent + 1)}{lead}{char}")
            elif folds and self.quirky and char == " " and self._between(text, index):
                parts.append("\n" + " " * (indent + 1) if self.chance(0.05) else char)
            else:
                parts.append(char)
        return f'"{"".join(parts)}"'

    def _between(self, text: str, index: int) -> bool:
        return 0 < index < len(text) - 1 and text[index - 1].isalnum() and text[index + 1].isalnum()

    def block_scalar(self, text: str, indent: int) -> str | None:
        content = text.rstrip("\n")
        trailing = len(text) - len(content)
        if not content.strip(" \t\n") or _RAW.search(text):
            return None
        lines = content.split("\n")
        is_folded = self.chance(0.5)
        if is_folded:
            if any(line[:1] in (" ", "\t") for line in lines) or not lines[0]:
                return None
            if not all(lines):
                return None
            lines = "\n\n".join(self._refolded(line) for line in lines).split("\n")
        step = self.rng.choice([2, 2, 1, 4])
        explicit = lines[0][:1] in (" ", "\t", "") or self.chance(0.1)
        chomping = ["-", "", "+"][min(trailing, 2)] if trailing != 1 else self.rng.choice(["", "+"])
        if trailing == 0:
            chomping = "-"
        header = (">" if is_folded else "|") + (
            f"{step}{chomping}" if self.chance(0.5) else f"{chomping}{step}"
        )
        header = header if explicit else header.replace(str(step), "")
        pad = " " * (indent + step)
        shown = "".join(f"{pad}{line}\n" if line else "\n" for line in lines)
        self.after_scalar, self.kept = True, chomping == "+"
        return f"{header}{self.beside()}\n{shown}" + "\n" * max(0, trailing - 1)

    def _refolded(self, line: str) -> str:
        if not self.chance(0.3):
            return line
        return re.sub(r"(?<=\w) (?=\w)", lambda _: "\n" if self.chance(0.2) else " ", line)


def _unfolded(parts: list[str], indent: int) -> str | None:
    """Join the lines of a text as a quoted scalar holds them: each line break doubled."""
    if len(parts) == 1:
        return parts[0]
    text = parts[0]
    breaks = 0
    for part in parts[1:]:
        breaks += 1
        if part:
            text += "\n" * (breaks + 1) + " " * (indent + 1) + part
            breaks = 0
    return text + "\n" * (breaks + 1) + " " * (indent + 1) if breaks else text


def _number(value: float | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    mantissa, exponent, power = repr(value).partition("e")
    if mantissa.endswith("inf"):
        return mantissa.replace("inf", ".inf")
    return (mantissa if "." in mantissa else f"{mantissa}.0") + exponent + power
