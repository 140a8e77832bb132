"""Who is named: parties, groups, offices and voices under their canonical names."""

from rashomon.read.actors.find import find_actors, localise

__all__ = ["find_actors", "localise"]
