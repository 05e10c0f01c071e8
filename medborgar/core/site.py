"""The site in every language: an address's first part chooses one, and every link made there stays in it."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, has_request_context, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.routing import RequestRedirect

from medborgar.core.addresses import Addresses
from medborgar.core.database import SAFE_METHODS
from medborgar.core.errors import NotFound
from medborgar.core.languages import (
    KEY,
    LANGUAGES,
    Catalogues,
    Language,
    as_swedish,
    current,
    in_swedish,
    only_in_swedish,
)
from medborgar.core.permissions import declared

CATALOGUES = Catalogues()
# Blueprints, and single pages, in Swedish only: whoever opens them comes from a letter or a list that is.
SWEDISH_ONLY = {"associations", "invitations", "invited_questions", "replies", "papers", "followup_link", "walks"}
SWEDISH_ONLY |= {"law", "opendata", "subscriptions", "embedding"}
SWEDISH_ONLY |= {"history.compare"}  # what both parties approved, word by word
LINK = re.compile(r'<a (?P<tag>[^>]*?href="(?P<path>/[^"#?]*)[^>]*)>(?P<words>.*?)</a>', re.DOTALL)


class Layer:
    """Moves a language from the path to where the site begins, so that every address made there begins with it."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer in the language of the address."""
        code, _, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        if code and code in LANGUAGES:
            root = f"{environ.get('SCRIPT_NAME', '')}/{code}"
            environ = {**environ, KEY: LANGUAGES[code], "SCRIPT_NAME": root, "PATH_INFO": f"/{rest}"}
        return self.app(environ, start_response)


class Site(Flask):
    """A site whose links stay in the language of the page, except to what it lacks: that is there in Swedish."""

    url_map_class = Addresses

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """As Flask, and in Swedish where there is nothing else."""
        address, language = super().url_for(endpoint, **values), current()
        if not language.code:
            return address
        whole = f"{request.blueprint}{endpoint}" if endpoint.startswith(".") else endpoint
        return address if self.speaks(language, whole) else address.replace(f"/{language.code}/", "/", 1)

    def speaks(self, language: Language, endpoint: str) -> bool:
        """Whether a language has the page: what is not for everybody, and files, are there in Swedish only."""
        return language.frames_page(endpoint) and self._is_for_everybody(endpoint)

    def _is_for_everybody(self, endpoint: str) -> bool:
        view = self.view_functions.get(endpoint)
        if view is None or declared(view) is not None or {endpoint, endpoint.split(".", maxsplit=1)[0]} & SWEDISH_ONLY:
            return False
        rules = [rule.rule for rule in self.url_map.iter_rules(endpoint)]
        return all(rule.startswith("/<kommun>") or rule == "/" for rule in rules) and not any(map(_is_file, rules))


def register(app: Site) -> None:
    """Let addresses begin with a language, and give templates what they need to say so."""
    app.wsgi_app = Layer(app.wsgi_app)  # type: ignore[method-assign]  # the documented way to wrap an app

    @app.url_value_preprocessor
    def speak(endpoint: str | None, values: dict[str, Any] | None) -> None:  # noqa: ARG001 (Flask's signature)
        language = current()
        if language.code:
            CATALOGUES.as_default()
            lacks = not app.speaks(language, endpoint) if endpoint else language.frames is not None
            if lacks:
                _lead_to_swedish()

    app.add_template_test(in_swedish)
    app.add_template_test(only_in_swedish)
    app.add_template_filter(str, "plain")  # for where no element can say which language it is in
    app.add_template_filter(as_swedish)
    app.add_template_filter(led_to_swedish)

    @app.context_processor
    def context() -> dict[str, Any]:
        if not has_request_context():
            return {}
        return {"language": current(), "languages": _ways(app)}


def led_to_swedish(html: Markup, lang: str | None = None) -> Markup:
    """A part's links: each that leads out of the page's language says so, unless the part is in a `lang` itself."""
    language = current()
    if language.is_swedish or lang:
        return html
    said = Markup(' <span class="small" lang="{}">{}</span>').format(language.tag, gettext("(på svenska)"))

    def tell(link: re.Match[str]) -> str:
        if "hreflang" in link["tag"] or link["path"].split("/")[1] == language.code:
            return link[0]
        return f'<a hreflang="sv" {link["tag"]}>{link["words"]}{said}</a>'

    return Markup(LINK.sub(tell, html))  # noqa: S704 (a page of ours, and words that are escaped)


def _lead_to_swedish() -> None:
    if request.method not in SAFE_METHODS:
        raise NotFound("")
    query = request.query_string.decode("latin-1")
    raise RequestRedirect(f"{request.host_url.rstrip('/')}{quote(request.path)}{'?' if query else ''}{query}")


def _ways(app: Site) -> list[tuple[Language, str]]:
    """The same page in every language that has it; none from a page that answers a form, whose words would go."""
    endpoint = request.endpoint
    if request.method not in SAFE_METHODS or endpoint is None:
        return []
    having = [language for language in LANGUAGES.values() if app.speaks(language, endpoint)]
    return [(language, f"{'/' if language.code else ''}{language.code}{quote(request.path)}") for language in having]


def _is_file(rule: str) -> bool:
    return "." in rule.rsplit("/", 1)[-1] or "<path:" in rule
