"""What each file of the lexicon is for, and what a folder of one's own may lay over it.

What is not said here follows from the shipped file: a list of words takes more words, a table takes the keys that it
has, a value takes another of its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rashomon.lexicon.lines import Path

Table = Path  # the keys that lead to a table, from the top of the file; () is the file itself
Keys = Literal["type", "kind", "country", "word", "capital"]
Model = Literal["event", "group", "head", "platform", "office", "country", "cue", "kind", "same"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A list of tables, or a table of them: ``[[event]]``."""

    model: Model
    words: tuple[str, ...]  # its lists of words: they add up
    key: str | None = None  # the key that names an entry; None: its words do, and a word is in one entry only


@dataclass(frozen=True, slots=True)
class Shape:
    """One file: what it is for, what may be laid over it, an example that works."""

    about: str
    example: str = ""
    rules: Mapping[Table, Rule] = field(default_factory=dict)
    open: Mapping[Table, Keys] = field(default_factory=dict)  # tables that take new keys, and what the keys are
    classes: frozenset[Table] = frozenset()  # tables of lists of which a word is in one only: the last said counts
    values: Mapping[Table, str] = field(default_factory=dict)  # what the values of a table are, see checks.py
    trained: bool = False  # made by training/: numbers may be changed, nothing added
    compares: bool = False  # compares or measures readings, and makes none


GROUPS = "actors/groups_"
_GROUPS = Shape(
    "named groups, agencies, outlets and organisations, by region; your own belong into actors/groups_own.toml",
    """
[[group]]
id = "blue_shield_brigade"          # a name of your choice, in small letters
name = "Blue Shield Brigade"        # how it is called in the claims
kind = "rebels"                     # a kind of actors/kinds.toml
countries = ["SYR"]                 # may be left out; ISO 3166-1 alpha-3
aliases = ["Blue Shield", "BSB"]    # other names, without "the"
""",
    rules={("group",): Rule("group", ("aliases",), "id")},
)

_TIMES = ("months", "weekdays", "parts", "clock", "seasons", "units", "days", "references", "sets", "decades")

SHAPES: dict[str, Shape] = {
    "events": Shape(
        "what counts as a happening or state: verbs, nouns and phrases by rule, and which slots they fill",
        """
[[event]]                           # a rule of your own
id = "overpower"
type = "territory"                  # who takes the place decides the type
verbs = ["overpower"]               # base forms; every form is matched
object = "place"
needs = ["object:place"]            # without a place behind it, it is no claim

[[event]]                           # a shipped rule takes a verb more
id = "retake"
verbs = ["reliberate"]

[off]
event = ["mob"]                     # this rule is switched off
""",
        rules={("event",): Rule("event", ("verbs", "nouns", "phrases"), "id")},
    ),
    "weapons": Shape(
        "weapons by the type of event that they make a strike, and nouns for property, arms and bases",
        """
air_drone_strike = ["Mohajer-6"]    # "a Mohajer-6 hit the depot" is an air or drone strike

[nouns]
property = ["grain terminal"]
""",
        open={(): "type"},
        classes=frozenset({()}),
    ),
    "idioms": Shape(
        "words beside which a trigger is no event (“heart attack”), and causes of death that are no violence",
        """
[before]
raid = ["tax"]                      # "tax raid" is no raid
""",
        open={("before",): "word", ("after",): "word"},
    ),
    "cues": Shape(
        "words by which a text gives what follows to somebody, and nouns for nameless sources",
        """
[[verbs]]
class = "claim"                     # the class says how it is built, and whether it keeps a distance
words = ["trumpet"]

[sources]
beekeeper = "witness"               # "a beekeeper said": a source, and of which kind
""",
        rules={
            ("verbs",): Rule("cue", ("words",), "class"),
            ("nouns",): Rule("cue", ("words",), "class"),
        },
        open={("sources",): "word", ("modifiers",): "word"},
        values={("sources",): "source kind", ("modifiers",): "source kind"},
    ),
    "casualties": Shape(
        "words for counting people, and for saying that they were killed or wounded",
        """
[who]
civilians = ["beekeeper"]           # "three beekeepers were killed"
""",
        classes=frozenset({("who",), ("groups",), ("modifiers",)}),
    ),
    "modality": Shape(
        "words that say how it is told: planned, denied, doubted, usual, still going on",
        """
[adverbs]
hedging = ["putatively"]
""",
    ),
    "times": Shape(
        "words of time expressions",
        """
[holidays]
"orthodox christmas" = "01-07"      # MM-DD, or easter, easter+1
""",
        open={**dict.fromkeys(((table,) for table in _TIMES), "word"), ("holidays",): "word"},
        values={**dict.fromkeys(((table,) for table in _TIMES), "shipped"), ("holidays",): "holiday"},
    ),
    "places": Shape(
        "words around names of places: what is never a place, what a name is part of, given names",
        """
never = ["starlink"]                # never a place, whatever the gazetteer has
""",
    ),
    "countries": Shape(
        "countries: names, peoples, capitals and country points",
        """
[[country]]
iso3 = "MMR"
aliases = ["Myanma"]
""",
        rules={("country",): Rule("country", ("aliases", "demonyms", "capital_aliases"), "iso3")},
    ),
    "parse": Shape(
        "repairs before the parser: abbreviations with a full stop, words of headlines that are no names",
        """
abbreviations = ["Bde."]            # its full stop does not end a sentence
""",
        open={("norms",): "capital"},
    ),
    "teasers": Shape(
        "lines by which a page turns from its report to links",
        """
after = ["Selected for you"]
""",
    ),
    "inflect": Shape(
        "irregular verbs and nouns",
        """
[verbs]
outshoot = "outshot outshot"        # base = "past participle"
""",
        open={("verbs",): "word", ("nouns",): "word"},
        values={("verbs",): "two words"},
    ),
    "compare": Shape(
        "how accounts are set side by side: blocks, points, tolerances, what is a disagreement",
        """
[place]
near_km = 15                        # two places closer than this are near
""",
        compares=True,
    ),
    "same_names": Shape(
        "names that count as one where `rashomon evaluate` compares claims with an annotation",
        """
[[same]]
id = "blue shield"
names = ["Blue Shield Brigade", "BSB fighters"]
""",
        rules={("same",): Rule("same", ("names",), "id")},
        compares=True,
    ),
    "actors/kinds": Shape(
        "kinds of parties and voices, and what each may do in a claim",
        """
[gunmen]
victims_who = "militants"
""",
        rules={(): Rule("kind", ())},
    ),
    "actors/nouns": Shape(
        "common nouns that name parties and voices: army, fighters, spokesman",
        """
[[head]]
words = ["vigilante patrol"]        # singular
kind = "militia"
role = "force"
""",
        rules={("head",): Rule("head", ("words",))},
        open={("modifiers", "kinds"): "kind"},
        classes=frozenset({("modifiers", "kinds")}),
    ),
    "actors/offices": Shape(
        "seats of power, and heads of state and government, that speak and act for a country",
        """
[leaders]
SDN = ["Kamil Idris"]
""",
        rules={("office",): Rule("office", ("names",))},
        open={("adjectives",): "country", ("leaders",): "country"},
    ),
    "actors/organisations": Shape(
        "words by which the name of an organisation is known that no list holds",
        """
[heads]
armed_group = ["Phalanx"]           # "the White Phalanx"
""",
        open={(table,): "kind" for table in ("heads", "starts", "inside")},
        classes=frozenset({("heads",), ("starts",), ("inside",)}),
    ),
    "actors/phrases": Shape(
        "small words around the nouns and names of parties",
        """
[words]
linked = ["bankrolled"]             # "Gulf-bankrolled fighters"
""",
    ),
    "actors/platforms": Shape(
        "what a force fights with, and the words for what it does with it",
        """
[[platform]]
words = ["Gripen"]
country = "{demonym} Air Force"
""",
        rules={("platform",): Rule("platform", ("words",))},
    ),
    "actors/titles": Shape(
        "titles before and after a person's name",
        """
military = ["Sardar"]
""",
        open={(): "kind"},
        classes=frozenset({()}),
    ),
    "claim_weights": Shape(
        "weights of the small model that tells claims from mentions in passing",
        """
least = 0.35                        # how sure it must be of a claim: lower finds more, and more that is wrong
""",
        trained=True,
    ),
}  # fmt: skip


def shape_of(name: str) -> Shape:
    """The shape of a file, by its path below the lexicon without ``.toml``; one that says nothing for others."""
    if name in SHAPES:
        return SHAPES[name]
    if name.endswith("_weights"):
        return Shape("weights of a small model; made by training", trained=True)
    return _GROUPS if name.startswith(GROUPS) else Shape("")
