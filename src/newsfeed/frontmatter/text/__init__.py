"""Text that needs no schema: delimiters and offsets, quoting, numbers, text edits."""
