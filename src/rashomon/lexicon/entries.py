"""What one entry of each file of the lexicon is: its keys and their types.

The files are loaded by the modules of their names (events.py, actors.py, ...), and a folder of one's own is checked
against these before it is laid over them (checks.py).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rashomon.records import Extent, SourceKind

Side = Literal["state", "non_state", "international"]
Role = Literal["force", "platform", "body", "voice", "people"]
Slot = Literal["actor", "target", "place", "weapon", "people", "any", "voice"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Entry):
    """What a kind of party or voice may do in a claim."""

    acts: bool
    side: Side | None = None
    speaks: SourceKind | None = None
    victims_who: str


class Head(_Entry):
    """A noun that a phrase naming a party hangs on."""

    words: tuple[str, ...]
    kind: str
    role: Role
    country: str | None = None
    name: str | None = None
    lends: bool = False


class Platform(_Entry):
    """Something a force fights with: its owner is the party."""

    words: tuple[str, ...]
    country: str


class Group(_Entry):
    """A named party: an armed group, alliance, agency, outlet or organisation."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    from_: int | None = None
    until: int | None = None
    acronyms_only_upper: bool = False


class Office(_Entry):
    """A seat of power or a service of state that speaks and acts for its country."""

    names: tuple[str, ...]
    country: str
    kind: str
    name: str | None = None


class EventRule(_Entry):
    """One entry of events.toml; its keys are explained at the head of that file."""

    id: str
    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    subject: Slot = "actor"
    object: Slot = "target"
    of: Slot = "target"
    with_: Slot | None = None
    needs: tuple[str, ...] = ()
    default: str | None = None
    weak: bool = False
    repeats: bool = False
    again: bool = False
    kill: bool = False
    damage: bool = False
    own: bool = False
    sure: bool = False
    strict: bool = False
    denies: bool = False
    about: tuple[str, ...] = ()
    extent: Extent | None = None


class CueClass(_Entry):
    """A class of cues.toml; its keys are explained at the head of that file."""

    words: tuple[str, ...]
    speech: bool
    hedge: bool
    frames: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()


class CountryEntry(_Entry):
    """An entry of countries.toml."""

    iso3: str
    iso2: str
    geonames_id: int
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()


class SameNames(_Entry):
    """An entry of same_names.toml."""

    id: str
    names: tuple[str, ...]
