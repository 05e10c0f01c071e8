"""What programs may read, as OpenAPI 3.1: made from the table of addresses and from the addresses themselves."""

import re
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from werkzeug.routing import Rule

from medborgar.core.links import whole_address
from medborgar.publication.opendata.addresses import ADDRESSES, LICENCE_PAGE, Address

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


def api() -> dict[str, Any]:
    """The whole description."""
    rules = {rule.endpoint: rule for rule in current_app.url_map.iter_rules()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Medborgarlöftet som öppna data"),
            "version": "1",
            "description": _(
                "Det som kommuner och polisen lovar, och hur det går. Allt här är publicerat och får användas fritt. "
                "Tal under 5 är dolda. Svaren har en ETag: fråga med If-None-Match, så skickas inget om inget är nytt."
            ),
            "license": {"name": "CC0 1.0", "url": LICENCE_PAGE},
        },
        "servers": [{"url": current_app.config["SETTINGS"].address}],
        "paths": {_path(rules[one.endpoint]): {"get": _operation(one, rules[one.endpoint])} for one in ADDRESSES},
    }


def _operation(one: Address, rule: Rule) -> dict[str, Any]:
    schema = {"$ref": whole_address("opendata.schema")} if one.has_schema else None
    content = {one.type: {"schema": schema} if schema else {}}
    answers: dict[str, Any] = {"200": {"description": str(one.title), "content": content}}
    parameters = [_parameter(name, kind) for kind, name in PARAMETER.findall(rule.rule)]
    if parameters:
        answers |= {"304": {"description": _("Inget är nytt.")}, "404": {"description": _("Det finns inte.")}}
    found: dict[str, Any] = {"operationId": one.endpoint.replace(".", "_"), "summary": str(one.title)}
    return found | ({"parameters": parameters} if parameters else {}) | {"responses": answers}


def _parameter(name: str, kind: str) -> dict[str, Any]:
    said = {
        "kommun": _("Kommunens namn i adressen, som sala."),
        "period": _("Perioden, som 2027-kv1, 2027-t1, 2027-h1, 2027 eller 2027-2028."),
        "version": _("Versionens nummer, från 1."),
    }
    schema: dict[str, Any] = {"type": "integer", "minimum": 1} if kind == "int" else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "description": said[name], "schema": schema}


def _path(rule: Rule) -> str:
    return PARAMETER.sub(r"{\2}", rule.rule)
