"""A resident tells: three pages, check your answers, a receipt."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from medborgar.core.extensions import db
from medborgar.intake.models import TEXT_MAX, Contribution
from tests.factories import a_municipality
from tests.reader import Page

WHOLE = {"kind": "otrygg", "text": "Det är mörkt.", "area": "centrum", "place": "Torget", "sida": "granska"}


def tell(client, **answers):
    """Walk the three pages to the check."""
    client.get("/sala/beratta")
    client.press("Fortsätt", kind=answers.get("kind", "otrygg"), text=answers.get("text", "Det är mörkt."))
    where = {"area": answers.get("area", "centrum"), "place": answers.get("place", "")}
    client.press("Fortsätt", **where, day_part=answers.get("day_part", "kvall"))
    return client.press("Fortsätt")


def the_code(page):
    return page.soup.find(id="receipt-code").get_text()


def kept():
    return db.session.query(Contribution).all()


def test_three_pages_a_check_and_a_receipt(client, sala):
    check = tell(client, text="Gången är kolsvart.\nJag går en omväg.", place="Vid stationen")
    assert check.h1 == "Stämmer det här?"
    assert "Vid stationen" in check.main
    receipt = client.press("Skicka till kommunen")
    assert len(the_code(receipt).replace(" ", "")) == 16
    (row,) = kept()
    assert row.text == "Gången är kolsvart.\nJag går en omväg."
    assert (row.place, row.area.name, row.day_part, row.voice) == ("Vid stationen", "Centrum", "kvall", "invanare")


@pytest.mark.parametrize("kind", ["otrygg", "trygg", "forslag", "pa-vag"])
@pytest.mark.parametrize("area", ["norrby", "hela", "vet-inte"])
def test_every_kind_and_extent_can_be_told(client, sala, kind, area):
    tell(client, kind=kind, area=area)
    client.press("Skicka till kommunen")
    assert kept()[0].kind == kind


def test_nothing_is_remembered_in_the_browser(client, sala):
    for page in (client.get("/sala/beratta"), tell(client), client.press("Skicka till kommunen")):
        assert "Set-Cookie" not in page.headers
        assert not page.soup.find("script", src=lambda address: "receipt.js" not in address)


def test_back_can_show_the_questions_but_not_the_receipt(client, sala):
    """no-store on the questions would make a browser ask whether to send the form again at every Back."""
    for page in (client.get("/sala/beratta"), tell(client)):
        assert page.headers["Cache-Control"] == "private, no-cache"
    assert client.press("Skicka till kommunen").headers["Cache-Control"] == "no-store"


def test_only_the_receipt_has_a_script_and_its_buttons_wait_for_it(client, sala):
    assert not tell(client).soup.find("script")
    page = client.press("Skicka till kommunen")
    assert page.soup.find("script")
    assert page.soup.find("button", string="Kopiera").parent.has_attr("hidden")


def test_sending_twice_gives_the_same_receipt_and_one_row(client, sala):
    check = tell(client)
    first, second = (the_code(client.press("Skicka till kommunen", on=check)) for _ in range(2))
    assert first == second
    assert len(kept()) == 1


def test_sending_twice_at_the_same_moment_too(app, client, sala):
    data = WHOLE | {"till": "skicka", "token": token_of(client)}
    db.session.commit()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: app.test_client().post("/sala/beratta", data=data), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({the_code(Page(answer)) for answer in answers}) == 1
    assert len(kept()) == 1


def test_a_used_form_with_other_words_is_a_conflict_that_keeps_them(client, sala):
    check = tell(client)
    client.press("Skicka till kommunen", on=check)
    page = client.press("Skicka till kommunen", on=check, text="Något helt annat.", status=409)
    assert "Något helt annat." in page.main
    client.press("Skicka till kommunen")
    assert {row.text for row in kept()} == {"Det är mörkt.", "Något helt annat."}


@pytest.mark.parametrize("token", [None, "", "påhittad", "eyJ.x.y"])
def test_a_form_that_is_not_ours_keeps_the_words_and_can_be_sent_again(client, sala, token):
    tell(client, text="Viktigt.")
    page = client.press("Skicka till kommunen", token=token, status=400)
    assert "Viktigt." in page.main
    assert not kept()
    client.press("Skicka till kommunen")
    assert [row.text for row in kept()] == ["Viktigt."]


def test_a_form_left_open_overnight_keeps_the_words(client, sala, time_machine):
    time_machine.move_to("2027-01-14T20:00Z")
    tell(client, text="Viktigt.")
    time_machine.move_to("2027-01-15T09:00Z")
    assert "länge" in client.press("Skicka till kommunen", status=400).main
    client.press("Skicka till kommunen")
    assert [row.text for row in kept()] == ["Viktigt."]


def test_another_municipality_s_form_is_not_ours(client, sala):
    a_municipality("falun")
    client.get("/falun/beratta")
    token = client.page.soup.find("input", {"name": "token"})["value"]
    client.post("/sala/beratta", WHOLE | {"till": "skicka", "token": token}, status=400)
    assert not kept()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Skriv vad du vill berätta"),
        ("   \n ", "Skriv vad du vill berätta"),
        ("\u200b\u00a0\u2060", "Skriv vad du vill berätta"),
        ("å" * (TEXT_MAX + 1), "Korta texten"),
        ("mörkt\x00här", "tecken som inte syns"),
    ],
)
def test_a_text_that_can_not_be_kept_says_what_to_do_and_stays(client, sala, text, told):
    client.get("/sala/beratta")
    page = client.press("Fortsätt", kind="trygg", text=text, status=422)
    assert told in page.errors[0]
    assert page.soup.title.get_text().startswith("Fel:")
    assert page.soup.find("input", {"name": "kind", "value": "trygg"}).has_attr("checked")
    if text.isprintable() and "\x00" not in text:
        assert page.soup.find("textarea").get_text().strip() == text


def test_a_text_of_just_the_right_length_with_emoji_is_kept(client, sala):
    text = "🌲" * TEXT_MAX
    tell(client, text=text)
    client.press("Skicka till kommunen")
    assert kept()[0].text == text


@pytest.mark.parametrize(
    ("where", "told", "faulty"),
    [
        ("vad", "Välj något i listan", {"kind": "annat"}),
        ("var", "Välj något i listan", {"area": "falun"}),
        ("var", "Välj dag, kväll eller natt", {"day_part": "alltid"}),
        ("var", "Välj hur ofta", {"frequency": "alltid"}),
        ("svar", "Välj något i listan", {"reply": "brev"}),
    ],
)
def test_what_is_on_no_list_is_refused_on_its_own_page(client, sala, where, told, faulty):
    page = client.post("/sala/beratta", WHOLE | {"till": "skicka", "token": token_of(client)} | faulty, status=422)
    assert told in page.errors[0]
    assert page.soup.find("input", {"name": "sida"})["value"] == where
    assert not kept()


def test_a_step_that_is_not_there_leads_to_the_check(client, sala):
    page = client.post("/sala/beratta", WHOLE | {"till": "vidare", "token": token_of(client)})
    assert page.h1 == "Stämmer det här?"


@pytest.mark.parametrize("step", ["1", "8", "9", "999", "-1", "9" * 40, "x", "\u0661"])
def test_a_form_is_sent_to_one_of_a_few_addresses_and_never_to_its_own(client, sala, step):
    sent_to = client.get(f"/sala/beratta?steg={step}").soup.select_one("main form")["action"]
    assert sent_to in {f"/sala/beratta?steg={number}" for number in range(1, 10)} - {f"/sala/beratta?steg={step}"}


def test_going_back_and_changing_loses_nothing(client, sala):
    tell(client, text="Först.", place="Torget")
    page = client.press("Ändra Det här skrev du")
    assert page.soup.find("textarea").get_text().strip() == "Först."
    page = client.press("Fortsätt", text="Sedan.")
    assert page.h1 == "Stämmer det här?"
    client.press("Tillbaka")
    client.press("Tillbaka")
    assert client.press("Fortsätt").h1 == "Vill du ha svar?"
    client.press("Fortsätt")
    client.press("Skicka till kommunen")
    assert (kept()[0].text, kept()[0].place) == ("Sedan.", "Torget")


def test_changing_leads_first_to_what_is_still_to_be_answered(client, sala):
    tell(client)
    page = client.press("Ändra Det här skrev du")
    page.soup.find("input", {"name": "area"}).decompose()
    assert client.press("Fortsätt", on=page, status=422).h1 == "Var och när gäller det?"
    assert client.press("Fortsätt", area="hela").h1 == "Stämmer det här?"


def test_too_many_at_once_wait_and_keep_their_words(client, sala):
    for _ in range(100):
        client.post("/sala/beratta", WHOLE | {"till": "skicka", "token": token_of(client)})
    page = client.post(
        "/sala/beratta", WHOLE | {"till": "skicka", "token": token_of(client), "text": "Sista."}, status=429
    )
    assert "Sista." in page.main


def test_a_body_that_is_too_large_is_told_so(client, sala):
    page = client.post("/sala/beratta", {"text": "x" * 70_000}, status=413)
    assert page.h1 == "Det var för mycket på en gång"


def test_hostile_text_is_only_text(client, sala):
    page = tell(client, text="<script>alert(1)</script> {{ 7*7 }} <img src=x onerror=alert(1)>")
    assert "<script>alert(1)</script> {{ 7*7 }}" in page.main
    assert not page.soup.find("script")


def token_of(client):
    client.get("/sala/beratta")
    return client.page.soup.find("input", {"name": "token"})["value"]
