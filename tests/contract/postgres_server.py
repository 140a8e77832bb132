"""A PostgreSQL server of the tests' own: from the system's binaries, in a temporary folder, stopped at the end."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

MISSING = "the tests of the library need PostgreSQL's server: apt-get install postgresql, or put initdb and pg_ctl on the PATH"


def binaries() -> Path:
    """The folder with initdb and pg_ctl, of the newest version there is."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    if installed:
        return installed[-1].parent
    if found is None:
        raise RuntimeError(MISSING)
    return Path(found).resolve().parent


def memory() -> str | None:
    """A folder in memory where there is room: making and removing a database for each test is quick there."""
    folder = "/dev/shm"
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 2_000_000_000
    return folder if roomy else None


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """A running server; gives the address of its databases up to the name, with ``{}`` for it."""
    programs = binaries()
    with tempfile.TemporaryDirectory(prefix="rashomon-pg-", dir=memory(), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        owner: str | None = None
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres").pw_name
            os.chmod(folder, 0o755)
            shutil.chown(folder, owner)

        def run(program: str, *options: str) -> None:
            subprocess.run(
                [programs / program, *options],
                check=True,
                user=owner,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                timeout=120,
            )

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c shared_buffers=64MB -c max_connections=60"
        run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql://postgres@/{{}}?host={folder}&port={port}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
