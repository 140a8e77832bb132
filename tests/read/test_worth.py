"""Which candidates are claims: the weights where they are shipped, the rules' own needs where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.lexicon.weights import Weights
from rashomon.read.claims import placing, repeats, sameness
from rashomon.read.events import find, worth
from rashomon.read.events.needs import unmet
from rashomon.read.events.roles import EventMention
from rashomon.read.events.scene import Scene
from rashomon.read.reader import explain

CLEAR = "M23 rebels seized the town of Rubaya on Friday."
WEAK = "They took a photograph of the lake."


def candidates(text: str) -> list[tuple[Scene, EventMention]]:
    """Every candidate that reaches the question, with its scene."""
    met: list[tuple[Scene, EventMention]] = []

    def keep(scene: Scene, event: EventMention) -> str:
        met.append((scene, event))
        return worth.refusal(scene, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "refusal", keep)
        explain(text)
    return met


def with_model(monkeypatch: pytest.MonkeyPatch, weights: dict[str, float], least: float) -> None:
    monkeypatch.setattr(worth, "model", lambda: Weights(weights, least))


def test_a_likely_candidate_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ((scene, event),) = candidates(CLEAR)
    with_model(monkeypatch, {"bias": 5.0}, 0.5)
    assert worth.refusal(scene, event) == ""


def test_a_refusal_tells_the_chance_and_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    ((scene, event),) = candidates(CLEAR)
    with_model(monkeypatch, {"bias": -5.0}, 0.6)
    assert worth.refusal(scene, event) == "chance 0.01 of being a claim is under 0.50"  # a strict rule, its needs met


def test_without_weights_the_rules_needs_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worth, "model", lambda: None)
    for text in (CLEAR, WEAK, "Rebels came to Goma. A battle of wits began."):
        for scene, event in candidates(text):
            assert worth.refusal(scene, event) == unmet(scene, event)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (CLEAR, ["non_state_overtakes_territory"]),
        ("A suicide bomber killed 12 people in Kabul.", ["suicide_bomb"]),
        ("Houthi fighters hold parts of Hodeidah.", ["control"]),
        (WEAK, []),
    ],
)
def test_reports_are_read_without_any_weight_file(monkeypatch: pytest.MonkeyPatch, text: str, types: list[str]) -> None:
    for room in (worth, placing, repeats, sameness):
        monkeypatch.setattr(room, "model", lambda: None)
    assert [claim.type for claim in explain(text)[0].claims] == types


def test_the_shipped_weights_have_a_bar_between_no_and_yes() -> None:
    trained = worth.model()
    assert trained is not None
    assert 0 < trained.least < 1
    assert "bias" in trained.by_sign


def test_signs_tell_the_rule_the_roles_and_the_setting() -> None:
    ((scene, event),) = candidates(CLEAR)
    signs = worth.signs_of(scene, event)
    assert {"rule take", "form verb", "actor", "actor armed", "first sentence", "place in clause"} <= signs.keys()
    assert {"toll", "title", "denied", "hedged"}.isdisjoint(signs)


def test_signs_hold_no_words_of_the_report() -> None:
    ((scene, event),) = candidates(CLEAR)
    text = " ".join(worth.signs_of(scene, event)).lower()
    assert not {"m23", "rubaya", "rebels", "friday"} & set(text.split())


def test_training_and_reading_use_the_same_file() -> None:
    shipped = Path(worth.__file__).parents[2] / "lexicon" / "claim_weights.toml"
    assert shipped.is_file()
