"""Named errors of the domain, and the one place where they become answers."""

from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge, SecurityError

from medborgar.core.extensions import db
from medborgar.core.permissions import declared


class DomainError(Exception):
    """A rule said no; the message is for the person at the screen."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field  # of the form, if it is one field's fault


class Refused(DomainError):  # noqa: N818 (reads as a sentence where it is raised)
    """What was asked for breaks a rule of the domain."""


class Stale(DomainError):  # noqa: N818 (as above)
    """Somebody else changed it in between; nothing was saved."""

    status = HTTPStatus.CONFLICT


class Gone(DomainError):  # noqa: N818 (as above)
    """It was there and is no longer: used, withdrawn or too old."""

    status = HTTPStatus.GONE


class NotFound(DomainError):  # noqa: N818 (as above)
    """No such thing here, or none that this person may see."""

    status = HTTPStatus.NOT_FOUND


WORDS = {
    HTTPStatus.BAD_REQUEST: (_l("Det där kunde vi inte läsa"), _l("Gå tillbaka och försök igen.")),
    HTTPStatus.FORBIDDEN: (_l("Du får inte göra det här"), _l("Fråga administratören om du behöver göra det.")),
    HTTPStatus.NOT_FOUND: (_l("Sidan finns inte"), _l("Kontrollera adressen, eller börja om från startsidan.")),
    HTTPStatus.METHOD_NOT_ALLOWED: (_l("Så går det inte att göra"), _l("Gå tillbaka och använd knappen på sidan.")),
    HTTPStatus.CONFLICT: (_l("Någon annan hann före"), _l("Gå tillbaka, läs det som är nytt och försök igen.")),
    HTTPStatus.GONE: (_l("Länken gäller inte längre"), _l("Du kan börja om från startsidan.")),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _l("Det var för mycket på en gång"),
        _l(
            "Inget är sparat. Allt på sidan får vara högst omkring 60\u00a0000 tecken tillsammans, "
            "och en fil 12\u00a0MB. Tryck på Tillbaka i webbläsaren: där finns texten kvar. "
            "Korta den, eller välj en mindre fil, och skicka igen."
        ),
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: (_l("Adressen är för lång"), _l("Korta den, eller börja om från startsidan.")),
    HTTPStatus.UNPROCESSABLE_ENTITY: (_l("Det gick inte"), _l("Inget är sparat.")),
    HTTPStatus.TOO_MANY_REQUESTS: (_l("Vänta en liten stund"), _l("Försök igen om några minuter.")),
    HTTPStatus.INTERNAL_SERVER_ERROR: (_l("Något gick fel hos oss"), _l("Inget är sparat. Försök igen om en stund.")),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _l("Vi kan inte ta emot något just nu"),
        _l("Det du skickade är inte mottaget. Försök igen om en stund."),
    ),
}


GONE = (
    _l("Det här finns inte längre"),
    _l("En kollega kan ha tagit bort det medan du skrev. Inget är sparat: kopiera det du behöver."),
)


# What is never shown again: what only its owner knows, and what nobody wrote.
UNSAID = {"password", "current", "new", "again", "code", "csrf_token", "token"}


def register(app: Flask) -> None:
    """Answer every error with a page that says what happened and what to do."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(NoResultFound, lambda _: _page(HTTPStatus.NOT_FOUND))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(IntegrityError, _raced)
    app.register_error_handler(StaleDataError, _raced)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error  # whoever raised it has a page of its own, with what was typed
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    if isinstance(error, SecurityError):
        # By a name that is not ours: there no page of ours has an address, and so none can be rendered.
        return _("Den adressen är inte vår."), HTTPStatus.BAD_REQUEST, {"Content-Type": "text/plain; charset=utf-8"}
    if isinstance(error, RequestEntityTooLarge):
        # What is left of the body will never be read: the connection can't be used again.
        return _page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return _page(HTTPStatus(error.code), headers=headers)


def _domain(error: DomainError) -> ResponseReturnValue:
    db.session.rollback()
    return _page(error.status, message=error.message)


def _database(error: DBAPIError) -> ResponseReturnValue:
    _forget_transaction()
    _log(error)
    return _page(HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "10"})


def _raced(error: Exception) -> ResponseReturnValue:
    """Two did at the same moment what only one can do; the other is told so."""
    _forget_transaction()
    _log(error)
    return _page(HTTPStatus.CONFLICT)


def _unexpected(error: Exception) -> ResponseReturnValue:
    _forget_transaction()
    _log(error)
    return _page(HTTPStatus(InternalServerError.code or 500))


def _forget_transaction() -> None:
    g.pop("municipality", None)  # the page must not ask a database that is away
    try:
        db.session.rollback()
    except DBAPIError:  # a full disk can make ROLLBACK itself fail; the connection is thrown away
        db.session().invalidate()


def _log(error: Exception) -> None:
    # The kind of the error and where it rose; never its words, which may quote what a resident wrote.
    where = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(extract_tb(error.__traceback__)[-6:]))
    current_app.logger.error("%s at %s", type(getattr(error, "orig", None) or error).__name__, where)


def _page(
    status: HTTPStatus, *, message: str | None = None, headers: dict[str, str] | None = None
) -> ResponseReturnValue:
    title, advice = GONE if _is_gone(status) else WORDS.get(status, WORDS[HTTPStatus.BAD_REQUEST])
    said = [] if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE else typed()
    around = {"title": title, "message": message, "advice": advice, "typed": said}
    page = render_template("errors/error.html", status=int(status), **around)
    return page, status, {"Cache-Control": "no-store", **(headers or {})}


def _is_gone(status: HTTPStatus) -> bool:
    """Whether staff sent a form on something that was there when they opened it."""
    view = current_app.view_functions.get(request.endpoint or "")
    return status is HTTPStatus.NOT_FOUND and request.method == "POST" and bool(view and declared(view))


def typed() -> list[str]:
    """The sentences of the form that was sent: nobody should have to write them twice."""
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # it is read first here, where no page is, and is too much or can't be read
        return []
    return [said for name, said in sent if " " in said.strip() and name not in UNSAID]
