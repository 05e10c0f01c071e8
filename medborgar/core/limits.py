"""Rate limits: counted in memory, under a key that can't be traced to an address once the day is over."""

from ipaddress import ip_address, ip_network

from flask import current_app, request
from flask_limiter import Limiter

from medborgar.core import clock
from medborgar.core.keys import digest

# An address stands for its network: a household or an office, not a person.
PREFIX = {4: 24, 6: 64}


def network_key() -> str:
    """HMAC of the day and the sender's network, with a salt that lives only in this process."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        network = "unknown"
    else:
        network = str(ip_network((address, PREFIX[address.version]), strict=False))
    return digest(current_app.config["KEYS"].network, clock.today().isoformat(), network).hex()


limiter = Limiter(network_key, storage_uri="memory://", strategy="moving-window", headers_enabled=False)
