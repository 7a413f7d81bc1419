"""Articles and feeds as HTML for notebooks, and articles as panels for terminals."""
