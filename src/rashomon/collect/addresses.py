"""Which addresses may be reached: URLs in plain spelling on the open internet, and what the settings allow besides.

A URL is judged twice: its spelling before anything is sent (``check_url``), and every IP address that its host's name
stands for before a connection is made (``refused``; collect/connect.py asks it).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import urlsplit

from rashomon.errors import AddressRefused, UsageError

IP = IPv4Address | IPv6Address
MAX_URL = 4_096  # characters; browsers and servers give up at about twice that

# IANA's special-purpose registries (RFC 6890 and later), and what clouds answer secrets on.
_REFUSED = (
    ("0.0.0.0/8", "an unspecified address"),
    ("10.0.0.0/8", "a private network"),
    ("100.64.0.0/10", "a provider's private network"),
    ("127.0.0.0/8", "this machine"),
    ("169.254.0.0/16", "a link-local address, where clouds keep their metadata"),
    ("172.16.0.0/12", "a private network"),
    ("192.0.0.0/24", "a reserved network"),
    ("192.0.2.0/24", "a network for documentation"),
    ("192.31.196.0/24", "a reserved network"),
    ("192.52.193.0/24", "a reserved network"),
    ("192.88.99.0/24", "a 6to4 relay"),
    ("192.168.0.0/16", "a private network"),
    ("192.175.48.0/24", "a reserved network"),
    ("198.18.0.0/15", "a network for benchmarks"),
    ("198.51.100.0/24", "a network for documentation"),
    ("203.0.113.0/24", "a network for documentation"),
    ("168.63.129.16/32", "a cloud's metadata service"),
    ("224.0.0.0/4", "a multicast address"),
    ("255.255.255.255/32", "a broadcast address"),
    ("240.0.0.0/4", "a reserved network"),
    ("::/128", "an unspecified address"),
    ("::1/128", "this machine"),
    ("::ffff:0:0/96", "an IPv4 address written as IPv6"),
    ("::ffff:0:0:0/96", "an IPv4 address written as IPv6"),
    ("::/96", "an IPv4 address written as IPv6"),
    ("64:ff9b::/96", "a NAT64 address, which hides an IPv4 address"),
    ("64:ff9b:1::/48", "a local NAT64 address, which hides an IPv4 address"),
    ("100::/64", "an address where packets are discarded"),
    ("2001::/32", "a Teredo address, which hides an IPv4 address"),
    ("2001::/23", "a reserved network"),
    ("2001:db8::/32", "a network for documentation"),
    ("2002::/16", "a 6to4 address, which hides an IPv4 address"),
    ("2620:4f:8000::/48", "a reserved network"),
    ("3fff::/20", "a network for documentation"),
    ("5f00::/16", "a reserved network"),
    ("fc00::/7", "a private network"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a site-local address"),
    ("ff00::/8", "a multicast address"),
)
_NETWORKS = tuple((ipaddress.ip_network(network), why) for network, why in _REFUSED)
_GLOBAL_V6 = IPv6Network("2000::/3")  # all that IANA has given out for the open internet

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


def refused(ip: IP | str) -> str | None:
    """Why an IP address may not be connected to; None where it is on the open internet."""
    if isinstance(ip, str):
        try:
            ip = ipaddress.ip_address(ip)
        except ValueError:
            return "no IP address"
    if isinstance(ip, IPv6Address) and ip.scope_id is not None:
        return "a link-local address"
    for network, why in _NETWORKS:
        if ip.version == network.version and ip in network:
            return why
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_V6:
        return "a reserved network"
    return None if ip.is_global else "a network of its own, not the open internet"


@dataclass(frozen=True, slots=True)
class _Exception:
    """One entry of fetch.allow_hosts: a name or a network, with a port of its own or without."""

    name: str | None
    network: IPv4Network | IPv6Network | None
    port: int | None


class Exceptions:
    """What the settings allow beside the open internet."""

    def __init__(self, entries: Iterable[str], ports: Iterable[int]) -> None:
        self._ports = frozenset(ports)
        self._entries = [_exception(entry) for entry in entries]

    def permits_port(self, host: str, port: int) -> bool:
        """Whether a host (a name or an address) may be asked on a port."""
        return port in self._ports or any(entry.port == port for entry in self._entries if _matches(entry, host, host))

    def permits(self, host: str, ip: IP, port: int) -> bool:
        """Whether this address of a host may be connected to although it is not on the open internet."""
        return any(entry.port in (None, port) for entry in self._entries if _matches(entry, host, ip))


def _matches(entry: _Exception, host: str, ip: IP | str) -> bool:
    if entry.network is None:
        return entry.name == host
    if isinstance(ip, str):
        try:
            ip = ipaddress.ip_address(ip)
        except ValueError:
            return False
    return ip.version == entry.network.version and ip in entry.network


def _exception(entry: str) -> _Exception:
    """An entry of fetch.allow_hosts; raises UsageError for one that is neither a host nor a network."""
    host, port = entry.strip(), None
    bracketed = re.fullmatch(r"\[([^\]]+)\](?::(\d{1,5}))?", host)
    if bracketed:
        host, port = bracketed[1], bracketed[2]
    elif host.count(":") == 1:
        host, port = host.split(":")
    try:
        number = int(port) if port is not None else None
        named = not bracketed and _NAME.fullmatch(host.lower())
        network = _network(host) if named else ipaddress.ip_network(host)
    except ValueError as error:
        raise UsageError(
            f"fetch.allow_hosts: {entry!r} is neither a host nor a network; write wire.example, 10.1.2.3, "
            "10.0.0.0/8 or 127.0.0.1:8080"
        ) from error
    return _Exception(None if network else host.lower(), network, number)


def _network(host: str) -> IPv4Network | IPv6Network | None:
    """The network of one address; None for a name."""
    try:
        return ipaddress.ip_network(host)
    except ValueError:
        if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
            raise
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked, as it is sent: without a fragment, its host in ASCII and small letters."""

    url: str
    scheme: str
    host: str  # a name, or an address without brackets
    port: int

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def check_url(url: str, exceptions: Exceptions) -> Target:
    """A URL in the one spelling that everybody reads alike; raises AddressRefused, saying why, for any other."""
    shown = show(url)
    if len(url) > MAX_URL:
        raise AddressRefused(f"{shown}: is longer than {MAX_URL:,} characters; no such address is fetched")
    if _FORBIDDEN.search(url):
        raise AddressRefused(f"{shown}: has a space, backslash or unprintable character; write it percent-encoded")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{shown}: is no address ({error}); check its spelling") from error
    if parts.scheme not in ("http", "https"):
        raise AddressRefused(f"{shown}: only addresses that start with https:// or http:// are fetched")
    if "@" in parts.netloc:
        raise AddressRefused(f"{shown}: has a user name in it; write the address without what stands before the @")
    host = _host(parts.netloc, shown)
    if port is None:
        port = 443 if parts.scheme == "https" else 80
    if not exceptions.permits_port(host, port):
        raise AddressRefused(
            f"{shown}: port {port} is not asked; add it to fetch.ports in the settings if it should be"
        )
    why = _literal(host)
    if why is not None and not exceptions.permits(host, ipaddress.ip_address(host), port):
        raise AddressRefused(f"{shown}: {leads_to(host, why)}")
    target = Target("", parts.scheme, host, port)
    path = parts.path if parts.path.startswith("/") else "/" + parts.path
    return Target(target.site + path + (f"?{parts.query}" if parts.query else ""), parts.scheme, host, port)


def leads_to(ip: str, why: str) -> str:
    """What is told where an address leads somewhere it may not."""
    return f"leads to {ip}, {why}; if it is yours, add it to fetch.allow_hosts in the settings"


def show(url: str) -> str:
    """An address for a message: in one line, printable, not too long."""
    plain = "".join(character if character.isprintable() else "?" for character in url)
    return plain if len(plain) <= 200 else plain[:200] + "..."


def _literal(host: str) -> str | None:
    """Why a host that is an address may not be asked; None where it may, or is a name."""
    try:
        return refused(ipaddress.ip_address(host))
    except ValueError:
        return None


def _host(netloc: str, shown: str) -> str:
    """The host in ASCII and small letters, without brackets and port."""
    odd = AddressRefused(f"{shown}: its host is spelled in an odd way; write the plain name, or a.b.c.d")
    if netloc.startswith("["):
        inside, bracket, rest = netloc[1:].partition("]")
        try:
            if not bracket or "%" in inside or (rest and not re.fullmatch(r":\d{1,5}", rest)):
                raise ValueError
            return str(IPv6Address(inside))
        except ValueError:
            raise odd from None
    if netloc.count(":") > 1 or re.search(r":(?!\d{1,5}$)", netloc):
        raise odd
    host = netloc.partition(":")[0].lower()
    if not host.isascii():
        import idna

        try:
            host = idna.encode(host).decode("ascii")  # strict: letters that only look like others are refused
        except (idna.IDNAError, UnicodeError):
            raise odd from None
    if len(host) > 253 or not _NAME.fullmatch(host):
        raise odd
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):  # what others read as an address: 127.1, 2130706433, 0x7f.1
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise odd from None
    return host
