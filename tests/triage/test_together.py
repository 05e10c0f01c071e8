"""Many answers and several people at once: few queries, one deed, nothing lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.triage.actions import open_to_review
from medborgar.triage.models import Message, Opening, Review
from tests.decided import answers_in_picture
from tests.factories import a_contribution, a_municipality, a_person, a_token, carry, log_in
from tests.reader import ORIGIN, Reader, filled


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


@pytest.fixture
def coordinator(kept, client, sala):
    person = kept(a_person, sala)
    carry(client, kept(a_token, person))
    return person


@pytest.fixture
def queries(app):
    """Every statement that is sent from now on."""
    seen = []

    def hook(connection, cursor, statement, *rest):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", hook)
    yield seen
    event.remove(db.engine, "before_cursor_execute", hook)


def queries_for(client, queries, address):
    """How many it takes to show a page."""
    client.get(address)
    queries.clear()
    client.get(address)
    return len(queries)


@pytest.mark.parametrize("state", ["att-lasa", "klara", "alla"])
def test_a_long_queue_takes_no_more_queries_than_a_short_one(client, sala, coordinator, queries, state):
    address = f"/sala/intranat/inkorg?lage={state}"
    a_contribution(sala)
    answers_in_picture(sala, coordinator, {"ordning": 1})
    few = queries_for(client, queries, address)
    for _ in range(20):
        a_contribution(sala)
    answers_in_picture(sala, coordinator, {"ordning": 20, "vald": 20})
    assert queries_for(client, queries, address) == few


def test_an_answer_among_many_takes_no_more_queries(client, sala, coordinator, queries):
    (reviewed,) = answers_in_picture(sala, coordinator, {"ordning": 1})
    address = f"/sala/intranat/inkorg/{reviewed.id}"
    few = queries_for(client, queries, address)
    answers_in_picture(sala, coordinator, {"ordning": 20})
    for _ in range(20):
        a_contribution(sala)
    assert queries_for(client, queries, address) == few


def at_once(app, people, form, button, **fields):
    """Press a button of a form at the same moment, each in a browser of their own; the answers' statuses."""
    browsers = []
    for person in people:
        browser = Reader(app)
        log_in(browser, person)
        page = browser.get(form)
        browsers.append((browser, page.form(button)["action"], filled(page.form(button), button, fields)))
    db.session.commit()

    def press(what):
        browser, action, data = what
        return browser.http.post(action, data=data, headers=ORIGIN).status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        return sorted(pool.map(press, browsers))


def test_a_double_click_on_open_is_one_opening(app, sala, coordinator):
    contribution = a_contribution(sala)
    address = f"/sala/intranat/inkorg/{contribution.id}"
    assert at_once(app, [coordinator] * 4, address, "Öppna och läs") == [303] * 4
    assert db.session.query(Opening).count() == 1
    assert db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_OPEN).count() == 1


def opened_by(contribution, *people):
    for person in people:
        open_to_review(contribution=contribution, by=person)
    db.session.commit()
    return f"/sala/intranat/inkorg/{contribution.id}"


GIVEN = {"outcome": "lamnat-vidare", "reason": "Gatan."}


def test_of_those_who_save_at_the_same_moment_one_saves_and_the_others_see_it(app, sala):
    people = [a_person(sala) for _ in range(4)]
    address = opened_by(a_contribution(sala), *people)
    assert at_once(app, people, address, "Spara", **GIVEN) == [303, 409, 409, 409]
    assert db.session.query(Review).one().version == 1


def test_a_double_click_on_save_is_one_save(app, sala, coordinator):
    address = opened_by(a_contribution(sala), coordinator)
    more = {"acute": "y", "acute_done": "Lagade", "acute_by": "Gatan", "reply": "Tack!", "question": "Vilken lampa?"}
    assert at_once(app, [coordinator] * 4, address, "Spara", **GIVEN, **more) == [303] * 4
    assert db.session.query(Review).one().version == 1
    assert sorted(message.text for message in db.session.query(Message)) == ["Tack!", "Vilken lampa?"]
    assert db.session.query(AuditEntry).filter_by(event=Event.REVIEW_SAVE).count() == 1


def test_a_double_click_on_save_and_next_leads_to_the_next(client, sala, coordinator):
    first, second = (a_contribution(sala) for _ in range(2))
    form = client.get(opened_by(first, coordinator))
    for _ in range(2):
        assert client.press("Spara och nästa", on=form, **GIVEN).path.endswith(str(second.id))


def test_one_who_changes_their_mind_in_an_old_page_sees_both_texts(client, sala, coordinator):
    form = client.get(opened_by(a_contribution(sala), coordinator))
    client.press("Spara", on=form, **GIVEN)
    assert "Parken." in client.press("Spara", on=form, status=409, **GIVEN | {"reason": "Parken."}).main


def test_what_is_reviewed_is_not_opened_again_by_the_way(client, sala, coordinator):
    unread = client.get(f"/sala/intranat/inkorg/{a_contribution(sala, 'Jocke.').id}")
    client.press("Öppna och läs")
    client.press("Spara", outcome="lamnat-vidare", reason="Gatan.", masked_text="[namn].")
    log_in(client, a_person(sala))
    client.get(unread.path)
    token = client.page.soup.find("input", {"name": "csrf_token"})["value"]
    page = client.post(f"{unread.path}/oppna", {"csrf_token": token})
    assert "Jocke" not in page.html
    assert db.session.query(Opening).count() == 1
