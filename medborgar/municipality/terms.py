"""The words a profile file has for what is one of several."""

from medborgar.municipality.agreements import StepState
from medborgar.municipality.cadences import CadenceKind, Unit
from medborgar.municipality.models import BodyKind, OrganisationKind, Purpose, Rolling
from medborgar.municipality.periods import Rhythm

YES_NO = {"ja": True, "nej": False}
RHYTHMS = {
    "kvartal": Rhythm.QUARTER,
    "tertial": Rhythm.TERTIAL,
    "halvår": Rhythm.HALF_YEAR,
    "år": Rhythm.YEAR,
    "två år": Rhythm.TWO_YEARS,
}
RECURRENCES = {
    "varje vecka": (1, Unit.WEEK),
    "varannan vecka": (2, Unit.WEEK),
    "varje månad": (1, Unit.MONTH),
    "varannan månad": (2, Unit.MONTH),
    "var tredje månad": (3, Unit.MONTH),
    "varje kvartal": (1, Unit.QUARTER),
    "varje tertial": (1, Unit.TERTIAL),
    "varje halvår": (1, Unit.HALF_YEAR),
    "varje år": (1, Unit.YEAR),
    "vartannat år": (2, Unit.YEAR),
}
ORGANISATIONS = {
    "kommun": OrganisationKind.MUNICIPALITY,
    "lokalpolisområde": OrganisationKind.POLICE_AREA,
    "polismyndighet": OrganisationKind.POLICE_AUTHORITY,
    "räddningstjänst": OrganisationKind.RESCUE_SERVICE,
    "länsstyrelse": OrganisationKind.COUNTY_BOARD,
    "bostadsbolag": OrganisationKind.HOUSING_COMPANY,
    "annan": OrganisationKind.OTHER,
}
BODIES = {
    "styrgrupp": BodyKind.STEERING_GROUP,
    "ledningsgrupp": BodyKind.POLICE_MANAGEMENT,
    "råd": BodyKind.COUNCIL,
    "utskott": BodyKind.COMMITTEE,
    "arbetsgrupp": BodyKind.WORKING_GROUP,
    "samordnare": BodyKind.COORDINATORS,
}

CADENCES = {
    "insamling": CadenceKind.COLLECTION,
    "möte": CadenceKind.MEETING,
    "operativ inriktning": CadenceKind.OPERATIONAL,
    "lägesbild": CadenceKind.PICTURE,
    "beslut": CadenceKind.DECISION,
    "uppföljning": CadenceKind.FOLLOWUP,
    "översyn av överenskommelsen": CadenceKind.AGREEMENT_REVIEW,
    "genomgång": CadenceKind.BRIEFING,
    "rapport": CadenceKind.REPORT,
    "utvärdering": CadenceKind.EVALUATION,
    "översyn av planen": CadenceKind.PLAN_REVISION,
    "annat": CadenceKind.OTHER,
}
ROLLING = {
    "varje vecka": Rolling.WEEK,
    "varannan vecka": Rolling.TWO_WEEKS,
    "varje månad": Rolling.MONTH,
}
PURPOSES = {"brottsförebyggande": Purpose.PREVENT, "trygghetsskapande": Purpose.REASSURE}
STEP_STATES = {"planerat": StepState.PLANNED, "pågår": StepState.ONGOING, "klart": StepState.DONE}
MOST_PRIORITIES = {"3": 3, "5": 5}
