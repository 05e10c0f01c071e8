"""A whole world: a municipality where everything has happened at least once, so that no table is empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask, current_app

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.limits import limiter
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.decisions.models import Commitment, Decision
from medborgar.followup import asking
from medborgar.followup.models import FollowUp, Result
from medborgar.intake import actions as intake
from medborgar.intake.models import Contribution, Extent, Kind
from medborgar.intake.queries import open_dialogue
from medborgar.municipality import actions as methods
from medborgar.municipality.agreements import Agreement, Goal
from medborgar.municipality.models import FocusAreaSet, Organisation, Place
from medborgar.municipality.periods import Rhythm, period_of
from medborgar.outbox import actions as outbox
from medborgar.picture.models import Cause, Picture, Problem
from medborgar.publication import actions as publication
from medborgar.publication.models import Proposal
from medborgar.triage import actions as triage
from medborgar.triage.actions import Judgement
from medborgar.triage.models import MessageKind, Outcome, Purpose
from tests.conftest import Store
from tests.decided import a_decision, of_no_concern_to_the_public
from tests.factories import PASSWORD, a_contribution, a_municipality, a_person
from tests.picture.figures.worlds import something_measured
from tests.proofs import planned
from tests.proofs.asked import ask
from tests.proofs.followed import some_follow, they_are_told
from tests.proofs.governed import govern
from tests.proofs.pictured import a_weighed_problem, an_open_picture, its_images
from tests.proofs.removed import remove

HEARD_AGO = timedelta(days=20)
SECRET = "Ingen har beslutat det här"


@contextmanager
def whole_worlds(site: Flask, store: Store, *slugs: str) -> Iterator[list["World"]]:
    """Municipalities of one local police area, on a fresh database; all sit at one address, so rates are free."""
    store.empty()
    memory.forget()
    limiter.enabled = False
    with site.app_context():
        try:
            worlds = [World(slugs[0])]
            for index, slug in enumerate(slugs[1:], start=1):
                police = worlds[0].municipality.party(Side.POLICE).organisation
                worlds.append(World(slug, quarters_ago=3 * index, police=police))
            yield worlds
        finally:
            limiter.enabled = True
            db.session.remove()
            store.leave()


def a_person_of_all_roles(world: "World") -> Person:
    """Somebody who may do everything there."""
    person = a_person(world.municipality, Role.COORDINATOR)
    for role in set(Role) - {Role.COORDINATOR}:
        accounts.assign(person=person, party=world.municipality.party(Side.MUNICIPALITY), role=role, by="test")
    db.session.commit()
    return person


class World:
    """Dated around today: a promise, published, followed up and corrected; a draft for later; a picture for after that.

    `quarters_ago` moves the periods, so that two worlds need not share any.
    """

    def __init__(self, slug: str = "sala", *, quarters_ago: int = 0, police: Organisation | None = None) -> None:
        """Live through it all."""
        first = period_of(clock.today(), Rhythm.QUARTER)
        for _ in range(quarters_ago):
            first = first.previous
        self.published, self.drafted, self.begun = first.key, first.next.key, first.next.next.key
        self.municipality = a_municipality(slug, police=police)
        self.people = {(role, side): a_person(self.municipality, role, side) for role in Role for side in Side}
        self.coordinator = self.people[Role.COORDINATOR, Side.MUNICIPALITY]
        self.place = db.session.query(Place).filter_by(municipality_id=self.municipality.id).one()
        self.goal = db.session.query(Goal).join(Agreement).filter_by(municipality_id=self.municipality.id).one()
        self._another_rhythm_is_planned()
        self.focus = db.session.query(FocusAreaSet).filter_by(municipality_id=self.municipality.id).one().areas[0]
        with clock.at(clock.today() - HEARD_AGO):
            self.promise = a_decision(self.municipality, self.coordinator, period=self.published)
            self.draft = a_decision(self.municipality, self.coordinator, period=self.drafted)
        self.answers = {side: self._an_answer(side) for side in Side}
        self.unread = {side: a_contribution(self.municipality, "Ingen har läst det här.", side=side) for side in Side}
        self.reading, self.sent_in = something_measured(self.municipality, self.coordinator, self.promise.picture)
        self.picture, self.problem, self.cause = self._an_open_picture()
        self.code = self._a_receipt()
        self.asked = ask(self.municipality, self.people)
        self._somebody_comes_and_goes()
        self.followers = some_follow(self.municipality)
        self._the_promise_is_published()
        self._a_function_is_asked()
        self._it_is_followed_up()
        self._it_is_corrected()
        remove(self.municipality, "mal", self.people[Role.RECORDS_OFFICER, Side.MUNICIPALITY])
        self._the_draft_is_sent_back()
        self.measure = planned.a_plan(self.municipality, self.promise, self.coordinator)
        self.walks = planned.a_measure_of_the_police(self.municipality, self.promise, self.coordinator)
        planned.it_all_is_followed_up(self.municipality, self.measure, self.coordinator)
        self._units_are_answered()
        self.cycle = planned.a_cycle(self.municipality, self.promise, self.people[Role.MUNICIPAL_POLICE, Side.POLICE])
        self.governed = govern(self)
        they_are_told()
        db.session.commit()

    def publish_again(self) -> None:
        """The promise once more as it stands, approved and signed anew."""
        db.session.expire_all()
        self._edited(self.promise)
        proposal = self._a_proposal(self.promise)
        for side in Side:
            self._signed(proposal, side)
        self._out(proposal)
        db.session.commit()

    def _another_rhythm_is_planned(self) -> None:
        starts = methods.rhythm_days(self.municipality)[Rhythm.YEAR][-1]
        methods.change_rhythm(
            municipality=self.municipality, rhythm=Rhythm.YEAR, starts=starts, by=str(self.coordinator.id)
        )

    def _an_answer(self, side: Side) -> Contribution:
        """Reviewed, with a question that was answered and one that waits."""
        reviewer = self.people[Role.COORDINATOR, side]
        answer = a_contribution(self.municipality, f"Det är stökigt, sägs till {side}.", side=side)
        judgement = Judgement(
            masked_text="Det är stökigt.",
            outcome=Outcome.IN_PICTURE,
            reason="Hör hit",
            same_as_id=None,
            place_id=self.place.id,
            note="Ring fältgruppen",
            focus_area_ids=frozenset({self.focus.id}),
            acute=True,
            acute_done="Ringde jouren",
            acute_by="Fältassistenten",
        )
        triage.open_to_review(contribution=answer, by=reviewer)
        triage.review(contribution=answer, judgement=judgement, version=0, by=reviewer)
        triage.read_original(contribution=answer, purpose=Purpose.REPLY, by=reviewer)
        asked = triage.write_back(contribution=answer, kind=MessageKind.QUESTION, text="Vilken kväll?", by=reviewer)
        triage.answer(contribution=answer, question=asked, text="På fredagar.")
        triage.write_back(contribution=answer, kind=MessageKind.QUESTION, text="Vilken tid?", by=reviewer)
        db.session.commit()
        return answer

    def _units_are_answered(self) -> None:
        party = self.municipality.party(Side.MUNICIPALITY)
        triage.write_feedback(party=party, unit="Fältassistenten", text="Lamporna är bytta.", by=self.coordinator)

    def _a_receipt(self) -> str:
        said = intake.Answers(Kind.SAFE, "Parken är fin.", "Parken", Extent.UNKNOWN, None, None, None)
        dialogue = open_dialogue(self.municipality)
        keys, to = current_app.config["KEYS"], f"kim@{self.municipality.slug}.example"
        code = intake.submit(keys=keys, dialogue=dialogue, answers=said, token=SECRET + to, reply_to=to)
        outbox.beat()
        return code

    def _an_open_picture(self) -> tuple[Picture, Problem, Cause]:
        reviewers = {side: self.people[Role.COORDINATOR, side] for side in Side}
        picture = an_open_picture(self.municipality, reviewers, period=self.begun)
        self.images = its_images(picture, reviewers, self.municipality)
        problem = a_weighed_problem(picture, self.municipality, self.answers.values(), self.place)
        db.session.commit()
        return picture, problem, problem.causes[0]

    def _somebody_comes_and_goes(self) -> None:
        for person in (self.coordinator, self.people[Role.SIGNATORY, Side.POLICE]):
            accounts.log_in(email=person.email, password=PASSWORD)

    def _the_promise_is_published(self) -> None:
        within = self.promise.priorities[0]
        within.title = "Ljust vid statonen"
        within.commitments.append(of_no_concern_to_the_public(self.promise, SECRET))
        self._edited(self.promise)
        proposal = self._a_proposal(self.promise)
        self._signed(proposal, Side.MUNICIPALITY)
        self._on_paper(proposal, Side.POLICE)
        self._out(proposal)

    def _a_function_is_asked(self) -> None:
        address = f"gata@{self.municipality.slug}.example"
        party, commitment = self.municipality.party(Side.MUNICIPALITY), self.promise.priorities[0].commitments[0]
        asking.save_contact(party=party, function="Gatuchefen", email=address, version=0, by=self.coordinator)
        asking.remind(municipality=self.municipality, subject=commitment, side=Side.MUNICIPALITY, by=self.coordinator)

    def _it_is_followed_up(self) -> None:
        for done in ("Alla lampor lyser.", None):  # the second waits to be published
            for commitment in self.promise.priorities[0].commitments[:2]:
                db.session.add(self._a_follow_up(commitment, done or SECRET))
            db.session.flush()
            if done:
                publication.publish_follow_ups(
                    municipality=self.municipality,
                    decision=self.promise,
                    by=self.people[Role.COMMUNICATOR, Side.POLICE],
                )

    def _it_is_corrected(self) -> None:
        self.promise.priorities[0].title = "Ljust vid stationen"
        self._edited(self.promise)
        correction = self._a_proposal(self.promise, note="Stavfel i rubriken", editorial=True)
        for side in Side:
            party, by = self.municipality.party(side), self.people[Role.SIGNATORY, side]
            publication.confirm_editorial(proposal=correction, party=party, by=by)
        self._out(correction)

    def _the_draft_is_sent_back(self) -> None:
        self.draft.priorities[0].title = SECRET
        self._edited(self.draft)
        proposal = self._a_proposal(self.draft)
        self._signed(proposal, Side.MUNICIPALITY)
        decisions.send_back(
            decision=self.draft,
            party=self.municipality.party(Side.POLICE),
            content_hash=proposal.content_hash,
            reason="Skriv vem som gör det",
            by=self.people[Role.STEERING_MEMBER, Side.POLICE],
        )

    def _a_proposal(self, decision: Decision, *, note: str = "", editorial: bool = False) -> Proposal:
        proposal = publication.propose(
            municipality=self.municipality, decision=decision, by=self.coordinator, note=note, editorial=editorial
        )
        db.session.flush()
        return proposal

    def _signed(self, proposal: Proposal, side: Side) -> None:
        party = self.municipality.party(side)
        decisions.approve(
            decision=proposal.decision,
            party=party,
            content_hash=proposal.content_hash,
            signatory=party.signatory,
            ground="Styrgruppen § 14",
            by=self.people[Role.SIGNATORY, side],
        )

    def _on_paper(self, proposal: Proposal, side: Side) -> None:
        party = self.municipality.party(side)
        decisions.register_approval(
            decision=proposal.decision,
            party=party,
            content_hash=proposal.content_hash,
            signatory=party.signatory,
            ground="Ledningsgruppen § 3",
            given=clock.today(),
            reference_number="A123.456/2027",
            document="Pärm 4",
            by=self.people[Role.RECORDS_OFFICER, Side.MUNICIPALITY],
        )

    def _out(self, proposal: Proposal) -> None:
        publication.publish_promise(
            municipality=self.municipality,
            decision=proposal.decision,
            shown_hash=proposal.content_hash,
            by=self.people[Role.COMMUNICATOR, Side.MUNICIPALITY],
        )

    def _edited(self, decision: Decision) -> None:
        decision.revision += 1
        db.session.flush()

    def _a_follow_up(self, commitment: Commitment, done: str) -> FollowUp:
        return FollowUp(
            municipality_id=self.municipality.id,
            commitment=commitment,
            party=self.municipality.party(Side(commitment.performer)),
            reported=clock.today(),
            reported_by=self.people[Role.MEASURE_OWNER, Side(commitment.performer)],
            result=Result.DONE,
            done=done,
            value=24,
        )
