"""Publishing a translation: an entry of its own, which changes nothing of what both parties signed."""

from collections.abc import Collection

from flask_babel import gettext as _

from medborgar.accounts.models import Person
from medborgar.core.errors import Refused, Stale
from medborgar.core.languages import Language
from medborgar.core.permissions import Side
from medborgar.decisions.models import Decision
from medborgar.municipality.models import Municipality
from medborgar.plan.guard import ensure_nobody
from medborgar.publication import queries
from medborgar.publication.canonical import sections
from medborgar.publication.chain import append
from medborgar.publication.models import Publication, PublicationKind
from medborgar.publication.public import Entry
from medborgar.publication.translation.content import Words, slots


def publish(
    *,
    municipality: Municipality,
    decision: Decision,
    of: Entry,
    language: Language,
    words: Words,
    cleared: Collection[str] = (),
    side: Side,
    by: Person,
) -> Publication:
    """Publish a promise's words in a language; Stale when `of` is no longer what the public reads."""
    promised = queries.promises_of(decision)
    if not promised or promised[-1].hash != of.hash:
        raise Stale(_("Löftet har publicerats i en ny version sedan du öppnade sidan. Jämför och välj."))
    known = {(slot.part, slot.key) for slot in slots(of.content)}
    said = {part: {key: text for key, text in texts.items() if text} for part, texts in words.items()}
    parts = {part: texts for part, texts in said.items() if texts}
    if not parts or any((part, key) not in known for part, texts in parts.items() for key in texts):
        raise Refused(_("Översätt minst en text."))
    texts = [text for one in parts.values() for text in one.values()]
    ensure_nobody(municipality=municipality, texts=texts, cleared=cleared, by=by)
    return append(
        municipality=municipality,
        about=decision,
        parts=sections(parts),
        kind=PublicationKind.TRANSLATION,
        version=queries.translations_published(decision) + 1,
        by=by,
        signed_by=[side],
        facts={
            "sprak": language.code,
            "oversatter": {"nummer": of.number, "version": of.version, "hash": of.hash},
        },
    )
