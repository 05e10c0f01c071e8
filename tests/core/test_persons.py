"""What points a person out is found, and what does not is left alone."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medborgar.core.persons import Clue, Trace, traces

PLACES = {"Stora torget", "J.A. Selanders gata", "Trygga Eskilstuna", "Anna Lindhs plats"}


def found(text, known=PLACES):
    return [(one.clue, one.words) for one in traces(text, known)]


def clues(text):
    return {clue for clue, _ in found(text)}


def with_check_digit(digits):
    """A personal identity number's ten digits: the last follows from the others (Luhn)."""
    doubled = [int(one) * (2 - place % 2) for place, one in enumerate(digits)]
    total = sum(one - 9 if one > 9 else one for one in doubled)
    return f"{digits}{-total % 10}"


@st.composite
def identities(draw):
    """Valid ones, coordination numbers too, in every usual way of writing."""
    born = draw(st.dates(date(1920, 1, 1), date(2020, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    number = with_check_digit(f"{born:%y%m}{day:02}{draw(st.integers(1, 999)):03}")
    between = draw(st.sampled_from(["", "-", " - ", "+"] if born.year < 1926 else ["", "-", " - "]))
    century = draw(st.sampled_from(["", f"{born.year // 100}"]))
    return f"{century}{number[:6]}{between}{number[6:]}"


@given(identities(), st.sampled_from(["", "Ring ", "(", "nr: "]), st.sampled_from(["", ".", ") i dag", ", tack"]))
def test_a_personal_identity_number_is_always_found_and_never_let_through(number, before, after):
    identity = [one for one in traces(f"{before}{number}{after}") if one.clue is Clue.IDENTITY]
    assert identity
    assert not any(one.can_be_cleared for one in identity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring Anna Svensson i dag.", [(Clue.NAME, "Anna Svensson")]),
        ("Kevin säljer vid skolan.", [(Clue.NAME, "Kevin")]),
        ("Det hände hos Amirs syster.", [(Clue.NAME, "Amirs")]),
        ("Svenssons kiosk", [(Clue.NAME, "Svenssons")]),
        ("ANNA stör", [(Clue.NAME, "ANNA")]),
        ("prata med kalle, alltså karl karlsson", [(Clue.NAME, "karl karlsson")]),
        ("Gruppchefen Lo von Ek", [(Clue.NAME, "Lo von Ek")]),
        ("J.A. Selander stör", [(Clue.NAME, "J.A. Selander")]),
        ("Familjen Karlsson igen", [(Clue.SUSPICION, "Familjen Karlsson")]),
        ("Den misstänkte bor där", [(Clue.SUSPICION, "Den misstänkte")]),
        ("en misstänkt person", [(Clue.SUSPICION, "en misstänkt person")]),
        ("Vi såg en misstänkt.", [(Clue.SUSPICION, "en misstänkt")]),
        ("kriminella individer i centrum", [(Clue.SUSPICION, "kriminella individer")]),
        ("enligt underrättelser", [(Clue.SUSPICION, "underrättelser")]),
        ("Ring 070-174 06 05.", [(Clue.PHONE, "070-174 06 05")]),
        ("Bilen ABC 123 och mopeden MLB12A", [(Clue.PLATE, "ABC 123"), (Clue.PLATE, "MLB12A")]),
        ("Han, 850709-9805, igen", [(Clue.IDENTITY, "850709-9805")]),
    ],
)
def test_what_points_somebody_out_is_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Byter 24 lampor vid Stora torget senast 30 juni 2027.",
        "Per månad går vi två vandringar kl. 18.00-21.00. Max fem deltar.",
        "Misstänkt narkotikahandel vid stationen, en misstänkt brand och de misstänkta brotten.",
        "Gärningspersoner är ofta unga; brottsutsatta också.",
        "Styrgruppen 12 mars, § 14, dnr KS 2027/0123.",
        "Ring 112 eller 114 14.",
        "Trygga Eskilstuna möts vid J.A. Selanders gata och Anna Lindhs plats.",
        "Vi ses på Astrid Lindgrens gata.",
        "Gatuchefen ansvarar. Kommunpolisen samverkar.",
        "– Belysning\n– Städning\n1) Rondering",
        "Lag (2023:196) 7 §. Hyran är 10 000 000 kronor.",
    ],
)
def test_places_times_and_functions_are_left_alone(text):
    assert found(text) == []


@given(st.text())
def test_what_is_found_stands_in_the_text(text):
    folded = " ".join(text.split())
    assert all(one.words in folded for one in traces(text))


@given(st.text(max_size=80))
@example(";My0")
def test_what_has_been_cleared_is_not_asked_about_again(text):
    cleared = {one.words for one in traces(text) if one.can_be_cleared}
    left = traces(" ".join(text.split()), cleared)
    assert not {one.words for one in left} & cleared


def test_only_an_identity_number_is_beyond_words():
    assert [clue for clue in Clue if not Trace(clue, "x").can_be_cleared] == [Clue.IDENTITY]
