"""Whose request it is, behind proxies that are trusted or not."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.clients import client, is_here

NGINX = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"))
ADDRESSES = st.ip_addresses().map(str)


@given(ADDRESSES, st.lists(ADDRESSES | st.text(), max_size=4))
def test_nobody_is_trusted_by_default(remote: str, forwarded: list[str]) -> None:
    assert client(remote, forwarded, ()) == client(remote, [], ())


@given(st.lists(ADDRESSES | st.text(), max_size=4))
def test_what_a_client_writes_itself_does_not_count(invented: list[str]) -> None:
    """The proxy adds the caller to the right of whatever the caller has sent."""
    header = ", ".join([*invented, "203.0.113.5"])
    assert client("127.0.0.1", [header], NGINX) == ip_address("203.0.113.5")


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.5"], "203.0.113.5"),
        ("127.0.0.1", ["203.0.113.5, 10.1.1.1"], "203.0.113.5"),
        ("127.0.0.1", ["203.0.113.5", "10.1.1.1"], "203.0.113.5"),
        ("203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("::ffff:127.0.0.1", ["203.0.113.5"], "203.0.113.5"),
        ("127.0.0.1", ["unknown"], None),
        (None, ["127.0.0.1"], None),
    ],
)
def test_the_first_that_is_not_trusted_is_the_client(
    remote: str | None, forwarded: list[str], found: str | None
) -> None:
    expected = None if found is None else ip_address(found)
    assert client(remote, forwarded, NGINX) == expected


def test_only_loopback_is_here() -> None:
    assert is_here(ip_address("127.0.0.9"))
    assert is_here(ip_address("::1"))
    assert not is_here(ip_address("10.0.0.1"))
    assert not is_here(None)
