"""Word lists and rules in TOML that a researcher can read, edit and extend."""
