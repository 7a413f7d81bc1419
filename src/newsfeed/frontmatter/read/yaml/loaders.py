"""The YAML parsers: libyaml's if PyYAML was built with it, else PyYAML's own, adapted to libyaml.

libyaml, which Jekyll also uses, accepts tabs between the parts of a line, and `?` inside the words
of flow collections, as YAML 1.2 does. PyYAML's own parser accepts neither, so it is extended here.
"""

from typing import Any

import yaml

_BREAKS = "\r\n\x85\u2028\u2029"


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, extended to accept what libyaml accepts."""

    allow_simple_key: bool

    def scan_to_next_token(self) -> None:
        """Skip spaces, line breaks, comments, and tabs where they cannot be indentation."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Skip the rest of a block scalar's header, tabs included."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_plain(self) -> yaml.ScalarToken:
        """Scan an unquoted scalar, which may span several lines."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._word_length()
            if not length:
                break
            self.allow_simple_key = False
            # Spaces are a part of the scalar only if a word follows.
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def _word_length(self) -> int:
        """Return how many characters precede the next space, flow indicator or colon of a key."""
        length = 0
        stops = f"\0 \t{_BREAKS}" + (",[]{}" if self.flow_level else "")  # \0 is the end
        while (char := self.peek(length)) not in stops:
            if char == ":" and self.peek(length + 1) in stops:
                break
            length += 1
        return length

    def scan_plain_spaces(self, indent: int, _: Any) -> list[str]:
        """Scan the whitespace after a word of an unquoted scalar, and fold line breaks."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        spaces = self.prefix(length)
        self.forward(length)
        if self.peek() not in _BREAKS:
            return [spaces] if spaces else []
        self.allow_simple_key = True
        breaks = []
        while (char := self.peek()) in f" {_BREAKS}" or (char == "\t" and self.column >= indent):
            if char in _BREAKS:
                breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
            else:
                self.forward()
        # A single newline folds to a space. Of several, the first is dropped.
        if len(breaks) == 1:
            return [breaks[0].replace("\n", " ")]
        return breaks[breaks[0] == "\n" :]


LOADER: Any = getattr(yaml, "CSafeLoader", PureLoader)
"""The parser in use; a module attribute, so that tests can disable libyaml."""
