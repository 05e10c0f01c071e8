"""The headers that every answer carries: pages, fragments, errors and static files."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def policy(frame_ancestors: str = "'none'") -> str:
    """The content security policy; a page that others may frame says who."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frame_ancestors}"
    )


SECURITY = {
    "Content-Security-Policy": policy(),
    "X-Content-Type-Options": "nosniff",
    # With no-referrer Chromium sends `Origin: null` on our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


class SecurityHeaders:
    """Gives every answer the headers, whoever makes it: Flask, WhiteNoise, an error page."""

    def __init__(self, app: WSGIApplication, *, https: bool) -> None:
        self.app, self.headers = app, list(security_headers(https=https).items())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the app does, with the headers it did not set itself."""

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            present = {name for name, _ in headers}
            missing = [pair for pair in self.headers if pair[0] not in present]
            return start_response(status, headers + missing, exc_info)

        return self.app(environ, start)


def security_headers(*, https: bool) -> dict[str, str]:
    """The headers; with `https` also the promise to be reached over HTTPS only."""
    return SECURITY | (HTTPS_ONLY if https else {})
