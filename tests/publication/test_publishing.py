"""From a decision to a public promise, its follow-up and the next version: approved, chained, never changed."""

from datetime import date

import pytest

from medborgar.core import clock, memory
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.decisions.changes import remove_commitment
from medborgar.followup.models import Result
from medborgar.publication import actions
from medborgar.publication.canonical import content_hash, manifest_hash, thawed
from medborgar.publication.chain import genesis
from tests.decided import a_decision
from tests.factories import a_municipality
from tests.proofs.removed import remove


def test_what_both_approved_is_what_everybody_reads(client, world):
    world.promise()
    page = client.get("/sala/medborgarlofte")
    assert page.h1 == "Det här lovar kommunen och polisen april–juni 2027"
    for words in ("Ljust vid stationen", "Byter lamporna i gången.", "Gatuchefen", "Därför inte nu", "Styrgruppen"):
        assert words in page.main


def test_one_party_alone_can_not_publish(world):
    proposal = world.propose()
    world.approve(proposal, Side.MUNICIPALITY)
    with pytest.raises(Refused):
        world.publish(proposal)


def test_an_edit_voids_what_both_approved(world):
    proposal = world.propose()
    world.approve(proposal)
    world.edit(title="Ljust vid hela stationen")
    with pytest.raises(Stale):
        world.publish(proposal)


def test_the_same_version_is_published_once(world):
    proposal = world.propose()
    world.approve(proposal)
    world.publish(proposal)
    with pytest.raises(Stale):
        world.publish(proposal)


def test_a_new_version_shows_what_it_changed_and_the_old_one_stays(client, world):
    world.promise()
    world.edit(title="Ljust på hela stationsområdet och torget")
    world.promise()
    second = client.get("/sala/medborgarlofte/2027-kv2/v2")
    assert "Ändrat sedan version 1" in second.main
    assert "Ljust på hela stationsområdet och torget" in second.main
    assert "Ljust på hela" not in client.get("/sala/medborgarlofte/2027-kv2/v1").main


def test_a_spelling_is_corrected_without_new_approvals(client, world):
    world.edit(title="Ljust vid statonen")
    world.promise()
    world.edit(title="Ljust vid stationen")
    correction = world.propose(editorial=True, note="Stavfel i rubriken")
    with pytest.raises(Refused):
        world.publish(correction)
    for side in Side:
        actions.confirm_editorial(proposal=correction, party=world.sala.party(side), by=world.signs[side])
    assert world.publish(correction).kind == "rattelse"
    assert "Stavfel i rubriken" in client.get("/sala/medborgarlofte/2027-kv2/v2").main


def test_a_correction_can_not_change_what_is_promised(world):
    world.promise()
    world.decision.priorities[0].commitments[0].target = 25
    world.edit()
    with pytest.raises(Refused, match="stavning"):
        world.propose(editorial=True, note="Bara en siffra")


def test_nobody_confirms_for_both(world):
    world.edit(title="Ljust vid statonen")
    world.promise()
    world.edit(title="Ljust vid stationen")
    correction = world.propose(editorial=True, note="Stavfel")
    actions.confirm_editorial(proposal=correction, party=world.sala.party(Side.POLICE), by=world.coordinator)
    with pytest.raises(Refused):
        actions.confirm_editorial(proposal=correction, party=world.sala.party(Side.MUNICIPALITY), by=world.coordinator)


def test_every_entry_names_the_one_before(world):
    first = world.promise()
    world.report(Result.DONE, value=24)
    second = world.publish_reports()
    assert first.previous == genesis("sala")
    assert second.previous == first.hash
    assert [manifest_hash(entry.manifest) for entry in (first, second)] == [first.hash, second.hash]


def test_the_manifest_holds_what_was_approved(world):
    proposal = world.propose()
    world.approve(proposal)
    published = world.publish(proposal)
    assert published.facts["innehall"] == proposal.content_hash == content_hash(thawed(proposal.sections))
    assert {one["sida"] for one in published.facts["godkannanden"]} == {"kommunen", "polisen"}


def test_a_section_removed_by_law_leaves_its_hash(client, world):
    world.promise()
    remove(world.sala, "lofte-1", world.communicator)
    db.session.commit()
    memory.forget()
    page = client.get("/sala/medborgarlofte")
    assert "Ljust vid stationen" not in page.main
    assert "En del av det som publicerades är borttagen enligt artikel 17 (beslut KS 2027/1)." in page.main
    assert "Ljust vid stationen" not in client.get("/sala/medborgarlofte.json").response.get_data(as_text=True)
    assert "Borttagning ur publicering 1" in client.get("/sala/kontrollera").main


def test_a_result_is_told_and_the_next_entry_holds_it(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    page = client.get("/sala/medborgarlofte")
    assert "Gjort" in page.main
    assert "Alla lampor lyser." in page.main
    with pytest.raises(Refused):
        world.publish_reports()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 3, 31), "Börjar 1 april 2027"),
        (date(2027, 6, 30), "Inte uppföljt än"),
        (date(2027, 7, 1), "Uppföljning saknas"),
    ],
)
def test_a_promise_past_its_date_says_so_by_itself(client, world, day, told):
    world.promise()
    with clock.at(day):
        assert told in client.get("/sala/medborgarlofte").main


@pytest.mark.parametrize("address", ["", "/medborgarlofte", "/arkiv"])
def test_only_what_somebody_has_reported_is_according_to_plan(client, world, address):
    world.promise()
    page = client.get(f"/sala{address}")
    assert "Inte uppföljt än" in page.main
    assert "Enligt plan" not in page.main
    for index in range(2):
        world.report(Result.ONGOING, index)
    world.publish_reports()
    page = client.get(f"/sala{address}")
    assert "Enligt plan" in page.main
    assert "Inte uppföljt än" not in page.main


def test_a_number_that_nobody_has_reported_is_not_shown(client, world):
    world.promise()
    page = client.get("/sala/medborgarlofte")
    assert "Mål 24 lampor är bytta" in page.main
    assert "Start 0 · inget mätvärde än" in page.main
    assert "av 24" not in page.main
    world.report(Result.ONGOING, value=7)
    world.publish_reports()
    assert "7 av 24 lampor är bytta" in client.get("/sala/medborgarlofte").main


def test_a_promise_that_is_late_says_until_when(client, world):
    world.promise()
    world.report(Result.LATE, new_due=date(2027, 8, 31), reason="Kantstenen kom inte.")
    world.publish_reports()
    assert "Försenat till 31 augusti" in client.get("/sala/medborgarlofte").main


def test_the_same_is_there_as_data(client, world):
    world.promise()
    world.report(Result.PARTLY, value=20, reason="Fyra lampor saknas.")
    world.publish_reports()
    found = client.get("/sala/medborgarlofte/2027-kv2.json").response.get_json()
    assert found["lofte"]["lofte-1"]["rubrik"] == "Ljust vid stationen"
    assert found["lage"]["ataganden"][0]["lage"] == "delvis"
    assert "lage" not in found["lofte"]


def test_an_unchanged_page_is_not_sent_again(client, world):
    world.promise()
    first = client.get("/sala/medborgarlofte")
    client.get("/sala/medborgarlofte", headers={"If-None-Match": first.headers["ETag"]}, status=304)


def test_small_numbers_are_hidden_on_page_and_in_data(client, world):
    world.promise()
    page, data = client.get("/sala/medborgarlofte"), client.get("/sala/medborgarlofte.json")
    assert "färre än 5" in page.main
    areas = {row["namn"]: row["antal"] for row in data.response.get_json()["lofte"]["svar"]["fokusomraden"]}
    assert areas == {"Ordning och otrygghet": 12, "Hot och våld": 6, "Ungdomar och skolor": None}


NOBODY_MISSING, NOT_TOLD = "Vi har inte märkt att någon grupp saknades.", "Det är inte redovisat."
PUPILS = "Högstadiet: ingen skola svarade."


@pytest.mark.parametrize(
    ("words", "is_said", "told"), [(PUPILS, 0, PUPILS), ("", 1, NOBODY_MISSING), ("", 0, NOT_TOLD)]
)
def test_that_nobody_was_missing_is_said_by_people_only(client, world, words, is_said, told):
    world.decision.picture.not_heard, world.decision.picture.all_heard = words, bool(is_said)
    world.promise()
    said = client.get("/sala/medborgarlofte").main
    assert told in said
    assert (NOBODY_MISSING in said) == is_said


@pytest.mark.parametrize(
    "address", ["2027-kv5", "2026-kv1", "x", "2027-kv2/v9", "2027-kv2/v0", "2027-kv2/v99999999999999"]
)
def test_what_is_not_published_is_not_there(client, world, address):
    world.promise()
    assert client.get(f"/sala/medborgarlofte/{address}", status=404).h1 == "Sidan finns inte"


def test_before_the_first_promise_there_is_a_page_too(client, app):
    a_municipality("sala")
    assert "Inget löfte är publicerat än" in client.get("/sala/medborgarlofte").main
    assert "Inget löfte är publicerat än" in client.get("/sala/arkiv").main
    client.get("/sala/medborgarlofte.json", status=404)


def test_the_next_promise_is_told_of_while_the_present_one_holds(client, world):
    world.promise()
    assert "Nästa löfte" not in client.get("/sala/medborgarlofte").main
    world.decision = a_decision(world.sala, world.coordinator, period="2027-kv3")
    world.promise()
    client.get("/sala/medborgarlofte")
    page = client.click("Nästa löfte är redan publicerat: juli–september 2027")
    assert page.h1.endswith("juli–september 2027")
    assert "Så går det nu" in page.main
    assert "Så gick det förra gången" not in page.main
    assert "Börjar 1 juli 2027" in page.main


def test_the_promise_that_holds_tells_how_the_last_one_went(client, world):
    world.promise()
    world.report(Result.DONE, done="Alla lampor är bytta.", value=24)
    world.publish_reports()
    world.decision = a_decision(world.sala, world.coordinator, period="2027-kv3")
    world.promise()
    with clock.at(date(2027, 7, 5)):
        memory.forget()
        before = client.get("/sala/medborgarlofte").soup.find("section", attrs={"aria-labelledby": "before"})
    for words in ("Så gick det förra gången", "april", "Ljust vid stationen", "Gjort"):
        assert words in before.get_text(" ")


def test_the_archive_has_every_promise_and_version(client, world):
    world.promise()
    page = client.get("/sala/arkiv")
    assert "April–juni 2027" in page.main
    assert "Version 1 från 11 maj 2027" in page.main
    client.click("Version 1")


def test_a_published_commitment_can_be_withdrawn_but_not_removed(world):
    world.promise()
    commitment = world.decision.priorities[0].commitments[0]
    with pytest.raises(Refused, match="återkallat"):
        remove_commitment(decision=world.decision, version=1, commitment=commitment, by=world.coordinator)


def test_of_two_reports_on_one_day_the_later_one_counts(client, world):
    world.promise()
    world.report(Result.ONGOING, done="Vi har börjat.")
    world.report(Result.DONE, done="Nu är det klart.", value=24)
    world.publish_reports()
    assert "Uppföljt 11 maj: Nu är det klart." in client.get("/sala/medborgarlofte").main


def test_the_steps_of_the_start_page_lead_into_the_promise(client, world):
    world.promise()
    client.get("/sala")
    page = client.click("Vi lyssnade")
    assert page.path == "/sala/medborgarlofte/2027-kv2"
    assert page.soup.find(id="ni-sa")
