"""A progress bar on standard error, for what takes longer than a moment and only on a terminal."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING

from rashomon.settings import settings

if TYPE_CHECKING:
    import rich.progress


class Progress:
    """Counts reports; appears by itself after a second, and leaves no trace when it ends."""

    def __init__(self, *, shown: bool = True) -> None:
        from rashomon.cli.messages import console

        self._console = console()
        self.wanted = shown and self._console.is_terminal
        self._bar: rich.progress.Progress | None = None
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()
        self._done = 0
        self._total: int | None = None
        self._name = "reading"
        self._closed = False

    def __enter__(self) -> Progress:
        """Start to wait for the moment to appear."""
        if self.wanted:
            self._timer = threading.Timer(settings().view.progress_after_seconds, self._appear)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the line."""
        self.close()

    def close(self) -> None:
        """Clear the line for good."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()
            if self._bar is not None:
                self._bar.stop()

    def expect(self, total: int | None) -> None:
        """Say how many there are, where that is known; counting starts anew."""
        self._total, self._done = total, 0
        self._show()

    def phase(self, name: str) -> None:
        """Say what is being done now."""
        self._name = name
        self._show()

    def step(self, count: int = 1) -> None:
        """So many reports more are done."""
        self._done += count
        self._show()

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.update(
                self._bar.task_ids[0],
                completed=self._done,
                total=self._total,
                description=self._name,
                told=self._told(),
            )

    def _told(self) -> str:
        return f"{self._done:,} of {self._total:,}" if self._total else f"{self._done:,} done"

    def _appear(self) -> None:
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        with self._lock:
            if self._closed:
                return
            bar = Bar(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[told]}"),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            bar.add_task(self._name, total=self._total, completed=self._done, told=self._told())
            bar.start()
            self._bar = bar
