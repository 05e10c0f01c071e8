"""What light and feelings are called."""

from flask_babel import lazy_gettext as _l

from medborgar.intake.models import Kind
from medborgar.intake.walks.models import Light

LIGHTS = {Light.DAY: _l("Dagsljus"), Light.DUSK: _l("Skymning"), Light.DARK: _l("Mörker")}
FEELINGS = {Kind.UNSAFE: _l("Otryggt"), Kind.SAFE: _l("Tryggt")}
