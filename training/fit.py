"""What the training scripts share: reading annotated reports, fitting, cross-validating and writing the weights."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from rashomon.lexicon.families import FAMILY
from rashomon.read.reader import make_report, read_report

STRENGTH = 0.2  # inverse of the L2 penalty; 0.05 to 1 differ by less than 0.01 in F1
RARE = 3  # signs seen fewer times are left out
FOLDS = 5


@dataclass
class Table:
    """Rows of signs with their label and the report they come from."""

    signs: list[dict[str, float]]
    labels: list[bool]
    groups: list[str]

    def add(self, signs: dict[str, float], label: bool, group: str) -> None:
        self.signs.append(signs)
        self.labels.append(label)
        self.groups.append(group)


def arguments(doc: str | None, *, oof: bool = False) -> argparse.Namespace:
    options = argparse.ArgumentParser(description=(doc or "").split("\n")[0])
    options.add_argument("--gold", required=True, help="annotated reports to train on")
    options.add_argument("--check", help="annotated reports that are only scored, never trained on")
    options.add_argument("--least", type=float, help="least chance (default: best F1 in cross-validation)")
    if oof:
        options.add_argument("--oof", help="the tagger's out-of-fold chances on --gold (tagger.py --oof)")
    return options.parse_args()


def articles(path: str) -> Iterator[dict[str, Any]]:
    for cluster in json.loads(Path(path).read_text(encoding="utf-8"))["clusters"]:
        yield from cluster["articles"]


def read(article: dict[str, Any]) -> None:
    """Read an annotated report; the scripts watch one of the reader's steps meanwhile."""
    published = dt.date.fromisoformat(article["published"]) if article["published"] else None
    report = make_report(
        article["text"], id="x", title=article["title"], published=published, publisher=article["publisher"]
    )
    read_report(report)


@contextmanager
def watched(module: ModuleType, step: str, watch: Callable[..., Any]) -> Iterator[None]:
    """Have ``watch`` in the place of one of the reader's steps, for as long as the block lasts."""
    real = getattr(module, step)
    setattr(module, step, watch)
    try:
        yield
    finally:
        setattr(module, step, real)


def claims_at(article: dict[str, Any], text: str, start: int, end: int, family: str) -> list[dict[str, Any]]:
    """The annotated claims of a family whose quotes, found in ``text``, touch the characters ``start`` to ``end``."""
    found = []
    for claim in article["claims"]:
        if FAMILY[claim["type"]] == family and any(
            start < at.end() and at.start() < end
            for quote in [claim["quote"], *claim["also"]]
            for at in re.finditer(re.escape(quote), text)
        ):
            found.append(claim)
    return found


def fit(rows: Table, check: Table | None, out: Path, least: float | None, what: str) -> np.ndarray:
    """Fit on ``rows``, score by cross-validation over reports and on ``check``, write the weights to ``out``.

    Returns the chances that cross-validation gave to the rows.
    """
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows.signs)
    vectorizer.restrict(np.asarray((matrix != 0).sum(axis=0)).ravel() >= RARE)
    matrix, labels = vectorizer.transform(rows.signs), np.array(rows.labels)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    folds = GroupKFold(FOLDS)
    chances = cross_val_predict(model, matrix, labels, groups=rows.groups, cv=folds, method="predict_proba")[:, 1]
    cut = least or _best_cut(labels, chances)
    report = [
        f"{len(labels)} rows of {len(set(rows.groups))} reports, {int(labels.sum())} where {what}",
        f"cross-validated over reports: {_scores(labels, chances, cut)}",
    ]
    model.fit(matrix, labels)
    if check is not None:
        guess = model.predict_proba(vectorizer.transform(check.signs))[:, 1]
        report.append(f"on reports not trained on: {_scores(np.array(check.labels), guess, cut)}")
    weights = {"bias": float(model.intercept_[0])}
    weights |= dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    write(out, what, report, cut, weights)
    return np.asarray(chances)


def write(out: Path, what: str, report: list[str], least: float, weights: dict[str, float]) -> None:
    """The weights as a readable file, headed by what they say and how well."""
    lines = [f"# Made by training/, do not edit: what each sign adds to the log-odds that {what}."]
    lines += [f"# {line}" for line in report] + ["", f"least = {least}", "", "[weights]"]
    lines += [f"{json.dumps(name)} = {value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.0005]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(report), f"\nleast {least}: wrote {out}")


def _scores(labels: np.ndarray, chances: np.ndarray, cut: float) -> str:
    return f"AUC {roc_auc_score(labels, chances):.3f}, F1 {f1_score(labels, chances >= cut):.3f}"


def _best_cut(labels: np.ndarray, chances: np.ndarray) -> float:
    cuts = [n / 100 for n in range(25, 71)]
    return max(cuts, key=lambda cut: (round(float(f1_score(labels, chances >= cut)), 3), cut))
