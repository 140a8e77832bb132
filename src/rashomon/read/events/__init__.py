"""What happened: trigger words, their roles and the type of what they tell."""

from rashomon.read.events.find import about_conflict, count_armed, find_events, names_aircraft
from rashomon.read.events.marks import Marks
from rashomon.read.events.scene import Scene

__all__ = ["Marks", "Scene", "about_conflict", "count_armed", "find_events", "names_aircraft"]
