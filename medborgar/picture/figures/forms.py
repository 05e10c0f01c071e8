"""The forms of figures: what is measured, one reading, and a file of them."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from medborgar.core.formatting import number
from medborgar.core.forms import CheckboxesField, VersionField, as_id_or_none, options, plain_text
from medborgar.municipality.agreements import Goal
from medborgar.municipality.models import Area, FocusArea
from medborgar.picture.figures import numbers, spans
from medborgar.picture.figures.actions import Measured
from medborgar.picture.figures.checking import period_of
from medborgar.picture.figures.models import (
    AGES_MAX,
    NAME_MAX,
    SOURCE_MAX,
    UNIT_MAX,
    Better,
    Every,
    Indicator,
    Meaning,
    Reading,
)
from medborgar.picture.figures.numbers import Unreadable
from medborgar.picture.figures.queries import SEXES

NUMBER_MAX, NOTE_MAX = 30, 1000
BETTER = {Better.LOWER: _l("Lägre är bättre"), Better.HIGHER: _l("Högre är bättre")}
EVERY = {
    Every.YEAR: _l("Ett år"),
    Every.HALF_YEAR: _l("Ett halvår"),
    Every.TERTIAL: _l("Ett tertial"),
    Every.QUARTER: _l("Ett kvartal"),
    Every.MONTH: _l("En månad"),
}


def _read(field: Field, reader: Callable[[str], Any]) -> Any:
    """What a field says; what to do instead when that can't be read."""
    try:
        return reader(field.data or "")
    except Unreadable as fault:
        raise ValidationError(str(fault)) from fault


class IndicatorForm(FlaskForm):
    """What is measured, by whom, in what unit, and how to read it."""

    version = VersionField()
    name = StringField(_l("Vad mäts?"), **plain_text(NAME_MAX, required=_l("Skriv vad som mäts")))
    source = StringField(
        _l("Källa"),
        description=_l("Till exempel NTU, Polisens trygghetsmätning, Lupp, Brottsstatistik eller Egen enkät."),
        **plain_text(SOURCE_MAX, required=_l("Skriv var talen kommer ifrån")),
    )
    unit = StringField(
        _l("Enhet"),
        description=_l("Till exempel procent, index 0–6 eller anmälda brott."),
        **plain_text(UNIT_MAX, required=_l("Skriv enheten")),
    )
    lowest = StringField(_l("Lägsta möjliga värde"), **plain_text(NUMBER_MAX))
    highest = StringField(_l("Högsta möjliga värde"), **plain_text(NUMBER_MAX))
    counts = BooleanField(
        _l("Talet är ett antal, till exempel anmälda brott"),
        description=_l("Antal under fem visas aldrig för allmänheten."),
    )
    better = RadioField(
        _l("Vilket håll är bra?"),
        choices=options(BETTER),
        validators=[InputRequired(_l("Välj vilket håll som är bra"))],
    )
    every = RadioField(
        _l("Hur lång tid gäller varje mätvärde?"),
        choices=options(EVERY),
        validators=[InputRequired(_l("Välj hur lång tid varje mätvärde gäller"))],
    )
    focus_area_id = SelectField(_l("Fokusområde"), coerce=as_id_or_none)
    goal_ids = CheckboxesField(
        _l("Vilka mål i överenskommelsen visar det här?"),
        description=_l("Målen och talen för hela kommunen visas för alla på löftets sida."),
        coerce=as_id_or_none,
        choices=[],
    )
    note = TextAreaField(_l("Att tänka på när man läser talen"), **plain_text(NOTE_MAX))

    @classmethod
    def of(
        cls, given: Indicator | Meaning | None, areas: Sequence[FocusArea], goals: Sequence[Goal]
    ) -> "IndicatorForm":
        """The form as an indicator fills it, or a ready one; an empty one for nothing."""
        form: IndicatorForm = cls(data=_filled(given, goals) if given else None)
        form.goal_ids.choices = options({goal.id: goal.text for goal in goals})
        form.focus_area_id.choices = options({area.id: area.name for area in areas}, none=_l("Inget särskilt"))
        return form

    def validate_lowest(self, field: Field) -> None:
        """A number or nothing."""
        _read(field, self._bound)

    def validate_highest(self, field: Field) -> None:
        """A number or nothing, above the lowest."""
        high, low = _read(field, self._bound), self._low
        if high is not None and low is not None and high <= low:
            raise ValidationError(_l("Skriv ett värde som är högre än det lägsta"))

    @property
    def meaning(self) -> Meaning:
        """What was filled in, as the action takes it."""
        return Meaning(
            name=self.name.data or "",
            source=self.source.data or "",
            unit=self.unit.data or "",
            lowest=self._low,
            highest=self._bound(self.highest.data or ""),
            counts=self.counts.data,
            better=Better(self.better.data),
            every=Every(self.every.data),
        )

    @property
    def _low(self) -> float | None:
        try:
            return self._bound(self.lowest.data or "")
        except Unreadable:
            return None

    def _bound(self, written: str) -> float | None:
        return numbers.value_of(written, ANY_NUMBER) if written else None


ANY_NUMBER = Meaning("", "", "", None, None, counts=False, better=Better.LOWER, every=Every.YEAR)


def _filled(given: Indicator | Meaning, goals: Sequence[Goal]) -> dict[str, Any]:
    meaning = given.meaning if isinstance(given, Indicator) else given
    more = ("version", "focus_area_id", "note") if isinstance(given, Indicator) else ()
    bounds = {"lowest": number(meaning.lowest), "highest": number(meaning.highest)}
    told = [goal.id for goal in goals if isinstance(given, Indicator) and goal.indicator == given.key]
    return asdict(meaning) | bounds | {name: getattr(given, name) for name in more} | {"goal_ids": told}


class ReadingForm(FlaskForm):
    """One reading: of what time, where, of whom, and what it says."""

    version = VersionField()
    period = StringField(_l("Period"), **plain_text(NUMBER_MAX, required=_l("Skriv perioden")))
    area_id = SelectField(_l("Delområde"), coerce=as_id_or_none)
    sex = SelectField(_l("Kön"), choices=options(SEXES))
    ages = StringField(_l("Ålder"), description=_l("Till exempel 16–19 eller 65+."), **plain_text(AGES_MAX))
    value = StringField(_l("Värde"), **plain_text(NUMBER_MAX, required=_l("Skriv ett värde")))
    n = StringField(
        _l("Hur många svarade?"), description=_l("Färre än fem visas aldrig för allmänheten."), **plain_text(NUMBER_MAX)
    )

    indicator: Indicator

    @classmethod
    def of(cls, indicator: Indicator, reading: Reading | None, areas: Sequence[Area]) -> "ReadingForm":
        """The form as a reading of an indicator fills it; an empty one for a new."""
        form: ReadingForm = cls(data=_told(reading) if reading else None)
        form.indicator = indicator
        form.area_id.choices = options({area.id: area.name for area in areas}, none=_l("Hela kommunen"))
        form.period.description = _l("Skriv som %(example)s.", example=spans.EXAMPLES[Every(indicator.every)])
        return form

    def validate_period(self, field: Field) -> None:
        """A span of the indicator's length."""
        _read(field, lambda written: period_of(written, Every(self.indicator.every)))

    def validate_ages(self, field: Field) -> None:
        """Ages, or nothing."""
        _read(field, numbers.ages_of)

    def validate_value(self, field: Field) -> None:
        """A number within the indicator's bounds."""
        _read(field, lambda written: numbers.value_of(written, self.indicator.meaning))

    def validate_n(self, field: Field) -> None:
        """A whole number, or nothing."""
        _read(field, numbers.n_of)

    @property
    def measured(self) -> Measured:
        """What was filled in, as the action takes it."""
        return Measured(
            period=period_of(self.period.data or "", Every(self.indicator.every)),
            area_id=self.area_id.data,
            sex=self.sex.data,
            ages=numbers.ages_of(self.ages.data or ""),
            value=numbers.value_of(self.value.data or "", self.indicator.meaning),
            n=numbers.n_of(self.n.data or ""),
        )


def _told(reading: Reading) -> dict[str, Any]:
    kept = {name: getattr(reading, name) for name in ("version", "period", "area_id", "sex", "ages")}
    return kept | {"value": number(reading.value), "n": "" if reading.n is None else str(reading.n)}


class ImportForm(FlaskForm):
    """A file of readings, and what it is of when the rows don't say."""

    file = FileField(
        _l("Fil med mätvärden"),
        description=_l("En csv- eller xlsx-fil på högst 12 MB."),
        validators=[FileRequired(_l("Välj en fil"))],
    )
    indicator_id = SelectField(_l("Mätetal"), coerce=as_id_or_none)

    def offer(self, indicators: Sequence[Indicator]) -> "ImportForm":
        """Let these be what the whole file is of."""
        self.indicator_id.choices = options(
            {one.id: f"{one.name} ({one.source})" for one in indicators}, none=_l("Står på varje rad i filen")
        )
        return self
