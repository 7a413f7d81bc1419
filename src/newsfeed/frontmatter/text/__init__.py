"""The text itself: delimiters and offsets, quoting, text edits."""
