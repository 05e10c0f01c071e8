"""Small worlds for tests: made through the site's own actions where there are any, with traits.

What somebody's page is to show is committed when the page is asked for: see `Reader`.
"""

import uuid
from datetime import date

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.models import OPEN_DIALOGUE, Channel, Contribution, Dialogue, Extent, Kind, Voice
from medborgar.municipality.agreements import Agreement, Clause, Goal, IntroductionStep, StepState
from medborgar.municipality.cadences import Cadence, CadenceKind
from medborgar.municipality.models import (
    Area,
    Body,
    BodyKind,
    FocusArea,
    FocusAreaSet,
    Municipality,
    Organisation,
    OrganisationKind,
    Partner,
    Party,
    Place,
    Seat,
)
from medborgar.publication import signing
from tests.reader import Page, Reader

PASSWORD = "en lagom lång lösenfras"


def a_municipality(slug: str = "testby", *, police: Organisation | None = None) -> Municipality:
    """A municipality with both parties, areas, focus areas, a steering group, an agreement and the open form."""
    name = slug.capitalize()
    municipality = Municipality(
        slug=slug,
        name=f"{name} kommun",
        scb_code="1981",
        county="Västmanlands län",
        email=f"trygghet@{slug}.example",
        accent="#0B4F5C",
        accent_dark="#86CBD6",
        rhythm="kv",
    )
    own = Organisation(slug=f"{slug}-kommun", name=f"{name} kommun", kind=OrganisationKind.MUNICIPALITY)
    police = police or Organisation(
        slug=f"lpo-{slug}", name=f"Polisen, lokalpolisområde {name}", kind=OrganisationKind.POLICE_AREA, serves=5
    )
    db.session.add_all([municipality, own, police])
    db.session.flush()
    for side, organisation, short in [(Side.MUNICIPALITY, own, f"{name} kommun"), (Side.POLICE, police, "Polisen")]:
        party = Party(side=side, organisation=organisation, short_name=short, signatory=f"Chefen för {short}")
        municipality.parties.append(party)
    db.session.flush()
    signing.make_keys(slug)
    _its_map(municipality)
    _its_method(municipality)
    db.session.add(
        Dialogue(
            municipality_id=municipality.id,
            slug=OPEN_DIALOGUE,
            title="Berätta",
            receiving_party_id=municipality.party(Side.MUNICIPALITY).id,
        )
    )
    db.session.commit()
    return municipality


def _its_map(municipality: Municipality) -> None:
    areas = [
        Area(municipality_id=municipality.id, slug=slug, name=name, position=position)
        for position, (slug, name) in enumerate([("centrum", "Centrum"), ("norrby", "Norrby"), ("soderby", "Söderby")])
    ]
    db.session.add_all(areas)
    db.session.flush()
    db.session.add(Place(municipality_id=municipality.id, area_id=areas[0].id, name="Stora torget"))
    focus = FocusAreaSet(
        municipality_id=municipality.id, title="Vår standard", valid_from=date(2020, 1, 1), ours=True, areas=[]
    )
    for position, (slug, name) in enumerate(
        [("ordning", "Ordning och otrygghet"), ("vald", "Hot och våld"), ("unga", "Ungdomar och skolor")]
    ):
        focus.areas.append(FocusArea(slug=slug, name=name, position=position, question=f"Vad har hänt om {name}?"))
    db.session.add(focus)


def _its_method(municipality: Municipality) -> None:
    rescue = Organisation(
        slug=f"raddningstjansten-{municipality.slug}", name="Räddningstjänsten", kind=OrganisationKind.RESCUE_SERVICE
    )
    db.session.add_all(
        [
            Agreement(
                municipality_id=municipality.id,
                title="Medborgarlöfte",
                years="2019/2020",
                purposes="Minska brott och öka tryggheten.",
                areas="Hela kommunen",
                valid_from=date(2019, 1, 1),
                clauses=[Clause(position=0, title="Lägesbild", text="Vi lyssnar.", quote="", section="Bilaga")],
                goals=[Goal(position=0, text="Fler ska vara trygga.", section="Bilaga")],
            ),
            Body(
                municipality_id=municipality.id,
                kind=BodyKind.STEERING_GROUP,
                name="Styrgruppen",
                task="Beslutar vad som är viktigast.",
                seats=[Seat(position=0, function="Kommunchefen")],
            ),
            Partner(municipality_id=municipality.id, organisation=rescue, task="Är med på mötena."),
            IntroductionStep(municipality_id=municipality.id, position=0, phase="Start", state=StepState.PLANNED),
            Cadence(
                municipality_id=municipality.id,
                kind=CadenceKind.DECISION,
                title="Inriktningsbeslut",
                every=3,
                unit="månad",
            ),
        ]
    )


def a_person(
    municipality: Municipality,
    role: Role = Role.COORDINATOR,
    side: Side = Side.MUNICIPALITY,
    *,
    email: str | None = None,
) -> Person:
    """Somebody of staff, with the password PASSWORD."""
    person = accounts.create_person(
        email=email or f"{uuid.uuid4().hex[:8]}@{municipality.slug}.example",
        name="Kim Exempel",
        function=role.value.capitalize(),
        password=PASSWORD,
        by="test",
    )
    accounts.assign(person=person, party=municipality.party(side), role=role, by="test")
    db.session.commit()
    return person


def log_in(client: Reader, person: Person) -> None:
    """Be logged in, without the way there, which is long for a test of something else."""
    carry(client, a_token(person))


def a_token(person: Person) -> str:
    """What a log-in gives, and is known by."""
    token = accounts.log_in(email=person.email, password=PASSWORD)
    assert token, "there is nobody of that name and password"
    db.session.commit()
    return token


def carry(client: Reader, token: str) -> None:
    """Be whoever was given that token."""
    with client.http.session_transaction() as cookie:
        cookie.permanent = cookie.accessed = True
        cookie.update({"_user_id": token, "_fresh": True})


def log_in_by_hand(client: Reader, person: Person) -> Page:
    """Log in through the page."""
    client.get("/logga-in")
    return client.press("Logga in", email=person.email, password=PASSWORD)


def a_contribution(
    municipality: Municipality,
    text: str = "Det är mörkt vid stationen.",
    *,
    area: Area | None = None,
    received: date | None = None,
    voice: Voice = Voice.RESIDENT,
    channel: Channel = Channel.WEB,
    side: Side = Side.MUNICIPALITY,
) -> Contribution:
    """An answer that has come in, not yet read."""
    with db.session.no_autoflush:
        dialogue = db.session.query(Dialogue).filter_by(municipality_id=municipality.id, slug=OPEN_DIALOGUE).one()
    contribution = Contribution(
        id=uuid.uuid4(),
        municipality_id=municipality.id,
        dialogue_id=dialogue.id,
        receiving_party_id=municipality.party(side).id,
        received=received or clock.today(),
        kind=Kind.UNSAFE,
        text=text,
        extent=Extent.AREA if area else Extent.UNKNOWN,
        area_id=area.id if area else None,
        channel=channel,
        voice=voice,
        receipt_hash=uuid.uuid4().hex * 2,
        token_hash=uuid.uuid4().hex * 2,
        content_hash=uuid.uuid4().hex * 2,
    )
    db.session.add(contribution)
    return contribution
