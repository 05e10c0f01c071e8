"""Maj, when a year is told to those who decide."""

from pathlib import Path

from tests.browser.people import Staff


class Secretary(Staff):
    """Who makes the report, hands it over, and registers where it is kept."""

    def makes_the_report(self, *, to: str, comment: str) -> None:
        """Of the period that is over."""
        self.turns_to("Rapporter")
        self.look("rapporter-tomt")
        self.hands.follow("Gör en rapport")
        self.hands.choose(to, "Till vem?")
        self.hands.write("Egen kommentar", comment)
        self.look("rapport-skriv")
        self.hands.press("Spara")
        self.look("rapporter")
        self.hands.follow(to)
        self.look("rapport")

    def takes_it_as(self, kind: str) -> bytes:
        """The same in a file, to send."""
        with self.page.expect_download() as saved:
            self.hands.activate(self.page.get_by_role("link", name=kind, exact=True))
        return Path(saved.value.path()).read_bytes()

    def hands_it_over(self) -> None:
        """Today; from then on nobody changes it."""
        self.hands.press("Rapporten är lämnad")
        self.look("rapport-lamnad")

    def registers_it(self, section: str, number: str) -> None:
        """Where the recipient keeps it."""
        self.hands.write("Paragraf", section)
        self.hands.write("Diarienummer", number)
        self.hands.press("Registrera")
        self.look("rapport-registrerad")

    def looks_at_the_year(self) -> None:
        """What comes again, and whether it was done."""
        self.turns_to("Årshjul")
        self.look("arshjul")

    def sees_in_the_year(self, what: str, how: str) -> None:
        """How one thing of the year stands."""
        (line,) = self.page.locator(".days > li").filter(has_text=what).all_inner_texts()
        assert how in line, line
