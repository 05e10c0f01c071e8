"""A promise in another language: written beside the Swedish, looked through, published, read, and corrected."""

import json
from datetime import date

import pytest
from sqlalchemy import event

from medborgar.core import clock, memory
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.followup.models import Result
from medborgar.publication.public import chain, connect
from tests.decided import a_decision
from tests.factories import a_person, log_in
from tests.publication.worlds import PERIOD
from tests.reader import Reader, words

DESK = f"/sala/intranat/oversattningar/{PERIOD}/en"
PAGE = "/en/sala/medborgarlofte"


def at_the_desk(app, world, role=Role.COMMUNICATOR):
    reader = Reader(app)
    log_in(reader, a_person(world.sala, role))
    reader.get(DESK)
    return reader


def field(page, label):
    """The name of the field with that label."""
    return next(tag["for"] for tag in page.soup.select("main label") if words(tag).startswith(label))


def test_what_is_written_is_looked_through_published_and_read(app, client, world):
    world.promise()
    writer = at_the_desk(app, world)
    page = writer.press("Granska", **{field(writer.page, "Rubrik"): "Light by the station"})
    assert "Light by the station" in page.main
    page = writer.press("Publicera")
    assert "English Delvis översatt" in page.main
    memory.forget()

    page = client.get(PAGE)
    assert page.soup.html["lang"] == "en"
    assert page.h1 == "What the municipality and the police promise for April–June 2027"
    assert words(page.soup.select_one("article h3")) == "Promise 1: Light by the station"
    assert not page.soup.select("article h3 [lang]")
    assert words(page.soup.select_one("article .what [lang=sv]")) == "Byter lamporna i gången."
    for said in ("This is a translation from 11 May 2027.", "Some of it is only in Swedish.", "1 April–30 June 2027"):
        assert said in page.main
    assert "Light by the station" in client.get("/en/sala").main
    assert "Light by the station" in client.get("/en/sala/arkiv").main
    assert "Light" not in client.get("/sala/medborgarlofte").main


def test_follow_ups_that_nobody_translates_are_said_to_be_swedish(client, world):
    world.promise()
    world.translate("en", rubrik="Light by the station", varfor="Many take a detour.")
    world.report(Result.DONE, value=24, cooperated="Elbolaget", effects="Fler går där.")
    world.publish_reports()

    notes = client.get(PAGE).soup.find("p", string="This part is only in Swedish.").parent
    assert words(notes.select_one(".lines [lang=sv]")) == "Alla lampor lyser."
    story = client.get(f"{PAGE}/{PERIOD}/lofte/1").soup
    assert "This part is only in Swedish." in words(story.select_one("section[aria-labelledby=told]"))
    assert "This part is only in Swedish." not in client.get(f"/sala/medborgarlofte/{PERIOD}/lofte/1").main
    assert "This part is only in Swedish." in client.get("/en/sala/uppfoljning").main
    archive = client.get("/en/sala/arkiv").main
    assert "Light by the station" in archive
    assert "Some of it is only in Swedish." in archive
    assert "This part is only in Swedish." not in archive


def test_without_a_translation_the_page_says_so(client, world):
    world.promise()
    page = client.get(PAGE)
    assert "What is promised is only in Swedish." in page.main
    assert page.soup.select_one("main .notice a[hreflang=sv]")["href"] == "/sala/medborgarlofte"
    page = client.get("/lattlast/sala/medborgarlofte")
    assert "Löftet är inte lätt att läsa än." in page.main
    assert not page.soup.select("main [lang=sv]")


def test_what_is_corrected_stands_in_swedish_until_it_is_translated_again(app, client, world):
    world.promise()
    world.translate("en", rubrik="Light by the station", varfor="Many take a detour.")
    world.edit(title="Ljust vid stationen!")
    proposal = world.propose(editorial=True, note="Skrivfel")
    world.confirm(proposal)
    world.publish(proposal)

    page = client.get(PAGE)
    assert "The Swedish text has changed since it was translated." in page.main
    assert words(page.soup.select_one("article h3 [lang=sv]")) == "Ljust vid stationen!"
    assert "Many take a detour." in page.main
    writer = at_the_desk(app, world)
    assert writer.page.soup.find(id=field(writer.page, "Rubrik")).get("value") == ""
    assert "Äldre än den svenska texten" in writer.get("/sala/intranat/oversattningar").main


def test_two_who_translate_at_once_see_both_texts(app, world):
    world.promise()
    writer = at_the_desk(app, world, Role.COORDINATOR)
    name = field(writer.page, "Rubrik")
    world.translate("en", rubrik="Bright by the station")
    page = writer.press("Granska", **{name: "Light by the station"}, status=409)
    assert "Bright by the station" in page.main
    assert page.soup.find(id=name)["value"] == "Light by the station"
    page = writer.press("Granska")
    assert "Så här kommer det att se ut" in page.main


def test_easy_swedish_is_measured(app, world):
    world.promise()
    writer = at_the_desk(app, world)
    writer.get(DESK.replace("/en", "/lattlast"))
    hard = "Kommunikationsavdelningen verkställer fortlöpande belysningsförbättringar inom hela stationsområdet "
    hard += "under innevarande verksamhetsår."
    page = writer.press("Granska", **{field(writer.page, "Därför"): hard})
    assert "Därför har LIX" in page.main


def test_nothing_is_no_translation_and_an_older_promise_is_not_translated(world):
    world.promise()
    with pytest.raises(Refused, match="minst en text"):
        world.translate("en", rubrik="")
    with pytest.raises(Refused, match="minst en text"):
        world.translate("en", hittepa="What?")
    with connect() as connection:
        first = chain(connection, "sala")[-1]
    world.edit(title="Något helt annat ska vi göra")
    world.promise()
    with pytest.raises(Stale):
        world.translate("en", of=first, rubrik="Light")


def test_nobody_is_pointed_out_in_any_language(app, world):
    world.promise()
    writer = at_the_desk(app, world)
    page = writer.press("Granska", **{field(writer.page, "Rubrik"): "Lars Svensson will mend it"}, status=422)
    assert "Lars Svensson: det ser ut som ett namn" in " ".join(page.errors)


def test_feed_data_and_check_page_know_it(client, world):
    world.promise()
    world.translate("en", rubrik="Light by the station")
    feed = client.http.get("/sala/medborgarlofte.atom").get_data(as_text=True)
    assert "finns nu översatt: English" in feed
    assert f"/en/sala/medborgarlofte/{PERIOD}" in feed
    found = json.loads(client.http.get("/sala/medborgarlofte.json").data)["oversattningar"]
    assert [(one["sprak"], one["ord"]) for one in found] == [("en", {"lofte-1": {"rubrik": "Light by the station"}})]
    assert "Översättning av löftet, april–juni 2027: English" in client.get("/sala/kontrollera").main
    assert "Löftet är inte publicerat" not in client.get("/sala/medborgarlofte").main


def test_queries_do_not_grow_with_the_translations(client, world):
    world.promise()
    before = asked(client, PAGE)
    for text in ("Light", "Lighter", "Lightest"):
        world.translate("en", rubrik=text)
    assert asked(client, PAGE) == before


def asked(reader, address):
    """How many questions a page asks of the database when it is made anew."""
    found: list[str] = []
    memory.forget()
    engine = db.engines["public"]
    event.listen(engine, "before_cursor_execute", hook := lambda *said: found.append(said[2]))
    reader.get(address)
    event.remove(engine, "before_cursor_execute", hook)
    return len(found)


@pytest.mark.parametrize(("code", "label"), [("fi", "Lupaus 1: otsikko"), ("ar", "الوعد 1: العنوان")])
def test_what_a_version_changed_is_told_in_every_language_of_the_promise(client, world, code, label):
    world.promise()
    world.edit(title="Ljust på hela torget")
    world.promise()
    page = client.get(f"/{code}/sala/medborgarlofte/{PERIOD}/v2")
    assert label in [words(tag) for tag in page.soup.select("table.changes th[scope=row]")]
    assert "Jämför med version" not in page.main


def test_what_is_only_translated_is_no_change(client, world):
    world.promise()
    world.edit(title="Ljust på hela torget")
    world.promise()
    world.translate("en", rubrik="Light in the square", varfor="Many take a detour.")
    rows = client.get(f"{PAGE}/{PERIOD}/v2").soup.select("table.changes tbody tr")
    assert [[words(cell) for cell in row.select("th, td")] for row in rows] == [
        ["Promise 1: heading", "Ljust vid stationen", "Ljust på hela torget"]
    ]


def test_the_last_time_leads_to_what_there_is(client, world):
    world.promise()
    world.decision = a_decision(world.sala, world.coordinator, period="2027-kv3")
    world.promise()
    address = f"/sala/medborgarlofte/{PERIOD}/lofte/1"
    with clock.at(date(2027, 8, 2)):
        memory.forget()
        for code, led in {"ar": address, "fi": address, "en": f"/en{address}"}.items():
            page = client.get(f"/{code}/sala/medborgarlofte")
            assert led in [link["href"] for link in page.soup.select("section[aria-labelledby=before] h3 a")]


def test_easy_swedish_says_in_one_way_when_something_was_told(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    assert "Berättat 11 maj: Alla lampor lyser." in client.get("/lattlast/sala/medborgarlofte").main
