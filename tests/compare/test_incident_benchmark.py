"""benchmarks/incidents.py, which measures comparing, on our own annotated reports."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parents[2]
WORLDS = CHECKOUT / "tests" / "quality" / "worlds.json"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("incident_benchmark", CHECKOUT / "benchmarks" / "incidents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


def test_annotated_claims_are_better_put_together_than_by_type_place_and_day(benchmark: ModuleType) -> None:
    clusters = list(benchmark.as_annotated(json.loads(WORLDS.read_text(encoding="utf-8"))["clusters"]))
    shipped, _ = benchmark.score(clusters, benchmark.shipped)
    simple, _ = benchmark.score(clusters, benchmark.baseline)
    assert shipped.annotated == simple.annotated > 50
    assert shipped.f1 > 0.72
    assert shipped.f1 > simple.f1


def test_what_is_annotated_scores_full_marks(benchmark: ModuleType) -> None:
    for cluster in benchmark.as_annotated(json.loads(WORLDS.read_text(encoding="utf-8"))["clusters"]):
        groups: dict[str, list[str]] = {}
        for article in cluster.annotated["articles"]:
            for claim in article["claims"]:
                groups.setdefault(claim["incident"], []).append(f"{article['unit_id']}:{claim['id']}")
        pairs, _ = benchmark.score([cluster], lambda _, told=groups: (list(told.values()), []))
        assert pairs.right == pairs.told == pairs.annotated


def test_it_prints_a_line_for_each_way(
    benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["incidents.py", str(WORLDS)])
    benchmark.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(WORLDS)
    assert [line.split("F1")[0].split() for line in lines[1:]] == [
        ["claims", "as", way, *rule.split(), "same", "incident"]
        for way in ("read", "annotated")
        for rule in ("shipped", "type, place and day")
    ]
