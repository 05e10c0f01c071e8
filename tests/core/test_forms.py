"""Words that are only words."""

import pytest
from flask import get_template_attribute
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form, TextAreaField

from medborgar.core.forms import UNREAD, plain_text

MOST = 20


class Written(Form):
    words = TextAreaField(**plain_text(MOST, required="Skriv något"))


def written(text):
    form = Written(MultiDict({"words": text}))
    form.validate()
    return form


def test_lines_end_alike_and_letters_are_composed(app):
    assert written(" a\r\nb\rå \n").words.data == "a\nb\nå"


@pytest.mark.parametrize("text", ["🌲" * MOST, "tab\there", "två\n\nrader", "👩\u200d🚒"])
def test_what_people_write_is_kept(app, text):
    form = written(text)
    assert (form.words.data, form.errors) == (text, {})


@pytest.mark.parametrize("text", ["\u200b", "\u00a0\u2060\ufeff", "\u200d\n\u00ad", "\u2800"])
def test_what_can_not_be_seen_is_nothing(app, text):
    assert written(text).words.errors == ["Skriv något"]


@pytest.mark.parametrize("text", ["nul\0", "bjällra\7", "halv\ud83c", "rad\x85rad", "\x1b[2J"])
def test_what_nobody_types_is_refused_and_shown(app, text):
    form = written(text)
    assert "Ta bort tecken som inte syns" in form.words.errors[0]
    assert UNREAD in form.words.data


def test_what_came_in_a_wrong_encoding_is_refused(app):
    assert "gick inte att läsa" in written("mörkt".encode("latin-1").decode(errors="replace")).words.errors[0]


def test_a_text_that_is_too_long_says_how_long_it_is(app):
    assert written("å" * 21).words.errors == ["Korta texten: den har 21 tecken och får ha högst 20"]


@given(st.text(max_size=2 * MOST))
def test_whatever_is_accepted_can_be_kept(text):
    form = Written(MultiDict({"words": text}), meta={"locales": ["sv"]})
    if form.validate():
        kept = form.words.data or ""
        assert 0 < len(kept) <= MOST
        assert kept.encode("utf-8")
        assert "\0" not in kept


class Two(Form):
    first, other = (TextAreaField(label, **plain_text(MOST, required="Skriv något")) for label in ("Vad", "Vem"))


def test_two_lines_of_the_summary_never_read_alike(app):
    form = Two(MultiDict())
    form.validate()
    with app.test_request_context():
        summary = get_template_attribute("components/form.html", "error_summary")(form)
    assert "Vad: Skriv något" in summary
    assert "Vem: Skriv något" in summary
