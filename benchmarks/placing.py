"""How fast places are found, resolved and given to events, without the parse, in reports a second.

    python benchmarks/placing.py [--reports N] [--words N]

Invented reports, dense with places, on the capitals of two countries each; processor time, best of three runs.
"""

from __future__ import annotations

import argparse
import random
import time

from rashomon.gazetteer import default
from rashomon.lexicon.countries import countries
from rashomon.read import reader
from rashomon.read.claims import context
from rashomon.read.claims.placing import choose_places
from rashomon.read.parse import parse
from rashomon.read.passage import Passage
from rashomon.read.places import find_places

LINES = (
    "Rebels shelled the town of {a} in {c} on Monday, killing {n} civilians, residents said.",
    "Government forces recaptured {b}, 40 km north of {a}, after two days of fighting, a military spokesman said.",
    "An air strike on a market in {a} wounded {n} people on Tuesday, according to doctors in {b}.",
    "The army said it was in control of the road between {a} and {b}.",
    "The attack came hours after gunmen killed {n} police officers near {b}.",
    "More than {n}00 people have fled the city since the fighting began, aid workers said.",
    "The rebels denied that they had left the eastern suburbs of {a}.",
)


def report(dice: random.Random, words: int) -> str:
    """One invented report of about so many words."""
    country = dice.choice([one for one in countries() if one.capital])
    other = dice.choice([one for one in countries() if one.capital])
    lines: list[str] = []
    while sum(len(line.split()) for line in lines) < words:
        values = {"a": country.capital, "b": other.capital, "c": country.name, "n": dice.randint(2, 60)}
        lines.append(dice.choice(LINES).format(**values))
    return " ".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--words", type=int, default=300)
    args = options.parse_args()
    dice = random.Random(1)
    texts = [report(dice, args.words) for _ in range(args.reports)]
    parsed: list[Passage] = list(parse([(text, False) for text in texts]))
    spent = {"find": 0.0, "choose": 0.0}

    def timed_find(*given: object) -> object:
        start = time.process_time()
        try:
            return find_places(*given)  # type: ignore[arg-type]
        finally:
            spent["find"] += time.process_time() - start

    def timed_choose(*given: object) -> None:
        start = time.process_time()
        choose_places(*given)  # type: ignore[arg-type]
        spent["choose"] += time.process_time() - start

    vars(reader)["find_places"], vars(context)["choose_places"] = timed_find, timed_choose
    best: dict[str, float] = {}
    for _ in range(3):
        spent |= {"find": 0.0, "choose": 0.0}
        for text, passage in zip(texts, parsed, strict=True):
            reader._read_parsed(reader.make_report(text), [passage], default(), None)
        for name, seconds in (*spent.items(), ("both", sum(spent.values()))):
            best[name] = min(best.get(name, seconds), seconds)
    print(f"{args.reports} reports of about {args.words} words")
    for name, what in (("find", "find and resolve"), ("choose", "choose for events"), ("both", "both")):
        print(
            f"{what:18} {best[name] / args.reports * 1000:6.2f} ms a report  {args.reports / best[name]:6.0f} a second"
        )


if __name__ == "__main__":
    main()
