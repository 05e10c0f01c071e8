"""How often somebody may be wrong: wrong tries are counted, right ones are not."""

from collections.abc import Callable
from typing import Any

from flask import current_app, request
from flask.wrappers import Response
from flask_babel import lazy_gettext as _l
from flask_limiter import RequestLimit
from flask_login import current_user

from medborgar.core.keys import digest
from medborgar.core.limits import limiter, network_key

WRONG = 422
OF_AN_ACCOUNT = "10 per 15 minutes"
OF_A_NETWORK = "100 per 15 minutes"  # one password tried on many accounts; a whole office shares one network
TOO_MANY = _l("Det blev fel för många gånger. Vänta en kvart och försök igen.")


def limited(on_breach: Callable[[RequestLimit], Response]) -> Callable[[Any], Any]:
    """Let one account be tried wrongly from one network ten times a quarter of an hour, in each process."""

    def limit(view: Any) -> Any:
        for allowed, key in ((OF_A_NETWORK, network_key), (OF_AN_ACCOUNT, _account)):
            counted = limiter.limit(
                allowed, key_func=key, methods=["POST"], deduct_when=_was_wrong, on_breach=on_breach
            )
            view = counted(view)
        return view

    return limit


def _account() -> str:
    """The account that is tried: nobody else is kept out by it."""
    known = str(current_user.person.id) if current_user.is_authenticated else request.form.get("email", "")
    return digest(current_app.config["KEYS"].network, network_key(), known.strip().lower()).hex()


def _was_wrong(response: Response) -> bool:
    return response.status_code == WRONG
