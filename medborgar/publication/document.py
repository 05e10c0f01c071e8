"""A promise as JSON: `lofte` is what was signed, `lage` is how it stands, derived and dated; never mixed.

A commitment's own `lage` is a state. `enligt-plan` says that its date has not passed and nothing else is reported; with
no `uppfoljningar` nobody has said how it goes, and the page says *Inte uppföljt än*, or when it begins.
"""

import json
from typing import Any

from medborgar.core.links import whole_address
from medborgar.publication.canonical import FORMAT
from medborgar.publication.page import PromisePage
from medborgar.publication.standing import Standing


def document(page: PromisePage) -> str:
    """The document of one promise on one day, in UTF-8 text."""
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
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.commitment["id"],
        "lage": standing.state.value,
        "klart_senast": (standing.new_due or standing.due).isoformat(),
        "varde": standing.value,
        "uppfoljningar": [report.facts for report in standing.reports],
    }
