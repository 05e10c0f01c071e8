"""No secret byte reaches the public side: a canary in every column that is not public, and none is ever seen."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from itertools import product
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text
from werkzeug.test import TestResponse

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.languages import LANGUAGES
from medborgar.core.permissions import Side
from medborgar.publication import portable
from medborgar.publication.canonical import thawed
from tests.proofs.addresses import address, named, routes, things
from tests.proofs.canaries import Where, caught, ids, plant, written
from tests.proofs.worlds import SECRET, World, whole_worlds
from tests.reader import Reader

# What everybody may read as it stands in the database, and where.
PUBLIC = {
    "the frame of every page": """
        municipality.slug municipality.name municipality.email municipality.accent municipality.accent_dark
        municipality.arms municipality.rhythm municipality.embed_from organisation.name organisation.serves
        party.side""",
    "Så arbetar vi: the method, from the agreement": """
        municipality.notice party.short_name party.signatory agreement.title agreement.years agreement.purposes
        agreement.areas agreement.valid_from agreement.valid_to body.kind body.name body.task body.section
        seat.position seat.function clause.position clause.title clause.text clause.quote clause.section
        cadence.activity cadence.title cadence.every cadence.unit cadence.quote cadence.section focus_area_set.title
        focus_area_set.valid_from focus_area.slug focus_area.position focus_area.name focus_area.question""",
    "Berätta: which areas there are to choose between, and the form itself": """
        area.slug area.name area.position dialogue.slug""",
    "Dialoger: what everybody is asked, until when, and what came of it": """
        dialogue.audience dialogue.title dialogue.introduction dialogue.opens dialogue.closes dialogue.feedback_by
        dialogue.hand_in dialogue.heard dialogue.to_be_done dialogue.feedback_given dialogue.source question.position
        question.kind question.needed question.words question.hint question.choices question.lowest question.highest
        question.lowest_name question.highest_name""",
    "Resultat of a round that has closed, in numbers": "dialogue_result.published dialogue_result.content",
    "an invitation, to whoever holds its link": "invitation.name",
    "Trygghetsvandringar: what was published of a walk, photos that were chosen, and what became of each point": """
        walk.slug walk.published walk.protocol walk_photo.content_type walk_photo.data walk_outcome.answer
        walk_outcome.words walk_outcome.owner walk_outcome.due walk_outcome.said""",
    "Lagen: when what the law asks for was done, where it is kept": """
        picture.established action_plan.decided action_plan.number action_plan.section action_plan.reference_number
        report.sent report.section report.reference_number follow_up.reported measure_step.day meeting.day""",
    "what SCB has published of every municipality": "municipality.scb_code",
    "publications, whole, with what proves them": """
        publication.number publication.kind publication.period publication.version publication.published
        publication.manifest publication.hash publication.previous publication.published_by publication_section.name
        publication_section.position publication_section.leaf publication_section.content publication_section.salt
        publication_signature.side publication_signature.text""",
}
# What a promise carries over into its publication; nowhere else may it be read.
PUBLISHED = """
    decision.period decision.deciders decision.presenter decision.dissent decision.other_plans picture.period
    picture.not_heard priority.title priority.why priority.public_health not_chosen.reason commitment.what
    commitment.responsible_municipality commitment.responsible_police commitment.unit commitment.target_group
    approval.signatory approval.ground
    approval.content_hash proposal.content_hash proposal.note person.function goal.text goal.section
    picture_figure.content"""
# By which a follow-up names what it follows up; a measure that carries it, and a link that asks, point at the same.
PUBLIC_IDS = {"commitment.id", "follow_up.commitment_id", "follow_up_link.commitment_id", "measure.commitment_id"}

IN_THE_OPEN = {name for names in PUBLIC.values() for name in names.split()}
ODD_HEADERS = [
    {},
    {"HX-Request": "true"},
    {"Accept-Encoding": "gzip"},
    {"If-None-Match": '"x"', "Range": "bytes=0-9"},
    {"Host": "ond.example", "X-Forwarded-Host": "ond.example"},
]


@pytest.fixture
def world(site, store) -> Iterator[World]:
    with whole_worlds(site, store, "sala") as (world,):
        yield world


@pytest.mark.timeout(180)  # it asks for every page there is, thrice in five ways
def test_no_canary_is_ever_seen_by_the_public(site, world, monkeypatch):
    monkeypatch.setattr(portable, "as_pdf", lambda html, _style: html.encode())  # in a file it could not be read
    seen: Where = {**salts(), **plant(spared=IN_THE_OPEN | set(PUBLISHED.split()), words_only=True)}
    world.publish_again()
    known = things(world, Side.MUNICIPALITY)
    seen = {**seen, **plant(spared=IN_THE_OPEN, words_only=False), **ids(spared=PUBLIC_IDS)}
    memory.forget()

    told = list(everything(Reader(site), known))
    papers = [page for place, page in told if ".pdf" in place and place.startswith("GET")]

    assert len(seen) > 2000
    assert len(told) > 300
    for words in ("Ljust vid stationen", "Byter lamporna", "Gatuchefen", "Hur tryggt är det?", "Siffrorna ändras inte"):
        assert any(words in page for _, page in told), words
    assert any("Byter lamporna" in paper for paper in papers)
    assert [f"{where} on {place}" for place, page in told for where in caught(seen, page)] == []
    assert [place for place, page in told if SECRET in page] == [], "what nobody has published yet"


def salts() -> Where:
    """The salts of what has not been published, or is published no more: its hash must not be guessed back."""
    with db.engine.connect() as connection:
        kept = connection.scalars(text("SELECT salt FROM publication_section WHERE salt IS NOT NULL")).all()
        frozen = connection.scalars(text("SELECT sections FROM proposal")).all()
    secret = {part.salt for sections in frozen for part in thawed(sections)} - set(map(bytes, kept))
    assert secret
    return {way: "proposal.sections" for salt in secret for way in written(salt)}


def everything(reader: Reader, known: dict[str, object]) -> Iterator[tuple[str, str]]:
    """All that an anonymous reader can get to see, headers too: pages, what they link to, forms, data, errors."""
    waiting = [*public_addresses(reader, known), "/sala/finns-inte", "/sala/medborgarlofte/2199-kv4", "/%00", "/SALA"]
    done: set[str] = set()
    while waiting:
        place = waiting.pop()
        if place in done:
            continue
        done.add(place)
        for method, headers in product(["GET", "HEAD", "OPTIONS"], ODD_HEADERS):
            answer = ask(reader, method, place, headers=headers)
            yield f"{method} {place} {headers}", whole(answer)
            waiting += links(place, answer)
    yield from forms(reader, sorted(done))


def public_addresses(reader: Reader, known: dict[str, object]) -> Iterator[str]:
    """Every address there is, with what is there; those for staff too, but not by the ids that nobody knows."""
    for method, route in sorted(routes(reader.app)):
        if method == "GET" and "uuid:" not in route:
            yield address(route, named(route, known))


def links(place: str, answer: TestResponse) -> list[str]:
    """What a page leads to on this site."""
    if answer.mimetype != "text/html" or answer.headers.get("Content-Encoding"):
        return []
    soup = BeautifulSoup(answer.data, "html.parser")
    found = [str(tag[name]) for name in ("href", "src") for tag in soup.select(f"[{name}]")]
    here = [urljoin(place, one).partition("#")[0] for one in found]
    ours = [one for one in here if urlsplit(one).netloc == "" and one.startswith("/")]
    # The same pages again; of each language the promise is enough, and what it links to in Swedish.
    return [one for one in ours if one.split("/")[1] not in LANGUAGES or one.endswith("/sala/medborgarlofte")]


def forms(reader: Reader, places: list[str]) -> Iterator[tuple[str, str]]:
    """What the public's forms answer, filled in rightly and wrongly."""
    told = {"kind": "otrygg", "text": "Mörkt", "area": "vet-inte", "till": "skicka", "sida": "granska"}
    page = BeautifulSoup(ask(reader, "GET", "/sala/beratta").data, "html.parser")
    token = str(page.find("input", attrs={"name": "token"})["value"])  # type: ignore[index]
    for place, data in [
        *(("/sala/beratta", {**told, "token": token, **changed}) for changed in ({}, {"text": ""}, {"area": "x"}, {})),
        *(("/sala/folj", {"code": code}) for code in ("", "0" * 16, "x")),
        *(("/sala/folj/svar", {"code": code, "answer": "ja"}) for code in ("", "0" * 16)),
        ("/logga-in", {"email": "kim@sala.example", "password": "fel"}),
        ("/sala/beratta", {"text": "x" * 70_000}),
        *(("/sala/prenumerera", {"email": email, "about": "alla"}) for email in ("", "kim@sala.example")),
        *((place, {}) for place in places),
    ]:
        yield f"POST {place} {data}"[:200], whole(ask(reader, "POST", place, data=data))


def ask(reader: Reader, method: str, place: str, **options: object) -> TestResponse:
    with reader.app.app_context():
        return reader.http.open(place, method=method, buffered=True, **options)  # type: ignore[arg-type]


def whole(answer: TestResponse) -> str:
    """Status, headers and body, unpacked."""
    body = (
        gzip.decompress(answer.data)
        if answer.headers.get("Content-Encoding") == "gzip" and answer.data
        else answer.data
    )
    if answer.mimetype == "application/zip" and body:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return f"{answer.status}\n{answer.headers}\n{body.decode('utf-8', 'replace')}"
