"""Where results go: standard output, or a file that is replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rashomon.collect.guard import reason
from rashomon.errors import RashomonError, UsageError

_PLAIN = str.maketrans(
    {
        "→": "->",
        "│": "|",
        "─": "-",
        "━": "=",
        "“": '"',
        "”": '"',
        "·": "-",
        "≠": "!",
        "–": "-",
        "█": "#",
        "▓": "=",
        "▒": "+",
        "░": ".",
        "…": "...",
    }
)


class PipeClosedError(Exception):
    """Whoever read our standard output has closed it; nothing is wrong, there is only nobody left to tell."""


def check(target: Path, inputs: Iterable[Path]) -> None:
    """Raise UsageError where ``target`` cannot be written or is one of the inputs."""
    if target.is_dir():
        raise UsageError(f"--output {target}: is a folder; name a file")
    folder = target.parent
    if not folder.is_dir():
        raise UsageError(f"--output {target}: there is no folder {folder}; make it first")
    if not os.access(target if target.exists() else folder, os.W_OK):
        raise UsageError(f"--output {target}: may not be written")
    if target.exists():
        for path in inputs:
            with contextlib.suppress(OSError):
                if os.path.samefile(path, target):
                    raise UsageError(f"--output {target}: is also an input; name another file")


def write(text: str, target: Path | None) -> None:
    """Write a whole result to standard output or to ``target``."""
    with opened(target) as put:
        put(text)


@contextlib.contextmanager
def opened(target: Path | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text to standard output, or to ``target``, which changes only at the end."""
    if target is None:
        yield _put
        return
    try:
        with _replaced(target) as put:
            yield put
    except OSError as error:
        raise RashomonError(f"--output {target}: could not be written: {reason(error)}") from error


def _put(text: str) -> None:
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
    try:
        sys.stdout.write(text if encoding.startswith("utf") else text.translate(_PLAIN))
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        raise RashomonError(f"standard output: could not be written: {reason(error)}") from error


@contextlib.contextmanager
def _replaced(target: Path) -> Iterator[Callable[[str], None]]:
    """Write beside the target and move into its place, so that nobody ever sees half a file."""
    if target.exists() and not target.is_file():  # /dev/stdout, a named pipe: nothing to replace
        with target.open("w", encoding="utf-8", errors="replace") as stream:
            yield lambda text: print(text, end="", file=stream)
        return
    target = target.resolve()  # a link stays a link
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            yield lambda text: print(text, end="", file=stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
