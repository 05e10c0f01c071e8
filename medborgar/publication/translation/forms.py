"""A promise's words in another language, each field beside the Swedish it says."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField

from medborgar.core.forms import VersionField, plain_text
from medborgar.decisions.wording import lix
from medborgar.plan.fields import GuardedForm
from medborgar.publication.translation.content import Slot, Words

LINE, TEXT_MAX = 60, 3000  # a Swedish text longer than a line gets more lines for its translation
EASY_MOST = 25  # LIX


class TranslationForm(GuardedForm):
    """What every translation has; `form_of` adds a field for each text."""

    version = VersionField()
    source = HiddenField()  # the hash of what was translated
    shown = HiddenField()  # empty until it has been looked through
    parts: Sequence[tuple[Slot, str]] = ()

    @property
    def words(self) -> dict[str, dict[str, str]]:
        """What was filled in, by part and key."""
        found: dict[str, dict[str, str]] = {}
        for slot, name in self.parts:
            if self[name].data:
                found.setdefault(slot.part, {})[slot.key] = self[name].data
        return found

    @property
    def digest(self) -> str:
        """By which a page tells exactly what it showed."""
        said = sorted((part, *one) for part, texts in self.words.items() for one in texts.items())
        return hashlib.sha256(repr([self.source.data, said]).encode()).hexdigest()

    @property
    def left(self) -> int:
        """How many texts are not translated."""
        return sum(not self[name].data for _slot, name in self.parts)


def form_of(slots: Sequence[Slot], saved: Words, **given: Any) -> TranslationForm:
    """A form with a field for each text, holding what has been published of it."""
    named = [(slot, name_of(slot)) for slot in slots]
    fields: dict[str, Any] = {name: _field(slot) for slot, name in named}
    data = {name: (saved.get(slot.part) or {}).get(slot.key, "") for slot, name in named}
    form: TranslationForm = type("Filled", (TranslationForm,), {**fields, "parts": named})(data={**data, **given})
    return form


def name_of(slot: Slot) -> str:
    """A field's name: the same for the same text, wherever it stands on the page."""
    return f"ord-{hashlib.sha256(f'{slot.part}/{slot.key}'.encode()).hexdigest()[:12]}"


def reading_ease(texts: Mapping[str, str]) -> list[str]:
    """What to say of texts that are to be easy and are not, by what they are called."""
    found = ((label, lix(text)) for label, text in texts.items())
    return [
        _("%(label)s har LIX %(lix)s. Skriv kortare ord och meningar.", label=label, lix=value)
        for label, value in found
        if value is not None and value > EASY_MOST
    ]


def _field(slot: Slot) -> StringField:
    kind = StringField if len(slot.swedish) <= LINE else TextAreaField
    return kind(slot.label, description=_l("På svenska: %(text)s", text=slot.swedish), **plain_text(TEXT_MAX))
