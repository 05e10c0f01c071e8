"""When a commitment passed its day without a word: told once it has, and never taken back."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from medborgar.followup.models import Result, State
from medborgar.publication.lapses import lapses
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry
from medborgar.publication.standing import reports, standing

FIRST = date(2027, 4, 1)
days = st.integers(0, 400).map(lambda number: FIRST + timedelta(number))
told = st.lists(
    st.tuples(days, st.sampled_from(["kommunen", "polisen"]), st.sampled_from(Result), st.integers(1, 200)), max_size=6
)


def a_commitment(performers, due):
    return {
        "id": str(UUID(int=len(performers))),
        "vad": "Byter lamporna.",
        "ansvariga": [{"sida": side, "funktion": "Chefen"} for side in performers],
        "klart_senast": due.isoformat(),
    }


def an_entry(number, kind, published, content):
    return Entry(number, kind, "2027-kv2", 1, published, "", {}, content)


def a_chain(due, reported):
    """A promise by one party and by both, and what was published of how it goes."""
    commitments = [a_commitment(["kommunen"], due), a_commitment(["kommunen", "polisen"], due)]
    chain = [an_entry(1, PublicationKind.PROMISE, FIRST, {"lofte-1": {"ataganden": commitments}})]
    for number, (day, side, result, later) in enumerate(sorted(reported), start=2):
        facts = {
            "sida": side,
            "dag": day.isoformat(),
            "resultat": result.value,
            "nytt_datum": (max(day, due) + timedelta(later)).isoformat() if result is Result.LATE else None,
            "varde": None,
        }
        parts = {f"uppfoljning-{one['id'][-1]}": facts | {"atagande": one["id"]} for one in commitments}
        chain.append(an_entry(number, PublicationKind.FOLLOW_UP, day, parts))
    return commitments, chain


@given(due=days, reported=told, first=days, later=days)
def test_what_a_day_brought_is_never_taken_back(due, reported, first, later):
    _, chain = a_chain(due, reported)
    first, later = sorted([first, later])
    then = lapses([entry for entry in chain if entry.published <= first], first)
    assert set(map(key, then)) <= set(map(key, lapses(chain, later)))


@given(due=days, reported=told, today=days)
def test_whatever_lacks_a_word_today_came_to_do_so_on_a_day_or_by_a_word(due, reported, today):
    commitments, chain = a_chain(due, reported)
    chain = [entry for entry in chain if entry.published < today]
    missed = {lapse.commitment["id"] for lapse in lapses(chain, today)}
    for one in commitments if chain else []:
        now = standing(one, reports(chain, "2027-kv2").get(one["id"], []), today, None)
        if now.state is State.MISSING and not now.reports and due > FIRST:
            assert one["id"] in missed


def key(lapse):
    return lapse.commitment["id"], lapse.day
