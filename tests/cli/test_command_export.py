import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from small_library import fill, readings

pytest_plugins = ("asking",)
Ask = Callable[..., tuple[int, str, list[str]]]


def test_export_holds_everything_one_record_a_line(ask: Ask, made: Path) -> None:
    code, out, messages = ask("export")
    assert (code, messages) == (0, [])
    kinds = Counter(json.loads(line)["kind"] for line in out.splitlines())
    assert kinds["report"] == kinds["reading"] == 5
    assert kinds["incident"] == 4
    assert kinds["disagreement"] == 2
    assert kinds["copies"] == 1
    assert kinds["control"] == 3


def test_the_same_content_gives_the_same_bytes(ask: Ask, made: Path, tmp_path: Path) -> None:
    shuffled = readings()
    random.Random(7).shuffle(shuffled)
    fill(tmp_path / "other.rashomon", shuffled)
    assert ask("export", "--library", "other.rashomon")[1] == ask("export")[1]


def test_a_file_is_replaced_as_a_whole(ask: Ask, made: Path) -> None:
    Path("all.jsonl").write_text("old")
    code, out, messages = ask("export", "--output", "all.jsonl")
    assert (code, out) == (0, "")
    written = Path("all.jsonl").read_text(encoding="utf-8")
    assert messages == [f"note: {len(written.splitlines())} lines written to all.jsonl"]
    assert written == ask("export")[1]


def test_the_library_itself_is_no_place_to_write_to(ask: Ask, made: Path) -> None:
    before = made.read_bytes()
    code, _, messages = ask("export", "--output", str(made))
    assert code == 2
    assert "is also an input" in messages[0]
    assert made.read_bytes() == before
