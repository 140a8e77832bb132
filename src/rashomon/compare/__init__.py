"""From claims of many reports to incidents, disagreements and control timelines."""
