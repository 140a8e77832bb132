import random
import subprocess
import sys

import pytest

from rashomon.collect import near

LEAD = (
    "TESSALOR, March 4 (Harbour Wire) - Government troops took back the river port of Tessalor on Monday after two days "
    "of fighting with the Northern Front, the army said in a statement read on state television."
)
BODY = [
    "Residents reached by telephone said that shells had hit the grain market shortly after dawn and that the road to "
    "the airfield was closed. A nurse at the town's only clinic counted eleven wounded, most of them porters.",
    "A spokesman for the Northern Front denied that its fighters had left. He said they still held the brickworks and "
    "both bridges, and that the army's pictures had been taken in another town last year.",
    "The port handles most of the province's wheat. Aid agencies had warned in January that a siege of more than three "
    "weeks would leave forty thousand people without bread, and asked both sides to let trucks through.",
    "Mediators from two neighbouring states are expected in the capital on Thursday. Earlier talks broke down over who "
    "would police the harbour, and neither side has said publicly that it is ready to give way on that point.",
]
WIRE = "\n\n".join([LEAD, *BODY])
OTHER = (
    "The Northern Front said on Monday that it had pulled back from part of Tessalor's harbour but kept the brickworks "
    "and the bridges, contradicting the army, which announced on state television that the port was back in its hands. "
    "\n\nBy evening smoke still stood over the warehouses. Traders who had fled to the hills said the fighting started "
    "on Saturday when a patrol was ambushed near the customs house. They spoke of at least four dead soldiers, a figure "
    "that nobody in the capital would confirm.\n\nWheat prices in the province doubled within a day, according to a "
    "bulletin of the growers' union, which called on the government to open the southern road at once."
)

PINNED = ("52310580894e6e4dd6cdfe0b", -8547076561659457582)


def alike(a: str, b: str) -> float:
    return near.similarity(near.sketch(a)[0], near.sketch(b)[0])


def reworded(text: str, share: float) -> str:
    chance = random.Random(7)
    return " ".join("however" if chance.random() < share else word for word in text.split())


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper().replace("\n\n", "\n"),
        "\n\n".join([LEAD, *BODY[:3]]),
        "\n\n".join([LEAD, *BODY[:2]]),
        "Army says port is back in its hands\n\n" + WIRE,
        WIRE.replace("TESSALOR, March 4 (Harbour Wire) -", "From our correspondent in the capital, Tuesday."),
        "A new headline\n\n" + "\n\n".join([LEAD, *BODY[:3]]).replace("Harbour Wire", "Agencies"),
        reworded(WIRE, 0.04),
    ],
    ids=["same", "capitals", "one paragraph less", "cut by two fifths", "headline", "dateline", "all", "words changed"],
)
def test_wire_copies_are_alike(copy: str) -> None:
    assert alike(WIRE, copy) >= near.ALIKE
    assert set(near.sketch(WIRE)[1]) & set(near.sketch(copy)[1])


def test_another_report_on_the_same_event_is_not_alike() -> None:
    assert alike(WIRE, OTHER) < near.ALIKE / 2
    quoted = OTHER + "\n\n" + BODY[1]  # the same statement quoted in both
    assert alike(WIRE, quoted) < near.ALIKE


def test_short_texts_have_no_sketch_and_are_like_nothing() -> None:
    assert near.sketch("Details to follow. " * 4) == (b"", ())
    assert near.sketch("") == (b"", ())
    assert near.similarity(b"", b"") == 0
    mark = near.sketch(WIRE)[0]
    assert near.similarity(mark, b"XX" + mark[2:]) == 0
    assert near.similarity(mark, mark[:-4]) == 0
    assert near.similarity(mark, mark) == 1


def test_the_sketch_is_the_same_in_every_process() -> None:
    code = "import sys; from rashomon.collect.near import sketch; print(sketch(sys.stdin.read()))"
    out = {
        subprocess.run(
            [sys.executable, "-c", code], input=WIRE, capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert out == {str(near.sketch(WIRE))}


def test_the_sketch_does_not_change_unseen() -> None:
    # Stored sketches are compared with new ones: where this fails, raise _TAG.
    mark, bands = near.sketch(WIRE)
    assert (len(mark), len(bands)) == (516, 42)
    assert all(-(2**63) <= band < 2**63 for band in bands)
    assert (mark[:12].hex(), bands[0]) == PINNED


def test_groups_hang_together_whatever_the_order() -> None:
    texts = {
        "d": WIRE,
        "b": "\n\n".join([LEAD, *BODY[:3]]),
        "c": "\n\n".join([LEAD, *BODY[:2]]),
        "a": OTHER,
        "e": "Details to follow.",
        "f": "Details to follow.",
    }
    expected = {"a": "a", "b": "b", "c": "b", "d": "b", "e": "e", "f": "f"}
    names = list(texts)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert near.groups({name: texts[name] for name in names}) == expected
    assert near.groups({}) == {}


def test_a_thousand_copies_are_one_group() -> None:
    texts = {f"{number:04}": f"{WIRE} {number}" for number in range(1000)}
    assert set(near.groups(texts).values()) == {"0000"}
