import contextlib
import ipaddress

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.collect.addresses import Exceptions, check_url, refused
from rashomon.errors import AddressRefused, UsageError

NOBODY = Exceptions([], [80, 443])

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254
168.63.129.16 169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.7 192.88.99.1
192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.4 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:10.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808
64:ff9b:1::a00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1
3fff::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 4000::1 e000::1
"""


@pytest.mark.parametrize("ip", REFUSED.split())
def test_addresses_inside_networks_are_refused(ip: str) -> None:
    assert refused(ip)


@pytest.mark.parametrize(
    "ip",
    "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.255.255 "
    "172.32.0.0 192.0.1.0 192.167.255.255 198.17.255.255 198.20.0.0 223.255.255.255 2600::1 2a00:1450::1 "
    "2001:4860:4860::8888 2606:4700::1111".split(),
)
def test_addresses_of_the_open_internet_are_not(ip: str) -> None:
    assert refused(ip) is None


ODD = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://1.2.3.4.5/",
    "http://08.8.8.8/",
    "http://256.256.256.256/",
    "http://127.0.0.1./",
    "http://localhost./",
    "http://wire.example./",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[v1.x]/",
    "http://::1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127．0．0．1/",
    "http://ⓛocalhost/",
    "http://loc\u00adalhost/",
    "http://wire\u200b.example/",
    "http://wire.example@127.0.0.1/",
    "http://wire.example:80@127.0.0.1/",
    "http://reader@wire.example/",
    "http://:@wire.example/",
    "http://127.0.0.1#@wire.example/",
    "http://127.0.0.1?@wire.example/",
    "http://127.0.0.1\\@wire.example/",
    "http://wire.example\\@127.0.0.1/",
    "http:\\\\127.0.0.1/",
    "http:/127.0.0.1/",
    "http:127.0.0.1",
    "http:///127.0.0.1/",
    "http://127.0.0.1%2f.wire.example/",
    "http://%31%32%37.0.0.1/",
    "http://wire.example\t.evil.example/",
    "http://wire.example\r\nHost: other/",
    "http://wire .example/",
    " http://wire.example/",
    "http://wire..example/",
    "http://-wire.example/",
    "http://wire.example:22/",
    "http://wire.example:0/",
    "http://wire.example:99999/",
    "http://wire.example:８０/",
    "http://wire.example:80:80/",
    "http://wire.example:+80/",
    "http://wire.example:/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://wire.example/" + "a" * 5_000,
    "file:///etc/passwd",
    "ftp://wire.example/",
    "gopher://wire.example/",
    "javascript:alert(1)",
    "data:text/html,hello",
    "//wire.example/",
    "wire.example/news",
    "/etc/passwd",
    "https:",
    "http://",
    "",
]


@pytest.mark.parametrize("url", ODD)
def test_odd_spellings_are_refused_in_one_line(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        check_url(url, NOBODY)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://wire.example", "https://wire.example/"),
        ("HTTPS://Wire.Example:443/A?b=c#d", "https://wire.example/A?b=c"),
        ("http://wire.example:443/", "http://wire.example:443/"),
        ("http://bücher.example/ü", "http://xn--bcher-kva.example/ü"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://wire.example?q=1", "http://wire.example/?q=1"),
        ("http://wire.example#@127.0.0.1/", "http://wire.example/"),
        ("http://under_score.wire.example/", "http://under_score.wire.example/"),
    ],
)
def test_plain_spellings_are_sent_in_one_form(url: str, sent: str) -> None:
    assert check_url(url, NOBODY).url == sent


def test_a_site_is_scheme_host_and_port() -> None:
    assert check_url("https://wire.example/a", NOBODY).site == "https://wire.example"
    assert check_url("http://wire.example:443/a", NOBODY).site == "http://wire.example:443"
    assert check_url("http://[2606:4700::1111]/a", NOBODY).site == "http://[2606:4700::1111]"


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1/"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("10.0.0.0/8", "http://10.9.8.7/"),
        ("10.0.0.0/8:8080", "http://10.9.8.7:8080/"),
        ("::1", "http://[::1]/"),
        ("[::1]:8080", "http://[::1]:8080/"),
        ("fd00::/8", "http://[fd00::7]/"),
        ("Wire.Intranet:8080", "http://wire.intranet:8080/"),
    ],
)
def test_what_the_settings_allow_is_allowed(entry: str, url: str) -> None:
    assert check_url(url, Exceptions([entry], [80])).url == url


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1/"),
        ("127.0.0.1:8080", "http://127.0.0.2:8080/"),
        ("10.0.0.0/8", "http://11.0.0.1:8080/"),
        ("10.0.0.0/8", "http://[::1]/"),
        ("localhost", "http://127.0.0.1/"),
        ("wire.intranet:8080", "http://other.intranet:8080/"),
    ],
)
def test_and_nothing_else(entry: str, url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url, Exceptions([entry], [80]))


@pytest.mark.parametrize(
    "entry", ["", "10.0.0.0/99", "a b", "http://wire.example/", "127.1", "wire.example:port", "[x]:80"]
)
def test_an_exception_that_is_none_is_told(entry: str) -> None:
    with pytest.raises(UsageError, match=r"fetch\.allow_hosts"):
        Exceptions([entry], [80])


PIECES = st.sampled_from(
    "http: https: // / \\ @ : # ? % . , ; 127.0.0.1 ::1 [ ] wire.example localhost 2130706433 0x7f 0177 80 443 8080 "
    "%2f %00 %40 a - _ xn--a ｈ １ 。 ① \u00ad \u200b \u3002 \u2044 \ud800 \x00 \t \n é ß İ".split(" ")
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["http://", "https://", ""]))
def test_whoever_sends_it_sees_the_host_that_was_judged(rest: str, start: str) -> None:
    with contextlib.suppress(AddressRefused):
        target = check_url(start + rest, NOBODY)
        with contextlib.suppress(httpx2.InvalidURL, UnicodeError):  # then it is not sent at all
            sent = httpx2.URL(target.url)
            assert (sent.raw_host.decode(), sent.scheme, sent.userinfo) == (target.host, target.scheme, b"")
            assert (sent.port or {"http": 80, "https": 443}[sent.scheme]) == target.port in (80, 443)
        with contextlib.suppress(ValueError):
            assert refused(ipaddress.ip_address(target.host)) is None
