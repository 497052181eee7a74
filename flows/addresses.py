"""Which addresses on the internet may be asked: public unicast ones, judged by what is really connected to."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

REFUSED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carriers' NAT, also cloud metadata (100.100.100.200)
        "168.63.129.16/32",  # Azure's host agent
        "192.0.0.0/24",  # Oracle's metadata (192.0.0.192)
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",
        "240.0.0.0/4",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fec0::/10",
    )
)
"""Beyond what the standard library calls not global; some of these it does, depending on its version."""

NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Where the network has IPv6 only, every IPv4 site has such an address: it is judged by the one inside."""

CARRIERS = (
    (NAT64, 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("::/96"), 0),  # IPv4-compatible
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4: bits 16-47
)
"""IPv6 networks that carry an IPv4 address, and how many bits to the right of it."""


def refusal_of(address: str) -> str | None:
    """Why `address` (as a socket has it) is not to be connected to; None for a public one."""
    if "%" in address:
        return f"{address} has a zone id"
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    carried = _carried(found)
    judged = carried if found in NAT64 else [found, *carried]
    for inner in judged:
        why = _not_public(inner)
        if why:
            return f"{address} is {why}" + ("" if inner == found else f" ({inner} inside)")
    return None


def _carried(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """IPv4 addresses inside an IPv6 one: mapped, compatible, translated, NAT64, 6to4, Teredo (server and client)."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped] if address.ipv4_mapped else []
    found += [
        IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
        for net, shift in CARRIERS
        if address in net
    ]
    return found + list(address.teredo or ())


def _not_public(address: IPv4Address | IPv6Address) -> str | None:
    kinds = (
        (address.is_unspecified, "unspecified"),
        (address.is_loopback, "loopback"),
        (address.is_link_local, "link-local"),
        (address.is_multicast, "multicast"),
        (address.is_private, "private"),
        (address.is_reserved, "reserved"),
        (
            any(address in net for net in REFUSED if net.version == address.version),
            "in a network that is never asked",
        ),
        (not address.is_global, "not global"),
    )
    return next((name for is_so, name in kinds if is_so), None)


class AddressRefused(OSError):  # noqa: N818
    """The connection would have gone to an address that may not be asked."""


def public_socket(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
    """A socket towards the address in `info` (as of getaddrinfo), the moment before it connects. Raises AddressRefused."""
    family, kind, protocol, _, address = info
    why = refusal_of(str(address[0])) or _scoped(address)
    if why:
        raise AddressRefused(why)
    return _socket(family, kind, protocol)


def any_socket(info: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
    """A socket towards any address: for the host and port that a source with `allow_private` names itself."""
    return _socket(*info[:3])


def _socket(family: int, kind: int, protocol: int) -> socket.socket:
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)  # noqa: FBT003
    return made


def _scoped(address: tuple[object, ...]) -> str | None:
    return f"{address[0]} has a zone id" if len(address) == 4 and address[3] else None
