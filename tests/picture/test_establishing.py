"""Fastställ: refused while something is missing, then for ever."""

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.picture import queries, weighing
from medborgar.picture.models import PictureContribution
from medborgar.triage.models import Outcome, Review
from tests.factories import a_municipality
from tests.picture.worlds import (
    BOARD,
    a_municipal_officer,
    a_picture,
    an_answer,
    analysed,
    established,
    shared,
    token_of,
)

ESTABLISH = f"{BOARD}/faststall"


def test_it_is_refused_with_a_list_of_what_is_missing(somebody, testby, picture):
    an_answer(testby)
    reader = somebody()
    page = reader.get(ESTABLISH)
    missing = [item.get_text() for item in page.soup.select(".error li")]
    assert missing == [
        "Analysen av Ordning och otrygghet är inte skriven.",
        "Analysen av Hot och våld är inte skriven.",
        "Analysen av Ungdomar och skolor är inte skriven.",
        "Er egen lägesbild är inte delad som den ser ut nu. Dela den först.",
    ]
    reader.get(f"{BOARD}/tid")
    page = reader.post(ESTABLISH, {"csrf_token": token_of(reader)}, status=422)
    assert [item.get_text() for item in page.soup.select(".error li")] == missing
    assert not queries.for_period(testby, picture.period).is_established


def test_it_says_who_was_not_heard_or_that_nobody_was_missing(somebody, testby):
    analysed(a_picture(testby, not_heard=""))
    reader = somebody()
    assert "Ni har inte skrivit vilka som inte hördes, eller att ingen grupp saknades." in reader.get(ESTABLISH).main
    reader.get(f"{BOARD}/tid")
    reader.press("Spara", all_heard="y")
    reader.get(ESTABLISH)
    assert "Fastställd 15 mars 2027" in reader.press("Fastställ för alltid").main


def test_it_locks_the_picture_and_links_what_both_can_read(somebody, testby, picture):
    own, unseen = an_answer(testby), an_answer(testby, side=Side.POLICE)
    shared(picture, testby)
    analysed(picture)
    reader = somebody()
    reader.get(ESTABLISH)
    page = reader.press("Fastställ för alltid")
    assert "Fastställd 15 mars 2027" in page.main
    assert "Vidare till besluten" not in somebody(Role.STEERING_MEMBER).get(BOARD).main
    assert reader.click("Vidare till besluten").h1 == "Beslut"
    assert [link.contribution_id for link in db.session.query(PictureContribution)] == [own.id]
    db.session.expire_all()
    assert queries.latest_established(testby) == picture
    assert queries.counts(picture).total == 1
    with clock.at(picture.heard_to.replace(month=6)):
        following = a_picture(testby, period="2027-kv3")
    assert queries.counts(following, unseen.receiving_party_id).total == 1


def test_nothing_can_be_written_in_it_any_more(somebody, testby, picture):
    analysed(picture)
    reader = somebody()
    reader.get(f"{BOARD}/tid")
    data = {"csrf_token": token_of(reader), "text": "För sent att skriva", "version": "0", "title": "För sent"}
    established(picture, testby)
    for path in ("tid", "omrade/ordning/eget", "omrade/ordning/gemensam", "dela", "dela/inget", "problem/nytt"):
        page = reader.post(f"{BOARD}/{path}", data, status=422)
        assert "Lägesbilden är fastställd och kan inte ändras" in page.main
        assert "Inget är sparat." in page.main
        assert "För sent att skriva" in page.main
        assert "Gå tillbaka" not in page.main
    for path in ("", "/omrade/ordning", "/inlagg", "/problem"):
        page = reader.get(f"{BOARD}{path}")
        assert not page.soup.select("main form")
        ways = [str(link["href"]) for link in page.soup.select("main a")]
        assert not [way for way in ways if way.endswith(("/eget", "/gemensam", "/tid", "/nytt", "/dela", "/faststall"))]


def test_a_second_press_finds_it_done(somebody, picture):
    analysed(picture)
    reader = somebody()
    before = reader.get(ESTABLISH)
    reader.press("Fastställ för alltid")
    page = reader.press("Fastställ för alltid", on=before)
    assert "Fastställd 15 mars 2027" in page.main
    assert "Inget är sparat" not in page.main


def test_a_problem_keeps_only_answers_that_are_in_the_picture(testby, picture):
    answer = an_answer(testby)
    shared(picture, testby)
    analysed(picture)
    problem = weighing.save_problem(
        picture=picture,
        area=picture.focus_set.areas[0],
        words=weighing.ProblemWords(title="Mörkt"),
        grounds={answer.id},
        actor="test",
    )
    db.session.query(Review).one().outcome = Outcome.DONE_DIRECTLY
    db.session.commit()
    established(picture, testby)
    assert queries.grounds([problem]).total == 0


def test_a_municipality_without_answers_can_establish(testby, picture):
    analysed(picture)
    established(picture, testby)
    assert queries.established(testby) == [picture]


def test_the_police_and_readers_may_not(somebody, picture):
    for reader in (a_municipal_officer(somebody), somebody(Role.STEERING_MEMBER)):
        assert "Fastställ" not in [a.get_text() for a in reader.get(BOARD).soup.find_all("a")]
        reader.get(ESTABLISH, status=403)


def test_readers_read_and_write_nothing(somebody, picture):
    reader = somebody(Role.STEERING_MEMBER)
    for path in ("", "/omrade/ordning", "/inlagg", "/problem"):
        assert not reader.get(f"{BOARD}{path}").soup.select("main form")
    for path in ("/tid", "/omrade/ordning/eget", "/omrade/ordning/gemensam", "/dela", "/problem/nytt"):
        reader.get(f"{BOARD}{path}", status=403)


def test_another_municipality_has_another_picture(somebody, testby, picture):
    neighbour = a_municipality("annanby")
    reader = somebody(at=neighbour)
    for path in ("", "/omrade/ordning", "/inlagg", "/problem", "/tid", "/dela", "/faststall", "/problem/nytt"):
        reader.get(f"{BOARD}{path}", status=404)
        reader.get(f"{BOARD.replace('testby', 'annanby')}{path}", status=404)
