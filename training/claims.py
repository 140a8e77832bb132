"""Train the weights that tell claims from mentions in passing (read/worth.py) on annotated reports.

    python training/claims.py --gold train.json [--check dev.json]

A candidate counts as a claim where its words lie in the quote of an annotated claim of the same family. Logistic
regression, L2, no words of the reports among the signs; scored by cross-validation over reports.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

import rashomon.read.events as events_step
from rashomon.api import _report
from rashomon.lexicon.events import FAMILY
from rashomon.read.reader import read_report
from rashomon.read.roles import EventMention
from rashomon.read.scene import Scene
from rashomon.read.worth import Signs, signs_of

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "claim_weights.toml"
STRENGTH = 0.2  # inverse of the L2 penalty; 0.05 to 1 differ by less than 0.01 in F1
RARE = 3  # signs seen on fewer candidates are left out


def articles(path: str) -> Iterator[dict[str, Any]]:
    for cluster in json.loads(Path(path).read_text(encoding="utf-8"))["clusters"]:
        yield from cluster["articles"]


def candidates(article: dict[str, Any]) -> list[tuple[Signs, bool]]:
    """Every candidate the rules weigh in a report, with whether the annotation has it as a claim."""
    seen: list[tuple[Scene, EventMention, Signs]] = []

    def watch(scene: Scene, event: EventMention) -> str:
        seen.append((scene, event, signs_of(scene, event)))
        return ""

    real, events_step.refusal = events_step.refusal, watch
    try:
        fields = ("text", "title", "published", "publisher")
        read_report(_report({"id": "x", **{name: article[name] for name in fields}}))
    finally:
        events_step.refusal = real
    return [(signs, _annotated(article, scene, event)) for scene, event, signs in seen]


def _annotated(article: dict[str, Any], scene: Scene, event: EventMention) -> bool:
    passage = scene.passage
    start, end = passage.starts[event.trigger.start], passage.ends[event.trigger.end - 1]
    for claim in article["claims"]:
        if FAMILY[claim["type"]] != FAMILY[event.type]:
            continue
        for quote in [claim["quote"], *claim["also"]]:
            at = passage.text.find(quote)
            while at >= 0:
                if start < at + len(quote) and at < end:
                    return True
                at = passage.text.find(quote, at + 1)
    return False


def table(path: str) -> tuple[list[Signs], np.ndarray, list[str]]:
    signs: list[Signs] = []
    labels: list[bool] = []
    groups: list[str] = []
    for article in articles(path):
        for one, label in candidates(article):
            signs.append(one)
            labels.append(label)
            groups.append(str(article["unit_id"]))
    return signs, np.array(labels), groups


def best_cut(labels: np.ndarray, chances: np.ndarray) -> float:
    cuts = [n / 100 for n in range(25, 66)]
    return max(cuts, key=lambda cut: (round(float(f1_score(labels, chances >= cut)), 3), cut))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--gold", required=True)
    options.add_argument("--check", help="annotated reports that are only scored, never trained on")
    options.add_argument("--least", type=float, help="the least chance of a claim (default: best F1 in cross-validation)")
    args = options.parse_args()
    signs, labels, groups = table(args.gold)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(signs)
    common = np.asarray((matrix != 0).sum(axis=0)).ravel() >= RARE
    vectorizer.restrict(common)
    matrix = vectorizer.transform(signs)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    chances = cross_val_predict(model, matrix, labels, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    cut = args.least or best_cut(labels, chances)
    report = [
        f"{len(labels)} candidates of {len(set(groups))} reports, {int(labels.sum())} claims",
        f"cross-validated over reports: AUC {roc_auc_score(labels, chances):.3f}, F1 {f1_score(labels, chances >= cut):.3f}",
    ]
    model.fit(matrix, labels)
    if args.check:
        other, truth, _ = table(args.check)
        guess = model.predict_proba(vectorizer.transform(other))[:, 1]
        report.append(f"on reports not trained on: AUC {roc_auc_score(truth, guess):.3f}, F1 {f1_score(truth, guess >= cut):.3f}")
    weights = {"bias": float(model.intercept_[0])}
    weights |= dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    lines = ["# Made by training/claims.py; do not edit. What each sign adds to the log-odds that a candidate is a claim."]
    lines += [f"# {line}" for line in report]
    lines += ["", f"least = {cut}", "", "[weights]"]
    lines += [f"{json.dumps(name)} = {value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.0005]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(report), f"\nleast {cut}: wrote {OUT}")


if __name__ == "__main__":
    main()
