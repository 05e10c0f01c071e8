"""Maj, who asks associations, and those who answer for one."""

import re
from datetime import date
from email.message import EmailMessage
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.people import Staff, Visitor

PATIENCE = 20_000  # milliseconds: what failed is tried once more after five seconds
ADDRESS = re.compile(r"https?://\S+/inbjudan/\S+")


class Asker(Staff):
    """The coordinator, who keeps the register, makes a round and invites."""

    def adds_an_association(self, name: str, email: str) -> None:
        """To the register."""
        self.opens("/sala/intranat/foreningar")
        self.look("foreningar-tomt")
        self.turns_to("Lägg till en förening")
        self.hands.write("Föreningens namn", name)
        self.hands.write("E-postadress", email)
        self.look("forening-ny")
        self.hands.press("Spara")
        self.look("foreningar")

    def asks(self, title: str, *, opens: date, closes: date, feedback_by: date) -> None:
        """Make a round of the ready questions to associations."""
        self.opens("/sala/intranat/dialoger")
        self.turns_to("Börja en dialog")
        self.hands.write("Vad ska dialogen heta?", title)
        self.hands.pick("Börja från", "Mall: Hur ser ni på tryggheten?")
        self.hands.press("Börja")
        self.turns_to("Ändra rubrik, dagar och vilka ni frågar")
        for label, day in (("Öppnar", opens), ("Sista dag", closes), ("Återkoppling senast", feedback_by)):
            self.hands.write(label, day.isoformat())
        self.hands.press("Spara")
        self.look("dialog-omgang")

    def invites(self, name: str) -> None:
        """One association, from the round's page."""
        self.turns_to("Inbjudna")
        self.look("inbjudna-tomt")
        self.turns_to("Bjud in")
        self.hands.choose(name)
        self.look("bjud-in")
        self.hands.press("Bjud in")
        self.look("inbjudna")

    def sees_how_far(self, *words: str) -> None:
        """They have come, in the round that is open."""
        self.opens("/sala/intranat/dialoger")
        self.turns_to("Vårens runda", "Inbjudna")
        self.sees(*words)

    def tells_what_was_heard(self, heard: str, to_be_done: str) -> None:
        """To all who answered."""
        self.opens("/sala/intranat/dialoger")
        self.turns_to("Vårens runda", "Ge återkoppling")
        self.hands.write("Det här hörde vi", heard)
        self.hands.write("Det här händer nu", to_be_done)
        self.hands.press("Publicera återkopplingen")


class Member(Visitor):
    """Somebody who answers for an association."""

    def opens_the_link(self, mail: EmailMessage, button: str) -> None:
        """In the mail, and presses the page's button."""
        found = ADDRESS.search(mail.get_content())
        assert found, mail.get_content()
        self.opens(urlsplit(found.group()).path)
        self.look(f"inbjudan-{button.split(maxsplit=1)[0].lower()}")
        self.hands.press(button)
        self.look("inbjudan-uppgifter")

    def turns_to_the_question(self, question: str) -> None:
        """Open one of the tasks."""
        self.hands.follow(question)
        self.look("inbjudan-fraga")

    def writes(self, question: str, text: str) -> None:
        """In the question that is open."""
        self.hands.write(question, text)

    def waits_until_it_is_saved(self) -> None:
        """Without pressing anything."""
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile("^Sparat"), timeout=PATIENCE)

    def sends(self) -> None:
        """Look through, and send."""
        self.hands.follow("Läs igenom och skicka")
        self.look("inbjudan-granska")
        self.hands.press("Skicka till kommunen")
        self.look("inbjudan-kvitto")
