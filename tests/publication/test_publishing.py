"""From a decision to a public promise, its follow-up and the next version: approved, chained, never changed."""

from datetime import date

import pytest
from sqlalchemy import event, text

from medborgar.core import clock, memory
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.decisions.changes import remove_commitment
from medborgar.followup.models import FollowUp, Result
from medborgar.publication import actions
from medborgar.publication.canonical import content_hash, manifest_hash, thawed
from medborgar.publication.chain import genesis
from tests.decided import a_decision
from tests.factories import a_municipality, a_person, log_in

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

    def promise(self):
        proposal = self.propose()
        self.approve(proposal)
        return self.publish(proposal)

    def edit(self, **fields):
        for name, value in fields.items():
            setattr(self.decision.priorities[0], name, value)
        self.decision.revision += 1
        db.session.flush()

    def report(self, result, index=0, **fields):
        commitment = self.decision.priorities[0].commitments[index]
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

    def publish_reports(self):
        published = actions.publish_follow_ups(municipality=self.sala, decision=self.decision, by=self.communicator)
        db.session.commit()
        memory.forget()
        return published


@pytest.fixture
def world(app):
    with clock.at(TODAY):
        yield World()


def test_what_both_approved_is_what_everybody_reads(client, world):
    world.promise()
    page = client.get("/sala/medborgarlofte")
    assert page.h1 == "Det här lovar kommunen och polisen april–juni"
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
    db.session.execute(text("UPDATE publication_section SET content = NULL, salt = NULL WHERE name = 'lofte-1'"))
    db.session.commit()
    memory.forget()
    assert "Ljust vid stationen" not in client.get("/sala/medborgarlofte").main


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
    [(date(2027, 6, 30), "Enligt plan"), (date(2027, 7, 1), "Uppföljning saknas")],
)
def test_a_promise_past_its_date_says_so_by_itself(client, world, day, told):
    world.promise()
    with clock.at(day):
        assert told in client.get("/sala/medborgarlofte").main


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


def test_the_archive_has_every_promise_and_version(client, world):
    world.promise()
    page = client.get("/sala/arkiv")
    assert "April–juni 2027" in page.main
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


def at(client, world, role=Role.COMMUNICATOR, side=Side.MUNICIPALITY):
    log_in(client, a_person(world.sala, role, side))
    return client


def test_a_follow_up_of_an_old_promise_still_reaches_whoever_publishes(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    with clock.at(date(2029, 5, 11)):
        page = at(client, world).get("/sala/intranat")
        assert "1 uppföljning att publicera" in page.main
        assert "Alla lampor lyser." in client.click("Beslutet för april–juni 2027").main


def test_att_gora_asks_no_more_the_more_decisions_there_are(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    at(client, world)

    few = asked(client)
    for period in ("2027-kv3", "2027-kv4"):
        world.decision = a_decision(world.sala, world.coordinator, period=period)
        world.promise()
        world.report(Result.DONE, value=24)

    assert asked(client) == few


def asked(client):
    """How many questions Att göra puts to the database."""
    questions = []

    def note(*about):
        questions.append(about[2])

    event.listen(db.engine, "after_cursor_execute", note)
    client.get("/sala/intranat")
    event.remove(db.engine, "after_cursor_execute", note)
    return len([one for one in questions if one.startswith("SELECT")])


def test_staff_read_how_a_published_promise_stands_as_the_public_does(client, world):
    world.promise()
    world.report(Result.LATE, value=9, new_due=date(2027, 8, 31), reason="Kantstenen kom inte.")
    review = f"/sala/intranat/beslut/{PERIOD}/granska"

    coming = at(client, world).get(review)
    assert "Så här ser alla det när uppföljningen som väntar är publicerad." in coming.main
    assert "Försenat till 31 augusti" in coming.main

    world.publish_reports()
    shown = client.get(review)
    assert "Så här ser alla det i dag." in shown.main
    assert "9 av 24 lampor är bytta" in shown.main
    assert "Försenat till 31 augusti" in shown.main
    assert "9 av 24 lampor är bytta" in client.get("/sala/medborgarlofte").main


def test_the_page_of_a_decision_says_how_far_it_has_come(client, world):
    place = f"/sala/intranat/beslut/{PERIOD}"
    at(client, world, Role.COORDINATOR)
    assert "Inget saknas" in client.get(place).main
    proposal = world.propose()
    assert "Förslag 1 väntar på godkännande." in client.get(place).main
    world.approve(proposal)
    assert "Båda har godkänt förslag 1." in client.get(place).main
    world.publish(proposal)
    assert "Löftet är publicerat." in client.get(place).main
    assert "Publicerat" in client.get("/sala/intranat/beslut").main
    assert "Det är publicerat som version 1." in client.get(f"{place}/granska").main
    world.edit(title="Ljust vid hela stationen")
    assert "Ändrat efter publiceringen" in client.get("/sala/intranat/beslut").main


def test_a_priority_that_nobody_has_committed_to_shows_no_state(client, world):
    world.decision.priorities[0].commitments.clear()
    page = at(client, world, Role.COORDINATOR).get(f"/sala/intranat/beslut/{PERIOD}/granska")
    assert not page.soup.select(".preview .status")
