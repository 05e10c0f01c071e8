"""Whatever is sent to whatever address, by nobody or by somebody who may do everything, is answered in good order."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import update
from werkzeug.test import TestResponse

from medborgar.accounts.models import LoginSession
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from tests.factories import log_in_by_hand
from tests.proofs.addresses import address, named, routes, things, token_of
from tests.proofs.shots import INJECTED, Shot, Target, Targets, shots
from tests.proofs.worlds import World, a_person_of_all_roles, whole_worlds
from tests.reader import Page, Reader, check_headers, filled

REQUESTS = 2000


class Range:
    """Where the shots are fired: a municipality, nobody, and somebody who may do everything."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app = app
        self.shooters = [Reader(app), Reader(app)]
        self.known = things(world, Side.MUNICIPALITY)
        log_in_by_hand(self.shooters[1], a_person_of_all_roles(world))
        self.targets = [Targets(self.every_target(shooter)) for shooter in self.shooters]

    def fire(self, who: int, shot: Shot) -> TestResponse:
        """Send a request; whoever it logs out comes back to the session that the forms' tokens are of."""
        http = self.shooters[who].http
        before = http.get_cookie("session")
        answer = shot.at(self.shooters[who])
        if before and http.get_cookie("session") is None:
            db.session.execute(update(LoginSession).values(ended=None))
            db.session.commit()
            http.set_cookie("session", before.value)
        return answer

    def every_target(self, shooter: Reader) -> Iterator[Target]:
        """Every form of every page as it stands; every route as it is, those that only write with the page's token."""
        token = {"csrf_token": token_of(shooter)} if shooter is self.shooters[1] else {}
        for method, route in sorted(routes(self.app)):
            if token or "/intranat" not in route:
                place = address(route, named(route, self.known))
                yield Target(method, place, token if method == "POST" else {})
                yield from self.forms_on(shooter, place) if method == "GET" else []

    def forms_on(self, shooter: Reader, page: str) -> Iterator[Target]:
        """The forms of one page's main part."""
        with self.app.app_context():
            soup = Page(shooter.http.get(page, buffered=True)).soup
        for form in soup.select("main form"):
            yield Target(str(form.get("method", "get")).upper(), str(form["action"]), filled(form, "", {}))


@pytest.mark.timeout(300)  # two thousand requests: most of a minute, on a machine with nothing else to do
def test_nothing_that_is_sent_breaks_anything(site, store):
    with whole_worlds(site, store, "sala") as (world,):
        fire(Range(site, world))


def fire(at: Range) -> None:
    """Send them."""

    # Each request meets what those before it left, as on a real site, so none can be sent again to look for a simpler.
    @settings(max_examples=REQUESTS, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(shots(at.targets))
    def hits(fired: tuple[int, Shot]) -> None:
        answer = at.fire(*fired)
        assert answer.status_code < 500, answer.get_data(as_text=True)[-500:]
        check_headers(answer)
        assert INJECTED.encode() not in answer.data

    hits()
