"""Web archives made for the tests."""

from __future__ import annotations

import base64
import gzip
import hashlib

SENTENCE = "The army said it had retaken the town of Tessalor on Sunday after two days of fighting in its streets."


def page(number: int = 0, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Army retakes Tessalor {number}</title>{head}</head><body><article>"
        f"<h1>Army retakes Tessalor {number}</h1><p>{SENTENCE}</p><p>Residents said that the market was still burning in "
        "the evening and that nobody had come to put it out.</p></article></body></html>"
    ).encode()


def answer(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, kind: str = "response", url: str = "http://wire.example/story", **headers: str) -> bytes:
    media = "text/dns" if url.startswith("dns:") else "application/http; msgtype=response"
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    fields = {
        "WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2024-03-05T10:00:00Z", "Content-Type": media,
        "WARC-Block-Digest": f"sha1:{digest}", "Content-Length": str(len(block)),
    }  # fmt: skip
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)
