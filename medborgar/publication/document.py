"""A promise as JSON: `lofte` is what was signed, `lage` is how it stands, derived and dated; never mixed.

`oversattningar` are its words in other languages, part by part: they change nothing of what was signed.

A commitment's own `lage` is a state. `enligt-plan` says that its date has not passed and nothing else is reported; with
no `uppfoljningar` nobody has said how it goes, and the page says *Inte uppföljt än*, or when it begins.
"""

import json
from collections.abc import Iterable
from typing import Any

from medborgar.core.languages import LANGUAGES
from medborgar.core.links import whole_address
from medborgar.publication.canonical import FORMAT
from medborgar.publication.page import PromisePage
from medborgar.publication.public import Entry
from medborgar.publication.standing import Standing


def document(page: PromisePage, chain: Iterable[Entry]) -> str:
    """The document of one promise on one day, and what it has been translated to, in UTF-8 text."""
    entry = page.entry
    found = {
        "$schema": whole_address("opendata.schema"),
        "format": FORMAT,
        "publicering": {
            "nummer": entry.number,
            "version": entry.version,
            "hash": entry.hash,
            "manifest": entry.manifest,
        },
        "lofte": entry.content,
        "lage": {
            "dag": page.today.isoformat(),
            "ataganden": [_standing(view.standing) for promise in page.promises for view in promise.commitments],
        },
        "oversattningar": [_translation(one) for one in chain if one.is_translation and one.period == entry.period],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _translation(entry: Entry) -> dict[str, Any]:
    return {
        "nummer": entry.number,
        "hash": entry.hash,
        "sprak": LANGUAGES[entry.manifest["sprak"]].tag,
        "oversatter": entry.manifest["oversatter"],
        "ord": entry.content,
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.commitment["id"],
        "lage": standing.state.value,
        "klart_senast": (standing.new_due or standing.due).isoformat(),
        "varde": standing.value,
        "uppfoljningar": [report.facts for report in standing.reports],
    }
