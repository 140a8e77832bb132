"""Whether two mentions can be one party."""

from __future__ import annotations

from rashomon.read.passage import ActorMention

STATE_KINDS = frozenset(["government", "military", "police", "security_forces", "intelligence"])
_LOOSE = frozenset(["rebels", "armed_group", "militia", "opposition", "jihadists", "gunmen", "paramilitary"])
_NOT_ARMED = frozenset(["people", "thing", "civilians"])


def fits_party(a: ActorMention | None, b: ActorMention | None) -> bool:
    """Whether two mentions can be one party: unknown, the same, both of one state, or one name within the other."""
    if a is None or b is None or a.name == b.name or (a.id is not None and a.id == b.id):
        return True
    if a.kind in _NOT_ARMED or b.kind in _NOT_ARMED:
        return True
    if a.kind in STATE_KINDS and b.kind in STATE_KINDS:
        return a.country == b.country or a.country is None or b.country is None
    if a.generic or b.generic:
        return a.kind == b.kind or (a.kind in _LOOSE and b.kind in _LOOSE)
    one, other = set(a.name.lower().split()), set(b.name.lower().split())
    return one <= other or other <= one
