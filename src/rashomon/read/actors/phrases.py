"""From the words of one noun phrase to the party it names: country x noun, group x noun, title x person."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.lexicon.actors import Lexicon, Word

# An army's or a police force's name under its country, whatever noun the text uses for it.
UNDER_COUNTRY = {
    "military": "{demonym} Armed Forces",
    "police": "{demonym} Police",
    "government": "Government of {country}",
    "security_forces": "{demonym} security forces",
    "rebels": "{demonym} rebels",
    "opposition": "{demonym} opposition",
    "intelligence": "{demonym} intelligence",
    "coalition": "{demonym}-led coalition",
}
STATE = frozenset({"government", "military", "police", "security_forces", "intelligence"})
ARMED = frozenset({"armed_group", "rebels", "militia", "jihadists", "criminal", "gunmen", "unknown"})
_VOICE_KIND = {"rebels": "rebels", "coalition": "coalition", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Party:
    """What a phrase names, without its place in the text."""

    name: str
    kind: str
    id: str | None = None
    country: str | None = None
    generic: bool = False
    acts: bool | None = None  # None: as its kind does
    speaks: str | None = None  # None: as its kind does


def fill(template: str, code: str, lex: Lexicon, noun: str = "") -> str:
    """A template of the lexicon with the country's words put in."""
    demonym = lex.demonyms.get(code, code)
    if code == "GBR" and "-led" in template:
        demonym = "UK"
    country = lex.country_names.get(code, code)
    if country in ("United States", "United Kingdom", "Netherlands", "Philippines"):
        country = "the " + country
    return template.format(demonym=demonym, country=country, noun=noun)


def of_word(word: Word) -> Party:
    """A named group, office or leader by itself."""
    return Party(word.name, word.kind, word.id, word.country)


def of_country(word: Word, lex: Lexicon) -> Party:
    """A country spoken of as a party ("Moscow said", "Russian air strikes")."""
    code = word.country or ""
    return Party(lex.country_names.get(code, word.name), "government", code, code)


def of_head(head: Word, owners: list[Word], mods: list[str], noun: str, lex: Lexicon, pro: bool = False) -> Party:
    """The party of a head noun: ``owners`` before it from left to right, ``mods`` the kinds its modifiers give.

    ``noun`` is the phrase as the text has it, without determiner and owner; ``pro``: the phrase says
    that the party fights for a government without being it ("pro-Assad fighters").
    """
    group = next((w for w in reversed(owners) if w.cls in ("group", "office")), None)
    country = next((w.country for w in reversed(owners) if w.country and w.cls not in ("group", "office")), None)
    people = next((w for w in reversed(owners) if w.cls == "people"), None)
    leader = any(w.cls == "leader" for w in owners)
    if group is not None and (head.role != "people" or head.kind == "people"):
        voice = head.role == "voice"
        return Party(group.name, group.kind, group.id, group.country, acts=False if voice else None)
    kind = _kind(head, mods, leader, country is not None)
    if head.role in ("voice", "people"):
        return _voice(head, kind, country, noun, lex)
    if pro:
        return Party(
            "pro-government forces", "military", country and f"{country}:military", country, generic=country is None
        )
    if people is not None and kind in ARMED:
        kind = "armed_group" if kind == "unknown" else kind
        return Party(f"{people.name} {noun}", kind, None, country, generic=True)
    if country is not None and head.template and kind in (head.kind, "unknown"):
        name = fill(head.template, country, lex, noun)
        kind = "military" if kind == "unknown" and head.role in ("force", "platform") else kind
        return Party(name, kind, f"{country}:{kind}", country)
    if country is not None and head.role == "platform" and kind in ("military", "government"):
        return Party(
            fill(head.template or "{demonym} Air Force", country, lex), "military", f"{country}:military", country
        )
    if country is not None and kind in UNDER_COUNTRY:
        generic = kind not in STATE
        return Party(fill(UNDER_COUNTRY[kind], country, lex), kind, None if generic else f"{country}:{kind}", country)
    if country is not None:
        return Party(fill("{demonym} {noun}", country, lex, noun), kind, None, country)
    return Party(
        head.name if head.name != head.name.lower() or (kind == "rebels" and head.kind == kind) else noun,
        kind,
        generic=True,
    )


def _kind(head: Word, mods: list[str], leader: bool, owned: bool) -> str:
    strong = [m for m in mods if m != "armed_group"] or mods
    kind = head.kind
    if head.role in ("force", "platform") or (head.role == "body" and kind in ("coalition", "unknown")):
        if leader:
            return "military"
        if kind == "militia" and "government" in mods:
            return "pro_government_militia"
        if strong and kind in ("unknown", "armed_group", "gunmen", "military", "security_forces"):
            last = strong[-1]
            if last == "government":
                return "military"
            if last == "opposition":
                return "rebels"
            if last in ("local_official", "medical", "media", "rescue"):
                return kind
            if kind in ("unknown", "armed_group", "gunmen") or last in ("rebels", "jihadists"):
                return last
        return kind
    if head.pieces[-1:] == ("agency",) and kind == "media" and strong and strong[-1] != "government":
        return strong[-1]  # "civil defence agency", "aid agency"
    official = head.pieces[-1] in ("official", "officials")  # a government's unless it is said whose
    if head.role == "voice" and (kind in ("unknown", "journalists") or official) and strong:
        own = [m for m in strong if m != "local_official"] or strong
        return own[-1]
    if (
        head.role == "voice"
        and kind == "unknown"
        and owned
        and head.name not in ("source", "sources", "report", "statement")
    ):
        return "government"
    if head.role == "people" and kind == "people" and strong and strong[-1] in STATE | ARMED:
        return strong[-1]  # "military men"
    return kind


def _voice(head: Word, kind: str, country: str | None, noun: str, lex: Lexicon) -> Party:
    acts = lex.kind(kind).acts and head.role == "people" and kind != "unknown"
    if country is None:
        return Party(noun, kind, generic=True, acts=acts)
    return Party(
        fill("{demonym} {noun}", country, lex, noun), kind, None, country, generic=head.role == "people", acts=acts
    )


def person(name: str, title: str, owners: list[Word], mods: list[str], lex: Lexicon) -> Party:
    """A named person whose title and affiliation stand before or after the name."""
    group = next((w for w in reversed(owners) if w.cls in ("group", "office")), None)
    country = next((w.country for w in reversed(owners) if w.country), None)
    if group is not None:
        kind = group.kind
        return Party(f"{name} ({group.name})", "person", group.id and f"{group.id}:{name}", group.country,
                     speaks=lex.kind(kind).speaks)  # fmt: skip
    strong = [m for m in mods if m not in ("local_official", "armed_group")] or mods
    kind = title if title not in ("person", "") else (strong[-1] if strong else ("government" if country else "person"))
    return Party(name, "person", None, country, speaks=lex.kind(kind).speaks)
