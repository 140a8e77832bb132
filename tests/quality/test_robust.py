"""Any text gives a reading, every span is a slice of it, and the same text gives the same bytes anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from material import unread

import rashomon

PIECES = """the army said that rebels captured Kutum , killing at least 12 civilians on Sunday . “ ” " ' ( ) — --
and 1,500 denied shelling in of near 100 km south Syria's IS-held Gen. U.S. two dozen people were 3/4 2016-04-04
last week according to activists ; : ... ! ? by had been reportedly wounded fighters siege Al-Bab"""
NEWS = st.sampled_from([*PIECES.split(), "\n", "\n\n"])
ODD = st.text(max_size=60)
TEXTS = st.one_of(ODD, st.lists(st.one_of(NEWS, NEWS, NEWS, ODD), max_size=60).map(" ".join))
CORNERS = [
    "", " ", "\n" * 50, "\x00", "a\x00b killed 3", "🙂 killed 5 people 🙂", "قتل خمسة أشخاص في حلب", "\ufeff",
    "\u202eabc\u202c", "e\u0301 " * 40, "(" * 3000, "“" * 2000, "killed " * 2000, "1," * 3000, "- " * 3000,
    "\u2028said\u2029", "A" * 50_000,
]  # fmt: skip
quick = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every {start, end, text} in a value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def check(text: str, title: str | None = None) -> str:
    """Read, hold every span against the text (or the title), and return the reading as JSON."""
    data = rashomon.read(text, published="2016-04-04", title=title).to_dict()
    assert data["report"]["text"] == text
    for span in spans([data["places"], data["times"]]):
        assert 0 <= span["start"] < span["end"]
        assert text[span["start"] : span["end"]] == span["text"]
    for claim in data["claims"]:
        base = data["report"]["title"] if claim["in_title"] else text
        for span in (claim["trigger"], claim["quote"]):
            assert base[span["start"] : span["end"]] == span["text"]
        for span in spans(claim):
            slices = [source[span["start"] : span["end"]] for source in (text, data["report"]["title"] or "")]
            assert span["text"], claim
            assert span["text"] in slices, claim
    for item in data["attributions"]:
        for start, end in filter(None, (item["source"], item["cue"], *item["content"])):
            assert 0 <= start < end <= len(text)
    return json.dumps(data)


@given(TEXTS)
@settings(quick, max_examples=120)
def test_any_text_gives_a_reading(text: str) -> None:
    assert check(text) == check(text)


@given(ODD)
@settings(quick, max_examples=30)
def test_any_title_gives_a_reading(title: str) -> None:
    check("Rebels captured the town of Kutum on Sunday, the army said.", title)


@pytest.mark.parametrize("text", CORNERS, ids=range(len(CORNERS)))
def test_corner_texts_give_a_reading(text: str) -> None:
    check(text)


PROGRAM = """
import json, sys, rashomon
readings = list(rashomon.read_many(json.load(sys.stdin)))
print(json.dumps([reading.to_dict() for reading in readings] + [rashomon.compare(readings).to_dict()]))
"""


def test_same_bytes_in_every_process() -> None:
    readings = list(rashomon.read_many(unread()))
    here = json.dumps([reading.to_dict() for reading in readings] + [rashomon.compare(readings).to_dict()])
    for seed in ("1", "20261122"):
        command, environment = [sys.executable, "-c", PROGRAM], {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            command, input=json.dumps(unread()), capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr[-3000:]
        assert done.stdout.strip() == here


def test_a_batch_reads_like_single_reports() -> None:
    for report, together in zip(unread(), rashomon.read_many(unread()), strict=True):
        call = {key: report[key] for key in ("published", "title", "publisher")}
        one, other = together.to_dict(), rashomon.read(report["text"], **call).to_dict()
        for layer in ("places", "times", "attributions", "claims"):
            assert one[layer] == other[layer]
