"""Fields of claims in words, for the terminal view and the page alike."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import lru_cache
from typing import Any

from rashomon.records import Actor, Casualties, Claim, Disagreement, Period, Place, Source

TYPES = {
    "armed_clash": "Armed clash",
    "government_regains_territory": "Government retakes territory",
    "non_state_overtakes_territory": "Non-state or foreign force takes territory",
    "chemical_weapon": "Chemical weapon",
    "air_drone_strike": "Air or drone strike",
    "suicide_bomb": "Suicide bombing",
    "shelling_artillery_missile": "Shelling, artillery or missiles",
    "remote_explosive_ied": "Mine, IED or remote explosive",
    "grenade": "Grenade",
    "sexual_violence": "Sexual violence",
    "attack": "Attack",
    "abduction": "Abduction or disappearance",
    "peaceful_protest": "Peaceful protest",
    "protest_with_intervention": "Protest with intervention",
    "excessive_force": "Excessive force against protesters",
    "violent_demonstration": "Violent demonstration",
    "mob_violence": "Mob violence",
    "agreement": "Agreement",
    "arrests": "Arrests",
    "change_to_group_activity": "Change to group activity",
    "disrupted_weapons_use": "Disrupted weapons use",
    "headquarters_established": "Headquarters or base established",
    "looting_property_destruction": "Looting or property destruction",
    "non_violent_transfer_of_territory": "Withdrawal or handover of territory",
    "other": "Other",
    "control": "Control",
    "siege": "Siege",
    "displacement": "Displacement",
    "cumulative_toll": "Cumulative toll",
}
EXTENTS = {
    "full": "all of it",
    "most": "most of it",
    "part": "part of it",
    "centre": "the centre",
    "outskirts": "the outskirts",
    "unspecified": "extent not said",
}
KINDS = {
    "international_org": "international organisation",
    "foreign_government": "foreign government",
    "local_official": "local official",
    "armed_group": "armed group",
    "unknown": "unnamed source",
}
PRECISIONS = {
    "admin1": "province only",
    "admin2": "district only",
    "country": "country only",
    "region": "region",
    "relative": "computed from distance",
}
ATTRIBUTES = {
    "killed": "killed",
    "wounded": "wounded",
    "perpetrator": "who did it",
    "control": "who holds it",
    "weapon": "the weapon",
    "occurrence": "whether it happened",
    "place": "the place",
    "date": "the date",
    "victims": "the victims",
}


def difference(one: Disagreement) -> str:
    """What accounts differ in, in words; where one voice alone changed what it says, that it was brought up to date."""
    words = ATTRIBUTES.get(one.attribute, one.attribute)
    return f"{words}, updated" if one.update else words


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with U+FFFD for what a screen would obey instead of show; as long as before.

    That is control characters, escape sequences among them, overrides of the reading direction, and lone
    surrogates.
    """
    return _HIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The visible text without line breaks and repeated blanks."""
    return " ".join(visible(text).split())


def json_text(value: Any, indent: int | None = None) -> str:
    """A JSON value as text on one line, or on several; what a screen would obey is escaped, so nothing is lost."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def type_words(claim_type: str) -> str:
    """An event type or state as a heading."""
    return TYPES.get(claim_type, claim_type.replace("_", " ").capitalize())


def day(value: dt.date) -> str:
    """A day as 4 April 2016."""
    return f"{value.day} {value:%B} {value.year:04d}"


def when_words(when: Period | None) -> str:
    """The days of a claim, as coarse as they are known; empty where nothing is."""
    if when is None:
        return ""
    start, end = when.start, when.end
    if start == end:
        return day(start)
    if when.precision == "year" and start.year == end.year:
        return str(start.year)
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def count_words(casualties: Casualties | None) -> str:
    """A count of people with its bounds; the report's own words where it gives no number; empty for none."""
    if casualties is None:
        return ""
    low, high, who = casualties.low, casualties.high, casualties.who or "people"
    if low is not None and low == high:
        return f"{low:,} {who}" if low else f"no {who}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,} {who}"
    if low is not None:
        return f"at least {low:,} {who}"
    if high is not None:
        return f"up to {high:,} {who}"
    if casualties.mention is not None:
        return f"“{one_line(casualties.mention.text)}”, no number"
    return f"{who}, no number"


def actor_name(actor: Actor | None) -> str:
    """A party's name; "not said" where there is none."""
    return one_line(actor.name) if actor is not None and actor.name.strip() else "not said"


def parties(claim: Claim) -> str:
    """Who did it, to whom; empty where neither is said."""
    if claim.actor is None and claim.target is None:
        return ""
    if claim.type == "control":
        held = f"held by {actor_name(claim.actor)}"
        return held if claim.target is None else f"{held}, against {actor_name(claim.target)}"
    if claim.target is None:
        return f"by {actor_name(claim.actor)}"
    if claim.type in ("displacement", "cumulative_toll") and claim.actor is None:
        return actor_name(claim.target)
    return f"{actor_name(claim.actor)} → {actor_name(claim.target)}"


def source_name(source: Source, publisher: str | None) -> str:
    """The voice's name; the outlet's own where nobody else is named."""
    if source.kind == "publisher":
        return one_line(publisher) if publisher else "the report itself"
    return one_line(source.name) or "unnamed source"


def source_kind(source: Source) -> str:
    """What kind of voice it is, in words."""
    return KINDS.get(source.kind, source.kind.replace("_", " "))


def doubts(claim: Claim) -> list[str]:
    """What sets a claim apart from a plain statement that something happened."""
    words = []
    if claim.stance == "denies":
        words.append("denies")
    if claim.certainty == "hedged":
        words.append("with doubt")
    if claim.aspect == "ongoing":
        words.append("ongoing")
    return words


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """A country's English name from its ISO 3166-1 code; the code itself where it is not known."""
    from rashomon.lexicon.countries import country_by_code

    country = country_by_code().get(code)
    return country.name if country is not None else code


def where_words(place: Place) -> str:
    """Province and country of a place, how coarse it is, and its name in the text where it is another."""
    parts = [one_line(place.admin1)] if place.admin1 and place.admin1 != place.name else []
    if place.country:
        name = country_name(place.country)
        if name != place.name:
            parts.append(name)
    told = ", ".join(parts)
    coarse = PRECISIONS.get(place.precision or "", "")
    told = f"{told} ({coarse})" if told and coarse else told or coarse
    named = one_line(place.mention.text) if place.mention is not None else ""
    if named and not (named.lower() in place.name.lower() or place.name.lower() in named.lower()):
        told += f"{', ' if told else ''}told as “{named}”"
    return told


def place_words(place: Place) -> str:
    """A place's name with its province and country."""
    name = one_line(place.name)
    wider = [one_line(place.admin1)] if place.admin1 and place.admin1 != place.name else []
    wider += [country_name(place.country)] if place.country and country_name(place.country) != place.name else []
    return ", ".join([name, *wider])


def short_day(value: dt.date) -> str:
    """A day as 4 Apr 2016, for where room is short."""
    return f"{value.day} {value:%b} {value.year:04d}"


def interval_words(start: dt.date | None, end: dt.date | None) -> str:
    """From when until when a place is said to be held; no end means that nobody tells of one."""
    if start is None:
        return f"until {day(end)}" if end is not None else "no day said"
    return f"from {day(start)}" if end is None else when_words(Period(start, end, "range"))
