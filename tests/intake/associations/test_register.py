"""The register of associations: they ask to be in it, staff keep it, a file fills it; faults are told row by row."""

from io import BytesIO

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.associations import actions
from medborgar.intake.associations.models import Association, AssociationImport, Standing
from medborgar.intake.associations.numbers import normal_number
from tests.factories import a_person, a_token, carry, log_in
from tests.governance.conftest import statements
from tests.intake.invitations.worlds import an_association
from tests.reader import Reader

JOIN, REGISTER, SEND = "/testby/foreningar", "/testby/intranat/foreningar", "/testby/intranat/foreningar/las-in"
GOOD = "Förening;E-post;Org.nr;Kontakt;Område;Får nämnas;Telefon\n"


@pytest.fixture
def coordinator(kept, client, by):
    carry(client, kept(a_token, by))
    return client


def register() -> dict[str, Association]:
    db.session.expire_all()
    return {one.name: one for one in db.session.query(Association)}


def sends(coordinator, text: str | bytes, name: str = "foreningar.csv", **options):
    data = text.encode() if isinstance(text, str) else text
    page = coordinator.get(SEND)
    token = page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    sent = {"csrf_token": token, "file": (BytesIO(data), name)}
    return coordinator.post(SEND, sent, content_type="multipart/form-data", **options)


def test_an_association_asks_and_staff_answer(client, site, testby, by):
    client.get(JOIN)
    page = client.press(
        "Skicka anmälan", name="Norra byalaget", email="byalaget@forening.example", contact="Ordförande"
    )
    assert page.h1 == "Tack! Vi har tagit emot er anmälan"
    assert "Set-Cookie" not in page.headers
    assert register()["Norra byalaget"].standing == Standing.WAITING
    coordinator = Reader(site)
    log_in(coordinator, by)
    assert "1 förening vill vara med" in coordinator.get("/testby/intranat").main
    assert "Vill vara med" in coordinator.get(REGISTER).main
    coordinator.click("Norra byalaget")
    coordinator.press("Spara och ta med")
    assert register()["Norra byalaget"].standing == Standing.IN
    assert "1 förening är med" in coordinator.page.main


def test_to_ask_twice_is_to_ask_once_and_tells_nothing(client, testby, by):
    an_association(testby, by, "Norra byalaget")
    client.get(JOIN)
    page = client.press("Skicka anmälan", name="norra  BYALAGET", email="falsk@forening.example")
    assert page.h1 == "Tack! Vi har tagit emot er anmälan"
    (row,) = register().values()
    assert row.email != "falsk@forening.example"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"name": "", "email": "a@b.example"}, "Skriv vad föreningen heter"),
        ({"name": "Klubben", "email": "ingen"}, "Skriv en e-postadress"),
        ({"name": "Klubben", "email": "a@b.example", "number": "900101-0017"}, "Skriv ett organisationsnummer"),
        ({"name": "Klubben", "email": "a@b.example", "number": "802002-0024"}, "Skriv ett organisationsnummer"),
        ({"name": "x" * 121, "email": "a@b.example"}, "Korta texten"),
    ],
)
def test_what_is_wrong_is_told_and_kept(client, testby, fields, fault):
    client.get(JOIN)
    page = client.press("Skicka anmälan", status=422, **fields)
    assert page.errors[0].startswith(fault)
    assert register() == {}


def test_a_number_is_an_organisations():
    assert normal_number("8020020023") == "802002-0023"
    assert normal_number("802002-0024") is None
    assert normal_number("900101-0017") is None
    assert normal_number("ett nummer") is None


def test_staff_change_and_leave_out(coordinator, testby, by):
    row = an_association(testby, by)
    coordinator.get(f"{REGISTER}/{row.id}")
    areas = [box["value"] for box in coordinator.page.soup.select("input[name=areas]")]
    coordinator.press("Spara", name="Nya byalaget", number="802002-0023", areas=areas[:1], may_be_named="y")
    found = register()["Nya byalaget"]
    assert (found.number, len(found.areas), found.may_be_named) == ("802002-0023", 1, True)
    coordinator.press("Ta bort")
    assert register()["Nya byalaget"].standing == Standing.OUT
    assert "Inte med längre" in coordinator.page.main


def test_two_who_change_at_once_see_both(coordinator, testby, by):
    row = an_association(testby, by)
    coordinator.get(f"{REGISTER}/{row.id}")
    row.name, row.version = "Kollegans namn", row.version + 1
    page = coordinator.press("Spara", name="Mitt namn", status=409)
    assert "Kollegans namn" in page.main
    assert "Mitt namn" in page.main
    coordinator.press("Spara")
    assert "Mitt namn" in register()


def test_two_are_never_called_the_same(coordinator, testby, by):
    an_association(testby, by, "Norra byalaget")
    coordinator.get(f"{REGISTER}/ny")
    page = coordinator.press("Spara", name="NORRA byalaget", email="a@b.example", status=422)
    assert page.errors == ["Det finns redan en förening som heter så."]


def test_a_file_is_seen_before_it_is_taken_in(coordinator, testby, by):
    an_association(testby, by, "Norra byalaget")
    north = "Norra byalaget;ny@forening.example;;;;\n"
    south = "Södra klubben;sodra@forening.example;802002-0023;Kassör;Centrum;ja;070\n"
    page = sends(coordinator, GOOD + north + south)
    assert "Nya föreningar 1 Ändras 1 Fel 0 rader" in page.main
    assert "De här kolumnerna läses inte: Telefon." in page.main
    assert set(register()) == {"Norra byalaget"}
    page = coordinator.press("Läs in de 2 rader som är rätt")
    assert "foreningar.csv är inläst" in page.h1
    assert register()["Norra byalaget"].email == "ny@forening.example"
    added = register()["Södra klubben"]
    assert (added.number, added.contact, added.may_be_named) == ("802002-0023", "Kassör", True)
    assert [area.name for area in added.areas] == ["Centrum"]


def test_a_file_of_faults_tells_every_row(coordinator, testby):
    wrong = "".join(f"Klubb {n};inte-en-adress;;;Ingenstans;kanske;\n" for n in range(300))
    page = sends(coordinator, GOOD + wrong + "Klubb A;a@b.example;;;;;\nKlubb A;a@b.example;;;;;\n")
    assert "Fel 301 rader" in page.main
    assert "De 100 första av 301 visas." in page.main
    for words in ("Skriv en e-postadress", "Okänt område: Ingenstans", "Skriv ja eller nej"):
        assert words in page.main
    coordinator.press("Läs in den rad som är rätt")
    assert set(register()) == {"Klubb A"}
    assert db.session.query(AssociationImport).one().left_out == 301


def test_to_take_in_twice_is_once(coordinator, testby):
    page = sends(coordinator, GOOD + "Klubb A;a@b.example;;;;;\n")
    for _ in range(2):
        coordinator.press("Läs in den rad som är rätt", on=page)
    assert db.session.query(AssociationImport).one().added == 1


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "Filen är tom"),
        (b"\xff\xfe\x00", "Filen"),
        (b"Namn;Telefon\nA;070\n", "Filen saknar kolumnen E-post"),
        (b"PK\x03\x04 trasig", "Filen går inte att läsa som xlsx"),
    ],
)
def test_a_file_that_is_no_register_says_what_to_do(coordinator, testby, data, fault):
    page = sends(coordinator, data, status=422)
    assert page.errors[0].startswith(fault)


def test_the_page_asks_as_often_for_many_as_for_one(coordinator, testby, by):
    an_association(testby, by)
    before = statements(coordinator, REGISTER)
    for number in range(5):
        an_association(testby, by, f"Klubb {number}")
    assert statements(coordinator, REGISTER) == before


def test_the_police_see_the_register_and_change_nothing(site, testby, by):
    row = an_association(testby, by)
    police = Reader(site)
    log_in(police, a_person(testby, Role.MUNICIPAL_POLICE, Side.POLICE))
    assert "Lägg till en förening" not in police.get(REGISTER).main
    police.get(f"{REGISTER}/{row.id}", status=403)


def test_so_many_ask_that_nobody_reads(client, testby, monkeypatch):
    monkeypatch.setattr(actions, "WAITING_MOST", 0)
    client.get(JOIN)
    page = client.press("Skicka anmälan", name="Norra", email="a@b.example", status=422)
    assert "Vi har fått många anmälningar" in page.main
