"""What a published entry says by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.municipality.periods import Rhythm, parse, period_of
from medborgar.publication.models import PublicationKind
from medborgar.publication.page import PromisePage, page_of, passed
from medborgar.publication.public import Entry

DAY = date(2027, 5, 11)


def a_page(**answers: object) -> PromisePage:
    content = {"svar": {"delomraden": None, "roster": None, **answers}}
    return page_of(Entry(1, PublicationKind.PROMISE, "2027-kv2", 1, DAY, "", {}, content), [], DAY)


def counted(**numbers: int | None) -> list[dict[str, object]]:
    return [{"namn": name.replace("_", " "), "antal": number} for name, number in numbers.items()]


def test_areas_and_voices_with_few_answers_are_named() -> None:
    page = a_page(
        delomraden=counted(Centrum=9, Norrby=None, Vet_inte=None), roster=counted(Invånare=9, Medarbetare=None)
    )
    assert page.hardly_heard == ["Norrby", "Medarbetare"]


def test_what_is_not_told_apart_names_nobody() -> None:
    assert a_page().hardly_heard == []


@pytest.mark.parametrize(
    ("key", "today", "heading", "doing", "listened"),
    [
        ("2027-kv2", "2027-05-11", "april–juni 2027", "1 april–30 juni 2027 · vecka 6 av 13", "januari–mars"),
        ("2027-t2", "2027-05-11", "maj–augusti 2027", "1 maj–31 augusti 2027 · vecka 2 av 18", "januari–april"),
        ("2027-h2", "2027-12-31", "juli–december 2027", "1 juli–31 december 2027 · vecka 26 av 26", "januari–juni"),
        ("2027", "2027-05-11", "2027", "1 januari–31 december 2027 · månad 5 av 12", "januari–december"),
        (
            "2027-2028",
            "2028-05-11",
            "2027–2028",
            "1 januari 2027–31 december 2028 · månad 17 av 24",
            "januari 2025–december 2026",
        ),
    ],
)
def test_a_period_of_any_length_has_its_five_steps(
    key: str, today: str, heading: str, doing: str, listened: str
) -> None:
    period, day = parse(key), date.fromisoformat(today)
    heard = {"fran": period.previous.first.isoformat(), "till": period.previous.last.isoformat()}
    facts = {"lagesbild_faststalld": "2026-12-10", "beslutat": "2026-12-20"}
    page = page_of(Entry(1, PublicationKind.PROMISE, key, 1, DAY, "", {}, {"svar": heard, "period": facts}), [], day)

    assert page.heading == f"Det här lovar kommunen och polisen {heading}"
    assert [step.state for step in page.strip] == ["past", "past", "past", "present", "next"]
    assert page.strip[3].when.replace("\u00a0", " ") == doing
    assert page.strip[0].when == listened


@given(st.sampled_from(Rhythm), st.dates(date(2001, 1, 1), date(2190, 12, 31)))
def test_what_has_passed_of_a_period_is_at_least_one_part_and_at_most_all(rhythm: Rhythm, day: date) -> None:
    done, total = passed(period_of(day, rhythm), day)

    assert 1 <= done <= total <= 27
