"""Short invented reports in any number, some of them copies of others, as files of several kinds."""

from __future__ import annotations

import json
import random
from pathlib import Path

_TOWNS = ("Rastan", "Er Rahad", "Nikopol", "Myawaddy", "Djibo", "Tibú", "Goma", "Al Hudaydah", "Palma", "Avdiivka")
_SIDES = ("The army", "The monitoring group", "A hospital doctor", "The provincial governor", "Rebels", "Residents")
_WHO = ("Traders", "Teachers", "Farmers", "Nurses", "Drivers", "Bakers", "Fishermen", "Students", "Clerks", "Weavers")
_DID = ("waited for", "spoke of", "went without", "complained about", "asked for", "shared", "sold", "repaired")
_WHAT = ("flour", "diesel", "blankets", "the water works", "rain", "schoolbooks", "medicine", "the bridge", "salt")
_WHEN = ("at dawn", "until noon", "for a week", "after the holiday", "in the cold", "by candlelight", "once more")


def _filler(chance: random.Random) -> str:
    """A few sentences that no two reports share by chance."""
    return " ".join(
        f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)} {chance.choice(_WHEN)}." for _ in range(12)
    )


def story(number: int) -> dict[str, str]:
    """One report as JSON fields; every fifth repeats the text of the one before under another outlet's name."""
    own = number - 1 if number % 5 == 4 else number
    chance = random.Random(own)
    town, (one, other) = chance.choice(_TOWNS), chance.sample(_SIDES, 2)
    dead, hurt, day = chance.randint(1, 40), chance.randint(1, 90), chance.randint(1, 27)
    text = (
        f"{one} said on Sunday that at least {dead} people were killed and {hurt} wounded when shells hit {town}. "
        f"{other} said government troops had retaken the centre of {town} but that fighting went on {own} hours later. "
        f"{_filler(chance)}"
    )
    return {
        "id": f"story-{number}",
        "title": f"Fighting reported in {town}, dispatch {number}",
        "text": text,
        "published": f"2024-03-{day:02}",
        "publisher": f"Outlet {number % 7}",
    }


def write(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """The reports spread over JSONL files and single JSON files; another seed shuffles order and spreading."""
    chance = random.Random(seed)
    stories = [story(number) for number in range(count)]
    chance.shuffle(stories)
    folder.mkdir(parents=True, exist_ok=True)
    half = count // 2
    (folder / "many.jsonl").write_text("".join(json.dumps(one) + "\n" for one in stories[:half]), encoding="utf-8")
    for one in stories[half:]:
        (folder / f"{one['id']}.json").write_text(json.dumps(one), encoding="utf-8")
    names = [folder / "many.jsonl", *(folder / f"{one['id']}.json" for one in stories[half:])]
    chance.shuffle(names)
    return names
