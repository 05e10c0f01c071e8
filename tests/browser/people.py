"""The people of the story, in the words of the domain. What they see on the pages is named here and nowhere else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.browser.hands import Hands
from tests.browser.live import Site
from tests.browser.prepare import PASSWORD, address_of
from tests.browser.watch import Watch

Look = Callable[[str], None]


class Visitor:
    """Somebody at a browser of their own; `look` is how hard the test looks at a page."""

    def __init__(self, site: Site, hands: Hands, watch: Watch, look: Look) -> None:
        self.site, self.hands, self.watch, self.look = site, hands, watch, look
        self.page = hands.page

    def opens(self, address: str) -> None:
        """Write an address of the site in the browser's bar."""
        self.hands.go(f"{self.site.url}{address}")

    def sees(self, *words: str) -> None:
        """Read this in the page's main part."""
        text = " ".join(self.page.locator("main").inner_text().split())
        for phrase in words:
            assert phrase in text, f"“{phrase}” is not on {self.page.url}: {text[:1500]}"


class Resident(Visitor):
    """Somebody who lives in Sala, and whom nobody knows."""

    code: str

    def tells(self, text: str, *, area: str, place: str) -> None:
        """Answer the three questions, look through, send, and keep the code."""
        self.opens("/sala")
        self.look("start")
        self.hands.follow("Berätta vad som gör dig otrygg")
        self.hands.choose("Något som gör mig otrygg")
        self.hands.write("Berätta", text)
        self.look("beratta-1")
        self.hands.press("Fortsätt")
        self.hands.choose(area)
        self.hands.write("Plats", place)
        self.look("beratta-2")
        self.hands.press("Fortsätt")
        self.hands.choose("Kväll")
        self.hands.choose("Ofta")
        self.look("beratta-3")
        self.hands.press("Fortsätt")
        self.sees(text, area, place, "Kväll", "Ofta")
        self.look("beratta-stammer")
        self.hands.press("Skicka till kommunen")
        self.look("beratta-kvitto")
        self.code = self.page.locator("#receipt-code").inner_text()

    def follows(self) -> None:
        """See by the code what has become of it."""
        self.opens("/sala")
        self.hands.follow("Följ det du skickat")
        self.look("folj-kod")
        self.hands.write("Din kod", self.code)
        self.hands.press("Visa vad som har hänt")

    def answers(self, text: str) -> None:
        """Answer the question that the municipality has asked."""
        self.hands.write("Ditt svar", text)
        self.hands.press("Skicka svar")
        self.sees("ditt svar är mottaget", text)

    def reads_the_promise(self) -> None:
        """Open what is promised, from the start page."""
        self.opens("/sala")
        self.hands.follow("Se vad kommunen och polisen lovar")


class Staff(Visitor):
    """Somebody who works with the promise."""

    def logs_in(self, name: str) -> None:
        """Log in with the address and the password, and see what there is to do."""
        self.opens("/logga-in")
        self.hands.write("E-postadress", address_of(name))
        self.hands.write("Lösenord", PASSWORD)
        self.look("logga-in")
        self.hands.press("Logga in")
        self.sees("Att göra")

    def steps_up_and(self, button: str) -> None:
        """Press a button some time after logging in: the password is asked for once more before a grave step."""
        self.site.pass_minutes(6)
        self.hands.press(button)
        self.hands.write("Lösenord", PASSWORD)
        self.look("bekrafta")
        self.hands.press("Fortsätt")

    def turns_to(self, *links: str | re.Pattern[str]) -> None:
        """Follow one link after the other."""
        for link in links:
            self.hands.follow(link)
