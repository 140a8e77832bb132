"""A text with the voices that attribution finds in it."""

from __future__ import annotations

from rashomon.read.actors.find import find_actors
from rashomon.read.attribution.voices import find_voices
from rashomon.read.parse import parse
from rashomon.read.passage import Passage


def read(text: str, title: str = "", *, in_title: bool = False) -> Passage:
    """The passage of the text, which may be a title itself; voices of a title before it are remembered."""
    passages = list(parse([*([(title, True)] if title else []), (text, in_title)]))
    for passage in passages:
        passage.actors = find_actors(passage)
    for passage, voices in zip(passages, find_voices(passages), strict=True):
        passage.voices = voices
    return passages[-1]
