"""E-mail addresses: one, of a length that mail servers take, with nothing in it that could become a header."""

import re

ADDRESS_MAX = 254
LOCAL = re.compile(r"(?!\.)(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|\.(?!\.)){1,64}(?<!\.)")
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def normal_address(written: str) -> str | None:
    """An address as mail servers want it, å in its domain spelled out in ASCII; None when it is not exactly one."""
    local, _, domain = written.strip().rpartition("@")
    address = f"{local}@{_ascii(domain)}"
    labels = address.rpartition("@")[2].split(".")
    is_one = LOCAL.fullmatch(local) and len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    return address if is_one and not labels[-1].isdigit() and len(address) <= ADDRESS_MAX else None


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:
        return ""
