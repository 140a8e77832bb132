"""When: time expressions on TIMEX3 terms, and the days of an event."""

from rashomon.read.times.dating import event_period, inherit_period, issued_on
from rashomon.read.times.find import find_times

__all__ = ["event_period", "find_times", "inherit_period", "issued_on"]
