"""A coordinator reads what a round came to: who answered, what, and how it was the last time the same was asked."""

from datetime import timedelta

import pytest

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues import actions
from medborgar.intake.dialogues.models import Answer, QuestionKind, Tally
from medborgar.intake.models import Audience, Channel, Voice
from medborgar.municipality.models import Area, FocusArea, FocusAreaSet
from medborgar.municipality.queries import focus_set
from tests.factories import a_person, log_in
from tests.governance.conftest import statements
from tests.intake.dialogues.worlds import a_dialogue, the_question
from tests.picture.results.worlds import TODAY, a_closed_round, answers, answers_to, everyone, reviews
from tests.reader import Reader, words

HOME = "/testby/intranat/dialoger/hur-tryggt-ar-det"
RESULTS = f"{HOME}/svar"
LAST_YEAR = TODAY - timedelta(days=300)


def table(page, caption, number=0):
    found = [one for one in page.soup.select("table.bars") if words(one.caption) == caption]
    return {words(row.th): words(row.td) for row in found[number].select("tbody tr")}


def test_it_says_who_was_heard_and_who_was_not(coordinator, testby, by):
    a_closed_round(
        testby,
        by,
        {"scale": "1", "area": "centrum"},
        {"scale": "2", "area": "centrum", "voice": Voice.ASSOCIATION, "channel": Channel.PAPER},
        {"scale": "2", "area": "hela"},
    )
    page = coordinator.get(RESULTS)
    assert "3 svar." in page.main
    assert table(page, "Vilka som svarade") == {"Invånare": "2", "Föreningar": "1"}
    assert table(page, "Hur svaren kom") == {"Webben": "2", "Papper": "1"}
    assert table(page, "Var svaren gäller") == {
        "Centrum": "2",
        "Norrby": "0",
        "Söderby": "0",
        "Hela kommunen": "1",
        "Vet inte": "0",
    }
    assert "Inget svar från: Norrby, Söderby" in page.main


def test_every_kind_of_question_has_its_numbers(coordinator, testby, by):
    a_closed_round(
        testby,
        by,
        {"scale": "1", "yes_no": "ja", "many": ["På dagen", "På natten"], "date": "2027-04-30", "text": "Mörkt."},
        {"scale": "4", "yes_no": "ja", "many": ["På natten"], "date": "2027-04-02", "one": "Tryggare"},
        {"scale": "3"},
    )
    page = coordinator.get(RESULTS)
    said = {words(part.h3): words(part.p) for part in page.soup.select("section section")}
    assert said["Hur tryggt är det?"] == "3 svar · medel 2,7"
    assert said["När är det otryggt?"] == "2 svar"
    assert said["Vad skulle göra det tryggare?"] == "1 svar"
    assert table(page, "Så svarade de", 1) == {"På dagen": "1", "På kvällen": "0", "På natten": "2"}
    assert table(page, "Så svarade de", 3) == {"Ja": "2", "Nej": "0", "Vet inte": "0"}
    assert table(page, "Så svarade de", 4) == {"april 2027": "2"}


def test_a_round_that_asked_the_same_stands_beside_it_and_in_a_series(coordinator, testby, by):
    first = a_closed_round(testby, by, {"scale": "1"}, {"scale": "2"}, title="Förra året", opened=LAST_YEAR)
    a_closed_round(testby, by, {"scale": "4"}, {"scale": "3", "text": "Bättre."}, like=first)
    page = coordinator.get(RESULTS)
    assert "2 svar · medel 3,5 · upp 2,0 sedan förra gången, då medel var 1,5 (2 svar)" in page.main
    wrote, safe = ([words(row) for row in one.select("tbody tr")] for one in page.soup.select("table.values"))
    assert safe == ["21 april 2027 3,5 2", "15 juli 2026 1,5 2"]
    assert wrote == ["21 april 2027 1", "15 juli 2026 0"]
    earlier = coordinator.get("/testby/intranat/dialoger/forra-aret/svar")
    assert "förra gången" not in earlier.main


def test_another_meaning_is_never_set_beside_it(coordinator, testby, by):
    first = a_closed_round(testby, by, {"scale": "1"}, title="Förra året", opened=LAST_YEAR)
    later = a_closed_round(testby, by, like=first)
    question = the_question(later, QuestionKind.SCALE)
    now = {name: getattr(question, name) for name in actions.Asked.__dataclass_fields__}
    asked = actions.Asked(**now | {"words": "Hur otryggt är det?"})
    actions.change_question(dialogue=later, question=question, asked=asked, by=by)
    page = coordinator.get(RESULTS)
    assert "förra gången" not in page.main
    assert not page.soup.select("table.values")


@pytest.mark.parametrize("other", [{"audience": Audience.ASSOCIATIONS}, {"side": Side.POLICE}])
def test_rounds_of_others_are_no_part_of_the_series(coordinator, testby, by, other):
    first = a_closed_round(testby, by, {"scale": "1"}, title="De andra", opened=LAST_YEAR, **other)
    a_closed_round(testby, by, {"scale": "4"}, like=first)
    assert "förra gången" not in coordinator.get(RESULTS).main


def test_a_revised_template_breaks_no_series_and_no_old_round(coordinator, testby, by):
    old = focus_set(testby, TODAY).areas[1]
    asked = actions.Asked(kind=QuestionKind.TEXT, words="Vad har du sett av hot?", focus_area_id=old.id)
    first = a_dialogue(testby, by, asked, title="Förra året")
    first.opens, first.closes = LAST_YEAR, LAST_YEAR
    answers(testby, first, by, "förra året", text="Ett rån.")
    new = FocusAreaSet(municipality_id=testby.id, title="Ny mall", valid_from=TODAY, ours=True, areas=[])
    new.areas.append(FocusArea(slug="hot", name="Hot, våld och rån", position=0, question="Vad har hänt?"))
    db.session.add(new)
    db.session.flush()
    old.successor_id = new.areas[0].id
    db.session.flush()
    second = actions.begin(party=testby.party(Side.MUNICIPALITY), title="Hur tryggt är det?", by=by, like=first)
    second.opens = TODAY
    for number in range(2):
        answers(testby, second, by, f"i år {number}", text="Inget.")
    page = coordinator.get(RESULTS)
    assert "2 svar · förra gången 1 svar" in page.main
    assert "Fokusområde: Hot, våld och rån" in page.main
    assert len(page.soup.select("table.values tbody tr")) == 2
    assert "Fokusområde: Hot och våld" in coordinator.get("/testby/intranat/dialoger/forra-aret/svar").main


def test_an_area_that_has_ended_since_keeps_its_answers(coordinator, testby, by):
    a_closed_round(testby, by, {"scale": "1", "area": "norrby"})
    db.session.query(Area).filter_by(municipality_id=testby.id, slug="norrby").one().ended = TODAY
    assert table(coordinator.get(RESULTS), "Var svaren gäller")["Norrby"] == "1"


def test_what_is_counted_as_it_comes_is_what_there_is(testby, by):
    dialogue = a_closed_round(
        testby,
        by,
        *everyone((3, {"scale": "1", "many": ["På dagen", "På natten"]}), (2, {"scale": "2", "text": "Ljus."})),
    )
    answered = db.session.query(Answer).all()
    for tally in db.session.query(Tally):
        same = [one for one in answered if (one.question_id, one.value) == (tally.question_id, tally.value)]
        assert tally.number == len(same)
    many = the_question(dialogue, QuestionKind.MANY)
    assert sum(one.firsts for one in db.session.query(Tally).filter_by(question_id=many.id)) == 3


def test_words_are_read_as_masked_once_reviewed_and_till_then_counted(coordinator, testby, by):
    dialogue = a_closed_round(testby, by, {"scale": "1", "text": "Kalle är hemsk."}, {"scale": "2", "text": "Mörkt."})
    reviews(answers_to(dialogue)[0], "[namn] är hemsk.", by)
    page = coordinator.get(RESULTS)
    assert "1 svar är inte granskat än." in page.main
    page = coordinator.click("Läs egna ord")
    assert "[namn] är hemsk." in page.main
    assert "Kalle" not in str(page.soup)
    assert "Mörkt." not in str(page.soup)
    assert coordinator.click("Öppna svaret [namn] är hemsk.").path.startswith("/testby/intranat/inkorg/")


def test_whoever_only_chose_has_no_words_to_read(coordinator, testby, by):
    dialogue = a_closed_round(testby, by, {"scale": "1"}, {"scale": "2", "text": "Mörkt."})
    for one in answers_to(dialogue):
        reviews(one, one.text, by)
    page = coordinator.get(f"{RESULTS}/ord")
    assert len(page.soup.select("blockquote")) == 1
    assert "1–1 av 1" in page.main


def test_the_inbox_shows_one_dialogue_alone(coordinator, testby, by):
    a_closed_round(testby, by, {"scale": "1", "text": "Hit."})
    a_closed_round(testby, by, {"scale": "1"}, {"scale": "2"}, title="En annan")
    coordinator.get(RESULTS)
    page = coordinator.click("Granska i inkorgen")
    assert "1 svar" in words(page.soup.find(id="found"))
    assert "Dialog: Hur tryggt är det?" in page.main


def test_whoever_may_not_read_answers_gets_no_way_to_them(app, testby, by):
    a_closed_round(testby, by, {"scale": "1"})
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.COMMUNICATOR))
    page = reader.get(RESULTS)
    assert not page.soup.select('a[href*="inkorg/"], a[href*="svar/fil"]')
    reader.get(f"{RESULTS}/fil", status=403)


def test_nobody_has_answered_yet(coordinator, testby, by):
    a_closed_round(testby, by)
    assert "Inga svar ännu" in coordinator.get(RESULTS).main
    assert "Inga egna ord att läsa än" in coordinator.get(f"{RESULTS}/ord").main
    assert "Inga egna ord att läsa än" in coordinator.get(f"{RESULTS}/ord?sida=99999999999999999999").main


def test_the_queries_do_not_grow_with_answers_or_rounds(coordinator, testby, by):
    first = a_closed_round(testby, by, {"scale": "1", "text": "Ja."})
    second = a_closed_round(testby, by, {"scale": "1"}, like=first, title="Den andra", opened=LAST_YEAR)
    reviews(answers_to(first)[0], "Ja.", by)
    addresses = [RESULTS, f"{RESULTS}/ord", f"{RESULTS}/alla"]
    memory.forget()
    few = [statements(coordinator, one) for one in addresses]
    for number in range(4):
        a_closed_round(testby, by, {"scale": "2"}, like=second, title=f"Runda {number}", opened=LAST_YEAR)
        a_closed_round(testby, by, *everyone((5, {"scale": "3", "text": "Nej."})), title=f"Annat {number}")
    for one in answers_to(second):
        reviews(one, "Maskat.", by)
    memory.forget()
    assert [statements(coordinator, one) for one in addresses] == few


def test_another_party_s_results_do_not_exist(app, testby, by):
    a_closed_round(testby, by, {"scale": "1"})
    officer = Reader(app)
    log_in(officer, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    for address in (RESULTS, f"{RESULTS}/ord", f"{RESULTS}/fil", f"{RESULTS}/alla"):
        officer.get(address, status=404)
