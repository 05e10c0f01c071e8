"""Two who wrote at once: what each of them has in the same form, under its labels, wherever the two differ."""

from datetime import date

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field

from medborgar.core.formatting import long_day, number

NOT_WORDS = {"hidden", "submit"}
ASIDE = {"not_persons"}  # asked of what was typed, and of nothing that was saved


def both_texts(form: FlaskForm, saved: FlaskForm) -> tuple[str, str]:
    """What a colleague has saved and what this form holds, under their labels, wherever the two differ."""
    names = [field.name for field in form if getattr(field.widget, "input_type", "") not in NOT_WORDS]
    differing = [name for name in names if name not in ASIDE and form[name].data != saved[name].data]
    nothing = _("Inget i den här delen.")
    theirs, mine = ("\n\n".join(_said(one[name]) for name in differing) or nothing for one in (saved, form))
    return theirs, mine


def _said(field: Field) -> str:
    return f"{field.label.text}\n{_in_words(field) or _('Inget')}"


def _in_words(field: Field) -> str:
    if hasattr(field, "iter_choices"):
        return ", ".join(str(label) for _value, label, is_chosen, _more in field.iter_choices() if is_chosen)
    match field.data:
        case bool():
            return str(_("Ja") if field.data else _("Nej"))
        case float():
            return number(field.data)
        case date():
            return long_day(field.data)
        case _:
            return field.data or ""
