"""A story in words: the heading that answers “what happened?”, and the five steps or an honest end."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from medborgar.core.formatting import listed, long_day
from medborgar.core.permissions import Side
from medborgar.portal.story import AreaDecided, Led, Story
from medborgar.publication.cards import CommitmentView
from medborgar.publication.page import REPORT_WITHIN
from medborgar.triage.models import Outcome

HEADINGS = {
    Outcome.IN_PICTURE: _l("Ditt svar ska med i lägesbilden"),
    Outcome.DONE_DIRECTLY: _l("Det du berättade är åtgärdat"),
    Outcome.PASSED_ON: _l("Ditt svar är lämnat vidare"),
    Outcome.SAME_AS: _l("Fler har berättat samma sak"),
    Outcome.ELSEWHERE: _l("Ditt svar hör till någon annan"),
}


RECEIVERS = {Side.MUNICIPALITY: _l("Kommunen"), Side.POLICE: _l("Polisen")}


class AreaTold(NamedTuple):
    """A focus area of the answer: what was decided of it, why, and links to its promises."""

    title: str
    why: str
    links: list[tuple[str, str]]


class Step(NamedTuple):
    """A step of the timeline."""

    label: str
    when: str
    state: str
    text: str | None = None
    parts: Sequence[CommitmentView] = ()
    areas: Sequence[AreaTold] = ()
    href: str | None = None
    link: str | None = None


def heading(story: Story) -> str:
    """Where it has come, in one sentence."""
    if any(led.has_result for led in story.led_to):
        return _("Så gick det med det du berättade")
    if story.led_to:
        return _("Ditt svar är med i ett beslut")
    if story.decided:
        return _("Ditt svar är inte med i beslutet")
    if story.picture:
        return _("Ditt svar är med i lägesbilden")
    if story.outcome:
        return str(HEADINGS[story.outcome])
    return _("Ditt svar är läst") if story.read else _("Vi har tagit emot ditt svar")


def comes_next(story: Story, read_within_days: int) -> str:
    """What it led to, or what happens next, in one sentence; nothing when it has come to an end."""
    if story.led_to:
        numbers = ", ".join(str(led.promise.number) for led in story.led_to)
        return _("Det du berättade ledde till löfte %(numbers)s.", numbers=numbers)
    if story.decided or story.outcome not in {None, Outcome.IN_PICTURE}:
        return ""
    if story.picture:
        return _("Nu beslutar kommunen och polisen vad de ska göra.")
    if story.outcome:
        return _("Kommunen och polisen väger samman det med andra svar inför nästa löfte.")
    if story.read:
        return _("Nu bestäms vad det blir av det du berättade.")
    return ngettext("Det läses inom %(num)s vardag.", "Det läses inom %(num)s vardagar.", read_within_days)


def steps(story: Story) -> list[Step]:
    """What has happened, what is happening, and what comes next."""
    known = [_received(story), _read(story), *_ending(story)]
    if story.outcome in {None, Outcome.IN_PICTURE, Outcome.SAME_AS}:
        known += [_picture(story), *_decision(story), _result(story)]
    return _with_present(known)


def _with_present(known: list[Step]) -> list[Step]:
    """The last thing that has happened is where it is now."""
    last = max(index for index, step in enumerate(known) if step.state == "past")
    return [step._replace(state="present") if index == last else step for index, step in enumerate(known)]


def _received(story: Story) -> Step:
    return Step(_("Mottaget"), long_day(story.contribution.received), "past")


def _read(story: Story) -> Step:
    if story.read is None:
        return Step(_("Läst"), "", "next")
    return Step(_("Läst"), long_day(story.read), "past")


def _ending(story: Story) -> list[Step]:
    labels = {
        Outcome.DONE_DIRECTLY: _("Åtgärdat direkt"),
        Outcome.PASSED_ON: _("Lämnat vidare"),
        Outcome.ELSEWHERE: _("Hör till någon annan"),
        Outcome.SAME_AS: _("Samma sak som ett annat svar"),
    }
    if story.review is None or story.outcome not in labels:
        return []
    return [Step(labels[story.outcome], long_day(story.review.reviewed), "past", story.review.reason)]


def _picture(story: Story) -> Step:
    label = _("Med i lägesbilden")
    if story.picture is None or story.picture.established is None:
        return Step(label, "", "next")
    areas = story.about
    told = ngettext("Området är %(areas)s.", "Områdena är %(areas)s.", len(areas), areas=listed(areas)) if areas else ""
    return Step(label, long_day(story.picture.established), "past", told)


def _decision(story: Story) -> list[Step]:
    if story.decided is None:
        return [Step(_("Med i ett beslut"), "", "next")]
    when = long_day(date.fromisoformat(story.decided.facts["beslutat"]))
    if story.led_to:
        return [_promised(led, when) for led in story.led_to]
    areas = [_area(area, _address(story)) for area in story.areas]
    text = "" if any(areas) else _("Löftet handlar om något annat den här gången.")
    label = _("Inte med i beslutet – därför")
    return [Step(label, when, "past", text, areas=areas, href=_address(story), link=_("Läs beslutet"))]


def _area(area: AreaDecided, address: str | None) -> AreaTold:
    """One area of an answer that no promise rests on: chosen all the same, or not, and why."""
    if not area.promises:
        reason = area.reason or _("Området valdes inte den här gången.")
        return AreaTold(_("%(area)s: inte valt den här gången.", area=area.name), reason, [])
    links = [
        (f"{address}#lofte-{one.number}", _("Löfte %(number)s: %(title)s", number=one.number, title=one.title))
        for one in area.promises
    ]
    why = _("Löftet bygger på andra svar än ditt. Ditt svar är med i bilden av hur det är.")
    return AreaTold(_("%(area)s: valt.", area=area.name), why, links)


def _promised(led: Led, when: str) -> Step:
    title = _("löfte %(number)s: %(title)s", number=led.promise.number, title=led.promise.title)
    href = url_for("history.promise", period=led.page.entry.period, number=led.promise.number)
    became = _("Det blev %(promise)s.", promise=title)
    return Step(_("Med i ett beslut"), when, "past", became, href=href, link=_("Se löftet"))


def _result(story: Story) -> Step:
    label = _("Så gick det")
    if story.decided is None or not story.led_to:
        return Step(label, "", "next")
    parts = [view for led in story.led_to for view in led.promise.commitments]
    if any(led.has_result for led in story.led_to):
        when = long_day(max(view.standing.latest.reported for view in parts if view.standing.latest))
        return Step(label, when, "past", parts=parts, href=_address(story), link=_("Läs allt om hur det gick"))
    by = _("senast %(day)s", day=long_day(story.decided.period.last + REPORT_WITHIN))
    return Step(label, by, "next", parts=parts, href=_address(story), link=_("Läs hur det går"))


def _address(story: Story) -> str | None:
    return url_for("publication.period", period=story.decided.entry.period) if story.decided else None
