"""Where: names of places in the text, and which places they are."""

from rashomon.read.places.find import find_places

__all__ = ["find_places"]
