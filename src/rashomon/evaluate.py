"""Measure predicted claims against annotated ones: how many are found, and which of their fields are right.

The annotation's form is that of docs/codebook.md, "Annotated reports". A predicted claim counts as found
where its type belongs to the family of the annotated one and both point at the same words; each is paired
once.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from rashomon.errors import ReportError
from rashomon.lexicon.events import FAMILY

Record = Mapping[str, Any]  # a claim or one of its fields, as JSON gives it
Stretch = tuple[bool, int, int]  # in the title?, start, end

SLACK = dt.timedelta(days=1)  # reports differ by a day over nights and time zones
LONG = dt.timedelta(days=20)  # annotated periods from here on need only overlap
LIKE = 0.84  # spellings of one name are at least this alike (difflib ratio)
_ARTICLES = frozenset({"the", "a", "an", "of", "and", "in", "for", "al", "el", "ad", "ar", "as", "ash", "at", "az"})
_PARTY_IDLE = _ARTICLES | {"group", "forces"}
_PLACE_IDLE = _ARTICLES | {"city", "town", "village", "district", "province", "region", "governorate", "camp"}
_LEVEL = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ay", "ai"), ("kh", "h"), ("gh", "g"), ("dh", "d"),
    ("q", "k"), ("y", "i"), ("e", "i"), ("o", "u"),
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How often a field was right among those where the annotation or the prediction has it."""

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float | None:
        """Right by total, 0 to 1; None where the field never occurred."""
        return self.right / self.total if self.total else None


@dataclass(slots=True)
class Scores:
    """Counts over all reports; ``errors`` has a line for each miss, false alarm and wrong field."""

    annotated: int = 0
    predicted: int = 0
    found: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of predicted claims that are annotated."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of annotated claims that were predicted."""
        return self.found / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.annotated + self.predicted
        return 2 * self.found / both if both else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, shares rounded to three places."""
        shares = {name: tally.share for name, tally in self.fields.items()}
        return {
            "annotated": self.annotated, "predicted": self.predicted, "found": self.found,
            "precision": round(self.precision, 3), "recall": round(self.recall, 3), "f1": round(self.f1, 3),
            **{name: None if share is None else round(share, 3) for name, share in shares.items()},
        }  # fmt: skip


def annotated_reports(path: Path) -> list[dict[str, Any]]:
    """The reports of an annotation file, in its order; raises ReportError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        reports = [report for cluster in data["clusters"] for report in cluster["articles"]]
        if all(isinstance(r["text"], str) and isinstance(r["claims"], list) for r in reports):
            return reports
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{path} is no annotation file ({error!r}); see docs/codebook.md") from error
    raise ReportError(f"{path} is no annotation file (no text or no claims); see docs/codebook.md")


def score(reports: Iterable[Record], predicted: Mapping[str, Sequence[Record]]) -> Scores:
    """Compare annotated reports with predicted claims, by ``unit_id`` as in ``Reading.to_dict()``."""
    scores = Scores()
    for report in reports:
        unit, gold = str(report["unit_id"]), report["claims"]
        claims = predicted.get(unit, ())
        pairs = match(report, gold, claims)
        scores.annotated += len(gold)
        scores.predicted += len(claims)
        scores.found += len(pairs)
        known, taken = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, claim in enumerate(gold):
            if i not in known:
                scores.errors.append(f"missed {unit}:{claim['id']} {claim['type']}: {claim['quote'][:100]}")
        for j, claim in enumerate(claims):
            if j not in taken:
                quote = claim["quote"]["text"][:100]
                scores.errors.append(f"extra {unit}:{claim['id']} {claim['type']}: {quote}")
        for i, j in pairs:
            _judge(f"{unit}:{gold[i]['id']}", gold[i], claims[j], scores)
    return scores


def _judge(key: str, gold: Record, claim: Record, scores: Scores) -> None:
    for name, same in FIELDS.items():
        want, got = gold.get(name), claim.get("when" if name == "date" else name)
        if want is None and (got is None or name == "extent"):
            continue
        tally, right = scores.fields[name], want is not None and got is not None and same(want, got)
        tally.total += 1
        tally.right += right
        if not right:
            scores.errors.append(f"wrong {key} {name}: want {_short(want)}, got {_short(got)}")


def match(report: Record, gold: Sequence[Record], claims: Sequence[Record]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in claims), best pairs first taken; no claim is in two pairs."""
    offers = []
    for i, want in enumerate(gold):
        stretches = list(_stretches(report, (want["quote"], *want.get("also", ()))))
        for j, claim in enumerate(claims):
            if FAMILY.get(want["type"]) == FAMILY.get(claim["type"]) and _same_words(stretches, claim):
                offers.append((-_likeness(want, claim), i, j))
    pairs: list[tuple[int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for _, i, j in sorted(offers):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((i, j))
    return pairs


def _stretches(report: Record, quotes: Iterable[str]) -> Iterator[Stretch]:
    for in_title, text in ((False, report["text"]), (True, report.get("title") or "")):
        for quote in filter(None, quotes):
            for hit in re.finditer(re.escape(quote), text):
                yield in_title, hit.start(), hit.end()


def _same_words(stretches: Sequence[Stretch], claim: Record) -> bool:
    """Whether the claim's trigger lies in an annotated stretch, or the quotes share half of the longer."""
    trigger, quote = claim["trigger"], claim["quote"]
    for in_title, start, end in stretches:
        if in_title != bool(claim.get("in_title")):
            continue
        longer = max(end - start, quote["end"] - quote["start"])
        shared = min(end, quote["end"]) - max(start, quote["start"])
        if (trigger["start"] < end and start < trigger["end"]) or 2 * shared >= longer > 0:
            return True
    return False


def _likeness(want: Record, claim: Record) -> float:
    """How well two claims on the same words agree: the type weighs as much as four fields."""
    agreed = 4.0 if want["type"] == claim["type"] else 0.0
    for name, same in FIELDS.items():
        a, b = want.get(name), claim.get("when" if name == "date" else name)
        agreed += (a is b) if a is None or b is None else bool(same(a, b))
    return agreed


def _names(value: Record) -> list[str]:
    mention = value.get("mention")
    text = mention.get("text") if isinstance(mention, Mapping) else mention
    return [name for name in (value.get("name"), text) if name]


def _words(name: str, idle: frozenset[str]) -> list[str]:
    bare = unicodedata.normalize("NFKD", name.replace("'s", "").replace("’s", ""))
    words = re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c)).lower())
    return [word for word in words if word not in idle] or words


def _alike(a: str, b: str) -> bool:
    """One name in two forms: same words, one within the other, an abbreviation, a variant spelling."""
    one, two = _words(a, _PARTY_IDLE), _words(b, _PARTY_IDLE)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    if set(short) <= set(long) and len("".join(short)) > 2:
        return True
    if _abbreviates(a, b) or _abbreviates(b, a):
        return True
    return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= LIKE


def _abbreviates(short: str, long: str) -> bool:
    initials = "".join(word[0] for word in _words(long, _ARTICLES))
    return len(initials) > 1 and _words(short, _ARTICLES) == [initials]


def _same_party(want: Record, got: Record) -> bool:
    return any(_alike(a, b) for a in _names(want) for b in _names(got))


def _place_key(name: str) -> str:
    key = "".join(_words(name, _PLACE_IDLE))
    for sound, level in _LEVEL:
        key = key.replace(sound, level)
    return re.sub(r"(.)\1+", r"\1", key).rstrip("h")


def _same_place(want: Record, got: Record) -> bool:
    keys = [(_place_key(a), _place_key(b)) for a in _names(want) for b in _names(got)]
    return any(a and b and (a == b or SequenceMatcher(None, a, b).ratio() >= LIKE) for a, b in keys)


def _same_days(want: Record, got: Record) -> bool:
    start, end, other_start, other_end = (
        dt.date.fromisoformat(value[key]) for value in (want, got) for key in ("start", "end")
    )
    if end - start >= LONG:
        return start <= other_end and other_start <= end
    return abs(start - other_start) <= SLACK and abs(end - other_end) <= SLACK


def _same_count(want: Record, got: Record) -> bool:
    return (want["low"], want["high"]) == (got["low"], got["high"])


def _equal(want: object, got: object) -> bool:
    return want == got


def _short(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return json.dumps({k: v for k, v in value.items() if k in ("name", "start", "end", "low", "high")})


FIELDS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _equal, "actor": _same_party, "target": _same_party, "place": _same_place, "date": _same_days,
    "killed": _same_count, "wounded": _same_count, "source": _same_party, "stance": _equal,
    "certainty": _equal, "extent": _equal,
}  # fmt: skip
