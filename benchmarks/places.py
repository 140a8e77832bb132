"""Place recognition and resolution: score it on annotated reports, or fit its weights anew.

python benchmarks/places.py FILE.jsonl [...]            F1 of recognition and of points within 161 km, ms a report
python benchmarks/places.py --fit FILE.jsonl [...]      write the weights of lexicon/place_weights.toml
    --claims GOLD.json   annotated claims as well: their place mentions are places, their actors and sources are not

A FILE holds one report a line: text, outlet and toponyms [{start, end, lat, lon}], lat null where a name has no point.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.gazetteer import default
from rashomon.read.parse import parse
from rashomon.read.passage import Passage
from rashomon.read.places.candidates import Candidate
from rashomon.read.places.find import analyse, find_places, models
from rashomon.read.places.resolve import FEATURES, Name

KM = 161.0  # 100 miles, the usual tolerance of toponym resolution
RARE = 8  # a feature seen less often is left out
RECALL = {"kept": 0.5, "unknown": 0.4}  # added for reports from abroad, where a missed place costs a claim its place
HEAD = """# Weights of place recognition and resolution, fitted by benchmarks/places.py.
# Log odds per feature: read/places/features.py and read/places/resolve.py say what each one is.
"""
Weights = dict[str, float]
Sample = tuple[dict[str, float], bool, float]
Array = NDArray[np.float64]


@dataclass
class Document:
    passage: Passage
    outlet: str | None
    toponyms: list[dict[str, Any]]
    places: list[tuple[int, int]] = field(default_factory=list)  # of annotated claims
    parties: list[tuple[int, int]] = field(default_factory=list)
    whole: bool = True  # every place is annotated
    weight: float = 1.0


def corpus(paths: Iterable[Path]) -> list[Document]:
    found = []
    for path in paths:
        rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        weight = 2.0 if len(rows) < 300 else 1.0  # a small corpus of world news must not drown in local news
        parsed = parse([(row["text"], False) for row in rows])
        found += [
            Document(p, row.get("outlet"), row["toponyms"], weight=weight) for row, p in zip(rows, parsed, strict=True)
        ]
    return found


def claims(path: Path) -> list[Document]:
    articles = [a for cluster in json.loads(path.read_text("utf-8"))["clusters"] for a in cluster["articles"]]
    found = []
    for article, passage in zip(articles, parse([(a["text"], False) for a in articles]), strict=True):
        document = Document(passage, article.get("publisher"), [], whole=False)
        for claim in article["claims"]:
            for key, spans in (("place", "places"), ("actor", "parties"), ("target", "parties"), ("source", "parties")):
                mention = (claim.get(key) or {}).get("mention")
                getattr(document, spans).extend(occurrences(article["text"], mention) if mention else ())
        found.append(document)
    return found


def occurrences(text: str, part: str) -> Iterator[tuple[int, int]]:
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + 1)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    la, oa, lb, ob = map(math.radians, (*a, *b))
    half = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((ob - oa) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def score(documents: list[Document]) -> None:
    gazetteer = default()
    hits = near = told = gold = 0
    start = time.process_time()
    got = [find_places([d.passage], gazetteer, d.outlet)[0] for d in documents]
    spent = time.process_time() - start
    for document, mentions in zip(documents, got, strict=True):
        wanted = [t for t in document.toponyms if t["lat"] is not None]
        open_ = [t for t in document.toponyms if t["lat"] is None]
        mentions = [
            m for m in mentions if any(meet(m, t) for t in wanted) or not any(meet(m, t) for t in open_)
        ]  # names that the annotators could not place count neither way
        gold += len(wanted)
        told += len(mentions)
        used: set[int] = set()
        for t in wanted:
            hit = next((n for n, m in enumerate(mentions) if n not in used and meet(m, t)), None)
            if hit is not None:
                used.add(hit)
                hits += 1
                m = mentions[hit]
                near += m.lat is not None and m.lon is not None and km((m.lat, m.lon), (t["lat"], t["lon"])) <= KM
    print(f"recognition F1 {2 * hits / (told + gold):.3f}, within 161 km F1 {2 * near / (told + gold):.3f}")
    print(f"{1000 * spent / len(documents):.1f} ms a report")


def meet(mention: Any, toponym: dict[str, Any]) -> bool:
    return bool(mention.start < toponym["end"] and toponym["start"] < mention.end)


def label(document: Document, candidate: Candidate) -> tuple[bool, float] | None:
    """Whether a candidate is a place and how much that counts; None where nobody said."""
    if document.whole:
        hit = next((t for t in document.toponyms if meet(candidate, t)), None)
        if hit is not None and hit["lat"] is None and candidate.entries:
            return None
        return hit is not None, document.weight
    if any(start < candidate.end and candidate.start < end for start, end in document.places):
        return True, 1.0
    if any(start < candidate.end and candidate.start < end for start, end in document.parties):
        return False, 1.0
    return None if candidate.entries else (False, 0.5)


def samples(analysed: list[tuple[Document, list[Candidate], list[Name]]], part: str) -> Iterator[Sample]:
    for document, found, _ in analysed:
        for c in found:
            kind = "peoples" if c.kind == "demonym" else "seen" if c.entries else "unknown"
            if kind != ("seen" if part == "kept" else part) or (kind == "peoples" and not document.whole):
                continue
            if kind == "unknown" and "street_after" in c.features:
                continue
            told = label(document, c)
            if told is not None:
                yield {k: v for k, v in c.features.items() if part == "kept" or not k.startswith("then_")}, *told


def logistic(rows: list[Sample], penalty: float = 2.0) -> Weights:
    """Penalised logistic regression by Newton's method."""
    counts: dict[str, int] = {}
    for features, _, _ in rows:
        for name, value in features.items():
            counts[name] = counts.get(name, 0) + (value != 0)
    names = sorted(n for n, count in counts.items() if count >= RARE and n not in ("level", "joined"))
    table = np.array([[features.get(name, 0.0) for name in names] for features, _, _ in rows])
    truth = np.array([float(y) for _, y, _ in rows])
    weight = np.array([w for _, _, w in rows])
    ridge = np.array([0.01 if name == "bias" else penalty for name in names])
    beta: Array = np.zeros(len(names))
    for _ in range(60):
        chance = 1 / (1 + np.exp(-table @ beta))
        slope = table.T @ (weight * (chance - truth)) + ridge * beta
        curve = (table * (weight * chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        beta -= step
        if abs(step).max() < 1e-4:
            break
    return dict(zip(names, beta.tolist(), strict=True))


def ranker(analysed: list[tuple[Document, list[Candidate], list[Name]]], penalty: float = 0.5) -> Weights:
    """Weights under which the right entry of a name gets the largest share, by gradient ascent (Adam)."""
    items: list[tuple[Array, Array, float]] = []
    for document, _, names in analysed:
        for name in names:
            points = [t for m in name.mentions for t in document.toponyms if meet(m, t) and t["lat"] is not None]
            if points:
                at = (points[0]["lat"], points[0]["lon"])
                right = np.array([float(km((e.lat, e.lon), at) <= KM) for e in name.options])
                if 0 < right.sum() < len(right):
                    items.append((name.table, right, document.weight * math.sqrt(len(points))))
    beta, first, second = (np.zeros(len(FEATURES)) for _ in range(3))
    for n in range(1, 301):
        slope = penalty * beta
        for table, right, weight in items:
            scores = table @ beta
            share = np.exp(scores - scores.max())
            share /= share.sum()
            wanted = share * right / ((share * right).sum() + 1e-12)
            slope += weight * (table.T @ (share - wanted))
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        rate = 0.3 if n < 200 else 0.1
        beta -= rate * (first / (1 - 0.9**n)) / (np.sqrt(second / (1 - 0.99**n)) + 1e-8)
    return dict(zip(FEATURES, beta.tolist(), strict=True))


def fit(documents: list[Document]) -> dict[str, Weights]:
    gazetteer = default()
    model = models()  # changed in place: each step sees the weights of the one before

    def look() -> list[tuple[Document, list[Candidate], list[Name]]]:
        return [(d, *analyse([d.passage], gazetteer, d.outlet)[:2]) for d in documents]

    analysed = look()
    for part in ("seen", "peoples"):
        model[part] = logistic(list(samples(analysed, part)))
    for _ in range(3):
        model["ranked"] = ranker(look())
    model["unknown"] = logistic(list(samples(look(), "unknown")))
    model["kept"] = logistic(list(samples(look(), "kept")))
    for part, more in RECALL.items():
        model[part]["abroad"] = model[part].get("abroad", 0.0) + more
    return model


def write(model: dict[str, Weights]) -> None:
    path = Path(import_module("rashomon.lexicon").__path__[0]) / "place_weights.toml"
    lines = [HEAD]
    for part in ("seen", "kept", "peoples", "ranked", "unknown"):
        lines += [f"[{part}]", *(f"{name} = {value:.2f}" for name, value in sorted(model[part].items())), ""]
    path.write_text("\n".join(lines), "utf-8")
    print(f"wrote {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    if options.fit:
        write(fit(corpus(options.files) + (claims(options.claims) if options.claims else [])))
    for path in options.files:
        print(path.name)
        score(corpus([path]))


if __name__ == "__main__":
    main()
