"""Names of places and where they are: built once from packages and own TOML, found at run time without network."""
