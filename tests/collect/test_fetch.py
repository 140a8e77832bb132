import gzip
import shutil
import ssl
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from webserver import Clock, Server, failure, fetcher, limits, moved, page, serving

import rashomon
from rashomon.collect.fetch import Fetcher, charset, retry_after
from rashomon.errors import AddressRefused, FetchError

TEXT = b"The council said the bridge at Tessalor was hit twice."


def test_an_answer_comes_with_its_kind_charset_and_validators() -> None:
    headers = {"ETag": '"a1"', "Last_Modified": "Mon, 04 Apr 2016 10:00:00 GMT"}
    with serving({"/n?a=1": page(TEXT, "Text/HTML; charset=ISO-8859-5", **headers)}) as server, fetcher(server) as get:
        found = get.get(server.url("/n?a=1#end"))
    assert (found.status, found.url, found.body) == (200, server.url("/n?a=1"), TEXT)
    assert (found.content_type, found.encoding) == ("text/html", "iso8859-5")
    assert (found.etag, found.modified) == ('"a1"', "Mon, 04 Apr 2016 10:00:00 GMT")


def test_we_say_who_we_are_and_send_no_more() -> None:
    with serving({"/": page(TEXT, Set_Cookie="a=1")}) as server, fetcher(server) as get:
        get.get(server.url())
        get.get(server.url())
    for _, headers in server.asked:
        assert headers["user-agent"] == f"rashomon/{rashomon.__version__}"
        assert headers["accept-encoding"] == "gzip, deflate"
        assert not {"cookie", "referer", "authorization"} & set(headers)


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": page(TEXT)}) as server, serving({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
        with fetcher(server) as get:
            assert get.get(server.url()).body == TEXT
    assert proxy.connections == 0


def test_what_has_not_changed_is_not_sent_again() -> None:
    with serving({"/": (304, {"ETag": '"b"'}, b"")}) as server, fetcher(server) as get:
        found = get.get(server.url(), etag='"a"', modified="Mon, 04 Apr 2016 10:00:00 GMT")
        assert (found.status, found.body, found.etag) == (304, b"", '"b"')
        with pytest.raises(FetchError, match="304 Not Modified"):
            get.get(server.url())
    assert server.asked[0][1]["if-none-match"] == '"a"'
    assert server.asked[0][1]["if-modified-since"] == "Mon, 04 Apr 2016 10:00:00 GMT"


@pytest.mark.parametrize(
    ("packing", "packed"),
    [("gzip", gzip.compress(TEXT)), ("deflate", zlib.compress(TEXT)), ("deflate", zlib.compress(TEXT, wbits=-15))],
)
def test_packed_answers_are_unpacked(packing: str, packed: bytes) -> None:
    with serving({"/": page(packed, Content_Encoding=packing)}) as server, fetcher(server) as get:
        assert get.get(server.url()).body == TEXT


def test_redirects_are_followed_to_their_end() -> None:
    routes = {"/a": moved("b?x=ü", 301), "/b?x=%C3%BC": moved("/c", 308), "/c": page(TEXT)}
    with serving(routes) as server, fetcher(server) as get:
        assert get.get(server.url("/a")).url == server.url("/c")
    assert server.paths == ["/a", "/b?x=%C3%BC", "/c"]


def test_but_not_in_circles_and_not_without_end() -> None:
    routes = {"/a": moved("/b"), "/b": moved("/a")} | {f"/{n}": moved(f"/{n + 1}") for n in range(20)}
    with serving(routes) as server, fetcher(server) as get:
        with pytest.raises(FetchError, match="in a circle"):
            get.get(server.url("/a"))
        server.asked.clear()
        with pytest.raises(FetchError, match="more than 5 times"):
            get.get(server.url("/0"))
    assert len(server.paths) == 6


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "password"),
        (403, "does not want programs"),
        (404, "404 Not Found; check"),
        (410, "gone"),
        (418, "418"),
        (204, ""),
    ],
)
def test_what_a_status_means_is_told(status: int, told: str) -> None:
    with serving({"/": (status, {}, b"")}) as server, fetcher(server) as get:
        if status == 204:
            assert get.get(server.url()).body == b""
            return
        with pytest.raises(FetchError, match=told) as caught:
            get.get(server.url())
    assert str(caught.value).startswith(server.url() + ": ")
    assert (caught.value.status, caught.value.wait) == (status, None)


def test_a_site_that_is_too_busy_says_when_to_come_back() -> None:
    with serving({"/": (429, {"Retry-After": "120"}, b""), "/b": page(TEXT)}) as server, fetcher(server) as get:
        with pytest.raises(FetchError, match="429 Too Many Requests; try again in 120 seconds") as caught:
            get.get(server.url())
        assert (caught.value.status, caught.value.wait) == (429, 120)
        with pytest.raises(FetchError, match="try again in 120 seconds"):
            get.get(server.url("/b"))
    assert server.paths == ["/"]  # it was left alone


def test_each_failure_in_a_row_doubles_the_pause() -> None:
    clock = Clock()
    routes = {"/": (500, {}, b""), "/b": page(TEXT)}
    with serving(routes) as server, fetcher(server, clock=clock, delay_seconds=2.0) as get:
        for path in ("/", "/", "/"):
            failure(get, server.url(path), "500")
        get.get(server.url("/b"))
        get.get(server.url("/b"))
    assert clock.slept == [4, 8, 16, 2]


def test_a_pause_longer_than_our_patience_is_not_waited_for() -> None:
    clock = Clock()
    slow: dict[str, Any] = {"delay_seconds": 30.0, "patience_seconds": 10.0}
    with serving({"/": (503, {}, b"")}) as server, fetcher(server, clock=clock, **slow) as get:
        assert failure(get, server.url()).wait == 60
        assert failure(get, server.url()).wait == 60
    assert (clock.slept, server.connections) == ([], 1)


def test_one_host_is_asked_one_thing_at_a_time() -> None:
    running: list[int] = []
    most: list[int] = []
    lock = threading.Lock()

    def say(handler: BaseHTTPRequestHandler) -> None:
        with lock:
            running.append(1)
            most.append(len(running))
        threading.Event().wait(0.02)
        with lock:
            running.pop()
        handler.send_response(200)
        handler.end_headers()

    with serving({"/": say}) as server, fetcher(server) as get:
        threads = [threading.Thread(target=get.get, args=(server.url(),)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == [1] * 5


def test_a_host_that_is_not_there_is_told() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with serving({}) as server:
        pass
    with fetcher(server, resolve=nobody) as get:
        with pytest.raises(FetchError, match=r"http://wire\.example/: cannot be reached: no such host is known"):
            get.get("http://wire.example/")
        with pytest.raises(FetchError, match="cannot be reached"):
            get.get(server.url())


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 04 Apr 2016 10:01:00 GMT", 60.0),
        ("Mon, 04 Apr 2016 09:00:00 GMT", 0.0),
        ("99999999999999999999", 604_800.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_time(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, "Mon, 04 Apr 2016 10:00:00 GMT") == seconds


def test_only_charsets_that_texts_are_sent_in_are_known() -> None:
    assert charset("Windows-1251") == "cp1251"
    assert [charset(name) for name in ("punycode", "rot13", "hex", "nonsense", "a\0b", "", None)] == [None] * 7


def _certificate(folder: Path, name: str) -> ssl.SSLContext:
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem -subj".split()
    subprocess.run(
        [*command, f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"], cwd=folder, check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def _secure(server: Server, context: ssl.SSLContext) -> None:
    server.socket = context.wrap_socket(server.socket, server_side=True)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl command makes the test's certificate")
def test_tls_verifies_the_name_though_the_connection_goes_to_an_address(tmp_path: Path) -> None:
    names: list[str | None] = []
    context = _certificate(tmp_path, "wire.example")
    context.sni_callback = lambda socket, name, of: names.append(name)
    server = Server({"/": page(TEXT)})
    _secure(server, context)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    port = server.server_port

    def get(url: str, trust: ssl.SSLContext | None) -> bytes:
        with Fetcher(
            allow=[f"127.0.0.1:{port}"],
            ports=[port],
            limits=limits(robots=False),
            resolve=lambda host, port: ["127.0.0.1"],
            context=trust,
        ) as fetcher:
            return fetcher.get(url).body

    try:
        assert get(f"https://wire.example:{port}/", trusting) == TEXT
        assert names == ["wire.example"]
        assert server.asked[0][1]["host"] == f"wire.example:{port}"
        with pytest.raises(FetchError, match=r"(?i)its certificate does not hold.*hostname mismatch"):
            get(f"https://other.example:{port}/", trusting)
        with pytest.raises(FetchError, match=r"its certificate does not hold"):
            get(f"https://wire.example:{port}/", None)
    finally:
        server.shutdown()
        server.server_close()
    assert len(server.asked) == 1


def test_a_refused_address_is_told_with_what_to_do() -> None:
    with fetcher() as get, pytest.raises(AddressRefused) as caught:
        get.get("http://10.1.2.3/news")
    assert str(caught.value) == (
        "http://10.1.2.3/news: leads to 10.1.2.3, a private network; "
        "if it is yours, add it to fetch.allow_hosts in the settings"
    )
