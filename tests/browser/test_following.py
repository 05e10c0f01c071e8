"""Somebody follows the promise by mail, and stops: a form, a mail, a button, and one more."""

import re

import pytest

from tests.browser.people import Visitor

LINK = re.compile(r"http\S+/prenumerera/\S+")


class Follower(Visitor):
    """Somebody who wants to know what comes of it."""

    def asks_for_mail(self, email: str) -> None:
        """At the foot of every page."""
        self.opens("/sala")
        self.hands.follow("Följ löftet med mejl")
        self.look("prenumerera")
        self.hands.write("Din e-postadress", email)
        self.hands.press("Skicka")
        self.look("prenumerera-skickat")


@pytest.fixture
def site(sala):
    return sala


def test_a_button_begins_it_and_a_button_ends_it(site, meet):
    kim = meet(Follower)
    kim.asks_for_mail("kim@kanarie.example")
    kim.sees("Titta i din inkorg", "kim@kanarie.example")
    mail = site.next_mail()
    (link,) = LINK.findall(mail.get_content())
    kim.hands.go(link)
    kim.look("prenumerera-bekrafta")
    kim.hands.press("Ja, mejla mig")
    kim.sees("Nu följer du löftet")
    kim.look("prenumerera-klart")
    kim.hands.go(mail["List-Unsubscribe"].strip("<>"))
    kim.look("prenumerera-sluta")
    kim.hands.press("Sluta och radera adressen")
    kim.sees("Du får inga fler mejl")
    kim.look("prenumerera-slutat")
    with kim.watch.expecting(410):
        kim.hands.go(link)
    kim.look("prenumerera-borta")
