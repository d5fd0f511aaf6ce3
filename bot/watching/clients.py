"""Whose request it is: the other end of the connection, or whom a trusted proxy names."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]

HEADER: Final = "X-Forwarded-For"


def client(remote: str | None, forwarded: Sequence[str], trusted: Networks) -> Address | None:
    """The client's address; None where it cannot be told.

    `forwarded`: the values of X-Forwarded-For, in their order. Each proxy adds to the right whom it
    was called by, so it is read from there, and only as long as whoever added is trusted: what
    stands further left may be anybody's invention.
    """
    known = _address(remote or "")
    hops = [hop.strip() for value in forwarded for hop in value.split(",")]
    while known is not None and hops and any(known in network for network in trusted):
        known = _address(hops.pop())
    return known


def is_here(address: Address | None) -> bool:
    """Whether it is an address of this machine that others cannot have."""
    return address is not None and address.is_loopback


def _address(text: str) -> Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
