"""Sala with a decision and everybody it takes to publish it."""

from datetime import date

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.languages import LANGUAGES
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.decisions.models import PriorityProblem
from medborgar.followup.models import FollowUp
from medborgar.picture.models import Problem
from medborgar.publication import actions
from medborgar.publication.public import chain
from medborgar.publication.translation import actions as translating
from tests.decided import a_decision
from tests.factories import a_municipality, a_person

PERIOD = "2027-kv2"
TODAY = date(2027, 5, 11)


class World:
    """Sala in the spring of 2027, with everybody who is needed."""

    def __init__(self):
        self.sala = a_municipality("sala")
        self.coordinator = a_person(self.sala)
        self.communicator = a_person(self.sala, Role.COMMUNICATOR)
        self.signs = {side: a_person(self.sala, Role.SIGNATORY, side) for side in Side}
        self.decision = a_decision(self.sala, self.coordinator, period=PERIOD)

    def propose(self, **options):
        return actions.propose(municipality=self.sala, decision=self.decision, by=self.coordinator, **options)

    def approve(self, proposal, *sides):
        for side in sides or Side:
            party = self.sala.party(side)
            decisions.approve(
                decision=self.decision,
                party=party,
                content_hash=proposal.content_hash,
                signatory=party.signatory,
                ground="Styrgruppen § 14",
                by=self.signs[side],
            )

    def publish(self, proposal):
        published = actions.publish_promise(
            municipality=self.sala, decision=self.decision, shown_hash=proposal.content_hash, by=self.communicator
        )
        db.session.commit()
        memory.forget()
        return published

    def confirm(self, proposal):
        """One named person per party says that a correction is nothing but spelling."""
        for side in Side:
            actions.confirm_editorial(proposal=proposal, party=self.sala.party(side), by=self.signs[side])

    def promise(self):
        proposal = self.propose()
        self.approve(proposal)
        return self.publish(proposal)

    def edit(self, **fields):
        for name, value in fields.items():
            setattr(self.decision.priorities[0], name, value)
        self.decision.revision += 1
        db.session.flush()

    def choose_everything(self):
        """The priority answers to a problem of each focus area, and nothing is left to give a reason for."""
        picture, priority = self.decision.picture, self.decision.priorities[0]
        for area in picture.focus_set.areas[1:]:
            problem = Problem(
                picture_id=picture.id, focus_area_id=area.id, version=1, title=area.name, saved_at="12.00"
            )
            db.session.add(problem)
            db.session.flush()
            priority.problems.append(PriorityProblem(problem_id=problem.id))
        self.decision.reasons = []
        db.session.commit()

    def report(self, result, index=0, *, priority=0, **fields):
        commitment = self.decision.priorities[priority].commitments[index]
        side = Side.MUNICIPALITY if commitment.performer == "kommunen" else Side.POLICE
        db.session.add(
            FollowUp(
                municipality_id=self.sala.id,
                commitment=commitment,
                party=self.sala.party(side),
                reported=clock.today(),
                reported_by=self.coordinator,
                result=result,
                done=fields.pop("done", "Alla lampor lyser."),
                **fields,
            )
        )
        db.session.commit()

    def translate(self, code, of=None, areas=None, **words):
        """The first promise's own words in a language, by their keys, and the focus areas' names."""
        entries = chain(db.session.connection(), "sala")
        published = translating.publish(
            municipality=self.sala,
            decision=self.decision,
            of=of or [entry for entry in entries if entry.is_promise][-1],
            language=LANGUAGES[code],
            words={"lofte-1": words, "omraden": areas or {}},
            side=Side.MUNICIPALITY,
            by=self.communicator,
        )
        db.session.commit()
        memory.forget()
        return published

    def publish_reports(self):
        published = actions.publish_follow_ups(municipality=self.sala, decision=self.decision, by=self.communicator)
        db.session.commit()
        memory.forget()
        return published
