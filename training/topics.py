"""Train the weights that tell news of conflict and unrest from other news (read/events/topic.py).

    python training/topics.py --gold train.json --labels labels.json --texts lgl.jsonl [more.jsonl ...]

The rows are the candidates that the rules weigh in a text. Reports with annotated claims are news of conflict. Of the
other texts a label says what they are: a JSON object "FILE:ID" -> {"label", "part"}, FILE being the name of the texts'
file without its suffix; label is "conflict", "none" or anything else (left out), and of the texts only those with part
"build" are trained on; "none" of the other parts is scored. Logistic regression, L2, both kinds weighing the same;
cross-validated over reports.
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
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from fit import articles, read, watched, write
from rashomon.read.events import find as events_step
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene

OUT = Path(__file__).parent.parent / "src" / "rashomon" / "lexicon" / "topic_weights.toml"
STRENGTH = 0.3  # inverse of the L2 penalty
FOLDS = 10
LEAST = 0.12  # chance under which a candidate is refused for its topic alone; above, the claim model weighs it

Rows = list[tuple[dict[str, float], bool, str]]


def signs(article: dict[str, Any]) -> list[dict[str, float]]:
    """The topic signs of every candidate that the rules weigh in a text."""
    seen: list[dict[str, float]] = []

    def watch(scene: Scene, event: EventMention) -> str:
        if scene.topics is not None:
            seen.append(scene.topics.signs(event))
        return ""

    with watched(events_step, "refusal", watch):
        read(article)
    return seen


def labelled(paths: list[str], labels: dict[str, dict[str, str]]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Each text that is surely of conflict or surely not, with its label and its part."""
    for path in map(Path, paths):
        for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
            text = json.loads(line)
            label = labels.get(f"{path.stem}:{text['id']}", {})
            if label.get("label") in ("conflict", "none"):
                article = {"text": text["text"], "title": None, "published": text["published"], "publisher": None}
                yield {**article, "unit_id": text["id"]}, label["label"], label["part"]


def rows(args: argparse.Namespace) -> tuple[Rows, Rows]:
    """The rows to train on, and those of the labelled texts of other parts."""
    build: Rows = []
    test: Rows = []
    for article in articles(args.gold):
        if article["claims"]:
            build += [(found, True, str(article["unit_id"])) for found in signs(article)]
    labels = json.loads(Path(args.labels).read_text(encoding="utf-8"))
    for article, label, part in labelled(args.texts, labels):
        found = [(row, label == "conflict", str(article["unit_id"])) for row in signs(article)]
        (build if part == "build" else test).extend(found)
    return build, test


def describe(name: str, labels: np.ndarray, chances: np.ndarray) -> str:
    kept, refused = (chances >= LEAST)[labels].mean(), (chances < LEAST)[~labels].mean()
    area = roc_auc_score(labels, chances)
    return f"{name}: AUC {area:.3f}, {kept:.1%} of conflict kept, {refused:.1%} of others refused"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--gold", required=True, help="annotated reports to train on")
    options.add_argument("--labels", required=True, help="what each of the texts is")
    options.add_argument("--texts", required=True, nargs="+", help="texts, one JSON object a line")
    build, test = rows(options.parse_args())
    vectorizer = DictVectorizer()
    matrix, labels = vectorizer.fit_transform([row[0] for row in build]), np.array([row[1] for row in build])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")
    groups = [row[2] for row in build]
    chances = cross_val_predict(model, matrix, labels, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[
        :, 1
    ]
    model.fit(matrix, labels)
    report = [
        f"{len(labels)} candidates of {len(set(groups))} texts, {int(labels.sum())} in news of conflict",
        describe("cross-validated over texts", labels, chances),
    ]
    if test:
        guess = model.predict_proba(vectorizer.transform([row[0] for row in test]))[:, 1]
        report.append(describe("on texts not trained on", np.array([row[1] for row in test]), guess))
    weights = {"bias": float(model.intercept_[0])}
    weights |= dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    write(OUT, "a candidate stands in news of conflict or unrest", report, LEAST, weights)


if __name__ == "__main__":
    main()
