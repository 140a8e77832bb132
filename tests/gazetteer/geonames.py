"""Small made-up files in GeoNames' columns, and a small built-in gazetteer to add them to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path


def row(
    number: int, name: str, code: str = "P.PPL", *, at: tuple[float, float] = (33.0, 36.0), country: str = "SY",
    unit: str = "11", people: int = 0, others: str = "", changed: str = "2026-10-01", plain: str | None = None,
) -> str:  # fmt: skip
    """One line of the table of places, 19 columns."""
    letter, _, feature = code.partition(".")
    return "\t".join(
        (str(number), name, name if plain is None else plain, others, str(at[0]), str(at[1]), letter, feature, country,
         "", unit, "", "", "", str(people), "", "400", "Asia/Damascus", changed)
    )  # fmt: skip


def other(number: int, place: int, language: str, name: str, *, past: bool = False, until: str = "") -> str:
    """One line of the table of alternate names, 10 columns."""
    return "\t".join((str(number), str(place), language, name, "", "", "", "1" if past else "", "", until))


def text(path: Path, lines: Iterable[str | bytes]) -> Path:
    """A file of such lines."""
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
    return path


def packed(path: Path, lines: Iterable[str | bytes], day: tuple[int, int, int] = (2026, 10, 2), **more: str) -> Path:
    """A zip with the lines in a member of its name, and other members with the given texts."""
    body = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(f"{name}.txt", content)
        archive.writestr(zipfile.ZipInfo(f"{path.stem}.txt", (*day, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return path
