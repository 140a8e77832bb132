"""How well claims are put into incidents, and disagreements found, on annotated reports.

    python benchmarks/incidents.py GOLD.json ...

Each file is compared cluster by cluster, twice: with the claims as read, and with the annotated claims themselves,
which shows what comparing alone gets wrong. Beside the shipped compare stands the simplest rule there is: claims of one
type, place and day are one incident. Incidents are scored by pairs of claims of one cluster that are put together, over
the claims that were found; a disagreement counts where its attribute is right and two of its claims are.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import rashomon
from rashomon import evaluate
from rashomon.compare.accounts import accounts_of
from rashomon.compare.disagreements import disagreements
from rashomon.compare.rules import load_rules
from rashomon.gazetteer import default
from rashomon.lexicon.families import FAMILY
from rashomon.read.reader import make_report
from rashomon.records import (
    Actor,
    Casualties,
    Claim,
    Disagreement,
    Extent,
    Period,
    Place,
    Precision,
    Reading,
    Source,
    SourceKind,
    Span,
)

Record = dict[str, Any]
Put = tuple[list[tuple[str, ...]], list[Disagreement]]  # the claims of each incident, and the disagreements


@dataclass
class Tally:
    """How many of the annotated pairs, or disagreements, were told, and how many of those told are annotated."""

    right: int = 0
    told: int = 0
    annotated: int = 0

    def add(self, right: int, told: int, annotated: int) -> None:
        self.right, self.told, self.annotated = self.right + right, self.told + told, self.annotated + annotated

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.told + self.annotated)


@dataclass
class Cluster:
    """Annotated reports compared with each other, and their readings."""

    annotated: Record
    readings: list[Reading]
    known: dict[str, str] = field(default_factory=dict)  # claim as read -> annotated claim, both REPORT:CLAIM


# --- the two ways to claims -----------------------------------------------------------------------------------------


def as_read(clusters: list[Record]) -> Iterator[Cluster]:
    """The reports as the reader reads them, each claim matched to the annotated one."""
    for annotated in clusters:
        keys = ("text", "title", "published", "publisher")
        reports = [{"id": a["unit_id"], **{key: a[key] for key in keys}} for a in annotated["articles"]]
        cluster = Cluster(annotated, list(rashomon.read_many(reports)))
        for article, reading in zip(annotated["articles"], cluster.readings, strict=True):
            claims, unit = reading.to_dict()["claims"], article["unit_id"]
            for i, j in evaluate.match(article, article["claims"], claims):
                cluster.known[f"{unit}:{claims[j]['id']}"] = f"{unit}:{article['claims'][i]['id']}"
        yield cluster


def as_annotated(clusters: list[Record]) -> Iterator[Cluster]:
    """The annotated claims as if a reader had found them; places get their points from the gazetteer."""
    for annotated in clusters:
        cluster = Cluster(annotated, [_reading(article) for article in annotated["articles"]])
        for reading in cluster.readings:
            cluster.known |= {
                f"{reading.report.id}:{claim.id}": f"{reading.report.id}:{claim.id}" for claim in reading.claims
            }
        yield cluster


def _reading(article: Record) -> Reading:
    day = dt.date.fromisoformat(article["published"]) if article["published"] else None
    report = make_report(
        article["text"], id=article["unit_id"], title=article["title"], published=day, publisher=article["publisher"]
    )
    return Reading(report, claims=tuple(_claim(article, claim) for claim in article["claims"]))


def _claim(article: Record, told: Record) -> Claim:
    in_title = told["quote"] not in article["text"]
    text = article["title"] if in_title else article["text"]
    quote = _span(text, told["quote"], 0, len(text))
    assert quote is not None

    def mention(slot: Record) -> Span | None:
        return _span(text, slot.get("mention"), quote.start, quote.end)

    def actor(slot: Record | None) -> Actor | None:
        return None if slot is None else Actor(slot["name"], None, mention(slot))

    def count(slot: Record | None) -> Casualties | None:
        return None if slot is None else Casualties(slot["low"], slot["high"], slot.get("who"), mention(slot))

    source = told["source"]
    return Claim(
        id=told["id"],
        type=told["type"],
        family=FAMILY[told["type"]],
        quote=quote,
        trigger=_span(text, told["trigger"], quote.start, quote.end) or quote,
        rule="annotated",
        main=told["main"],
        in_title=in_title,
        actor=actor(told["actor"]),
        target=actor(told["target"]),
        place=told["place"] and _place(told["place"], mention(told["place"])),
        # the annotation does not say where a day is told: every day counts as told in the claim's own clause
        when=told["date"] and _period(told["date"], quote),
        killed=count(told["killed"]),
        wounded=count(told["wounded"]),
        source=Source(source["name"], cast(SourceKind, source["kind"]), mention(source)),
        stance=told["stance"],
        certainty=told["certainty"],
        extent=cast("Extent | None", told["extent"]),
    )


def _span(text: str, words: str | None, start: int, end: int) -> Span | None:
    """Where the words stand: within the characters given, else anywhere in the text."""
    at = text.find(words, start, end) if words else -1
    at = text.find(words) if words and at < 0 else at
    return Span(at, at + len(words), words) if words and at >= 0 else None


def _period(days: Record, quote: Span) -> Period:
    start, end = dt.date.fromisoformat(days["start"]), dt.date.fromisoformat(days["end"])
    return Period(start, end, "day" if start == end else "range", quote)


def _place(told: Record, mention: Span | None) -> Place:
    """The largest place of that name in the annotated country and, where there is one, province."""
    entries = [entry for entry in default().lookup(told["name"]) if entry.country == told["country"]]
    province = [entry for entry in entries if entry.admin1 and told["admin1"] and _alike(entry.admin1, told["admin1"])]
    for entry in province or entries:
        precision = cast(Precision, entry.kind)
        return Place(
            told["name"], entry.geonames_id, entry.lat, entry.lon, entry.country, entry.admin1, precision, mention
        )
    return Place(told["name"], country=told["country"], admin1=told["admin1"], mention=mention)


def _alike(a: str, b: str) -> bool:
    return a.lower() in b.lower() or b.lower() in a.lower()


# --- the two ways to incidents --------------------------------------------------------------------------------------


def shipped(readings: list[Reading]) -> Put:
    """What rashomon.compare says."""
    both = rashomon.compare(readings)
    return [incident.claims for incident in both.incidents], list(both.disagreements)


def baseline(readings: list[Reading]) -> Put:
    """One incident of all claims that have the same type, place and days; the shipped rules for disagreements."""
    rules = load_rules()
    groups = defaultdict(list)
    for account in accounts_of(readings, rules):
        groups[account.claim.type, account.place, account.days].append(account)
    differences = [one for n, group in enumerate(groups.values()) for one in disagreements(str(n), group, rules)]
    return [tuple(account.key for account in group) for group in groups.values()], differences


# --- scoring --------------------------------------------------------------------------------------------------------


def score(clusters: list[Cluster], put: Callable[[list[Reading]], Put]) -> tuple[Tally, Tally]:
    """Pairs of claims in one incident, and disagreements, over all clusters."""
    pairs, differences = Tally(), Tally()
    for cluster in clusters:
        incidents, found = put(cluster.readings)
        annotated = {
            f"{article['unit_id']}:{claim['id']}": claim["incident"]
            for article in cluster.annotated["articles"]
            for claim in article["claims"]
        }
        own = {cluster.known[key]: n for n, keys in enumerate(incidents) for key in keys if key in cluster.known}
        for a, b in combinations(own, 2):
            together, told = annotated[a] == annotated[b], own[a] == own[b]
            pairs.add(together and told, told, together)
        wanted = [(one["attribute"], set(one["claims"])) for one in cluster.annotated["disagreements"]]
        right = 0
        for one in found:
            claims = {cluster.known[key] for key in one.claims if key in cluster.known}
            hit = next((w for w in wanted if w[0] == one.attribute and len(w[1] & claims) >= 2), None)
            if hit is not None:
                wanted.remove(hit)
                right += 1
        differences.add(right, len(found), len(cluster.annotated["disagreements"]))
    return pairs, differences


def main() -> None:
    for path in sys.argv[1:]:
        clusters = json.loads(Path(path).read_text(encoding="utf-8"))["clusters"]
        print(path)
        for claims, made in (("as read", as_read), ("as annotated", as_annotated)):
            ready = list(made(clusters))
            for rule, put in (("shipped", shipped), ("type, place and day", baseline)):
                pairs, differences = score(ready, put)
                print(
                    f"  claims {claims:12}  {rule:19}  same incident F1 {pairs.f1:.3f}"
                    f" ({pairs.right} of {pairs.told} told, {pairs.annotated} annotated)"
                    f"  disagreement F1 {differences.f1:.3f}"
                    f" ({differences.right} of {differences.told} told, {differences.annotated} annotated)"
                )


if __name__ == "__main__":
    main()
