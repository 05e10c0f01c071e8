"""What the codes are called on screen."""

from flask_babel import lazy_gettext as _l

from medborgar.core.permissions import Side
from medborgar.municipality.agreements import StepState, Validity
from medborgar.municipality.cadences import CadenceKind
from medborgar.municipality.models import BodyKind, OrganisationKind, Purpose, Rolling
from medborgar.municipality.periods import Rhythm

SIDES = {Side.MUNICIPALITY: _l("Kommunen"), Side.POLICE: _l("Polisen")}
RHYTHMS = {
    Rhythm.QUARTER: _l("Kvartal"),
    Rhythm.TERTIAL: _l("Tertial"),
    Rhythm.HALF_YEAR: _l("Halvår"),
    Rhythm.YEAR: _l("År"),
    Rhythm.TWO_YEARS: _l("Två år"),
}
ROLLING = {
    Rolling.WEEK: _l("Varje vecka"),
    Rolling.TWO_WEEKS: _l("Varannan vecka"),
    Rolling.MONTH: _l("Varje månad"),
}
ORGANISATIONS = {
    OrganisationKind.MUNICIPALITY: _l("Kommun"),
    OrganisationKind.POLICE_AREA: _l("Lokalpolisområde"),
    OrganisationKind.POLICE_AUTHORITY: _l("Polismyndighet"),
    OrganisationKind.RESCUE_SERVICE: _l("Räddningstjänst"),
    OrganisationKind.COUNTY_BOARD: _l("Länsstyrelse"),
    OrganisationKind.HOUSING_COMPANY: _l("Bostadsbolag"),
    OrganisationKind.OTHER: _l("Annan"),
}
BODIES = {
    BodyKind.STEERING_GROUP: _l("Styrgrupp"),
    BodyKind.COUNCIL: _l("Råd"),
    BodyKind.COMMITTEE: _l("Utskott"),
    BodyKind.WORKING_GROUP: _l("Arbetsgrupp"),
    BodyKind.POLICE_MANAGEMENT: _l("Polisens ledningsgrupp"),
    BodyKind.COORDINATORS: _l("Samordnare"),
}
CADENCES = {
    CadenceKind.COLLECTION: _l("Insamling"),
    CadenceKind.MEETING: _l("Möte"),
    CadenceKind.OPERATIONAL: _l("Polisens operativa inriktning"),
    CadenceKind.PICTURE: _l("Lägesbild"),
    CadenceKind.DECISION: _l("Beslut"),
    CadenceKind.FOLLOWUP: _l("Uppföljning"),
    CadenceKind.AGREEMENT_REVIEW: _l("Översyn av överenskommelsen"),
    CadenceKind.BRIEFING: _l("Genomgång för ledningen"),
    CadenceKind.REPORT: _l("Rapport"),
    CadenceKind.EVALUATION: _l("Utvärdering"),
    CadenceKind.PLAN_REVISION: _l("Översyn av planen"),
    CadenceKind.OTHER: _l("Annat"),
}
PURPOSES = {Purpose.PREVENT: _l("Brottsförebyggande"), Purpose.REASSURE: _l("Trygghetsskapande")}
STEP_STATES = {
    StepState.PLANNED: _l("Planerat"),
    StepState.ONGOING: _l("Pågår"),
    StepState.DONE: _l("Klart"),
}
VALIDITY = {
    Validity.COMING: _l("Har inte börjat gälla"),
    Validity.VALID: _l("Gäller"),
    Validity.GIVEN_NOTICE: _l("Uppsagd"),
    Validity.OVER: _l("Har slutat gälla"),
}
