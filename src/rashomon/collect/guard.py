"""The limits: how much is read, in which encoding, and what a page may cost before it is stopped."""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import InputError, ReportTooLong
from rashomon.settings import settings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Never closed, or closed by the next of their kind: they do not nest.
_FLAT = "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option"
_VOID = frozenset(_FLAT.split())


def megabytes(size: int) -> str:
    """A size in bytes for people to read."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"


def read_bytes(path: Path) -> bytes:
    """The content of a file; raises InputError where it is too large, not a file, or cannot be opened."""
    with opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > settings().input.max_bytes:
            raise InputError(too_large(size))
        return read_stream(stream)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read as a stream; raises InputError where it is a device, cannot be opened or stops being readable."""
    if "\0" in str(path):
        raise InputError("cannot be opened: its name holds a NUL byte")
    try:
        mode = path.stat().st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
            raise InputError("is a device, not a file")
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"cannot be opened: {reason(error)}") from error


def read_stream(stream: BinaryIO) -> bytes:
    """Everything in an open stream, up to the limit; raises InputError beyond it."""
    limit = settings().input.max_bytes
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(too_large(None))
    return data


def too_large(size: int | None) -> str:
    """The message for a file over the limit; ``size`` is None where only that it is over is known."""
    limit = settings().input.max_bytes
    return (
        f"is {megabytes(size) if size else 'too large'}; the limit is {megabytes(limit)} "
        "(split it, or raise input.max_bytes in the settings)"
    )


def reason(error: OSError) -> str:
    """What the system says, without numbers and repeated names."""
    return (error.strerror or str(error)).lower()


def decode(data: bytes) -> str:
    """Text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark, cleaned as ``clean`` does.

    Raises InputError for binary data and for other encodings.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return clean(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise InputError(
                    f"starts like {encoding.upper()} but is damaged at byte {error.start:,}; save it as UTF-8"
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if looks_binary(data.decode("latin-1")) or data[:4] in (b"PK\x03\x04", b"%PDF", b"\x89PNG"):
            raise InputError("is binary, not text; give its text as .txt, .html, .json or .jsonl") from error
        raise InputError(
            f"is not UTF-8 (byte {data[error.start]:#04x} at {error.start:,}); save it as UTF-8, "
            "for example: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    if data[:5] == b"%PDF-" or looks_binary(text):
        raise InputError("is binary, not text; give its text as .txt, .html, .json or .jsonl")
    return clean(text)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The characters of an HTML page: byte order mark, UTF-8, the declared charset, else Windows-1252.

    ``charset`` is what the server declares; it goes before what the page does. UTF-8 goes before both since text in
    another encoding is hardly ever valid UTF-8.
    """
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return decode(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _META_CHARSET.search(data[:4096])
        name = charset or (declared[1].decode("ascii") if declared else "windows-1252")
        name = name.lower()
        if _strange(name) or name in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "utf-8", "utf8"):
            name = "windows-1252"  # what browsers read under these names (WHATWG Encoding)
        try:
            text = data.decode(name, errors="replace")
        except (LookupError, UnicodeError):
            text = data.decode("windows-1252", errors="replace")
    if looks_binary(text):
        raise InputError("is binary, not a page")
    return clean(text)


def _strange(name: str) -> bool:
    """Whether Python reads an encoding by this name that no page is in, and that may take forever."""
    try:
        return codecs.lookup(name).name in (
            "punycode",
            "idna",
            "unicode_escape",
            "raw-unicode-escape",
            "raw_unicode_escape",
        )
    except (LookupError, ValueError):
        return False


def looks_binary(text: str) -> bool:
    """Whether control characters make up more of a text than any text has."""
    sample = text[:100_000]
    share = settings().input.max_control_share
    return len(_CONTROL.findall(sample)) > max(8, share * len(sample))


def clean(text: str) -> str:
    """The text with plain line ends, and U+FFFD for NUL, other control characters and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("\ufffd", text))


def check_length(text: str) -> None:
    """Raise ReportTooLong for more characters than a report may have."""
    limit = settings().read.max_characters
    if len(text) > limit:
        raise ReportTooLong(
            f"has {len(text):,} characters; a report may have {limit:,} "
            "(split it into its articles, or raise read.max_characters in the settings)"
        )


def suspicious(page: str) -> bool:
    """Whether a page is large, deeply nested or soup, and so belongs into a process that can be stopped."""
    limits = settings().html
    if len(page) > limits.suspicious_bytes or page.count("<") > limits.suspicious_tags:
        return True
    depth = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in _VOID:
            depth += -1 if closing else 1
            if depth > limits.suspicious_depth:
                return True
    return False


def in_worker(module: str, page: str) -> object:
    """Run ``python -m MODULE`` on a page, limited in time and memory; its standard output as JSON.

    Raises InputError where it takes too long, uses too much memory or crashes.
    """
    limits = settings().html
    command = [sys.executable, "-m", module, str(limits.memory_megabytes)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command,
            input=page.encode("utf-8", "replace"),
            capture_output=True,
            timeout=limits.timeout_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"took longer than {limits.timeout_seconds:g} seconds to read as a page; "
            "save its text as .txt, or raise html.timeout_seconds in the settings"
        ) from error
    if done.returncode != 0:
        raise InputError(
            "cannot be read as a page: it is malformed, too large or nested too deeply; save its text as .txt"
        )
    result: object = json.loads(done.stdout)
    return result


def limit_memory(amount: int) -> None:
    """Let this process use at most ``amount`` megabytes of address space, where the system can say so."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    size = amount * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
