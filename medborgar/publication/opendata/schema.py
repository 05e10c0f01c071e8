"""The promise's document as a JSON Schema (2020-12): every field, what it means, and what it can be.

A new version of the format gets a schema and an address of its own; what is said of an old one stays.
"""

from flask_babel import gettext as _

from medborgar.core.links import whole_address
from medborgar.core.permissions import Side
from medborgar.decisions.models import ApprovalKind, MetricKind, Performer
from medborgar.followup.models import Result, State
from medborgar.picture.figures.models import Better
from medborgar.plan.models import Responsible
from medborgar.plan.models import State as MeasureState
from medborgar.publication.models import PublicationKind
from medborgar.publication.opendata.shapes import Schema, list_of, number, object_of, or_nothing, ref, text, whole

FORMAT = "medborgarlofte/1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": DIALECT,
        "$id": whole_address("opendata.schema"),
        "title": _("Medborgarlöfte, version 1"),
        "description": _("Ett löfte från en kommun och dess polis: det som skrevs under, och hur det går en viss dag."),
        **object_of(
            {
                "$schema": text(_("Adressen till det här schemat."), format="uri"),
                "format": {"const": FORMAT},
                "publicering": _publication(),
                "lofte": _promise_content(),
                "lage": _standing(),
                "oversattningar": list_of(_translation()),
            }
        ),
        "$defs": {
            "dag": text(_("En dag i Sverige."), format="date", pattern=r"^\d{4}-\d{2}-\d{2}$"),
            "hash": text(_("SHA-256, hexadecimalt."), pattern="^[0-9a-f]{64}$"),
            "antal": {"type": ["integer", "null"], "minimum": 5, "description": _("Antal svar. Null är färre än 5.")},
            "sida": {"enum": [side.value for side in Side]},
            "rader": list_of(object_of({"namn": text(), "antal": ref("antal")})),
            "atagande": _commitment(),
            "lofte": _promise(),
            "uppfoljning": _follow_up(),
            "atgard": _measure(),
        },
    }


def _publication() -> Schema:
    return object_of(
        {
            "nummer": whole(_("Plats i kommunens kedja av publiceringar, från 1.")),
            "version": whole(_("Version av periodens löfte, från 1.")),
            "hash": ref("hash", _("Manifestets kontrollsumma.")),
            "manifest": _manifest(),
        },
        _("Det som gör att löftet kan kontrolleras."),
    )


def _manifest() -> Schema:
    approval = object_of(
        {
            "sida": ref("sida"),
            "funktion": text(_("Vem som godkände, som funktion.")),
            "grund": text(_("Organ, paragraf eller diarienummer.")),
            "dag": ref("dag"),
            "satt": {"enum": [kind.value for kind in ApprovalKind]},
            "innehall": ref("hash", _("Det som godkändes.")),
        }
    )
    correction = object_of(
        {
            "anledning": text(),
            "rattar": ref("hash"),
            "bekraftat": list_of(object_of({"sida": ref("sida"), "funktion": text()})),
        }
    )
    return object_of(
        {
            "format": {"const": FORMAT},
            "innehall": ref("hash", _("Kontrollsumma över alla delar.")),
            "delar": list_of(object_of({"namn": text(), "hash": ref("hash")})),
            "kommun": text(_("Kommunens namn i adresser.")),
            "nummer": whole(),
            "slag": {"enum": [PublicationKind.PROMISE.value, PublicationKind.CORRECTION.value]},
            "period": _period_key(),
            "version": whole(),
            "publicerad": ref("dag"),
            "publicerad_av": text(_("En funktion.")),
            "foregaende": ref("hash", _("Manifestet före det här i kedjan.")),
            "godkannanden": list_of(approval),
            "rattelse": or_nothing(correction),
            "undertecknas": list_of(
                object_of({"sida": ref("sida"), "nyckel": text(_("Öppen nyckel, som minisigns."))})
            ),
        }
    )


def _promise_content() -> Schema:
    """What was signed, part by part; a part that was removed by law is null."""
    return {
        **object_of(
            {
                "period": or_nothing(_period()),
                "svar": or_nothing(_answers()),
                "inte-nu": or_nothing(list_of(object_of({"fokusomrade": text(), "skal": text()}))),
                "mal": or_nothing(list_of(_goal())),
            },
            _("Det som skrevs under, del för del. En del som har tagits bort enligt lag är null."),
            optional={"mal"},
        ),
        "patternProperties": {r"^lofte-\d+$": or_nothing(ref("lofte"))},
    }


def _period() -> Schema:
    party = object_of({"sida": ref("sida"), "namn": text(), "undertecknare": text()})
    return object_of(
        {
            "kommun": text(_("Kommunens namn.")),
            "period": _period_key(),
            "galler_fran": ref("dag"),
            "galler_till": ref("dag"),
            "overenskommelse": text(_("Den överenskommelse som löftet vilar på.")),
            "organ": text(_("Det organ som beslutade.")),
            "beslutat": or_nothing(ref("dag")),
            "beslutande": list_of(text(_("En funktion."))),
            "foredragande": text(),
            "avvikande_mening": text(),
            "andra_planer": text(),
            "lagesbild_faststalld": or_nothing(ref("dag")),
            "parter": list_of(party),
        }
    )


def _answers() -> Schema:
    return object_of(
        {
            "fran": ref("dag"),
            "till": ref("dag"),
            "antal": ref("antal"),
            "fokusomraden": ref("rader", _("Ett svar kan gälla flera fokusområden.")),
            "delomraden": or_nothing(ref("rader")),
            "roster": or_nothing(ref("rader")),
            "inte_horda": list_of(text()),
            "alla_horda": {"type": "boolean", "description": _("Att ingen grupp saknades är sagt av människor.")},
        },
        _("Vad som hördes. En tabell som skulle avslöja ett tal under 5 är null."),
    )


def _goal() -> Schema:
    value = object_of({"namn": text(), "varde": number(_("Null är färre än 5, eller inte mätt."))})
    series = object_of(
        {
            "namn": text(),
            "kalla": text(),
            "enhet": text(),
            "lagst": number(),
            "hogst": number(),
            "antal": {"type": "boolean", "description": _("Om värdet är ett antal.")},
            "bra": {"enum": [better.value for better in Better]},
            "varden": list_of(value),
        }
    )
    return object_of({"mal": text(), "avsnitt": text(), "matetal": or_nothing(series)})


def _promise() -> Schema:
    behind = object_of(
        {"antal": ref("antal"), "invanare": ref("antal"), "andra": ref("antal"), "fokusomraden": ref("rader")}
    )
    return object_of(
        {
            "rubrik": text(),
            "varfor": text(),
            "folkhalsa": text(),
            "fokusomraden": list_of(text()),
            "svar": behind,
            "ataganden": list_of(ref("atagande")),
            "foljer_pa": object_of(
                {"id": _identity(), "lofte": text()},
                _("Det tidigare löfte som det fortsätter, och ett åtagande i det."),
            ),
        },
        optional={"foljer_pa"},
    )


def _commitment() -> Schema:
    metric = object_of(
        {
            "slag": {"enum": [kind.value for kind in MetricKind]},
            "enhet": text(),
            "fran": number(),
            "mal": number(),
        }
    )
    return object_of(
        {
            "id": _identity(),
            "utforare": {"enum": [performer.value for performer in Performer]},
            "vad": text(),
            "ansvariga": list_of(object_of({"sida": ref("sida"), "funktion": text()})),
            "matt": metric,
            "klart_senast": ref("dag"),
            "malgrupp": text(),
        }
    )


def _standing() -> Schema:
    commitment = object_of(
        {
            "id": _identity(),
            "lage": {
                "enum": [state.value for state in State],
                "description": _("enligt-plan utan uppföljningar betyder att ingen har sagt hur det går."),
            },
            "klart_senast": ref("dag", _("Den dag som gäller nu.")),
            "varde": number(_("Det senast rapporterade värdet.")),
            "uppfoljningar": list_of(ref("uppfoljning")),
        }
    )
    return object_of(
        {"dag": ref("dag"), "ataganden": list_of(commitment)},
        _("Hur det går den dagen, uträknat av datum och publicerade uppföljningar. Inte underskrivet."),
    )


def _translation() -> Schema:
    of = {"nummer": whole(), "hash": ref("hash")}
    return object_of({**of, "oversatter": object_of({**of, "version": whole()}), "sprak": text(), "ord": {}})


def _follow_up() -> Schema:
    return object_of(
        {
            "atagande": _identity(),
            "sida": ref("sida"),
            "dag": ref("dag"),
            "resultat": {"enum": [result.value for result in Result]},
            "nytt_datum": or_nothing(ref("dag")),
            "gjort": text(),
            "samverkat": text(),
            "effekter": text(),
            "orsak": text(),
            "varde": number(),
            "skal": text(),
            "atgarder": list_of(ref("atgard")),
            "borttagen": {"const": True, "description": _("Orden är borttagna enligt lag; resultatet står kvar.")},
        },
        optional={"borttagen", "atgarder"},
    )


def _measure() -> Schema:
    return object_of(
        {
            "vad": text(),
            "ansvarig": {"enum": [one.value for one in Responsible]},
            "funktion": text(),
            "aktor": text(_("Den som ansvarar, när det är en annan än kommunen och polisen; annars tomt.")),
            "lage": {"enum": [state.value for state in MeasureState if state is not MeasureState.POSSIBLE]},
            "klart_senast": or_nothing(ref("dag")),
        },
        _("En åtgärd som bär åtagandet, som den stod när uppföljningen publicerades."),
    )


def _identity() -> Schema:
    return text(_("Åtagandets namn i löftet, läget och uppföljningarna."), format="uuid")


def _period_key() -> Schema:
    return text(_("Som i adressen: 2027-kv1, 2027-t1, 2027-h1, 2027 eller 2027-2028."), pattern=r"^\d{4}(-\w+)?$")
