"""Claims as read against annotated ones: how many are found, which fields are right, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.evaluate import kinds
from rashomon.evaluate.kinds import Case, Seen, sentence
from rashomon.evaluate.matching import ends, match, stretches
from rashomon.evaluate.same import FIELDS, SLOTS, WHOLE, Record, got_value
from rashomon.lexicon.families import FAMILY

NOTHING = "nothing"  # the other side has no claim on these words


def f1(right: int, told: int, annotated: int) -> float | None:
    """The harmonic mean of precision and recall; None where there is nothing to find and nothing told."""
    return 2 * right / (told + annotated) if told + annotated else None


def share(part: int, whole: int) -> float | None:
    """A part of a whole, 0 to 1; None of nothing."""
    return part / whole if whole else None


@dataclass(slots=True)
class Tally:
    """How often a field was right among the claims found where either side has it; and how it was wrong."""

    right: int = 0
    total: int = 0
    missing: int = 0  # annotated, not read
    extra: int = 0  # read, not annotated

    @property
    def share(self) -> float | None:
        """Right by total, 0 to 1; None where the field never occurred."""
        return share(self.right, self.total)

    @property
    def other(self) -> int:
        """How often both sides have it and differ."""
        return self.total - self.right - self.missing - self.extra


@dataclass(slots=True)
class Counts:
    """Claims of one sort: annotated, told by the reader, and found: those of the annotated that were told."""

    annotated: int = 0
    told: int = 0
    found: int = 0
    confirmed: int = 0  # those told that are annotated: as many as found, but where the two sides sort them otherwise

    @property
    def precision(self) -> float | None:
        """Share of the claims told that are annotated."""
        return share(self.confirmed, self.told)

    @property
    def recall(self) -> float | None:
        """Share of the annotated claims that were told."""
        return share(self.found, self.annotated)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        return f1(self.found, self.told, self.annotated)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is off: ``what`` is missed, false, or the field that is wrong; ``kind`` how."""

    what: str
    kind: str
    unit: str
    claim: str  # the annotated claim's id; of a false one, the id as read
    type: str
    want: str = ""
    got: str = ""
    sentence: str = ""

    def __str__(self) -> str:
        if self.what == "missed":
            return f"missed {self.unit}:{self.claim} {self.type}: {self.want[:100]}"
        if self.what == "false":
            return f"extra {self.unit}:{self.claim} {self.type}: {self.got[:100]}"
        return f"wrong {self.unit}:{self.claim} {self.what}: want {self.want}, got {self.got}"


@dataclass(slots=True)
class Scores:
    """Counts over all reports; ``errors`` has a line for each miss, false alarm and wrong field."""

    reports: int = 0
    annotated: int = 0
    predicted: int = 0
    found: int = 0
    whole: int = 0  # found with type, place, date, casualties and source right at once
    fields: dict[str, Tally] = field(default_factory=dict)
    families: dict[str, Counts] = field(default_factory=dict)
    source_kinds: dict[str, Counts] = field(default_factory=dict)
    sources_right: Counter[str] = field(default_factory=Counter)  # of the claims found, by the annotated kind
    types: Counter[tuple[str, str]] = field(default_factory=Counter)  # (annotated, read) of the claims found
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (family annotated, family read)
    mistakes: list[Mistake] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # REPORT:CLAIM as read -> as annotated

    @property
    def errors(self) -> list[str]:
        """One line for each mistake."""
        return [str(mistake) for mistake in self.mistakes]

    @property
    def precision(self) -> float:
        """Share of the claims told that are annotated."""
        return share(self.found, self.predicted) or 0.0

    @property
    def recall(self) -> float:
        """Share of the annotated claims that were told."""
        return share(self.found, self.annotated) or 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1(self.found, self.predicted, self.annotated) or 0.0

    @property
    def record_f1(self) -> float:
        """The same for claims with type, place, date, casualties and source right at once."""
        return f1(self.whole, self.predicted, self.annotated) or 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, shares rounded to three places."""
        return {
            "annotated": self.annotated, "predicted": self.predicted, "found": self.found,
            "precision": round(self.precision, 3), "recall": round(self.recall, 3), "f1": round(self.f1, 3),
            "record_f1": round(self.record_f1, 3),
            **{name: _rounded(tally.share) for name, tally in self.fields.items()},
        }  # fmt: skip


def score(
    reports: Iterable[Record], predicted: Mapping[str, Sequence[Record]], seen: Mapping[str, Seen] | None = None
) -> Scores:
    """Compare annotated reports with claims as in ``Reading.to_dict()``, by ``unit_id``.

    ``seen`` tells more about the mistakes. A field that no annotated claim has a key for was not annotated, and is
    not scored.
    """
    given = list(reports)
    keys = {key for report in given for claim in report["claims"] for key in claim}
    scores = Scores(fields={name: Tally() for name in FIELDS if name in keys or not keys})
    for report in given:
        unit, gold = str(report["unit_id"]), report["claims"]
        claims = predicted.get(unit, ())
        around = [stretches(report, want) for want in gold]
        paired = dict(match(report, gold, claims))
        _count(scores, Case(report, gold, claims, around, paired, (seen or {}).get(unit, Seen())), unit)
    return scores


def _count(scores: Scores, case: Case, unit: str) -> None:
    """The counts and mistakes of one report."""
    scores.reports += 1
    scores.annotated += len(case.gold)
    scores.predicted += len(case.claims)
    scores.found += len(case.paired)
    for i, want in enumerate(case.gold):
        _family(scores, want).annotated += 1
        _voice(scores, want).annotated += 1
        if i not in case.paired:
            _missed(scores, case, unit, i)
    for j, claim in enumerate(case.claims):
        _family(scores, claim).told += 1
        _voice(scores, claim).told += 1
        if j not in case.paired.values():
            _false(scores, case, unit, j)
    for i, j in case.paired.items():
        _pair(scores, case, unit, case.gold[i], case.claims[j])


def _family(scores: Scores, claim: Record) -> Counts:
    return scores.families.setdefault(FAMILY.get(claim["type"], "other"), Counts())


def _voice(scores: Scores, claim: Record) -> Counts:
    return scores.source_kinds.setdefault(_kind(claim), Counts())


def _kind(claim: Record) -> str:
    return (claim.get("source") or {}).get("kind") or "unknown"


def _missed(scores: Scores, case: Case, unit: str, i: int) -> None:
    want = case.gold[i]
    kind, other = kinds.missed(case, i)
    family = FAMILY.get(other["type"], "other") if other else NOTHING
    scores.confusion[FAMILY.get(want["type"], "other"), family] += 1
    got = f"{other['type']}: {_words(other)}" if other else ""
    scores.mistakes.append(
        Mistake("missed", kind, unit, str(want["id"]), want["type"], want["quote"], got, _where(case, i))
    )


def _false(scores: Scores, case: Case, unit: str, j: int) -> None:
    claim = case.claims[j]
    kind, annotated = kinds.false(case, j)
    if annotated is None:
        scores.confusion[NOTHING, FAMILY.get(claim["type"], "other")] += 1
    want = f"{annotated['type']}: {annotated['quote']}" if annotated else ""
    text = (case.report.get("title") or "") if claim.get("in_title") else case.report["text"]
    where = sentence(text, *ends(claim.get("quote") or claim.get("trigger")))
    scores.mistakes.append(
        Mistake("false", kind, unit, str(claim.get("id")), claim["type"], want, _words(claim), where)
    )


def _pair(scores: Scores, case: Case, unit: str, want: Record, claim: Record) -> None:
    """A claim that was found, field by field."""
    family = _family(scores, want)
    family.found += 1
    family.confirmed += 1
    _voice(scores, want).found += 1
    _voice(scores, claim).confirmed += 1
    scores.known[f"{unit}:{claim.get('id')}"] = f"{unit}:{want['id']}"
    scores.types[want["type"], claim["type"]] += 1
    right = {name: _judge(scores, case, unit, name, want, claim) for name in scores.fields}
    scores.whole += all(right.get(name, True) for name in ("type", *WHOLE))
    scores.sources_right[_kind(want)] += right.get("source", False)


def _judge(scores: Scores, case: Case, unit: str, name: str, want: Record, claim: Record) -> bool:
    """Whether a field is right; where neither side has it there is nothing to judge, and nothing wrong."""
    wanted, got = want.get(name), got_value(claim, name)
    if name in SLOTS:
        if not wanted and not got:
            return True
        right = bool(wanted and got and SLOTS[name](wanted, got))
    else:
        if name == "extent" and not wanted:
            return True
        right = wanted == got
    tally = scores.fields[name]
    tally.total += 1
    tally.right += right
    if not right:
        tally.missing += not got
        tally.extra += not wanted
        kind = kinds.wrong_field(case, name, wanted, got, want, claim)
        where = _where(case, next(i for i, one in enumerate(case.gold) if one is want))
        mistake = Mistake(name, kind, unit, str(want["id"]), want["type"], _short(wanted), _short(got), where)
        scores.mistakes.append(mistake)
    return right


def _where(case: Case, i: int) -> str:
    """The sentence in which an annotated claim is told."""
    start, end, in_title = next(iter(case.around[i]), (0, 0, False))
    return sentence((case.report.get("title") or "") if in_title else case.report["text"], start, end)


def _words(claim: Record) -> str:
    """The clause of a claim as read."""
    return str((claim.get("quote") or claim.get("trigger") or {}).get("text", ""))


def _short(value: Any) -> str:
    """A field's value on one line."""
    if not isinstance(value, Mapping):
        return "nothing" if value is None else str(value)
    if "start" in value:
        return value["start"] if value["start"] == value["end"] else f"{value['start']} to {value['end']}"
    if "low" in value or "high" in value:
        low, high = ("?" if value.get(key) is None else str(value[key]) for key in ("low", "high"))
        mention = value.get("mention")
        text = mention.get("text") if isinstance(mention, Mapping) else mention
        return (low if low == high else f"{low} to {high}") + (f' ("{text}")' if text else "")
    kind = f" ({value['kind']})" if value.get("kind") else ""
    return f"{value.get('name')}{kind}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
