"""General utilities, independent of articles."""
