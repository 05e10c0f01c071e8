"""Two who write in the same decision: in different parts they never meet, in the same one both texts are shown."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest

from medborgar.core.extensions import db
from tests.decisions.conftest import BOARD, LAMPS, now, push
from tests.reader import ORIGIN, filled


def test_two_who_edit_at_once_see_both_texts(testby, reader, officer, decision):
    address = f"{BOARD}/prioritering/{decision.priorities[0].id}"
    reader.get(address)
    officer.get(address)
    reader.press("Spara", why="Många känner sig otrygga.")
    page = officer.press("Spara", status=409, why="Gången är mörk.", problem_ids=None)
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    theirs, mine = [quote.get_text().split("\n\n") for quote in page.soup.select(".error blockquote")]
    assert theirs == ["Varför?\nMånga känner sig otrygga.", "Vilka problem svarar det på?\nMörkt vid stationen"]
    assert mine == ["Varför?\nGången är mörk.", "Vilka problem svarar det på?\nInget"]
    officer.press("Spara")
    assert (now(testby).priorities[0].why, now(testby).revision) == ("Gången är mörk.", 3)


PARTS = {
    "prioritering/{priority}": ({"why": "Det är mörkt."}, {"why": "Gången är mörk."}),
    "prioritering/{priority}/atagande/{first}": ({"target": "7"}, {"due": "2027-05-01"}),
    "prioritering/{priority}/atagande/{second}": ({"what": "Går i gången."}, {"what": "Går på torget."}),
    "skal/vald": ({"choice": "mer-angelaget"}, {"choice": "eget", "own": "Inte nu."}),
    "uppgifter": ({"presenter": "Någon annan"}, {"decided": "2027-03-10"}),
}


def address_of(part, decision):
    priority = decision.priorities[0]
    first, second = priority.commitments
    return f"{BOARD}/{part.format(priority=priority.id, first=first.id, second=second.id)}"


@pytest.mark.parametrize(("part", "edits"), list(PARTS.items()))
def test_no_part_is_overwritten_in_silence(reader, officer, decision, part, edits):
    officer.get(address_of(part, decision))
    reader.get(address_of(part, decision))
    reader.press("Spara", **edits[0])
    page = officer.press("Spara", status=409, **edits[1])
    assert page.soup.select(".error blockquote")
    officer.press("Spara")
    db.session.expire_all()
    assert decision.revision == 3


@pytest.mark.parametrize(("mine", "theirs"), list(combinations(PARTS, 2)))
def test_those_who_write_in_different_parts_do_not_meet(reader, officer, decision, mine, theirs):
    officer.get(address_of(theirs, decision))
    reader.get(address_of(mine, decision))
    reader.press("Spara", **PARTS[mine][0])
    officer.press("Spara", **PARTS[theirs][1])
    db.session.expire_all()
    assert decision.revision == 3


def test_all_who_save_different_parts_at_the_same_moment_save(somebody, testby, decision):
    def sent_by(reader, part):
        form = reader.get(address_of(part, decision)).form("Spara")
        return reader, form["action"], filled(form, "Spara", PARTS[part][0])

    def press(what):
        reader, action, data = what
        return reader.http.post(action, data=data, headers=ORIGIN).status_code

    parts = [part for part in PARTS if part != "uppgifter"]  # a thread lives today, before that decision
    waiting = [sent_by(somebody(), part) for part in parts]
    db.session.commit()
    with ThreadPoolExecutor(len(waiting)) as pool:
        assert list(pool.map(press, waiting)) == [303] * len(parts)
    assert now(testby).revision == 1 + len(parts)


def test_a_double_click_adds_one_commitment(testby, reader, decision):
    form = reader.get(f"{BOARD}/prioritering/{decision.priorities[0].id}/atagande/nytt?vem=kommunen")
    for _ in range(2):
        reader.press("Spara", on=form, **LAMPS)
    assert len(now(testby).priorities[0].commitments) == 3


def test_an_old_button_moves_and_removes_nothing(testby, reader, officer, decision):
    priority = decision.priorities[0]
    removing = officer.get(f"{BOARD}/prioritering/{priority.id}/ta-bort")
    reader.get(address_of("prioritering/{priority}/atagande/{first}", decision))
    reader.press("Spara", target="7")
    officer.press("Ta bort", on=removing, status=409)
    assert len(now(testby).priorities) == 1


def test_a_page_with_another_order_moves_nothing(testby, reader, officer, decision):
    for number in (2, 3):
        reader.get(f"{BOARD}/prioritering/ny")
        reader.press("Spara", title=f"Nummer {number}", why="Därför.")
    old = officer.get(BOARD)
    push(reader, reader.get(BOARD), "Flytta upp Nummer 3")
    push(officer, old, "Flytta upp Nummer 2", status=409)
    push(officer, old, "Flytta ner Ljust vid stationen")
    assert [one.title for one in now(testby).priorities] == ["Nummer 3", "Ljust vid stationen", "Nummer 2"]
