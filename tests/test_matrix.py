"""Every line of matrix.txt is true: who may do what, tried by everybody on what is theirs and on what is not."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from medborgar.accounts import actions as accounts
from medborgar.accounts.models import Person
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from tests.conftest import Store
from tests.factories import a_person, log_in_by_hand
from tests.proofs.addresses import address, named, routes, things, token_of
from tests.proofs.contents import digest
from tests.proofs.worlds import World, a_person_of_all_roles, whole_worlds
from tests.reader import ORIGIN, Reader

MATRIX = Path(__file__).parent / "matrix.txt"
EVERYBODY, LOGGED_IN, INVITED = "alla", "inloggad", "inbjuden"
UNKNOWN = {
    "chapter": "finns-inte",
    "period": "2199-kv4",
    "slug": "finns-inte",
    "version": "999",
    "number": "999",
    "day": "2199-01-07",
    "token": "x",
}  # what is named by an id is a random one
NEEDED = {"/<kommun>/folj/svar": "code"}  # a POST that only a code opens


class Line(NamedTuple):
    """One line of the file."""

    who: frozenset[str]
    bound: bool
    method: str
    route: str

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def sides(self) -> list[Side]:
        """Whose people try it: both parties' where it makes a difference, else those of one, by lot."""
        return list(Side) if self.bound else [list(Side)[len(self.route) % 2]]

    def may(self, role: Role) -> bool:
        """Whether the file lets a role do it."""
        return bool(self.who & {role, EVERYBODY, LOGGED_IN})


def lines() -> list[Line]:
    """The file, read."""
    written = [line for line in MATRIX.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [read(line) for line in written]


def read(line: str) -> Line:
    """One line: eleven marks, or one word for them all; whose; method; route."""
    if line.split(maxsplit=1)[0] in {EVERYBODY, LOGGED_IN, INVITED}:
        word, part, method, route = line.split(maxsplit=3)
        who = frozenset({word})
    else:
        *marks, part, method, route = line.split(maxsplit=len(Role) + 2)
        assert set(marks) <= {"x", "."}, line
        who = frozenset(role for role, mark in zip(Role, marks, strict=True) if mark == "x")
    assert part in {"-", "egen"}, line
    return Line(who, part == "egen", method, route)


class Crowd:
    """Everybody there is, each at a browser of their own, and what their addresses can name."""

    def __init__(self, app: Flask, here: World, elsewhere: World) -> None:
        self.app, self.before, self.came = app, "", clock.now()
        self.stranger = Reader(app)
        self.insiders = {key: self.enter(person) for key, person in here.people.items()}
        self.outsider = self.enter(a_person_of_all_roles(elsewhere))
        self.commuter = self.enter(a_commuter(here, elsewhere))
        self.officer = self.enter(an_officer_of_both(here, elsewhere))
        self.here, self.elsewhere = ({side: things(world, side) for side in Side} for world in (here, elsewhere))
        self.guest = self.invited(self.here[Side.MUNICIPALITY])
        self.before = digest()

    def invited(self, known: dict[str, Any]) -> Reader:
        """Open the invitation that is there."""
        reader = Reader(self.app)
        link = address("/<kommun>/inbjudan/<token>", named("/<kommun>/inbjudan/<token>", known))
        assert self.ask(reader, "POST", link, data={"till": "oppna"}).status_code == 303
        return reader

    def enter(self, person: Person) -> Reader:
        """Log somebody in."""
        reader = Reader(self.app)
        log_in_by_hand(reader, person)
        return reader

    def insiders_for(self, line: Line) -> dict[tuple[Role, Side], Reader]:
        """Those who try a line."""
        return {key: reader for key, reader in self.insiders.items() if key[1] in line.sides}

    def ask(self, reader: Reader, method: str, address: str, *, data: dict[str, Any] | None = None) -> TestResponse:
        """Ask for it, as soon as one has come; a form without the page's token changes nothing."""
        with self.app.app_context(), clock.at(self.came):
            return reader.http.open(address, method=method, data=data, headers=ORIGIN, buffered=True)


def a_commuter(here: World, elsewhere: World) -> Person:
    """Somebody who coordinates here and lets people in elsewhere."""
    person = here.coordinator
    party = elsewhere.municipality.party(Side.MUNICIPALITY)
    accounts.assign(person=person, party=party, role=Role.ADMINISTRATOR, by="test")
    db.session.commit()
    return person


def an_officer_of_both(here: World, elsewhere: World) -> Person:
    """The municipal police officer of two municipalities that one local police area serves."""
    person = a_person(here.municipality, Role.MUNICIPAL_POLICE, Side.POLICE)
    accounts.assign(
        person=person, party=elsewhere.municipality.party(Side.POLICE), role=Role.MUNICIPAL_POLICE, by="test"
    )
    db.session.commit()
    return person


def foreign(line: Line, crowd: Crowd, side: Side) -> Iterator[dict[str, Any]]:
    """What the address can name that is not theirs: the other municipality's, the other party's, nobody's."""
    other_side = next(other for other in Side if other != side)
    own, other_party, elsewhere = (
        named(line.route, one) for one in (crowd.here[side], crowd.here[other_side], crowd.elsewhere[side])
    )
    for name, value in own.items():
        if isinstance(value, uuid.UUID) or name == "period":
            yield own | {name: elsewhere[name]}
        if line.bound and (isinstance(value, uuid.UUID) or value != other_party[name]):
            yield own | {name: other_party[name]}
        if isinstance(value, uuid.UUID) or name in UNKNOWN:
            yield own | {name: UNKNOWN.get(name) or uuid.uuid4()}


LINES = lines()


@pytest.fixture(scope="module")
def crowd(site: Flask, store: Store) -> Iterator[Crowd]:
    with whole_worlds(site, store, "sala", "falun") as (here, elsewhere):
        yield Crowd(site, here, elsewhere)


def test_every_route_has_its_line_and_every_line_its_route(site):
    written = [(line.method, line.route) for line in LINES]
    assert sorted(routes(site) - set(written)) == [], "a route without a line in matrix.txt"
    assert sorted(set(written) - routes(site)) == [], "a line in matrix.txt without a route"
    assert len(written) == len(set(written)), "a line that is written twice"


@pytest.mark.whatever_database  # the gate is the same; that every page opens there too is tried below
@pytest.mark.parametrize("line", LINES, ids=str)
def test_the_line_is_true(line, crowd):
    faults = kept_to_the_invited(line, crowd) if INVITED in line.who else told_apart(line, crowd)
    assert [*faults, *kept_apart(line, crowd)] == []
    assert digest() == crowd.before


def test_a_role_is_held_where_it_is_held_and_nowhere_else(crowd):
    for line in LINES:
        if line.method == "GET" and "/intranat" in line.route:
            for world, role in ((crowd.here, Role.COORDINATOR), (crowd.elsewhere, Role.ADMINISTRATOR)):
                answer = crowd.ask(crowd.commuter, "GET", own_address(line, world[Side.MUNICIPALITY]))
                assert answer.status_code == (200 if line.may(role) else 403), f"{line} as {role}: {answer.status}"


def test_an_officer_of_two_municipalities_works_in_both_and_carries_nothing_between_them(crowd):
    for line in LINES:
        if line.method == "GET" and "/intranat" in line.route:
            for world in (crowd.here, crowd.elsewhere):
                answer = crowd.ask(crowd.officer, "GET", own_address(line, world[Side.POLICE]))
                expected = 200 if line.may(Role.MUNICIPAL_POLICE) else 403
                assert answer.status_code == expected, f"{line}: {answer.status}"
            if line.may(Role.MUNICIPAL_POLICE):
                for strange in foreign(line, crowd, Side.POLICE):
                    answer = crowd.ask(crowd.officer, "GET", address(line.route, strange))
                    assert answer.status_code == 404, f"{line}, {strange}: {answer.status}"


def told_apart(line: Line, crowd: Crowd) -> Iterator[str]:
    """The faults of a line, when everybody tries what is there."""
    form = {name: crowd.here[Side.MUNICIPALITY][name] for route, name in NEEDED.items() if route == line.route}
    for (role, side), reader in crowd.insiders_for(line).items():
        answer = crowd.ask(reader, line.method, own_address(line, crowd.here[side]), data=form)
        if not (is_let_in(line, answer) if line.may(role) else answer.status_code == 403):
            yield f"{role}, {side}: {answer.status}"
    place = own_address(line, crowd.here[Side.MUNICIPALITY])
    answer = crowd.ask(crowd.outsider, line.method, place, data=form)
    if not (is_let_in(line, answer) if line.who & {EVERYBODY, LOGGED_IN} else answer.status_code == 404):
        yield f"somebody from elsewhere: {answer.status}"
    for method in (line.method, "HEAD" if line.method == "GET" else "OPTIONS"):
        answer = crowd.ask(crowd.stranger, method, place, data=form if method == "POST" else None)
        if not (is_let_in(line, answer) if EVERYBODY in line.who else is_shown_the_door(line, answer)):
            yield f"nobody, {method}: {answer.status}"


def kept_to_the_invited(line: Line, crowd: Crowd) -> Iterator[str]:
    """The faults of a line for whoever has opened an invitation; everybody else, staff too, is told to open it."""
    place = own_address(line, crowd.here[Side.MUNICIPALITY])
    answer = crowd.ask(crowd.guest, line.method, place)
    if answer.status_code not in ({200} if line.method == "GET" else {400, 422}):
        yield f"the invited: {answer.status}"
    for reader in (*crowd.insiders.values(), crowd.outsider, crowd.stranger):
        if crowd.ask(reader, line.method, place).status_code != 410:
            yield f"somebody else: {answer.status}"


def kept_apart(line: Line, crowd: Crowd) -> Iterator[str]:
    """The faults of a line, when those who may try what is not theirs, with a form as good as any."""
    readers = {key: reader for key, reader in crowd.insiders_for(line).items() if line.may(key[0])}
    if line.who & {EVERYBODY, INVITED}:
        readers = {(Role.REPORTER, Side.MUNICIPALITY): crowd.stranger if EVERYBODY in line.who else crowd.guest}
    for (role, side), reader in readers.items():
        for strange in foreign(line, crowd, side):
            form = (
                {"csrf_token": token_of(reader)}
                if line.method == "POST" and line.who.isdisjoint({EVERYBODY, INVITED})
                else None
            )
            answer = crowd.ask(reader, line.method, address(line.route, strange), data=form)
            if answer.status_code not in ({404, 410} if INVITED in line.who else {404}):
                yield f"{role}, {side}, {strange}: {answer.status}"


def own_address(line: Line, things: dict[str, Any]) -> str:
    """The address of what is there."""
    return address(line.route, named(line.route, things))


def is_let_in(line: Line, answer: TestResponse) -> bool:
    """The page is there, and a form is stopped by nothing but what it lacks: to staff its token, and so before all."""
    if line.method == "GET" or answer.request.method == "OPTIONS":
        return answer.status_code == 200
    return answer.status_code in ({200, 400, 422} if EVERYBODY in line.who else {400})


def is_shown_the_door(line: Line, answer: TestResponse) -> bool:
    """Sent or told to log in; where the gate is not asked, a form without its token is stopped all the same."""
    if line.who == {LOGGED_IN} and line.method == "POST":
        return answer.status_code in {200, 400}
    if answer.request.method == "POST":
        return answer.status_code == 401  # with what was typed, on the page where one logs in
    return answer.status_code == 303 and answer.headers["Location"].startswith("/logga-in")
