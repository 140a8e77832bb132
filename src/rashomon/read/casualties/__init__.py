"""How many: counted groups, and who is said to be killed and wounded."""

from rashomon.read.casualties.counts import find_counts
from rashomon.read.casualties.tolls import find_tolls

__all__ = ["find_counts", "find_tolls"]
