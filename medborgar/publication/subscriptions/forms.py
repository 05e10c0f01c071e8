"""What somebody fills in to follow the promise by mail."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField
from wtforms.validators import InputRequired

from medborgar.core.forms import PublicForm, options, tidy
from medborgar.intake.forms import OneAddress
from medborgar.publication.subscriptions.news import Choice

ALL = "alla"


class SubscribeForm(PublicForm):
    """An address, and whether it follows all of it or one promise."""

    token = HiddenField()
    about = RadioField(
        _l("Vad vill du följa?"),
        default=ALL,
        validators=[InputRequired(_l("Välj vad du vill följa"))],
    )
    email = EmailField(
        _l("Din e-postadress"),
        description=_l(
            "Vi förvarar den för sig och använder den bara till de här mejlen. "
            "Den blir en allmän handling: den som begär ut den kan ha rätt att få den. "
            "Du får högst fyra mejl om året, och mejl om rättelser. "
            "I varje mejl kan du sluta. Då raderar vi adressen."
        ),
        filters=[tidy],
        validators=[InputRequired(_l("Skriv din e-postadress")), OneAddress()],
    )

    def offer(self, promises: Sequence[Choice]) -> "SubscribeForm":
        """Let these promises be chosen, or all there is."""
        self._promises = {one.about: one for one in promises}
        titles = {one.about: one.title for one in promises}
        self.about.choices = options({ALL: _l("Hela medborgarlöftet, nu och framöver")} | titles)
        return self

    @property
    def choice(self) -> Choice | None:
        """The promise that was chosen; None for all there is."""
        return self._promises.get(self.about.data)
