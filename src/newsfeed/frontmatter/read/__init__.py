"""Reading: text to model. Canonical text by regular expressions, every other one as YAML."""
