"""Tests of the small models' weight files."""

from __future__ import annotations

import pytest

from rashomon.lexicon.weights import Weights, weights


def test_nothing_known_is_even() -> None:
    assert Weights({}, 0.5).chance({}) == 0.5


def test_each_sign_is_weighed() -> None:
    model = Weights({"bias": -1.0, "toll": 2.0, "title": -3.0}, 0.5)
    assert model.score({"toll": 1.0}) == 1.0
    assert model.chance({"toll": 1.0}) > 0.5 > model.chance({"toll": 1.0, "title": 1.0})


def test_an_unknown_sign_weighs_nothing() -> None:
    model = Weights({"bias": 0.3}, 0.5)
    assert model.chance({"no such sign": 1.0}) == model.chance({})


def test_a_file_that_is_not_shipped_is_no_model() -> None:
    assert weights("no_such_weights") is None


@pytest.mark.parametrize("name", ["claim_weights", "topic_weights", "repeat_weights", "placing_weights"])
def test_the_shipped_models_have_weights_and_a_bar(name: str) -> None:
    model = weights(name)
    assert model is not None
    assert "bias" in model.by_sign
    assert 0 < model.least < 1
