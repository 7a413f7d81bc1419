"""The YAML parsers: libyaml's where PyYAML was built with it, and PyYAML's own.

Both read the same language here. libyaml, which Jekyll uses as well, takes tabs between the parts
of a line and `?` inside words of flow collections, as YAML 1.2 has it; PyYAML's own parser does
not, so it is taught to.
"""

from typing import Any

import yaml
from yaml.tokens import ScalarToken

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANKS_OR_END = f"\0 \t{_BREAKS}"


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, reading what libyaml reads."""

    allow_simple_key: bool

    def scan_to_next_token(self) -> None:
        """Skip blanks, line breaks and comments, and tabs where they cannot be indentation."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Skip the rest of the header of a block scalar, tabs included."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_plain(self) -> ScalarToken:
        """Read a plain scalar, line by line and word by word."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        blanks: list[str] = []
        while self.peek() != "#":
            length = self._word_length()
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*blanks, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            blanks = self.scan_plain_spaces(indent, start)
            if not blanks or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _word_length(self) -> int:
        length = 0
        ends_key = _BLANKS_OR_END + (",[]{}" if self.flow_level else "")
        while (char := self.peek(length)) not in _BLANKS_OR_END:
            if char == ":" and self.peek(length + 1) in ends_key:
                break
            if self.flow_level and char in ",[]{}":
                break
            length += 1
        return length

    def scan_plain_spaces(self, indent: int, _: Any) -> list[str]:
        """Read what stands between two words of a plain scalar, folded if it is a line break."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        self.forward(length)
        if self.peek() not in _BREAKS:
            return [blanks] if blanks else []
        self.allow_simple_key = True
        breaks = []
        while self.peek() in _BREAKS or self._is_indentation(indent):
            if self.peek() in _BREAKS:
                breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
            else:
                self.forward()
        if len(breaks) == 1:
            return [breaks[0].replace("\n", " ")]
        return breaks[breaks[0] == "\n" :]

    def _is_indentation(self, indent: int) -> bool:
        return bool(self.peek() == " " or (self.peek() == "\t" and self.column >= indent))


LOADER: Any = getattr(yaml, "CSafeLoader", PureLoader)
"""The parser in use; an attribute, so that tests can take libyaml away."""
