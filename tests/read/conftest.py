"""The rules are tested on single sentences, for which the learned filter was not made: here it only drops the worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rashomon.read.events import opinion, worth

LEAST = 0.3


@pytest.fixture(autouse=True, scope="module")
def lenient_filter() -> Iterator[None]:
    """No second opinion by the tagger, and a low cut for the chance of being a claim."""
    trained = worth.model()
    assert trained is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worth, "model", lambda: replace(trained, least=LEAST))
        patch.setattr(opinion, "model", lambda: None)
        yield
