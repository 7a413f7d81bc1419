"""News: URLs, AMP Cache URLs, the encrypted payload, slugs of file names."""
