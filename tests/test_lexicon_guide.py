"""docs/lexicon.md is run from top to bottom: its files are written, its commands print what it shows.

`RASHOMON_UPDATE=1 pytest tests/test_lexicon_guide.py` writes what they print into the guide, for a person to look at. A
block that ends with a line `...` shows only the beginning.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

GUIDE = Path(__file__).parents[1] / "docs" / "lexicon.md"
STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`:\n\n```\w+\n(?P<content>.*?)^```"
    r"|^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
PROGRAM = "import sys; from rashomon.cli import main; sys.exit(main(sys.argv[1:]))"


def run(command: str, folder: Path) -> str:
    """What a person sees: messages and output, without blanks at the ends of lines."""
    unset = {"RASHOMON_LEXICON", "RASHOMON_LIBRARY", "FORCE_COLOR"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *shlex.split(command)[1:]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=folder, check=False,
        env={**kept, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert "Traceback" not in done.stdout
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines()) + "\n"


def test_the_guide_works_from_top_to_bottom(tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    wrong, now, end = [], "", 0
    for step in STEP.finditer(text):
        if step["file"]:
            path = tmp_path / step["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["content"], encoding="utf-8")
            continue
        output = run(step["command"], tmp_path)
        if step["output"].endswith("...\n"):
            shown = step["output"].count("\n") - 1
            output = "".join(f"{line}\n" for line in output.splitlines()[:shown]) + "...\n"
        if output != step["output"]:
            wrong.append((step["command"], output, step["output"]))
        now += text[end : step.start("output")] + output
        end = step.end("output")
    if os.environ.get("RASHOMON_UPDATE"):
        GUIDE.write_text(now + text[end:], encoding="utf-8")
    else:
        assert not wrong, "RASHOMON_UPDATE=1 pytest tests/test_lexicon_guide.py writes the present output"


def test_the_guide_has_files_and_commands() -> None:
    steps = list(STEP.finditer(GUIDE.read_text(encoding="utf-8")))
    assert sum(bool(step["file"]) for step in steps) >= 5
    assert sum(bool(step["command"]) for step in steps) >= 5
