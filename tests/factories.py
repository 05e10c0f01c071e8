"""Small worlds for tests: made through the site's own actions where there are any, committed, with traits."""

import uuid
from datetime import date

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.models import (
    Commitment,
    Decision,
    MetricKind,
    NotChosen,
    Performer,
    Priority,
    PriorityProblem,
)
from medborgar.intake.models import OPEN_DIALOGUE, Channel, Contribution, Dialogue, Extent, Kind, Voice
from medborgar.municipality.models import (
    Agreement,
    Area,
    Body,
    BodyKind,
    Cadence,
    Clause,
    FocusArea,
    FocusAreaSet,
    Municipality,
    Organisation,
    OrganisationKind,
    Party,
    Place,
    Seat,
)
from medborgar.municipality.periods import parse
from medborgar.picture.models import JointText, Picture, PictureContribution, Problem, ProblemContribution
from medborgar.triage.models import Outcome, Review, Tag
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
            ),
            Body(
                municipality_id=municipality.id,
                kind=BodyKind.STEERING_GROUP,
                name="Styrgruppen",
                seats=[Seat(position=0, function="Kommunchefen")],
            ),
            Cadence(
                municipality_id=municipality.id, activity="beslut", title="Inriktningsbeslut", every=3, unit="månad"
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


def log_in(client: Reader, person: Person) -> Page:
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
    dialogue = db.session.query(Dialogue).filter_by(municipality_id=municipality.id, slug=OPEN_DIALOGUE).one()
    contribution = Contribution(
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
    db.session.commit()
    return contribution


def answers_in_picture(municipality: Municipality, person: Person, amounts: dict[str, int]) -> list[Contribution]:
    """Reviewed answers, so many per focus area by its slug, all *Med i lägesbilden*; every third an association's."""
    focus = {
        area.slug: area
        for area in db.session.query(FocusArea).join(FocusAreaSet).filter_by(municipality_id=municipality.id)
    }
    found = []
    for slug, amount in amounts.items():
        for number in range(amount):
            voice = Voice.ASSOCIATION if number % 3 == 2 else Voice.RESIDENT
            contribution = a_contribution(municipality, f"Svar {number} om {slug}.", voice=voice)
            db.session.add(
                Review(
                    municipality_id=municipality.id,
                    contribution_id=contribution.id,
                    version=1,
                    masked_text=contribution.text,
                    outcome=Outcome.IN_PICTURE,
                    reviewed=clock.today(),
                    reviewed_by_id=person.id,
                    saved_at="12.00",
                    tags=[Tag(focus_area_id=focus[slug].id)],
                )
            )
            found.append(contribution)
    db.session.commit()
    return found


def an_established_picture(
    municipality: Municipality, person: Person, *, period: str, amounts: dict[str, int] | None = None
) -> Picture:
    """A locked picture for a period, with answers and one ranked problem about order."""
    contributions = answers_in_picture(municipality, person, amounts or {"ordning": 12, "vald": 6})
    focus_set = db.session.query(FocusAreaSet).filter_by(municipality_id=municipality.id).one()
    first = parse(period).previous
    picture = Picture(
        municipality_id=municipality.id,
        period=period,
        focus_set_id=focus_set.id,
        heard_from=first.first,
        heard_to=clock.today(),
        not_heard="Högstadiet: ingen skola svarade.",
    )
    db.session.add(picture)
    db.session.flush()
    for area in focus_set.areas:
        db.session.add(
            JointText(
                picture_id=picture.id, focus_area_id=area.id, version=1, analysis="Det är mörkt.", saved_at="12.00"
            )
        )
    db.session.add(
        Problem(
            picture_id=picture.id,
            focus_area_id=focus_set.areas[0].id,
            version=1,
            title="Mörkt vid stationen",
            need=4,
            need_reason="Många svar",
            influence=5,
            influence_reason="Lamporna är våra",
            saved_at="12.00",
            grounds=[ProblemContribution(contribution_id=one.id) for one in contributions[:9]],
        )
    )
    db.session.flush()
    picture.established, picture.established_by_id = clock.today(), person.id
    db.session.add_all(PictureContribution(contribution_id=one.id, picture_id=picture.id) for one in contributions)
    db.session.commit()
    return picture


def a_decision(municipality: Municipality, person: Person, *, period: str, picture: Picture | None = None) -> Decision:
    """A whole decision: one priority with a commitment for each side, and reasons for the other focus areas."""
    picture = picture or an_established_picture(municipality, person, period=period)
    problem = db.session.query(Problem).filter_by(picture_id=picture.id).one()
    covered = parse(period)
    decision = Decision(
        municipality_id=municipality.id,
        period=period,
        picture_id=picture.id,
        agreement_id=db.session.query(Agreement).filter_by(municipality_id=municipality.id).one().id,
        body_id=db.session.query(Body).filter_by(municipality_id=municipality.id).one().id,
        valid_from=covered.first,
        valid_to=covered.last,
        revision=1,
        decided=clock.today(),
        deciders="Kommunchefen\nLokalpolisområdeschefen",
        presenter="Samordnaren",
        priorities=[
            Priority(
                position=1,
                title="Ljust vid stationen",
                why="Många går en omväg när det är mörkt.",
                problems=[PriorityProblem(problem_id=problem.id)],
                commitments=[
                    Commitment(
                        position=1,
                        performer=Performer.MUNICIPALITY,
                        what="Byter lamporna i gången.",
                        responsible_municipality="Gatuchefen",
                        metric_kind=MetricKind.NUMBER,
                        unit="lampor är bytta",
                        baseline=0,
                        target=24,
                        due=covered.last,
                    ),
                    Commitment(
                        position=2,
                        performer=Performer.POLICE,
                        what="Går till fots i gången.",
                        responsible_police="Gruppchefen",
                        metric_kind=MetricKind.DONE,
                        due=covered.last,
                    ),
                ],
            )
        ],
        reasons=[
            NotChosen(focus_area_id=area.id, reason="Hanteras i annan ordning.") for area in picture.focus_set.areas[1:]
        ],
    )
    db.session.add(decision)
    db.session.commit()
    return decision
