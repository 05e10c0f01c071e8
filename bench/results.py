"""The benchmark of a dialogue's results: forty questions, 1,000 and 20,000 forms, every page asked for many times.

Run by hand: `.venv/bin/python -m bench.results`. Prints p50 and p95 in milliseconds, how many queries each page asks,
and how the larger round stands to the smaller; then how long a file of all its answers takes, and the memory it needs.
"""

import random
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, insert

from medborgar.accounts import actions as accounts
from medborgar.app import create_app
from medborgar.config import Mode, Settings
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.dialogues.actions import Asked, Frame, add_question, begin, save
from medborgar.intake.dialogues.models import Answer, Question, QuestionKind, Tally
from medborgar.intake.models import Audience, Channel, Contribution, Dialogue, Extent, Kind, Voice
from medborgar.municipality import loading, reading
from medborgar.municipality.models import Area, Municipality
from medborgar.municipality.queries import areas, by_slug
from medborgar.picture.results.export import Answers, as_csv, as_xlsx
from medborgar.publication.results import actions as results
from medborgar.triage.models import Outcome, Review

SIZES, QUESTIONS, TIMES, BATCH = (1_000, 20_000), 40, 60, 1_000
EMAIL, PASSWORD = "bench@sala.example", "en lagom lång lösenfras"
KINDS = [
    Asked(kind=QuestionKind.SCALE, words="Hur trygg är du?", lowest=1, highest=5),
    Asked(kind=QuestionKind.ONE, words="Hur har det ändrats?", choices="Bättre\nSom förut\nSämre"),
    Asked(kind=QuestionKind.MANY, words="När är det otryggt?", choices="På dagen\nPå kvällen\nPå natten\nAldrig"),
    Asked(kind=QuestionKind.YES_NO, words="Har du varit utsatt?"),
    Asked(kind=QuestionKind.TEXT, words="Vad skulle hjälpa?"),
]
VALUES = {
    QuestionKind.SCALE: ["1", "2", "3", "4", "5"],
    QuestionKind.ONE: ["Bättre", "Som förut", "Sämre"],
    QuestionKind.MANY: ["På dagen", "På kvällen", "På natten", "Aldrig"],
    QuestionKind.YES_NO: ["ja", "nej", "vet-inte"],
    QuestionKind.TEXT: [""],
}


def main() -> None:
    """Make both rounds and measure them."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(mode=Mode.TEST, data=Path(folder), ratelimit_enabled=False)
        app = create_app(settings)
        with app.app_context():
            upgrade()
            loading.load(reading.read(reading.find("sala")), by="bench")
            municipality = by_slug("sala")
            rounds = {size: a_round(municipality, size) for size in SIZES}
            db.session.commit()
            db.session.remove()
        measure(app, rounds)


def measure(app: Flask, rounds: dict[int, str]) -> None:
    """Every page of every round, then the files of the largest."""
    client = app.test_client()
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)', client.get("/logga-in").text)
    token = found[1] if found else ""
    here = {"Sec-Fetch-Site": "same-origin"}
    client.post("/logga-in", data={"email": EMAIL, "password": PASSWORD, "csrf_token": token}, headers=here)
    for name, address in {
        "results": "/sala/intranat/dialoger/{}/svar",
        "words": "/sala/intranat/dialoger/{}/svar/ord",
        "public": "/sala/dialog/{}/resultat",
    }.items():
        slow = {
            size: timed(app, client, address.format(slug), f"{name}, {size} forms") for size, slug in rounds.items()
        }
        say(f"{name}: {slow[SIZES[1]] / slow[SIZES[0]]:.2f} times as long for {SIZES[1] // SIZES[0]} times as many")
    take_out(app, rounds[SIZES[-1]])


def timed(app: Flask, client: FlaskClient, address: str, name: str) -> float:
    """The p95 of a page in milliseconds."""
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", hook := lambda *said: asked.append(said[2]))
    took = []
    for _ in range(TIMES):
        asked.clear()
        start = time.perf_counter()
        answer = client.get(address)
        took.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            sys.exit(f"bench: {address} answered {answer.status}")
    with app.app_context():
        event.remove(db.engine, "before_cursor_execute", hook)
    p95 = statistics.quantiles(took, n=20)[-1]
    say(f"{name}: p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms, {len(asked)} queries")
    return p95


def take_out(app: Flask, slug: str) -> None:
    """Both files, and the most memory that Python held while one was made."""
    with app.test_request_context("/sala/intranat"):
        dialogue = db.session.query(Dialogue).filter_by(slug=slug).one()
        for make in (as_csv, as_xlsx):
            start = time.perf_counter()
            size = sum(len(part) for part in make(Answers(dialogue)))
            say(f"{make.__name__}: {size / 1e6:.1f} MB in {time.perf_counter() - start:.1f} s")
        tracemalloc.start()
        sum(len(part) for part in as_csv(Answers(dialogue)))
        say(f"as_csv: at most {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB held")
        tracemalloc.stop()


def a_round(municipality: Municipality, size: int) -> str:
    """A closed round of forty questions with so many forms, half of them reviewed; its address part."""
    by = accounts.create_person(
        email=EMAIL if size == SIZES[0] else f"{size}-{EMAIL}",
        name="Bänk",
        function="Bänk",
        password=PASSWORD,
        by="bench",
    )
    accounts.assign(person=by, party=municipality.party(Side.MUNICIPALITY), role=Role.COORDINATOR, by="bench")
    dialogue = begin(party=municipality.party(Side.MUNICIPALITY), title=f"Runda {size}", by=by)
    questions = [add_question(dialogue=dialogue, asked=KINDS[n % len(KINDS)], by=by) for n in range(QUESTIONS)]
    opens = clock.today() - timedelta(days=30)
    frame = Frame(dialogue.title, Audience.EVERYBODY, "", "", opens, opens + timedelta(days=20), None)
    save(dialogue=dialogue, frame=frame, version=dialogue.version, by=by)
    fill(dialogue, questions, areas(municipality), size, by.id)
    results.publish(dialogue=dialogue, by="bench")
    return dialogue.slug


def fill(dialogue: Dialogue, questions: list[Question], where: Iterable[Area], size: int, by: uuid.UUID) -> None:
    """Past the site's own actions, for they take one form at a time."""
    chance, places = random.Random(7), [area.id for area in where]  # noqa: S311 (no secret)
    tallies: dict[tuple[uuid.UUID, str], int] = {}
    for begun in range(0, size, BATCH):
        forms = [a_form(dialogue, chance.choice(places)) for _ in range(min(BATCH, size - begun))]
        answers = [
            {
                "id": uuid.uuid4(),
                "contribution_id": form["id"],
                "question_id": one.id,
                "value": chance.choice(VALUES[one.kind]),
            }  # type: ignore[index]  # a code
            for form in forms
            for one in questions
        ]
        for one in answers:
            key = one["question_id"], one["value"]
            tallies[key] = tallies.get(key, 0) + 1
        db.session.execute(insert(Contribution), forms)
        db.session.execute(insert(Answer), answers)
        db.session.execute(insert(Review), [a_review(form, by) for form in forms[::2]])
    rows = [{"question_id": q, "value": value, "number": n, "firsts": n} for (q, value), n in tallies.items()]
    db.session.execute(insert(Tally), rows)


def a_form(dialogue: Dialogue, area_id: uuid.UUID) -> dict[str, object]:
    """One filled-in form."""
    return {
        "id": uuid.uuid4(),
        "dialogue_id": dialogue.id,
        "municipality_id": dialogue.municipality_id,
        "receiving_party_id": dialogue.receiving_party_id,
        "received": dialogue.opens,
        "kind": Kind.DIALOGUE,
        "text": "Det är mörkt. " * 40,
        "place": "",
        "extent": Extent.AREA,
        "area_id": area_id,
        "channel": Channel.WEB,
        "voice": Voice.RESIDENT,
        **{name: uuid.uuid4().hex * 2 for name in ("receipt_hash", "token_hash", "content_hash")},
    }


def a_review(form: dict[str, object], by: uuid.UUID) -> dict[str, object]:
    """What somebody made of it."""
    return {
        "id": uuid.uuid4(),
        "municipality_id": form["municipality_id"],
        "contribution_id": form["id"],
        "version": 1,
        "masked_text": form["text"],
        "outcome": Outcome.PASSED_ON,
        "reason": "Räknat",
        "reviewed": form["received"],
        "reviewed_by_id": by,
        "saved_at": "12.00",
    }


def say(line: str) -> None:
    """Print it."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
