"""From one report to its reading: pure functions over the text; no file, no network, no database."""
