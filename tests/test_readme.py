"""The README's console blocks show what the commands print now.

`RASHOMON_UPDATE=1 pytest tests/test_readme.py` writes what they print into the README, for a person to look at. A block
that ends with a line `...` shows only the beginning.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
COMMANDS = [found["command"] for found in BLOCK.finditer(README.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The library that the README collects: the examples, compared."""
    place = str(tmp_path_factory.mktemp("readme") / "news.rashomon")
    run("rashomon collect examples/", place)
    run("rashomon compare", place)
    return place


def run(command: str, library: str) -> str:
    words = shlex.split(command)
    assert words[0] == "rashomon"
    program = "import sys; from rashomon.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "RASHOMON_LIBRARY": library}
    done = subprocess.run(
        [sys.executable, "-c", program, *words[1:]],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines()) + "\n"


def shown(output: str, before: str) -> str:
    """The whole output, or, where the block ends with "...", as many lines of it as the block had."""
    if not before.endswith("...\n"):
        return output
    lines = before.count("\n") - 1
    return "".join(f"{line}\n" for line in output.splitlines()[:lines]) + "...\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_shows_what_the_command_prints(command: str, library: str) -> None:
    text = README.read_text(encoding="utf-8")
    block = next(found for found in BLOCK.finditer(text) if found["command"] == command)
    now = shown(run(command, library), block["output"])
    if os.environ.get("RASHOMON_UPDATE"):
        README.write_text(text[: block.start("output")] + now + text[block.end("output") :], encoding="utf-8")
    else:
        assert block["output"] == now, "RASHOMON_UPDATE=1 pytest tests/test_readme.py writes the present output"
