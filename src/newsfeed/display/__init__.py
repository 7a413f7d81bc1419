"""How articles look in a notebook and in a terminal."""
