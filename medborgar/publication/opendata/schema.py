"""The promise's document as a JSON Schema (2020-12): every field, what it means, and what it can be.

A new version of the format gets a schema and an address of its own; what is said of an old one stays.
"""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from medborgar.core.links import whole_address
from medborgar.core.permissions import Side
from medborgar.decisions.models import ApprovalKind, MetricKind, Performer
from medborgar.followup.models import Result, State
from medborgar.picture.figures.models import Better
from medborgar.publication.models import PublicationKind

FORMAT = "medborgarlofte/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": DIALECT,
        "$id": whole_address("opendata.schema"),
        "title": _("Medborgarlöfte, version 1"),
        "description": _("Ett löfte från en kommun och dess polis: det som skrevs under, och hur det går en viss dag."),
        **_object(
            {
                "$schema": _text(_("Adressen till det här schemat."), format="uri"),
                "format": {"const": FORMAT},
                "publicering": _publication(),
                "lofte": _promise_content(),
                "lage": _standing(),
                "oversattningar": _list(_translation()),
            }
        ),
        "$defs": {
            "dag": _text(_("En dag i Sverige."), format="date", pattern=r"^\d{4}-\d{2}-\d{2}$"),
            "hash": _text(_("SHA-256, hexadecimalt."), pattern="^[0-9a-f]{64}$"),
            "antal": {"type": ["integer", "null"], "minimum": 5, "description": _("Antal svar. Null är färre än 5.")},
            "sida": {"enum": [side.value for side in Side]},
            "rader": _list(_object({"namn": _text(), "antal": _ref("antal")})),
            "atagande": _commitment(),
            "lofte": _promise(),
            "uppfoljning": _follow_up(),
        },
    }


def _publication() -> Schema:
    return _object(
        {
            "nummer": _whole(_("Plats i kommunens kedja av publiceringar, från 1.")),
            "version": _whole(_("Version av periodens löfte, från 1.")),
            "hash": _ref("hash", _("Manifestets kontrollsumma.")),
            "manifest": _manifest(),
        },
        _("Det som gör att löftet kan kontrolleras."),
    )


def _manifest() -> Schema:
    approval = _object(
        {
            "sida": _ref("sida"),
            "funktion": _text(_("Vem som godkände, som funktion.")),
            "grund": _text(_("Organ, paragraf eller diarienummer.")),
            "dag": _ref("dag"),
            "satt": {"enum": [kind.value for kind in ApprovalKind]},
            "innehall": _ref("hash", _("Det som godkändes.")),
        }
    )
    correction = _object(
        {
            "anledning": _text(),
            "rattar": _ref("hash"),
            "bekraftat": _list(_object({"sida": _ref("sida"), "funktion": _text()})),
        }
    )
    return _object(
        {
            "format": {"const": FORMAT},
            "innehall": _ref("hash", _("Kontrollsumma över alla delar.")),
            "delar": _list(_object({"namn": _text(), "hash": _ref("hash")})),
            "kommun": _text(_("Kommunens namn i adresser.")),
            "nummer": _whole(),
            "slag": {"enum": [PublicationKind.PROMISE.value, PublicationKind.CORRECTION.value]},
            "period": _period_key(),
            "version": _whole(),
            "publicerad": _ref("dag"),
            "publicerad_av": _text(_("En funktion.")),
            "foregaende": _ref("hash", _("Manifestet före det här i kedjan.")),
            "godkannanden": _list(approval),
            "rattelse": _or_nothing(correction),
            "undertecknas": _list(_object({"sida": _ref("sida"), "nyckel": _text(_("Öppen nyckel, som minisigns."))})),
        }
    )


def _promise_content() -> Schema:
    """What was signed, part by part; a part that was removed by law is null."""
    return {
        **_object(
            {
                "period": _or_nothing(_period()),
                "svar": _or_nothing(_answers()),
                "inte-nu": _or_nothing(_list(_object({"fokusomrade": _text(), "skal": _text()}))),
                "mal": _or_nothing(_list(_goal())),
            },
            _("Det som skrevs under, del för del. En del som har tagits bort enligt lag är null."),
            optional={"mal"},
        ),
        "patternProperties": {r"^lofte-\d+$": _or_nothing(_ref("lofte"))},
    }


def _period() -> Schema:
    party = _object({"sida": _ref("sida"), "namn": _text(), "undertecknare": _text()})
    return _object(
        {
            "kommun": _text(_("Kommunens namn.")),
            "period": _period_key(),
            "galler_fran": _ref("dag"),
            "galler_till": _ref("dag"),
            "overenskommelse": _text(_("Den överenskommelse som löftet vilar på.")),
            "organ": _text(_("Det organ som beslutade.")),
            "beslutat": _or_nothing(_ref("dag")),
            "beslutande": _list(_text(_("En funktion."))),
            "foredragande": _text(),
            "avvikande_mening": _text(),
            "andra_planer": _text(),
            "lagesbild_faststalld": _or_nothing(_ref("dag")),
            "parter": _list(party),
        }
    )


def _answers() -> Schema:
    return _object(
        {
            "fran": _ref("dag"),
            "till": _ref("dag"),
            "antal": _ref("antal"),
            "fokusomraden": _ref("rader", _("Ett svar kan gälla flera fokusområden.")),
            "delomraden": _or_nothing(_ref("rader")),
            "roster": _or_nothing(_ref("rader")),
            "inte_horda": _list(_text()),
            "alla_horda": {"type": "boolean", "description": _("Att ingen grupp saknades är sagt av människor.")},
        },
        _("Vad som hördes. En tabell som skulle avslöja ett tal under 5 är null."),
    )


def _goal() -> Schema:
    value = _object({"namn": _text(), "varde": _number(_("Null är färre än 5, eller inte mätt."))})
    series = _object(
        {
            "namn": _text(),
            "kalla": _text(),
            "enhet": _text(),
            "lagst": _number(),
            "hogst": _number(),
            "antal": {"type": "boolean", "description": _("Om värdet är ett antal.")},
            "bra": {"enum": [better.value for better in Better]},
            "varden": _list(value),
        }
    )
    return _object({"mal": _text(), "avsnitt": _text(), "matetal": _or_nothing(series)})


def _promise() -> Schema:
    behind = _object(
        {"antal": _ref("antal"), "invanare": _ref("antal"), "andra": _ref("antal"), "fokusomraden": _ref("rader")}
    )
    return _object(
        {
            "rubrik": _text(),
            "varfor": _text(),
            "folkhalsa": _text(),
            "fokusomraden": _list(_text()),
            "svar": behind,
            "ataganden": _list(_ref("atagande")),
            "foljer_pa": _object(
                {"id": _identity(), "lofte": _text()},
                _("Det tidigare löfte som det fortsätter, och ett åtagande i det."),
            ),
        },
        optional={"foljer_pa"},
    )


def _commitment() -> Schema:
    metric = _object(
        {
            "slag": {"enum": [kind.value for kind in MetricKind]},
            "enhet": _text(),
            "fran": _number(),
            "mal": _number(),
        }
    )
    return _object(
        {
            "id": _identity(),
            "utforare": {"enum": [performer.value for performer in Performer]},
            "vad": _text(),
            "ansvariga": _list(_object({"sida": _ref("sida"), "funktion": _text()})),
            "matt": metric,
            "klart_senast": _ref("dag"),
            "malgrupp": _text(),
        }
    )


def _standing() -> Schema:
    commitment = _object(
        {
            "id": _identity(),
            "lage": {
                "enum": [state.value for state in State],
                "description": _("enligt-plan utan uppföljningar betyder att ingen har sagt hur det går."),
            },
            "klart_senast": _ref("dag", _("Den dag som gäller nu.")),
            "varde": _number(_("Det senast rapporterade värdet.")),
            "uppfoljningar": _list(_ref("uppfoljning")),
        }
    )
    return _object(
        {"dag": _ref("dag"), "ataganden": _list(commitment)},
        _("Hur det går den dagen, uträknat av datum och publicerade uppföljningar. Inte underskrivet."),
    )


def _translation() -> Schema:
    of = {"nummer": _whole(), "hash": _ref("hash")}
    return _object({**of, "oversatter": _object({**of, "version": _whole()}), "sprak": _text(), "ord": {}})


def _follow_up() -> Schema:
    return _object(
        {
            "atagande": _identity(),
            "sida": _ref("sida"),
            "dag": _ref("dag"),
            "resultat": {"enum": [result.value for result in Result]},
            "nytt_datum": _or_nothing(_ref("dag")),
            "gjort": _text(),
            "samverkat": _text(),
            "effekter": _text(),
            "orsak": _text(),
            "varde": _number(),
            "skal": _text(),
            "borttagen": {"const": True, "description": _("Orden är borttagna enligt lag; resultatet står kvar.")},
        },
        optional={"borttagen"},
    )


def _object(properties: Schema, description: str = "", *, optional: Iterable[str] = ()) -> Schema:
    required = [name for name in properties if name not in set(optional)]
    return _described({"type": "object", "properties": properties, "required": required}, description)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _text(description: str = "", **more: str) -> Schema:
    return _described({"type": "string", **more}, description)


def _whole(description: str = "") -> Schema:
    return _described({"type": "integer", "minimum": 1}, description)


def _number(description: str = "") -> Schema:
    return _described({"type": ["number", "null"]}, description)


def _identity() -> Schema:
    return _text(_("Åtagandets namn i löftet, läget och uppföljningarna."), format="uuid")


def _period_key() -> Schema:
    return _text(_("Som i adressen: 2027-kv1, 2027-t1, 2027-h1, 2027 eller 2027-2028."), pattern=r"^\d{4}(-\w+)?$")


def _ref(name: str, description: str = "") -> Schema:
    return _described({"$ref": f"#/$defs/{name}"}, description)


def _or_nothing(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "null"}]}


def _described(found: Schema, description: str) -> Schema:
    return {**found, "description": description} if description else found
