"""The gazetteer of the machine, built once where it is missing."""

from __future__ import annotations

import pytest

from rashomon.gazetteer import Gazetteer, default


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return default()
