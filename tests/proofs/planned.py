"""What a whole world plans: measures in two versions of a plan, something quick, and the police's next two weeks."""

from datetime import date, timedelta
from typing import Any

from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.models import Decision
from medborgar.followup import actions as followup
from medborgar.followup.models import Result
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import Municipality, Organisation, OrganisationKind, Partner, Place
from medborgar.plan import actions, cycling, planning
from medborgar.plan.cycles import OperationalCycle
from medborgar.plan.models import Measure, Purpose, Responsible, State
from medborgar.plan.words import MeasureWords

TEXTS = ("aim", "goal", "effect_goal", "cooperates", "evidence", "target_group", "public_health", "other_plans")
MORE_TEXTS = ("resources", "attachments", "channel")
DAYS = ("starts", "due", "tell_inside", "tell_outside")


def a_plan(municipality: Municipality, decision: Decision, by: Person) -> Measure:
    """A version that was decided, the next being written, a measure in both, and something quick that was given up."""
    here: dict[str, Any] = {"municipality": municipality, "by": by}
    partner = _a_housing_company(municipality)
    measure = actions.add_measure(words=_words(decision, responsible=Responsible.OTHER, partner=partner), **here)
    plan = planning.begin(picture=decision.picture, **here)
    said = planning.PlanDecision(decision.body, clock.today(), "§ 45", "KS 2027/45", clock.today())
    planning.decide(plan=plan, revision=plan.revision, said=said, chosen={measure.id}, **here)
    planning.begin(picture=decision.picture, **here)
    actions.tell(measure=measure, outside=False, by=by)
    place = db.session.query(Place).filter_by(municipality_id=municipality.id).one()
    words = _words(decision, title="Städar Kungens Kurva", place=place)
    quick = actions.add_insats(words=words, cleared={"Kungens Kurva"}, **here)
    actions.move(measure=quick, seen=State.DECIDED, to=State.CANCELLED, reason="Gjort av andra", **here)
    return measure


def a_measure_of_the_police(municipality: Municipality, decision: Decision, by: Person) -> Measure:
    """One that only they can follow up."""
    words = _words(decision, title="Går fotpass", responsible=Responsible.POLICE, owner="Gruppchefen")
    return actions.add_measure(municipality=municipality, words=words, by=by)


def it_all_is_followed_up(municipality: Municipality, measure: Measure, by: Person) -> None:
    """A measure, the agreement and the method, in every figure and word."""
    party = municipality.party(Side.MUNICIPALITY)
    said: dict[str, Any] = dict.fromkeys(("done", *followup.TEXTS), "Det gick bra") | {"before": 12, "value": 5}
    agreement = db.session.query(Agreement).filter_by(municipality_id=municipality.id).one()
    for subject in (measure, agreement, municipality):
        followup.report(subject=subject, party=party, result=Result.DONE, by=by, **said)


def a_cycle(municipality: Municipality, decision: Decision, by: Person) -> OperationalCycle:
    """Two weeks from this Monday, with what they say of this municipality."""
    first = clock.today() - timedelta(days=clock.today().weekday())
    days: dict[str, date] = {"first_day": first, "last_day": first + timedelta(days=13)}
    cycle = cycling.begin(municipality=municipality, by=by, **days)
    texts = {"why": f"Mörkt i {municipality.slug}", "figures": "14 pass", "outcome": "Lugnare", "feedback": "Bra"}
    words = cycling.CycleWords((decision.priorities[0],), **texts)
    cycling.save_part(municipality=municipality, cycle=cycle, part=None, version=0, words=words, by=by)
    return cycle


def _words(decision: Decision, **more: Any) -> MeasureWords:
    priority = decision.priorities[0]
    said: dict[str, Any] = {
        "title": "Byter lampor",
        "purpose": Purpose.SAFETY,
        "responsible": Responsible.MUNICIPALITY,
        "problem": priority.problems[0].problem,
        "cause": next(iter(priority.problems[0].problem.causes), None),
        "commitment": priority.commitments[0],
        "body": decision.body,
        "owner": "Gatuchefen",
        "owner_email": "gata@kommun.example",
        **dict.fromkeys((*TEXTS, *MORE_TEXTS), "Ljust i gången"),
        **dict.fromkeys(DAYS, clock.today()),
    }
    return MeasureWords(**said | more)


def _a_housing_company(municipality: Municipality) -> Partner:
    housing = Organisation(slug=f"hus-{municipality.slug}", name="Hus", kind=OrganisationKind.HOUSING_COMPANY)
    partner = Partner(municipality_id=municipality.id, organisation=housing, task="Hus", section="Bilaga")
    db.session.add(partner)
    db.session.flush()
    return partner
