"""The law page: for staff with what is missing and where it is done, for everybody in short."""

from collections import Counter

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from medborgar.accounts.pages import page
from medborgar.core import clock
from medborgar.core.htmx import render
from medborgar.core.permissions import Permission, public, requires
from medborgar.municipality.models import Municipality
from medborgar.portal.duties import Standing, duties
from medborgar.portal.navigation import opens
from medborgar.portal.proofs import proofs_of

blueprint = Blueprint("law", __name__, url_prefix="/<kommun>")
WORDS = {
    Standing.MET: ("done", _l("Finns")),
    Standing.SOON: ("late", _l("Dags snart")),
    Standing.MISSING: ("missing", _l("Saknas")),
}


@blueprint.get("/intranat/lagen")
@requires(Permission.LAW_READ)
def staff(municipality: Municipality) -> ResponseReturnValue:
    """Every paragraph with its evidence, its clock, and what is missing."""
    found = duties(proofs_of(municipality), clock.today())
    counted = Counter(duty.standing for duty in found)
    return page("portal/law.html", duties=found, words=WORDS, met=counted[Standing.MET], opens=opens)


@blueprint.get("/lagen")
@public
def everybody(municipality: Municipality) -> ResponseReturnValue:
    """The same in short: what the law asks, and what there is."""
    return render("portal/law_public.html", duties=duties(proofs_of(municipality), clock.today()), words=WORDS)
