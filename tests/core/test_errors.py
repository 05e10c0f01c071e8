"""How errors are answered."""

import uuid

import pytest
from sqlalchemy.exc import OperationalError
from wtforms import Form, PasswordField

from medborgar.accounts import forms
from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core.errors import UNSAID
from medborgar.core.permissions import Role
from medborgar.intake import actions as intake
from tests.factories import PASSWORD, a_municipality, a_person, log_in


@pytest.mark.parametrize("host", ["ond.example", "", "sala.example.ond.example", "a b", "[::1"])
def test_a_name_that_is_not_ours_is_refused_in_good_order(host, tmp_path, caplog):
    site = create_app(Settings(mode=Mode.PRODUCTION, data=tmp_path, trusted_hosts="sala.example"))

    answer = site.test_client().get("/sala", headers={"Host": host})

    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == "Den adressen är inte vår."
    assert "Content-Security-Policy" in answer.headers
    assert caplog.text == ""


@pytest.fixture
def broken(monkeypatch):
    """The database goes away in the middle of a submission."""

    def away(**_: object) -> str:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(intake, "submit", away)


def test_what_could_not_be_received_is_there_to_copy(client, broken):
    a_municipality("sala")
    client.get("/sala/beratta")
    client.press("Fortsätt", text="Det är mörkt <b>vid</b> dammen.")
    client.press("Fortsätt", area="hela")
    client.press("Fortsätt")

    page = client.press("Skicka till kommunen", status=503)

    assert "Det du skickade är inte mottaget." in page.main
    assert "Det är mörkt <b>vid</b> dammen." in page.main


def test_what_was_written_of_something_that_a_colleague_removed_is_there_to_copy(client):
    log_in(client, a_person(a_municipality("sala"), Role.COORDINATOR))
    nowhere = f"/sala/intranat/installningar/platser/{uuid.uuid4()}"
    token = client.get("/sala/intranat/installningar/platser/ny").soup.select("[name=csrf_token]")[0]["value"]

    page = client.post(nowhere, {"csrf_token": token, "name": "Parken vid ån"}, status=404)

    assert page.h1 == "Det här finns inte längre"
    assert "Parken vid ån" in page.main


@pytest.mark.parametrize("lost", ["medborgarlofte/2020-kv1", "medborgarlofte/2020-kv1/lofte/9", "medborgarloftet"])
def test_whoever_is_lost_in_a_municipality_is_shown_to_its_promises(client, lost):
    a_municipality("sala")
    page = client.get(f"/sala/{lost}", status=404)
    ways = {link.get_text(): link["href"] for link in page.soup.select("main a")}
    assert ways["Medborgarlöftet"] == "/sala/medborgarlofte"
    assert ways["Alla löften"] == "/sala/arkiv"
    client.get("/sala/arkiv")
    assert [link["href"] for link in client.get("/finns-inte/x", status=404).soup.select("main a")] == ["/"]


def test_too_much_sent_to_nowhere_is_still_nowhere(client):
    client.post("/finns/inte/alls", {"text": "x " * 70_000}, status=404)


def test_a_text_that_is_too_long_is_told_how_much_there_is_room_for(client):
    log_in(client, a_person(a_municipality("sala"), Role.COORDINATOR))
    page = client.post("/sala/intranat/installningar/platser/ny", {"name": "å" * 70_000}, status=413)
    assert "högst omkring 60\u00a0000 tecken" in page.html
    assert "Tryck på Tillbaka i webbläsaren" in page.main


def test_a_password_is_never_shown_again(client):
    a_municipality("sala")
    page = client.post("/logga-in", {"email": "a b", "password": PASSWORD}, status=400)
    assert PASSWORD not in page.main


def test_every_password_has_a_name_that_is_never_shown_again():
    classes = [kind for kind in vars(forms).values() if isinstance(kind, type) and issubclass(kind, Form)]
    fields = [(name, field) for kind in classes for name, field in vars(kind).items() if hasattr(field, "field_class")]
    passwords = {name for name, field in fields if issubclass(field.field_class, PasswordField)}
    assert passwords
    assert passwords <= UNSAID
