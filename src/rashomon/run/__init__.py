"""Many reports: collect and read them into a library, read them again, compare them, poll feeds."""
