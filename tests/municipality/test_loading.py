"""Loading a profile makes and changes rows, and leaves alone what staff have changed."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from medborgar.audit.models import AuditEntry, Event
from medborgar.cli import cli
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.intake.models import OPEN_DIALOGUE, Dialogue
from medborgar.municipality import actions, queries, reading
from medborgar.municipality.models import Area, FocusArea, Municipality, Place

SALA = reading.find("sala").read_text()


def test_sala_is_loaded_with_its_method(loaded: Municipality) -> None:
    assert loaded.party(Side.POLICE).organisation.serves == 5
    styrgrupp, lolg = queries.bodies(loaded)
    assert styrgrupp.name == "Styrgruppen för Sala kommuns brottsförebyggande arbete"
    assert [seat.function for seat in lolg.seats][2] == "Kommunpoliserna från de fem kommunerna"
    assert [cadence.often for cadence in queries.cadences(loaded)] == [
        "Varje vecka", "Varannan vecka", "Varannan vecka", "Var tredje månad", "Varje kvartal", "Varje kvartal"
    ]  # fmt: skip
    focus = queries.focus_set(loaded, clock.today())
    assert (focus.ours, len(focus.areas)) == (True, 6)


def test_loading_again_changes_nothing(site_cli: "Commands", loaded: Municipality) -> None:
    entries = db.session.query(AuditEntry).count()

    told = site_cli.load("sala").output

    assert "Nya: 0, ändrade: 0, oförändrade: 42, behållna: 0." in told
    assert db.session.query(AuditEntry).count() == entries


def test_the_open_form_is_there_once(site_cli: "Commands", loaded: Municipality) -> None:
    site_cli.load("sala")

    assert db.session.query(Dialogue).filter_by(municipality_id=loaded.id, slug=OPEN_DIALOGUE).count() == 1


def test_a_loading_is_logged(loaded: Municipality) -> None:
    entry = db.session.query(AuditEntry).filter_by(event=Event.PROFILE_LOAD).one()

    assert (entry.municipality_id, entry.actor) == (loaded.id, "municipality load")


def test_what_changes_in_the_profile_changes_in_the_site(site_cli: "Commands", loaded: Municipality) -> None:
    told = site_cli.load(changed("namn: Åkra\n", "namn: Åkra gård\n", "- Alla gruppchefer\n", "- Gruppcheferna\n"))

    assert "Nya: 0, ändrade: 2, oförändrade: 40, behållna: 0." in told.output
    assert the_area("akra").name == "Åkra gård"
    assert queries.bodies(loaded)[1].seats[1].function == "Gruppcheferna"


def test_what_staff_changed_is_kept_and_told(site_cli: "Commands", loaded: Municipality) -> None:
    staff_rename("Stora torget", "Salutorget")

    told = site_cli.load(changed("namn: Stora torget", "namn: Torget"))

    assert "platsen «stora-torget»: ändrad av personal, behölls" in told.output
    assert place_names() >= {"Salutorget"}


def test_what_staff_changed_is_taken_back_when_asked(site_cli: "Commands", loaded: Municipality) -> None:
    staff_rename("Stora torget", "Salutorget")

    told = site_cli.load("sala", "--skriv-over")

    assert "platsen «stora-torget»: ändrad av personal, skrevs över" in told.output
    assert "Stora torget" in place_names()


def test_what_staff_changed_as_the_profile_did_is_unchanged(site_cli: "Commands", loaded: Municipality) -> None:
    staff_rename("Stora torget", "Torget")
    profile = changed("namn: Stora torget", "namn: Torget")

    assert "oförändrade: 42, behållna: 0" in site_cli.load(profile).output


def test_a_name_that_staff_have_used_is_not_taken_from_them(site_cli: "Commands", loaded: Municipality) -> None:
    staff_save(Place(municipality_id=loaded.id), name="Torget", area_id=the_area("akra").id)

    told = site_cli.load(changed("namn: Stora torget", "namn: Torget"))

    assert "platsen «stora-torget»: hoppades över: namnet finns redan på en annan plats" in told.output
    assert place_names() >= {"Torget", "Stora torget"}


def test_what_the_profile_no_longer_names_is_kept_and_told(site_cli: "Commands", loaded: Municipality) -> None:
    told = site_cli.load(changed("  mans-ols: {namn: Måns Ols, delområde: ovriga-sala}\n", ""))

    assert "platsen «mans-ols»: finns inte längre i profilen, behölls" in told.output
    assert "Måns Ols" in place_names()


def test_a_new_template_of_focus_areas_comes_beside_the_old(site_cli: "Commands", loaded: Municipality) -> None:
    template = SALA[SALA.index("  standard-2023:") :]
    newer = template.replace("standard-2023", "standard-2030").replace("2023-07-01", "2030-01-01")

    site_cli.load(SALA + newer)

    assert db.session.query(FocusArea).count() == 12
    assert queries.focus_set(loaded, clock.today()).profile_key == "standard-2023"


def test_an_area_can_name_the_one_that_comes_after_it(site_cli: "Commands", loaded: Municipality) -> None:
    template = SALA[SALA.index("  standard-2023:") :]
    newer = template.replace("standard-2023", "standard-2030").replace("2023-07-01", "2030-01-01")
    older = SALA.replace("        namn: Hot och våld\n", "        namn: Hot och våld\n        ersätts av: ordning\n")

    site_cli.load(older + newer)
    told = site_cli.load(older + newer)

    assert "Nya: 0, ändrade: 0, oförändrade: 49, behållna: 0." in told.output
    successors = db.session.query(FocusArea).filter(FocusArea.successor_id.is_not(None))
    (old,) = successors
    new = db.session.get(FocusArea, old.successor_id)
    assert new
    assert (old.slug, old.set.profile_key) == ("vald", "standard-2023")
    assert (new.slug, new.set.profile_key) == ("ordning", "standard-2030")

    site_cli.load(SALA + newer)
    assert successors.count() == 0


def test_nothing_is_loaded_from_a_faulty_profile(site_cli: "Commands", app: Flask) -> None:
    result = site_cli.load(changed("delområde: ekeby", "delområde: mora"), status=1)

    assert "min.yaml, rad" in result.output
    assert "fältet «platser → ekebyskolan → delområde»: «mora» finns inte bland delområdena" in result.output
    assert db.session.query(Municipality).count() == 0


def test_a_profile_that_is_not_there_is_told_of(site_cli: "Commands") -> None:
    assert (
        "Profilen mora finns inte. Våra heter: alvdalen, eskilstuna, falun, gavle, ny, sala."
        in site_cli.load("mora", status=1).output
    )


class Commands:
    """Somebody at a terminal with a file of their own."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app, self.file = app, folder / "min.yaml"

    def load(self, profile: str, *options: str, status: int = 0) -> Result:
        """Load a profile by its name, or a file with that content."""
        if "\n" in profile:
            self.file.write_text(profile)
            profile = str(self.file)
        result = self.app.test_cli_runner().invoke(cli, ["municipality", "load", profile, *options])
        assert result.exit_code == status, result.output
        db.session.commit()
        return result


@pytest.fixture
def site_cli(app: Flask, tmp_path: Path) -> Commands:
    return Commands(app, tmp_path)


def changed(*pairs: str) -> str:
    text = SALA
    for says, instead in zip(pairs[::2], pairs[1::2], strict=True):
        assert says in text
        text = text.replace(says, instead, 1)
    return text


def staff_rename(name: str, new: str) -> None:
    place = db.session.query(Place).filter_by(name=name).one()
    staff_save(place, name=new)


def staff_save(row: Any, **values: Any) -> None:
    """What a form of Inställningar does."""
    municipality = queries.by_slug("sala")
    version = row.version or 0
    actions.save(municipality=municipality, row=row, version=version, values=values, others=[], by="test")
    db.session.commit()


def the_area(slug: str) -> Area:
    return db.session.query(Area).filter_by(slug=slug).one()


def place_names() -> set[str]:
    return {place.name for place in db.session.query(Place)}
