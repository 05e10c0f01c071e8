"""The people of the story, in the words of the domain. What they see on the pages is named here and nowhere else."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from medborgar.demo.people import PASSWORD
from tests.browser.hands import Hands
from tests.browser.live import Site
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

    def sees_nothing_of(self, words: str) -> None:
        """Find this nowhere in the page, not even where it does not show."""
        assert words not in self.page.content(), f"“{words}” is on {self.page.url}"


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
        self.hands.choose("Kväll")
        self.hands.choose("Ofta")
        self.look("beratta-2")
        self.hands.press("Fortsätt")
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

    def logs_in(self, address: str, *, at: str = "sala") -> None:
        """Log in with the address and the password, and see what there is to do."""
        self.opens("/logga-in")
        self.hands.write("E-postadress", f"{address}@{at}.example")
        self.hands.write("Lösenord", PASSWORD)
        self.look("logga-in")
        self.hands.press("Logga in")
        self.sees("Att göra")

    def is_asked_first(self) -> None:
        """Some time after logging in: the page for a grave step opens once who one is has been confirmed."""
        if "/bekrafta" in self.page.url:
            self.hands.write("Lösenord", PASSWORD)
            self.hands.press("Fortsätt")

    def takes_a_grave_step(self, button: str | re.Pattern[str], fields: dict[str, str] | None = None) -> None:
        """Some time after the page was opened: who one is has to be confirmed beside it, and what was typed stays."""
        self.site.pass_minutes(6)
        for label, text in (fields or {}).items():
            self.hands.write(label, text)
        with self.watch.expecting(422):
            self.hands.press(button)
        self.sees("Inget är gjort än")
        self.look("bekrafta")
        self._confirms_in_a_new_tab()
        self.hands.press(button)

    def _confirms_in_a_new_tab(self) -> None:
        with self.page.context.expect_page() as opened:
            self.hands.activate(self.page.get_by_role("link", name="Bekräfta att det är du").first)
        beside = type(self.hands)(opened.value)
        beside.write("Lösenord", PASSWORD)
        beside.press("Fortsätt")
        expect(beside.page.get_by_role("heading", level=1)).to_have_text("Klart, nu vet vi att det är du")
        beside.page.close()

    def turns_to(self, *links: str | re.Pattern[str]) -> None:
        """Follow one link after the other."""
        for link in links:
            self.hands.follow(link)


class Party(Staff):
    """Somebody who writes for one of the two parties."""

    def turns_to_the_picture(self) -> None:
        """Open the picture that is being made."""
        self.turns_to("Lägesbild", re.compile("mars|juni|september|december"))

    def reads(self, area: str) -> None:
        """What there is to read on a focus area, from the picture's page."""
        self.turns_to_the_picture()
        self.turns_to(re.compile(area))

    def writes_own(self, area: str, text: str) -> None:
        """Their own words on a focus area, which nobody else reads yet."""
        self.turns_to(re.compile(area), "Skriv er egen")
        self.hands.write("Er egen lägesbild", text)
        self.look("lagesbild-egen")
        self.hands.press("Spara")
        self.look("lagesbild-omrade")
        self.turns_to(re.compile("Lägesbild för"))

    def shares(self) -> None:
        """All that they have, after a secrecy review that found nothing."""
        self.turns_to("Dela")
        self.look("lagesbild-dela")
        self.hands.press("Inget sekretessbelagt: dela")

    def shares_what_is_masked(self, paragraph: str) -> None:
        """All that they have, after a secrecy review that found something, which has been masked."""
        self.turns_to("Dela")
        self.hands.choose("Det som är sekretessbelagt är maskat")
        self.hands.write("Kapitel och paragraf i offentlighets- och sekretesslagen", paragraph)
        self.hands.press("Dela efter prövning")
