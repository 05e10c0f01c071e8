"""The gate: who is logged in, and whether the endpoint's declared permission is theirs. Denied unless granted."""

import uuid
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_login import UserMixin, current_user, login_user
from werkzeug.exceptions import Forbidden, Unauthorized

from medborgar.accounts.actions import token_hash
from medborgar.accounts.models import TIME_TO_ACT, LoginSession
from medborgar.accounts.queries import session_by_token_hash
from medborgar.core import clock
from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import NotFound
from medborgar.core.extensions import htmx, login_manager
from medborgar.core.permissions import Actor, Grant, Permission, can, declared
from medborgar.municipality.models import Municipality

CHANGE_PASSWORD = "password.change"  # noqa: S105 (an endpoint)


class LoggedIn(UserMixin):
    """The logged-in person, as Flask-Login wants to see them; its id is the session's token."""

    def __init__(self, login_session: LoginSession, token: str) -> None:
        self.session, self.token = login_session, token
        self.person = login_session.person
        self.name, self.function, self.actor = self.person.name, self.person.function, self.person.actor

    def get_id(self) -> str:
        """What the signed cookie carries."""
        return self.token


class StaffSession(SecureCookieSessionInterface):
    """The signed cookie, kept fresh by the pages that look into it: those that everybody reads never set one."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether this answer carries the cookie."""
        return session.accessed and super().should_set_cookie(app, session)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep it; a page that a browser may go back to is the same page though the cookie has been renewed since."""
        super().save_session(app, session, response)
        if response.cache_control.private and response.cache_control.no_cache:
            response.vary.discard("Cookie")


def register(app: Flask) -> None:
    """Put the gate before every request."""
    login_manager.user_loader(_load)
    app.before_request(_gate)


def remember(login_session: LoginSession, token: str) -> None:
    """Let the browser carry a session's token; whatever the cookie held before is forgotten."""
    session.clear()
    session.permanent = True
    renew(login_session, token)


def renew(login_session: LoginSession, token: str) -> None:
    """Let the browser carry another token of the same session; forms that are open in it can still be sent."""
    login_user(LoggedIn(login_session, token))


def actor() -> Actor:
    """Whoever acts in this request; somebody without any grant when nobody is logged in."""
    found: Actor = current_user.actor if current_user.is_authenticated else Actor()
    return found


def person_id() -> uuid.UUID:
    """The id of the logged-in person."""
    found: uuid.UUID = current_user.person.id
    return found


def acting_for(municipality: Municipality, permission: Permission) -> Grant:
    """The party on whose behalf the logged-in person uses a permission here; NotFound when there is none."""
    grant = actor().grant_in(municipality.id, permission)
    if grant is None:
        raise NotFound("")
    return grant


def is_confirmed() -> bool:
    """Whether it was confirmed in the last minutes who is at the keyboard: what every grave step asks."""
    found: bool = current_user.session.is_stepped_up(clock.now())
    return found


def asks_first() -> ResponseReturnValue | None:
    """A way to confirm who one is before a page for a grave step opens; None when there is time left to take it."""
    if current_user.session.is_stepped_up(clock.now() + TIME_TO_ACT):
        return None
    return redirect(url_for("accounts.step_up", vidare=_here()), 303)


def _load(token: str) -> LoggedIn | None:
    found = session_by_token_hash(token_hash(token))
    return LoggedIn(found, token) if found and found.is_open(clock.now()) else None


def _gate() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    permission = declared(view) if view else None
    if permission is None:
        return None  # public, or no such page
    if not current_user.is_authenticated:
        return _to_log_in()
    if request.method not in SAFE_METHODS and not _from_here():
        raise Forbidden
    municipality: Municipality | None = g.get("municipality")
    if municipality is None or not can(actor(), permission, municipality_id=municipality.id):
        _deny(municipality)
    if current_user.person.must_change and request.endpoint != CHANGE_PASSWORD:
        return _away(url_for(CHANGE_PASSWORD))
    return None


def _deny(municipality: Municipality | None) -> None:
    """Somebody from elsewhere learns nothing; a colleague is told that the role does not allow it."""
    if municipality and can(actor(), Permission.STAFF_HOME, municipality_id=municipality.id):
        raise Forbidden
    raise NotFound("")


def _to_log_in() -> ResponseReturnValue:
    if request.method in SAFE_METHODS:
        return _away(url_for("accounts.log_in", vidare=_here()))
    if _from_here():
        raise Unauthorized  # what was typed is told on the page where one logs in
    return _away(url_for("accounts.log_in"))


def came_from() -> str | None:
    """The page of ours that a form was sent from, as the browser says; None when it says another, or nothing."""
    try:
        there = urlsplit(request.referrer or "")
    except ValueError:
        return None
    if there.netloc != request.host:
        return None
    return f"{there.path}?{there.query}" if there.query else there.path


def _here() -> str:
    return request.full_path if request.query_string else request.path


def _away(address: str) -> ResponseReturnValue:
    if htmx:
        return "", 204, {"HX-Redirect": address}
    return redirect(address, 303)


def _from_here() -> bool:
    """Whether a writing request came from a page of ours, as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").partition("://")[2] == request.host
