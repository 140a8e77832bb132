"""What is handed out: pages, and the words and the order in which claims are shown."""
