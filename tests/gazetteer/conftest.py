"""The gazetteer of the machine, built once where it is missing; and a small one to add files to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rashomon.gazetteer import Gazetteer, default
from rashomon.gazetteer import build as builder
from rashomon.gazetteer.sources import Names, Place


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return default()


@pytest.fixture(scope="session")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    unit = Place(1001, "Homs", 34.5, 38.3, "SYR", "Homs", "admin1", 700_000)
    towns = [
        Names(Place(101, "Qasr Test", 34.0, 36.0, "SYR", "Homs", "town", 5000), ("Qasr Test",), ("Oldburg",)),
        Names(Place(102, "Nahrain Test", 33.0, 44.0, "IRQ", None, "town", 900), ("Nahrain Test",)),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            builder, "place_admins", lambda: ([Names(unit, ("Homs",), ("Muhafazat Hims",))], {"SY.11": "Homs"})
        )
        patch.setattr(builder, "place_towns", lambda admin1: iter(towns))
        return builder.build(tmp_path_factory.mktemp("base") / "g.sqlite")


@pytest.fixture
def base(small_base: Path, tmp_path: Path) -> Path:
    """A gazetteer of two towns and a province, with nothing added yet."""
    folder = tmp_path / "home"
    folder.mkdir()
    return Path(shutil.copy(small_base, folder / "g.sqlite"))
