"""Plats, inte person: what is read for whom it points out, and what is not."""

from wtforms import HiddenField, StringField

from medborgar.plan.fields import GuardedForm


def test_only_what_somebody_has_written_is_read(app):
    class Form(GuardedForm):
        note, seen = StringField(), HiddenField()

    with app.test_request_context(method="POST", data={"note": "Lugnt.", "seen": "x7-Ida.q", "csrf_token": "9.Ida-w"}):
        form = Form()
        form.validate()
        assert (form.seen.errors, form.not_persons.choices) == ([], [])
        assert "Ida" not in " ".join(map(str, form.csrf_token.errors))
