"""Splink in place of compare.toml's points: does it put claims into incidents as well? A trial, not used by anything.

    python training/splink_trial.py --gold train.json --check dev.json

Needs splink 5 (with duckdb, pyarrow and sqlglot), installed by hand. Splink gets what our own scoring gets: the pairs
of compare/blocking.py and the levels of compare/scoring.py, one Splink comparison to each field. Its m and u are
estimated without labels (EM) or from the labels of --gold; thresholds are chosen on --gold; --check is only scored.
Pairs are clustered by Splink's connected components and by our linkage. Beside it stand our own points, fitted and
clustered in the same way. `ceiling` is what the best threshold for --check itself would give: no result, but what no
better choice of threshold could beat. Where labels are used, all is done again in cross-validation over the reports of
--gold: more reports, which nobody has looked at while the levels were made. Seeded, and on one thread.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from sklearn.model_selection import KFold
from splink import DuckDBAPI, Linker, SettingsCreator
from splink import comparison_level_library as cll
from splink import comparison_library as cl
from splink.clustering import cluster_pairwise_predictions_at_threshold

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
from incidents import Cluster, Tally, as_annotated, as_read, baseline, score, shipped  # noqa: E402
from rashomon.compare.accounts import Account, accounts_of  # noqa: E402
from rashomon.compare.blocking import pairs  # noqa: E402
from rashomon.compare.linkage import components, merge, within  # noqa: E402
from rashomon.compare.rules import Rules, load_rules  # noqa: E402
from rashomon.compare.scoring import Levels, levels  # noqa: E402
from rashomon.compare.scoring import score as points_of  # noqa: E402

spec = importlib.util.spec_from_file_location("own_points", Path(__file__).with_name("incidents.py"))
assert spec is not None
assert spec.loader is not None
own_points = sys.modules["own_points"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(own_points)  # the name `incidents` is the benchmark's

RARE = 10  # a level seen in fewer pairs says nothing: Splink itself would give it the weight of a chance in a million
RANDOM = 100_000  # pairs of any two claims, for u
SHARES = np.arange(0.50, 0.995, 0.01)  # of the pairs of --gold that lie below a threshold that is tried
BELOW = (1.0, 2.0, 4.0, 8.0)  # how far below the threshold, in bits, a pair counts that was never compared
DRAWS = 2000  # of the clusters of --check, with replacement: how far two F1 lie apart by chance
CORE = ("type", "place", "time", "killed", "actor", "target", "words")  # fields that tell agreement, not circumstances
# EM starts from the guess that the first level of a field is the one of matches: levels from most to least alike
ALIKE = (
    "single same same_few held close same_inherited same_wide same_wide_inherited many overlap overlap_inherited"
    " adjacent fits near near_inherited within within_inherited inside inside_inherited both kin family some"
    " close_inherited own shared back against"
).split()
KINDS = ("read", "annotated")
Trial = tuple[str, str, str, bool]
TRIALS: list[Trial] = [  # m, u, fields, with what training/incidents.py sets by hand
    *[("EM", u, fields, False) for u in ("EM", "random") for fields in ("all", "core")],
    ("labels", "random", "all", False),
    *[("labels", "labels", "all", hand) for hand in (False, True)],
]
SHIPPED = "own points, as shipped"
Rows = dict[str, list[Any]]
Pair = tuple[int, int]
Groups = list[tuple[str, ...]]
Weights = dict[int, float]  # pair -> bits
Put = Callable[[float, float], dict[str, Groups]]  # threshold, gap -> cluster -> claims of each incident


@dataclass
class Part:
    """The claims of a cluster, the pairs to be scored and their levels; ``first`` is the id of the first pair."""

    name: str
    cluster: Cluster
    accounts: list[Account]
    pairs: list[Pair]
    levels: list[Levels]
    first: int = 0

    @property
    def where(self) -> str:
        return f"{self.name}|{self.cluster.annotated['cluster']}"

    def labels(self) -> list[bool | None]:
        """Whether the claims of each pair are annotated as one incident; None where one of them is not annotated."""
        of = {
            f"{article['unit_id']}:{claim['id']}": claim["incident"]
            for article in self.cluster.annotated["articles"]
            for claim in article["claims"]
        }
        known = [of.get(self.cluster.known.get(account.key, "")) for account in self.accounts]
        return [known[a] == known[b] if known[a] and known[b] else None for a, b in self.pairs]


def part(name: str, cluster: Cluster, rules: Rules) -> Part:
    accounts = accounts_of(cluster.readings, rules)
    wanted = list(pairs(accounts, rules))
    return Part(name, cluster, accounts, wanted, [levels(accounts[a], accounts[b], rules) for a, b in wanted])


@dataclass
class Data:
    """All pairs as Splink's two tables: row n of the left one and row n of the right one are pair n."""

    parts: dict[str, list[Part]]  # by file and kind of claims
    table: pa.Table  # pair, part, a column to each field
    labels: pa.Table  # the pairs of --gold that are annotated as one incident
    drawn: dict[str, list[Levels]]  # levels of two claims annotated as two incidents (labels), of any two (random)
    seen: dict[str, list[Levels]]  # levels that m is estimated from, by how it is


def gather(gold: list[Any], check: list[Any], rules: Rules) -> Data:
    parts = {
        f"{file} {claims}": [part(f"{file} {claims}", cluster, rules) for cluster in made(clusters)]
        for file, clusters in (("gold", gold), ("check", check))
        for claims, made in zip(KINDS, (as_read, as_annotated), strict=True)
    }
    rows: list[Levels] = []
    labelled: dict[int, bool] = {}
    for some in parts.values():
        for one in some:
            one.first = len(rows)
            rows += one.levels
    gold_ends = parts["check read"][0].first
    for one in parts["gold read"] + parts["gold annotated"]:
        labelled |= {one.first + n: label for n, label in enumerate(one.labels()) if label is not None}
    # the reports of --gold as one library: unlabelled pairs across reports, for EM and for u
    accounts = accounts_of([reading for one in parts["gold read"] for reading in one.cluster.readings], rules)
    two = [(accounts[a], accounts[b]) for a, b in pairs(accounts, rules)]
    across = [levels(a, b, rules) for a, b in two if a.report.id != b.report.id]
    chance = random.Random(0)
    drawn = [levels(*chance.sample(accounts, 2), rules) for _ in range(RANDOM)]
    same = [n for n, label in labelled.items() if label]
    print(f"{len(labelled)} labelled pairs, {len(same)} of one incident; {len(across)} unlabelled ones across reports")
    file = ["gold"] * gold_ends + ["check"] * (len(rows) - gold_ends) + ["gold"] * len(across)
    rows += across
    table = pa.Table.from_pylist([{"unique_id": n, "pair": n, "part": file[n]} | told for n, told in enumerate(rows)])
    ids = {"source_dataset_l": ["a"] * len(same), "source_dataset_r": ["b"] * len(same)}
    ids |= {"unique_id_l": same, "unique_id_r": same}
    two_incidents = [rows[n] for n, label in labelled.items() if not label]
    seen = {"labels": [rows[n] for n in labelled], "EM": rows[:gold_ends] + across}
    return Data(parts, table, pa.table(ids), {"labels": two_incidents, "random": drawn}, seen)


# --- Splink -----------------------------------------------------------------------------------------------------------


def comparisons(data: Data, fields: Iterable[str], how: str, u: str, hand: bool, rules: Rules) -> list[Any]:
    """One comparison to a field; u as counted among the pairs drawn, or left to EM."""
    made = []
    drawn = data.drawn.get(u)
    for field in fields:
        by_hand = own_points.HAND.get(field, {}) if hand else {}
        # the points of `type` hold the intercept, too
        shift = median(rules.points["type"].values()) if field == "type" else 0.0
        usual = {level for level, count in Counter(told[field] for told in data.seen[how]).items() if count >= RARE}
        counts = Counter(told[field] for told in drawn or ())
        options = []
        for level in sorted(usual | set(by_hand), key=lambda one: (ALIKE.index(one) if one in ALIKE else 99, one)):
            one = cll.CustomLevel(f"\"{field}_l\" = '{level}' and \"{field}_r\" = '{level}'", level)
            if level in by_hand:
                one.configure(**fixed(math.exp(by_hand[level] - shift)))
            elif drawn is not None:
                one.configure(u_probability=max(counts[level], 0.5) / len(drawn), fix_u_probability=True)
            options.append(one)
        made.append(cl.CustomComparison([*options, cll.ElseLevel().configure(**fixed(1))], output_column_name=field))
    return made


def fixed(odds: float) -> dict[str, Any]:
    """What makes a level worth ``odds``, whatever is estimated."""
    fixed_too = {"fix_m_probability": True, "fix_u_probability": True}
    return fixed_too | {"m_probability": odds / (1 + odds), "u_probability": 1 / (1 + odds)}


def linker(table: pa.Table, model: Any) -> Linker:
    api = DuckDBAPI(connection=duckdb.connect(config={"threads": 1}))
    sides = [api.register(table, dataset_display_name=name) for name in ("a", "b")]
    return Linker(sides, model, log_level=logging.ERROR, validate_settings=False)


def trained(data: Data, fields: Iterable[str], how: str, u: str, hand: bool, rules: Rules) -> Linker:
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=comparisons(data, fields, how, u, hand, rules),
        blocking_rules_to_generate_predictions=["l.pair = r.pair"],
        probability_two_random_records_match=0.2,
        retain_matching_columns=False,
    )
    made = linker(data.table, settings)
    if how == "EM":
        made.training.estimate_parameters_using_expectation_maximisation(
            "l.pair = r.pair and l.part = 'gold'", fix_u_probabilities=u != "EM"
        )
    else:
        made.table_management.register_table(data.labels, "labels")
        made.training.estimate_m_from_pairwise_labels("labels")
    return made


def weights(made: Linker) -> Weights:
    found = made.inference.predict(warning_mode="never").as_dict()
    return dict(zip(found["unique_id_l"], found["match_weight"], strict=True))


def own(data: Data, gold: list[Any], hand: bool, rules: Rules) -> Weights:
    """Our points, fitted to the same labels by training/incidents.py, in bits."""
    kept, own_points.HAND = own_points.HAND, own_points.HAND if hand else {}
    read, annotated = ([own_points.compared(one, rules) for one in made(gold)] for made in (as_read, as_annotated))
    found = own_points.points([(one, 1.0) for one in read] + [(one, own_points.ANNOTATED) for one in annotated])
    own_points.HAND = kept
    return {
        one.first + n: sum(found[field][level] for field, level in told.items()) / math.log(2)
        for some in data.parts.values()
        for one in some
        for n, told in enumerate(one.levels)
    }


# --- clusters ---------------------------------------------------------------------------------------------------------


def by_splink(parts: list[Part], found: Weights) -> Put:
    """Splink's connected components at a threshold."""
    api = DuckDBAPI(connection=duckdb.connect(config={"threads": 1}))
    owner = {f"{one.where}|{account.key}": (one.where, account.key) for one in parts for account in one.accounts}
    ends = [[f"{one.where}|{one.accounts[pair[n]].key}" for one in parts for pair in one.pairs] for n in (0, 1)]
    weight = [found[one.first + n] for one in parts for n in range(len(one.pairs))]
    nodes = api.register(pa.table({"key": list(owner)}))
    lines = api.register(
        # the probability of a high weight rounds to 1: what counts here is the order, so the weight is squeezed
        pa.table({"key_l": ends[0], "key_r": ends[1], "match_probability": [1 / (1 + 2 ** (-w / 8)) for w in weight]})
    )

    def at(threshold: float, _: float) -> dict[str, Groups]:
        rows = cluster_pairwise_predictions_at_threshold(
            nodes, lines, api, "key", threshold_match_probability=1 / (1 + 2 ** (-threshold / 8))
        ).as_dict()
        joined: dict[str, list[str]] = defaultdict(list)
        for key, cluster in zip(rows["key"], rows["cluster_id"], strict=True):
            joined[cluster].append(key)
        groups: dict[str, Groups] = defaultdict(list)
        for keys in joined.values():  # no pair reaches across two clusters
            groups[owner[keys[0]][0]].append(tuple(owner[key][1] for key in keys))
        return groups

    return at


def by_linkage(parts: list[Part], found: Weights) -> Put:
    """Our average linkage on Splink's weights, a pair that was not compared lying ``below`` the threshold."""
    bits = [{pair: found[one.first + n] for n, pair in enumerate(one.pairs)} for one in parts]

    def at(threshold: float, below: float) -> dict[str, Groups]:
        groups: dict[str, Groups] = defaultdict(list)
        for one, own_bits in zip(parts, bits, strict=True):
            joined = components(len(one.accounts), own_bits, threshold)
            for members, near in zip(joined, within(joined, own_bits), strict=True):
                for group in merge(members, near, threshold, threshold - below):
                    groups[one.where].append(tuple(one.accounts[n].key for n in group))
        return groups

    return at


def tallies(parts: list[Part], groups: dict[str, Groups]) -> list[Tally]:
    """Pairs of claims put together, cluster by cluster, as benchmarks/incidents.py counts them."""
    return [score([one.cluster], lambda _, where=one.where: (groups[where], []))[0] for one in parts]


def f1(some: Iterable[Tally]) -> float:
    total = Tally()
    for one in some:
        total.add(one.right, one.told, one.annotated)
    return total.f1


def best(put: Callable[[list[Part], Weights], Put], data: Data, found: Weights, gaps: Iterable[float]) -> list[Any]:
    """Tallies on --check at the threshold that does best on --gold; the ceiling for claims as read.

    Best is weighed as training/incidents.py does, and over three neighbouring thresholds: no lucky point.
    """
    gold, check = ([one for kind in KINDS for one in data.parts[f"{file} {kind}"]] for file in ("gold", "check"))
    tried = np.unique(np.quantile([found[one.first + n] for one in gold for n in range(len(one.pairs))], SHARES))
    on_gold, on_check = put(gold, found), put(check, found)

    def told(file: str, groups: dict[str, Groups]) -> list[list[Tally]]:
        return [tallies(data.parts[f"{file} {kind}"], groups) for kind in KINDS]

    worth: dict[tuple[int, float], float] = {}
    ceiling = 0.0
    for gap in gaps:
        for n, threshold in enumerate(tried):
            read, annotated = told("gold", on_gold(float(threshold), gap))
            worth[n, gap] = f1(read) + 0.5 * f1(annotated)
            ceiling = max(ceiling, f1(told("check", on_check(float(threshold), gap))[0]))
    inner = [at for at in worth if 0 < at[0] < len(tried) - 1]
    n, gap = max(inner, key=lambda at: sum(worth[at[0] + step, at[1]] for step in (-1, 0, 1)))
    return [*told("check", on_check(float(tried[n]), gap)), ceiling]


def apart(one: list[Tally], other: list[Tally]) -> str:
    """By how much the first F1 is the higher one: 95% of the draws of clusters."""
    chance = random.Random(0)
    draws = [chance.choices(range(len(one)), k=len(one)) for _ in range(DRAWS)]
    found = [f1(one[n] for n in drawn) - f1(other[n] for n in drawn) for drawn in draws]
    low, high = np.quantile(found, (0.025, 0.975))
    return f"{low:+.3f} to {high:+.3f}"


def times(data: Data, made: Linker, rules: Rules) -> None:
    """Microseconds per pair, on one thread: levels, our points, Splink's weights for few and for many pairs."""
    some = [one for kind in ("gold read", "check read") for one in data.parts[kind]]
    began = time.perf_counter()
    told = [levels(one.accounts[a], one.accounts[b], rules) for one in some for a, b in one.pairs]
    middle = time.perf_counter()
    for row in told:
        points_of(row, rules)
    each = [1e6 * seconds / len(told) for seconds in (middle - began, time.perf_counter() - middle)]
    print(f"levels {each[0]:.1f}, our points {each[1]:.1f} us a pair")
    model = made.misc.save_model_to_json()
    columns = data.table.select([name for name in data.table.column_names if name not in ("unique_id", "pair")])
    for size in (100, 10_000, 300_000):
        rows = pa.concat_tables([columns] * (size // len(columns) + 1)).slice(0, size)
        rows = rows.append_column("unique_id", pa.array(range(size))).append_column("pair", pa.array(range(size)))
        began = time.perf_counter()
        weights(linker(rows, model))
        took = time.perf_counter() - began
        print(f"Splink, {size} pairs: {took:.2f} s, {1e6 * took / size:.1f} us a pair (levels not counted)", flush=True)


def run(gold: list[Any], check: list[Any], trials: list[Trial], rules: Rules) -> tuple[Data, Linker, Rows]:
    """All ways to incidents: name -> tallies of claims as read and as annotated, ceiling."""
    data = gather(gold, check, rules)
    rows: Rows = {}

    def both(name: str, found: Weights) -> None:
        rows[f"{name}, components"] = best(by_splink, data, found, (0.0,))
        rows[f"{name}, linkage"] = best(by_linkage, data, found, BELOW)

    for name, put in (("type, place and day", baseline), (SHIPPED, shipped)):
        rows[name] = [
            *([score([one.cluster], put)[0] for one in data.parts[f"check {kind}"]] for kind in KINDS),
            math.nan,
        ]
    both("own points, refitted", own(data, gold, True, rules))
    both("own points, nothing by hand", own(data, gold, False, rules))
    for how, u, fields, hand in trials:
        name = f"Splink, m {how}, u {u}, {fields} fields{', by hand' if hand else ''}"
        try:
            made = trained(data, CORE if fields == "core" else list(data.drawn["random"][0]), how, u, hand, rules)
        except ValueError as error:  # EM gives a level to matches alone: Splink 5.0 ends there
            print(f"{name}: Splink ends: {str(error).split(' is ')[0]}", flush=True)
            continue
        both(name, weights(made))
    return data, made, rows


def say(rows: Rows, against: str) -> None:
    print(f"{'':62}read   ceiling  {'own better by':18}annotated  own better by", flush=True)
    for name, (read, annotated, ceiling) in rows.items():
        by = [apart(rows[against][n], one) for n, one in enumerate((read, annotated))]
        print(f"{name:62}{f1(read):.3f}  {ceiling:.3f}    {by[0]}  {f1(annotated):.3f}      {by[1]}", flush=True)


def main() -> None:
    args = own_points.arguments(__doc__)
    rules = load_rules()
    gold, check = (json.loads(Path(p).read_text(encoding="utf-8"))["clusters"] for p in (args.gold, args.check))
    data, made, rows = run(gold, check, TRIALS, rules)
    say(rows, SHIPPED)
    times(data, made, rules)
    every: Rows = {}
    for train, test in KFold(own_points.FOLDS, shuffle=True, random_state=0).split(gold):
        labelled = [trial for trial in TRIALS if trial[0] == trial[1] == "labels"]
        _, _, rows = run([gold[n] for n in train], [gold[n] for n in test], labelled, rules)
        for name, (read, annotated, _) in rows.items():
            if name != SHIPPED:  # has seen them all
                kept = every.get(name, [[], []])
                every[name] = [kept[0] + read, kept[1] + annotated, math.nan]
    print("cross-validated over the reports of --gold:")
    say(every, "own points, refitted, linkage")


if __name__ == "__main__":
    main()
