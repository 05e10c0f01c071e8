"""A measure at the screen: all that is said of it, its state, and two who write at once."""

import uuid
from datetime import date

import pytest
from sqlalchemy import event

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.picture.models import Bone, Cause
from medborgar.plan import queries
from medborgar.plan.models import NotAPerson, Purpose, Responsible
from medborgar.plan.table import rows_of
from tests.factories import a_municipality
from tests.plan.conftest import PERIOD, PLAN, TODAY, a_measure, an_insats, page_of, the

LAMPS = {
    "title": "Byter lamporna i gången",
    "purpose": "trygghetsskapande",
    "aim": "Fler ska våga gå där.",
    "goal": "24 lampor är bytta.",
    "effect_goal": "Färre går en omväg.",
    "owner": "Gatuchefen",
    "owner_email": "gata@testby.example",
    "due": "2027-06-30",
    "evidence": "Brå: belysning minskar brott.",
    "public_health": "Fler rör på sig.",
    "tell_inside": "2027-05-12",
    "tell_outside": "2027-05-12",
    "channel": "Kommunens webb",
}


@pytest.mark.usefixtures("plan")
def test_a_measure_is_written_and_read(testby, reader, problem, square, decision):
    reader.get(PLAN)
    page = reader.click("Lägg till en åtgärd")
    assert "Den kommer med i plan 1" in page.main
    links = {
        "problem_id": str(problem.id),
        "place_id": str(square.id),
        "commitment_id": str(decision.priorities[0].commitments[0].id),
    }
    reader.press("Spara", **LAMPS, **links)
    page = reader.click("Byter lamporna i gången")
    for said in (
        "Tänkbar",
        "Mörkt vid stationen",
        "Lamporna är gamla",
        "Ordning och otrygghet",
        "Trygghetsskapande",
        "24 lampor är bytta.",
        "Färre går en omväg.",
        "Stora torget",
        "Gatuchefen",
        "30 juni 2027",
        "Byter lamporna i gången.",
        "Fler rör på sig.",
        "Kommunens webb",
        "gata@testby.example",
        "Plan 1 , skrivs",
    ):
        assert said in page.main, said
    last = db.session.query(AuditEntry).order_by(AuditEntry.number.desc()).first()
    assert (last.event, last.subject) == (Event.MEASURE_SAVE, str(the(testby, LAMPS["title"]).id))


@pytest.mark.usefixtures("plan")
def test_a_measure_meets_one_cause_of_several(testby, reader, coordinator, problem, decision):
    lamps, bushes = problem.causes[0], Cause(bone=Bone.PLACE, what="Buskar", rests_on="", version=1, saved_at="")
    problem.causes.append(bushes)
    db.session.commit()
    measure = a_measure(testby, coordinator, problem=problem, commitment=decision.priorities[0].commitments[0])
    assert "Lamporna är gamla" in reader.get(page_of(measure)).main
    reader.get(f"{page_of(measure)}/andra")
    reader.press("Spara", cause_id=str(bushes.id))
    assert ("Orsak Buskar" in reader.page.main, "Lamporna är gamla" in reader.page.main) == (True, False)
    assert [row.cause for row in rows_of(queries.find_plan(testby, 1), TODAY)] == ["Buskar\n(Mörkt vid stationen)"]
    assert "Orsak: Buskar" in reader.get(f"{PLAN}/lofte/{decision.period}").main
    reader.get(f"{page_of(measure)}/andra")
    page = reader.press("Spara", cause_id=str(lamps.id), problem_id="", status=422)
    assert page.errors == ["Välj en orsak till problemet, eller problemet som orsaken hör till"]
    with pytest.raises(Refused, match="Välj en orsak till problemet"):
        a_measure(testby, coordinator, "En till", cause=lamps)


def test_a_measure_says_whom_it_is_for_who_brings_what_and_which_plans_it_serves(reader, decision):
    said = {
        "target_group": "Flickor och pojkar i högstadiet",
        "cooperates": "Polisen och fritidsgården",
        "resources": "Två fältare",
        "other_plans": "Polisens målområden och kommunens verksamhetsmål",
        "attachments": "KS 2027/12",
    }
    reader.get(f"{PLAN}/atgard/ny")
    reader.press("Spara", **LAMPS, **said)
    main = reader.click("Byter lamporna i gången").main
    assert not [words for words in said.values() if words not in main]


def test_another_organisation_may_answer_for_it(testby, reader, decision):
    reader.get(f"{PLAN}/atgard/ny")
    (housing,) = [one for one in reader.page.soup.select("#answerable option") if one.text == "Testbyhus"]
    reader.press("Spara", **LAMPS | {"answerable": housing["value"]})
    assert (the(testby, LAMPS["title"]).responsible, "Testbyhus" in reader.page.main) == (Responsible.OTHER, True)
    reader.click(LAMPS["title"])
    reader.click("Ändra")
    reader.press("Spara", answerable="polisen")
    measure = the(testby, LAMPS["title"])
    assert (measure.responsible, measure.partner) == (Responsible.POLICE, None)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title": ""}, "Skriv vad som ska göras"),
        ({"purpose": None}, "Välj det främsta syftet"),
        ({"title": "a" * 151}, "Korta texten: den har 151 tecken och får ha högst 150"),
        ({"owner_email": "gata"}, "Skriv en e-postadress, till exempel gata@kommun.se"),
        ({"starts": "2027-07-01"}, "Välj en dag som inte är före den då åtgärden börjar"),
        ({"tell_outside": "2027-05-11"}, "Berätta internt först: välj en dag som inte är före den interna"),
        (
            {"aim": "Ring 850709-9805"},
            "Ta bort 850709-9805: det är ett personnummer. Här skrivs aldrig något om en enskild.",
        ),
        (
            {"owner": "Anna Svensson"},
            "Ta bort Anna Svensson: det ser ut som ett namn. Skriv en funktion eller en plats.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(testby, reader, decision, typed, error):
    reader.get(f"{PLAN}/atgard/ny")
    page = reader.press("Spara", status=422, **LAMPS | typed)
    assert page.errors == [error]
    assert page.soup.find(id="goal").get_text().strip() == "24 lampor är bytta."
    assert not queries.measures(testby)


@pytest.mark.parametrize(
    "typed", [{"place_id": "x"}, {"problem_id": str(uuid.uuid4())}, {"answerable": "hin"}, {"due": "31/6"}]
)
def test_what_no_page_has_offered_is_refused(testby, reader, decision, typed):
    reader.get(f"{PLAN}/atgard/ny")
    assert len(reader.press("Spara", status=422, **LAMPS | typed).errors) == 1


def test_what_only_looks_like_a_person_is_said_to_be_none_once(testby, reader, decision):
    reader.get(f"{PLAN}/atgard/ny")
    page = reader.press("Spara", status=422, **LAMPS | {"aim": "Lugnt vid Kungens Kurva."})
    assert page.errors == ["Ta bort Kungens Kurva: det ser ut som ett namn. Skriv en funktion eller en plats."]
    reader.press("Spara", not_persons=["Kungens Kurva"])
    assert the(testby, LAMPS["title"]).aim == "Lugnt vid Kungens Kurva."
    (row,) = db.session.query(NotAPerson)
    assert (row.words, row.said, row.municipality_id) == ("Kungens Kurva", TODAY, testby.id)
    reader.get(f"{PLAN}/atgard/ny")
    reader.press("Spara", **LAMPS | {"title": "Röjer", "aim": "Lugnt vid Kungens Kurva."})
    assert db.session.query(NotAPerson).count() == 1


def test_nobody_may_say_that_an_identity_number_is_none(testby, reader, decision):
    reader.get(f"{PLAN}/atgard/ny")
    reader.press("Spara", status=422, **LAMPS | {"aim": "850709-9805 och Kungens Kurva"})
    page = reader.press("Spara", status=422, not_persons=["Kungens Kurva", "850709-9805"])
    assert page.errors == ["Ta bort 850709-9805: det är ett personnummer. Här skrivs aldrig något om en enskild."]
    assert not db.session.query(NotAPerson).count()


def test_two_who_write_at_once_see_both_texts(testby, somebody, coordinator, decision):
    measure = a_measure(testby, coordinator)
    first, second = somebody(), somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    for one in (first, second):
        one.get(f"{page_of(measure)}/andra")
    first.press("Spara", goal="12 lampor är bytta.")
    page = second.press("Spara", status=409, goal="36 lampor är bytta.")
    assert "En kollega sparade 12.00. Jämför och välj." in page.main
    assert "12 lampor är bytta." in page.main
    assert page.soup.find(id="goal").get_text().strip() == "36 lampor är bytta."
    second.press("Spara")
    assert the(testby, "Byter lamporna").goal == "36 lampor är bytta."


def test_a_double_click_adds_one(testby, coordinator, square, decision):
    assert a_measure(testby, coordinator) is a_measure(testby, coordinator)
    assert an_insats(testby, coordinator, square) is an_insats(testby, coordinator, square)
    assert a_measure(testby, coordinator) is not a_measure(testby, coordinator, goal="12 lampor")


@pytest.mark.parametrize(
    "said",
    [
        {"starts": date(2027, 7, 1)},
        {"tell_inside": date(2027, 5, 12), "tell_outside": date(2027, 5, 11)},
        {"aim": "Prata med Anna Svensson."},
        {"aim": "Den misstänkte bor där."},
        {"cooperates": "850709-9805"},
    ],
)
def test_the_rules_hold_whoever_asks(testby, coordinator, decision, said):
    with pytest.raises(Refused):
        a_measure(testby, coordinator, **said)


def test_a_filter_that_is_none_is_left_out_and_said(testby, reader):
    assert "Inga åtgärder ännu" in reader.get(PLAN).main
    page = reader.get(f"{PLAN}?lage=klart-nog")
    assert "De här filtren gick inte att använda, så de är inte med: Läge: Välj något i listan" in page.main


def test_the_filter_is_in_the_address(testby, reader, coordinator, square, decision):
    a_measure(testby, coordinator, "Går vandringar", responsible=Responsible.POLICE, purpose=Purpose.CRIME)
    late = an_insats(testby, coordinator, square, due=date(2027, 5, 9))
    page = reader.get(PLAN)
    assert "2 åtgärder" in page.main
    assert "Försenad sedan 9 maj" in page.main
    for address in (
        f"{PLAN}?syfte=trygghetsskapande",
        f"{PLAN}?vem=kommunen",
        f"{PLAN}?slag=insats",
        f"{PLAN}?sen=y",
        f"{PLAN}?plats={square.id}",
        f"{PLAN}?lage=beslutad",
    ):
        page = reader.get(address)
        assert "1 åtgärd" in page.main, address
        assert late.title in page.main
    page = reader.get(f"{PLAN}?lage=hej&plats=x&sen=&vem=")
    assert "2 åtgärder" in page.main
    reader.get(f"{PLAN}?lage=beslutad")
    assert "2 åtgärder" in reader.click("Ta bort filter: Läge: Beslutad ×").main


def test_the_page_and_its_swapped_part_say_the_same(testby, reader, coordinator, decision):
    a_measure(testby, coordinator)
    whole = reader.get(f"{PLAN}?lage=tankbar")
    part = reader.get(f"{PLAN}?lage=tankbar", headers={"HX-Request": "true"})
    assert part.headers["Vary"].count("HX-Request")
    assert str(whole.soup.find(id="measures")) == str(part.soup.find(id="measures"))


def test_a_promise_shows_what_carries_it(testby, reader, coordinator, decision):
    a_measure(testby, coordinator, commitment=decision.priorities[0].commitments[0])
    reader.get(f"/testby/intranat/beslut/{decision.period}")
    page = reader.click("Åtgärder bakom löftet")
    assert "Byter lamporna" in page.main
    assert "Ingen åtgärd bär det ännu." in page.main


def test_whoever_may_not_write_reads(testby, somebody, coordinator, decision):
    measure = a_measure(testby, coordinator)
    owner = somebody(Role.MEASURE_OWNER)
    page = owner.get(page_of(measure))
    assert "Ändra" not in page.main
    assert "Lägg till" not in owner.get(PLAN).main
    for part in ("atgard/ny", "insats/ny", f"atgard/{measure.id}/andra"):
        owner.get(f"{PLAN}/{part}", status=403)


def test_another_municipality_learns_nothing(testby, somebody, coordinator, decision):
    measure = a_measure(testby, coordinator)
    stranger = somebody(at=a_municipality("annanby"))
    stranger.get(page_of(measure), status=404)
    stranger.get(f"/annanby/intranat/plan/atgard/{measure.id}", status=404)
    stranger.get(f"/annanby/intranat/plan/atgard/{measure.id}/andra", status=404)
    assert "Byter lamporna" not in stranger.get("/annanby/intranat/plan").main


@pytest.mark.usefixtures("plan")
def test_queries_do_not_grow_with_the_measures(testby, reader, coordinator, problem, square):
    def asked(address):
        count = []

        def note(*_):
            count.append(1)

        event.listen(db.engine, "before_cursor_execute", note)
        reader.get(address)
        event.remove(db.engine, "before_cursor_execute", note)
        return len(count)

    addresses = [
        PLAN,
        f"{PLAN}/oversikt",
        f"{PLAN}/version",
        f"{PLAN}/version/1",
        f"{PLAN}/version/1.xlsx",
        f"{PLAN}/version/1/beslut",
        f"{PLAN}/lofte/{PERIOD}",
    ]
    a_measure(testby, coordinator, problem=problem, place=square)
    few = [asked(address) for address in addresses]
    for number in range(5):
        a_measure(testby, coordinator, f"Åtgärd {number}", problem=problem, place=square)
        an_insats(testby, coordinator, square, title=f"Insats {number}")
    assert [asked(address) for address in addresses] == few
