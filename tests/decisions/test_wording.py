"""Vague wording is found in all its forms and nothing else is; LIX is what its formula says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.decisions.wording import lix, tactical, vague

WORDS = st.lists(st.sampled_from(["vi", "byter", "lampor", "stationen", "kommunen", "polisen"]), min_size=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi ska verka för en tryggare stad.", ["verka för"]),
        ("Kommunen verkar\nför trygghet.", ["verkar för"]),
        ("FORTSÄTTER arbetet, och har fortsatt.", ["fortsätter", "fortsatt"]),
        ("Vi arbetar aktivt. Ett aktivt arbete.", ["arbetar aktivt", "aktivt arbete"]),
        ("Kontinuerliga möten hålls kontinuerligt.", ["kontinuerliga", "kontinuerligt"]),
        ("Samverkan utvecklas och stärks.", ["utvecklas", "stärks"]),
        ("Det främjar tryggheten.", ["främjar"]),
        ("Patrullering vid behov.", ["vid behov"]),
        ("Öka fokus på unga, ökat fokus på skolan.", ["öka fokus", "ökat fokus"]),
        ("Stärka, stärka och åter stärka.", ["stärka"]),
    ],
)
def test_every_form_is_found(text, found):
    assert vague(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Byter 24 lampor i gången senast 30 juni.",
        "Stark belysning vid utvecklingscentret.",  # only looks like stärka and utveckla
        "Förskolan har behov av en mur.",
        "Gatuchefen går en runda varje fredag.",
        "Brandstationens fortsättningskurs.",
    ],
)
def test_clear_wording_is_left_alone(text):
    assert vague(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Polisen patrullerar gången. Två fotpatruller.", ["patrullerar", "fotpatruller"]),
        ("Civila poliser\nspanar vid skolan.", ["civila poliser", "spanar"]),
        ("Poliser står vid spåret kl. 22–02 på fredagar.", ["poliser står vid spåret kl. 22–02"]),
        ("Razzia och tillslag mot lokalen.", ["razzia", "tillslag"]),
        ("Polisen går till fots i gången.", []),
        ("Hallen är öppen klockan 18–22.", []),
        ("Fler ska se civila kostymer och en spanskkurs.", []),
    ],
)
def test_tactics_are_found_and_opening_hours_are_not(text, found):
    assert tactical(text) == found


@given(before=st.text(), after=st.text())
def test_what_is_found_stands_in_the_text(before, after):
    text = f"{before} verka för {after}"
    assert "verka för" in vague(text)
    folded = " ".join(text.lower().split())
    assert all(found in folded for found in vague(text))


@given(st.text())
def test_nothing_is_named_twice(text):
    found = vague(text)
    assert len(found) == len(set(found))


def test_lix_is_words_per_sentence_and_long_words():
    # Ten words, two sentences, two long words: 10 / 2 + 100 * 2 / 10.
    assert lix("Vi byter lampor vid stationen. De ska lysa hela kvällen.") == 25


def test_a_decimal_does_not_end_a_sentence():
    assert lix("Vi ska byta ut 3.5 av alla de lampor som är där") == 12


def test_too_short_a_text_has_no_lix():
    assert lix("Ljust vid stationen.") is None
    assert lix("") is None


@given(WORDS, st.sampled_from([". ", "! ", "? ", "\n", " "]))
def test_lix_is_never_less_than_its_parts_allow(words, between):
    value = lix(between.join(words))
    assert (value is None) == (len(words) < 10)
    assert value is None or 1 <= value <= len(words) + 100


@given(st.text())
def test_any_text_has_a_lix_or_none(text):
    value = lix(text)
    assert value is None or value >= 1
