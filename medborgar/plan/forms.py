"""The forms of measures: their limits, and what to do when something is missing."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp, ValidationError

from medborgar.core import clock
from medborgar.core.forms import DayField, VersionField, options, plain_text
from medborgar.picture.models import Cause, Problem
from medborgar.plan.fields import GuardedForm, RowField
from medborgar.plan.models import Measure, Purpose, Responsible, State, needs_reason, next_states
from medborgar.plan.names import PURPOSES, RESPONSIBLE, STATES
from medborgar.plan.queries import Offered
from medborgar.plan.words import MeasureWords

TITLE_MAX, FUNCTION_MAX, TEXT_MAX, REASON_MAX = 150, 120, 1000, 500
EMAIL_MAX, EMAIL = 200, r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
HINTS = {
    Purpose.CRIME: _l("Det främsta syftet är att förhindra att brott begås."),
    Purpose.SAFETY: _l("Det främsta syftet är att åtgärda det som kan skapa rädsla för brott."),
}
LINKS = ("problem", "cause", "focus_area", "place", "commitment", "body")
OWN_PARTIES = {one: RESPONSIBLE[one] for one in Responsible if one is not Responsible.OTHER}
A_YEAR = timedelta(days=366)


def _answerable() -> SelectField:
    return SelectField(_l("Vem ansvarar?"), validators=[InputRequired(_l("Välj vem som ansvarar"))])


def an_address() -> dict[str, Any]:
    """Arguments for an e-mail address that may be left out."""
    text = plain_text(EMAIL_MAX)
    message = _l("Skriv en e-postadress, till exempel gata@kommun.se")
    return text | {"validators": [Optional(), *text["validators"], Regexp(EMAIL, message=message)]}


def _mailbox() -> EmailField:
    return EmailField(
        _l("Funktionens e-post"),
        description=_l("Dit skickas frågan om hur det går. En funktionsbrevlåda är bäst."),
        **an_address(),
    )


class MeasureForm(GuardedForm):
    """All that is said of a measure."""

    version = VersionField()
    title = StringField(
        _l("Vad ska göras?"),
        description=_l("En åtgärd i en mening. Skriv om platser och händelser, aldrig om personer."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad som ska göras")),
    )
    problem_id = RowField(
        _l("Vilket problem möter den?"),
        none=_l("Inget problem ännu"),
        description=_l("Åtgärden riktas mot problemets orsak."),
    )
    cause_id = RowField(
        _l("Vilken orsak?"),
        none=_l("Alla som står vid problemet"),
        description=_l("Välj om åtgärden möter en av orsakerna."),
    )
    focus_area_id = RowField(
        _l("Fokusområde"), none=_l("Inget"), description=_l("Hör den till ett problem gäller problemets fokusområde.")
    )
    purpose = RadioField(
        _l("Vilket är det främsta syftet?"),
        choices=options(PURPOSES),
        validators=[InputRequired(_l("Välj det främsta syftet"))],
    )
    aim = TextAreaField(_l("Syfte"), description=_l("Varför görs det?"), **plain_text(TEXT_MAX))
    goal = TextAreaField(_l("Mål"), description=_l("Vad ska vara gjort?"), **plain_text(TEXT_MAX))
    effect_goal = TextAreaField(
        _l("Effektmål"), description=_l("Vad ska ha förändrats, och hur märks det?"), **plain_text(TEXT_MAX)
    )
    target_group = StringField(
        _l("Målgrupp"), description=_l("Till exempel: unga som rör sig i centrum."), **plain_text(FUNCTION_MAX)
    )
    place_id = RowField(_l("Plats"), none=_l("Ingen särskild plats"))
    answerable = _answerable()
    owner = StringField(
        _l("Ansvarig funktion"),
        description=_l("Till exempel Gatuchefen. Aldrig ett namn. Ansvarar flera: en funktion hos var och en."),
        **plain_text(FUNCTION_MAX),
    )
    owner_email = _mailbox()
    body_id = RowField(_l("Arbetsgrupp"), none=_l("Ingen"))
    cooperates = TextAreaField(_l("Vilka samverkar?"), **plain_text(REASON_MAX))
    starts = DayField(_l("Börjar"), validators=[Optional()])
    due = DayField(_l("Klart senast"), validators=[Optional()])
    resources = StringField(
        _l("Resurser"), description=_l("Till exempel: 40 timmar i månaden, 20 000 kronor."), **plain_text(REASON_MAX)
    )
    commitment_id = RowField(_l("Bär den ett åtagande i löftet?"), none=_l("Nej"))
    evidence = TextAreaField(
        _l("Kunskapsstöd"),
        description=_l("Forskning, Brå eller annan källa som talar för åtgärden."),
        **plain_text(TEXT_MAX),
    )
    public_health = TextAreaField(
        _l("Folkhälsa"), description=_l("Vad betyder den för människors hälsa?"), **plain_text(TEXT_MAX)
    )
    other_plans = TextAreaField(
        _l("Andra planer"),
        description=_l("Planer enligt andra lagar som den hör ihop med (lag 2023:196, 7 §)."),
        **plain_text(REASON_MAX),
    )
    attachments = TextAreaField(
        _l("Bilagor"), description=_l("Dnr eller var de finns, en per rad."), **plain_text(REASON_MAX)
    )
    tell_inside = DayField(
        _l("När berättar ni internt?"),
        description=_l("Före, eller samma dag som, ni berättar utåt."),
        validators=[Optional()],
    )
    tell_outside = DayField(_l("När berättar ni utåt?"), validators=[Optional()])
    channel = StringField(
        _l("Var?"), description=_l("Till exempel: kommunens webb och sociala medier."), **plain_text(REASON_MAX)
    )

    causes: Sequence[tuple[Problem, Cause]] = ()

    @classmethod
    def of(cls, offered: Offered, known: Collection[str], measure: Measure | None = None, **more: Any) -> Any:
        """The form as a measure fills it; an empty one for a new."""
        answerable = str(measure.partner_id or measure.responsible) if measure else Responsible.MUNICIPALITY
        form = cls(obj=measure, answerable=answerable, **more)
        form.answerable.choices = options(OWN_PARTIES | {one.id: one.organisation.name for one in offered.partners})
        form.problem_id.offer({one.id: one.title for one in offered.problems})
        form.causes = _causes(offered)
        form.cause_id.offer({one.id: f"{problem.title}: {one.what}" for problem, one in form.causes})
        form.focus_area_id.offer({one.id: one.name for one in offered.focus_areas})
        form.place_id.offer({one.id: one.name for one in offered.places})
        form.body_id.offer({one.id: one.name for one in offered.bodies})
        form.commitment_id.offer({one.id: one.what for one in offered.commitments})
        return form.guard(known)

    def words(self, offered: Offered) -> MeasureWords:
        """What was filled in, as the actions take it."""
        rows = {
            "problem": offered.problems,
            "cause": [cause for _problem, cause in _causes(offered)],
            "focus_area": offered.focus_areas,
            "place": offered.places,
            "commitment": offered.commitments,
            "body": offered.bodies,
        }
        linked = {name: _chosen(rows[name], self[f"{name}_id"].data) for name in LINKS}
        plain = {one.name: self[one.name].data for one in fields(MeasureWords) if one.name in self}
        plain |= {"purpose": Purpose(self.purpose.data)}
        return MeasureWords(**plain, **linked, **answers_for(self.answerable.data, offered))

    def validate_cause_id(self, field: Field) -> None:
        """One of the problem's own."""
        if field.data and field.data not in {
            one.id for problem, one in self.causes if problem.id == self.problem_id.data
        }:
            raise ValidationError(_l("Välj en orsak till problemet, eller problemet som orsaken hör till"))

    def validate_due(self, field: Field) -> None:
        """Not before it begins."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_l("Välj en dag som inte är före den då åtgärden börjar"))

    def validate_tell_outside(self, field: Field) -> None:
        """Not before it has been told inside."""
        if field.data and self.tell_inside.data and field.data < self.tell_inside.data:
            raise ValidationError(_l("Berätta internt först: välj en dag som inte är före den interna"))


class InsatsForm(GuardedForm):
    """Something quick: a place, what is done, who does it, by when."""

    place_id = RowField(_l("Var?"), none=_l("Välj plats"), validators=[InputRequired(_l("Välj plats"))])
    title = StringField(
        _l("Vad ska göras?"),
        description=_l("Skriv om platsen, aldrig om personer."),
        **plain_text(TITLE_MAX, required=_l("Skriv vad som ska göras")),
    )
    answerable = _answerable()
    owner = StringField(
        _l("Vilken funktion gör det?"),
        description=_l("Till exempel Gatuchefen. Aldrig ett namn."),
        **plain_text(FUNCTION_MAX, required=_l("Skriv vilken funktion som gör det")),
    )
    owner_email = _mailbox()
    due = DayField(_l("Klart senast"), validators=[InputRequired(_l("Skriv vilken dag det ska vara klart"))])

    def validate_due(self, field: DayField) -> None:
        """Quick is soon: what is done already was to be ready within the last year."""
        if field.data and not clock.today() - A_YEAR <= field.data <= clock.today() + A_YEAR:
            raise ValidationError(_l("Skriv en dag inom ett år från i dag"))

    @classmethod
    def of(cls, offered: Offered, known: Collection[str], side: str) -> "InsatsForm":
        """An empty form; whoever fills it in is likely to answer for it."""
        form = cls(answerable=side)
        form.answerable.choices = options(OWN_PARTIES | {one.id: one.organisation.name for one in offered.partners})
        form.place_id.offer({one.id: one.name for one in offered.places})
        return form.guard(known)

    def words(self, offered: Offered) -> MeasureWords:
        """What was filled in; what is done at a place, between two meetings, is done for people to feel safe there."""
        return MeasureWords(
            title=self.title.data or "",
            purpose=Purpose.SAFETY,
            place=_chosen(offered.places, self.place_id.data),
            owner=self.owner.data or "",
            owner_email=self.owner_email.data or "",
            due=self.due.data,
            **answers_for(self.answerable.data, offered),
        )


class MoveForm(GuardedForm):
    """To which state a measure goes, when, and why."""

    seen = HiddenField()
    to = RadioField(_l("Nytt läge"), validators=[InputRequired(_l("Välj det nya läget"))])
    day = DayField(_l("Vilken dag?"), validators=[InputRequired(_l("Skriv vilken dag"))])
    reason = TextAreaField(
        _l("Varför?"),
        description=_l("Behövs om åtgärden är delvis genomförd, ställs in eller tas upp igen."),
        **plain_text(REASON_MAX),
    )

    @classmethod
    def of(cls, measure: Measure, known: Collection[str]) -> "MoveForm":
        """Where a measure can go from where it is."""
        form = cls(seen=measure.state, day=clock.today())
        form.to.choices = options({one: STATES[one] for one in next_states(State(measure.state))})
        return form.guard(known)

    def validate_day(self, field: Field) -> None:
        """Not in the future."""
        if field.data and field.data > clock.today():
            raise ValidationError(_l("Välj en dag som inte ligger framåt i tiden"))

    def validate_reason(self, field: Field) -> None:
        """Said where it has to be."""
        seen, to = str(self.seen.data), str(self.to.data)
        if not field.data and {seen, to} <= {*State} and needs_reason(State(seen), State(to)):
            raise ValidationError(_l("Skriv varför"))


def answers_for(chosen: str, offered: Offered) -> dict[str, Any]:
    """Who answers for a measure, as the actions take it: a party, or another organisation by its id."""
    partner = next((one for one in offered.partners if str(one.id) == chosen), None)
    return {"responsible": Responsible.OTHER if partner else Responsible(chosen), "partner": partner}


def _causes(offered: Offered) -> list[tuple[Problem, Cause]]:
    return [(problem, cause) for problem in offered.problems for cause in problem.causes]


def _chosen(rows: Any, row_id: uuid.UUID | None) -> Any:
    return next((one for one in rows if one.id == row_id), None)
