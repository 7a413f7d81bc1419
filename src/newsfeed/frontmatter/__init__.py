"""The engine: front matter to models and back, without loss. It knows nothing of news."""
