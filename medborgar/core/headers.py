"""The headers that every answer carries: pages, fragments, errors and static files."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer Chromium sends `Origin: null` on our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def security_headers(*, https: bool) -> dict[str, str]:
    """The headers; with `https` also the promise to be reached over HTTPS only."""
    return SECURITY | (HTTPS_ONLY if https else {})
