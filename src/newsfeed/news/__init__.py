"""Conventions of news publishers: URLs, AMP Cache URLs, encrypted payloads and slugs."""
