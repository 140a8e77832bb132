"""The command as a process of its own: signals, pipes, start-up."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "rashomon.cli"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_with_130_and_one_line() -> None:
    script = (  # a job started in the background inherits that Ctrl-C is ignored; not what is tested here
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import rashomon.cli.read, sys; print('up', flush=True);"
        "from rashomon.cli import main; sys.exit(main(['read', '-']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.decode().splitlines() == ["error: stopped"]


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "{n}", "text": "The market was open. {"x" * 20_000}"}}\n' for n in range(40))
    (tmp_path / "many.jsonl").write_text(lines)
    with subprocess.Popen(
        [*COMMAND, "read", str(tmp_path / "many.jsonl"), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read().decode()
        code = process.wait(timeout=60)
    assert code == 141
    assert [line for line in errors.splitlines() if not line.startswith("note: ")] == []


def test_an_output_that_takes_only_ascii(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army said it had recaptured Rastan on Sunday. café 💥", encoding="utf-8")
    done = subprocess.run(
        [*COMMAND, "read", str(tmp_path / "a.txt"), "--published", "2016-04-04"],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Rastan" in done.stdout
    done.stdout.decode("ascii")


def test_help_does_not_load_the_parser() -> None:
    script = (
        "import sys; from rashomon.cli import main; main(['--help']);"
        "print(sorted({'spacy', 'numpy', 'trafilatura', 'py3langid', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("seconds", "seen"), [("0", True), ("1000", False)])
def test_a_progress_bar_appears_on_a_terminal_after_a_while(tmp_path: Path, seconds: str, seen: bool) -> None:
    import pty

    (tmp_path / "own.toml").write_text(f"[view]\nprogress_after_seconds = {seconds}\n")
    (tmp_path / "two.jsonl").write_text('{"id": "a", "text": "The market was open."}\n' * 2)
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "read", str(tmp_path / "two.jsonl"), "-f", "html", "-o", str(tmp_path / "x.html")],
        stderr=follower,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "RASHOMON_SETTINGS": str(tmp_path / "own.toml"), "TERM": "xterm"},
    ):
        os.close(follower)
        written = b""
        with contextlib.suppress(OSError):  # the end of a pseudo-terminal is an error
            while block := os.read(leader, 4096):
                written += block
    os.close(leader)
    assert (b" of 2" in written) is seen
    assert b"written to" in written


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_and_closed_streams_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The market was open.")
    file = str(tmp_path / "a.txt")
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, "read", file], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "error: standard output: could not be written: no space left on device\n"
    script = "import sys; sys.stdin = sys.stdout = None; from rashomon.cli import main; sys.exit(main(['read', '-']))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "error: standard input: is closed\n")
