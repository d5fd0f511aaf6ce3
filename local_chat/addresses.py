"""Where the local chat may listen, and how it is found there."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this computer's loopback."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_everywhere(host: str) -> bool:
    """Whether it stands for all addresses, as a container listens whose port is let out."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def reached_at(host: str) -> str:
    """The name under which this computer finds what listens on `host`, as an address has it."""
    if is_everywhere(host):
        return "[::1]" if ":" in host else "127.0.0.1"
    return f"[{host}]" if ":" in host else host
