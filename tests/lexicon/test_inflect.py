import pytest

from rashomon.lexicon.inflect import forms, participle, plural


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [
        ("say", "say says said saying"),
        ("bomb", "bomb bombs bombed bombing"),
        ("stop", "stop stops stopped stopping"),
        ("visit", "visit visits visited visiting"),
        ("deny", "deny denies denied denying"),
        ("flee", "flee flees fled fleeing"),
        ("retake", "retake retakes retook retaken retaking"),
        ("panic", "panic panics panicked panicking"),
        ("carry out", "carry out|carries out|carried out|carrying out"),
        ("re-take", "re-take re-takes re-took re-taken re-taking"),
    ],
)
def test_forms(verb: str, wanted: str) -> None:
    assert sorted(forms(verb)) == sorted(wanted.split("|" if "|" in wanted else " "))


def test_spelling_variants() -> None:
    assert {"travelled", "traveled"} <= set(forms("travel"))
    assert {"kidnapped", "kidnaped"} <= set(forms("kidnap"))


def test_participle() -> None:
    assert [participle(verb) for verb in ("take", "besiege", "say")] == ["taken", "besieged", "said"]


def test_plural() -> None:
    nouns = "militiaman army church boy car bomb german grandchild"
    assert [plural(noun) for noun in nouns.split()] == [
        "militiamen", "armies", "churches", "boys", "cars", "bombs", "germans", "grandchildren",
    ]  # fmt: skip
    assert plural("car bomb") == "car bombs"


def test_empty_words_do_not_raise() -> None:
    assert forms("") == ("",)
    assert participle("") == ""
    assert plural("") == ""
