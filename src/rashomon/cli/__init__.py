"""The command line: ``rashomon`` and its commands, one file each."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from rashomon.errors import RashomonError, UsageError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; whatever goes wrong is told in one line."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - lives as long as we do
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run([argument for argument in arguments if argument != "--debug"])
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        from rashomon.cli.messages import say

        say("stopped", kind="error")
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, BrokenPipeError) or type(error).__name__ == "PipeClosedError":
            return _leave_pipe()
        if debug:
            raise
        code = _tell(error)
        try:
            sys.stdout.flush()
        except (OSError, ValueError):  # a full disk: what is still waiting to be written is lost, and was told
            _drop_output()
        return code


def _run(arguments: list[str]) -> int:
    import typer

    from rashomon.cli.app import app

    try:
        result = app(args=arguments, prog_name="rashomon", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit as error:
        result = error.code if isinstance(error.code, int) else 1
    code = result if isinstance(result, int) else 0
    if code == INTERRUPTED:  # what typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code


def _tell(error: Exception) -> int:
    """One line about what went wrong, and the exit code for it."""
    from rashomon.cli.messages import say

    if isinstance(error, RashomonError):
        say(str(error), kind="error")
        return error.exit_code
    describe = getattr(error, "format_message", None)
    if callable(describe):  # what typer raises for a call that is off; without words where it has shown the help
        if describe().strip():
            say(f"{describe().rstrip('.')}; see: {_help_for(error)}", kind="error")
        return int(getattr(error, "exit_code", UsageError.exit_code))
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    remedy = "this is a bug: please report it with the output of the same command with --debug"
    say(f"something went wrong inside Rashomon ({told[:300]}); {remedy}", kind="error")
    return 1


def _help_for(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'rashomon'} --help"


def _leave_pipe() -> int:
    """Whoever read our output has closed it; say nothing, now or when Python flushes at its end."""
    _drop_output()
    return PIPE_CLOSED


def _drop_output() -> None:
    """Send what Python still holds for standard output nowhere, so that its end is quiet."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
