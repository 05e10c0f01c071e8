"""Those of a fortnight: who reports, who leads the meeting, and who answers through a mail."""

from datetime import date
from email.message import EmailMessage

from medborgar.core.formatting import long_day
from tests.browser.coordinator import Coordinator
from tests.browser.people import Staff, Visitor


class Reporter(Staff):
    """Samira, who is out where people are."""

    def registers(self, *reports: tuple[str, str]) -> None:
        """What she has been told today, one after the other: the words, and where."""
        self.turns_to("Registrera")
        for text, place in reports:
            self.hands.pick("Hur kom det?", "Möte")
            self.hands.pick("Vem berättade?", "Medarbetare")
            self.hands.write("Berätta", text)
            self.hands.choose("Sala centrum")
            self.hands.write("Plats", place)
            self.look("registrera")
            self.hands.press("Spara svaret")
            self.sees("Svaret är registrerat")
            self.look("registrerat")
            self.hands.follow("Registrera nästa")

    def begins_a_report(self, what: str, text: str) -> None:
        """Something that she has seen, in the round that waits for her unit."""
        self.turns_to("Att göra", "Rapportera: Rapport till mötet")
        self.look("rapportera")
        self.tells_of(what, text)

    def tells_of(self, what: str, text: str) -> None:
        """One event."""
        self.hands.choose(what)
        self.hands.write("Vad hände?", text)
        self.hands.write("Var?", "Stora torget")

    def adds(self, what: str, text: str) -> None:
        """One event more."""
        self.hands.press("Lägg till en händelse till")
        self.tells_of(what, text)
        self.look("rapportera-fler")

    def sends_the_report(self) -> None:
        """Look through, send, and be thanked."""
        self.hands.press("Läs igenom och skicka")
        self.look("rapportera-stammer")
        self.hands.press("Skicka rapporten")
        self.sees("Tack! Rapporten är mottagen")
        self.look("rapportera-kvitto")

    def enters_papers(self, dialogue: str, *answers: tuple[str, str]) -> None:
        """A stack of paper forms: how safe, and what would help; the rest stays from one to the next."""
        self.turns_to("Registrera", dialogue)
        self.hands.pick("Hur kom det?", "Papper")
        self.hands.write("Vilken plats tänker du på mest?", "Stationen")
        for safe, text in answers:
            self.hands.choose(safe)
            self.hands.write("Vad skulle göra det tryggare?", text)
            self.look("registrera-bunt")
            self.hands.press("Spara och ta nästa")
            self.sees("Sparat. Kod till den som svarade:")
        self.look("registrera-nasta")


class Convener(Coordinator):
    """Maj, who calls the meeting and writes its minutes."""

    def opens_the_meeting(self, day: date) -> None:
        """Its page, which makes itself."""
        self.turns_to("Möten")
        self.look("moten")
        self.hands.follow(long_day(day))

    def shows_the_figures(self) -> None:
        """What her party has had in since the last time, for both to see."""
        self.hands.press("Visa siffrorna för mötet")

    def decides(self, what: str, *, place: str, owner: str, email: str, due: date) -> None:
        """Something quick, at the meeting."""
        self.hands.follow("Besluta en insats")
        self.hands.pick("Var?", place)
        self.hands.write("Vad ska göras?", what)
        self.hands.write("Vilken funktion gör det?", owner)
        self.hands.write("Funktionens e-post", email)
        self.hands.write("Klart senast", due.isoformat())
        self.look("mote-insats")
        self.hands.press("Besluta")

    def writes_the_minutes(self, *, present: str, notes: str, told: str) -> None:
        """Who was there, what was said, and what is told outward."""
        self.hands.follow("Skriv")
        self.hands.write("Vilka var med?", present)
        self.hands.write("Anteckningar", notes)
        self.hands.write("Vad berättas utåt, och av vem?", told)
        self.look("mote-skriv")
        self.hands.press("Spara")
        self.look("mote")

    def locks_the_minutes(self) -> None:
        """As they stand, for ever."""
        self.hands.press("Justera minnesanteckningen")
        self.look("mote-justerat")


class Addressee(Visitor):
    """Somebody who has got a mail, and has no account."""

    def opens_the_link_about(self, what: str, mail: EmailMessage) -> None:
        """The address that stands under it."""
        lines = mail.get_content().splitlines()
        self.link = lines[lines.index(what) + 1].split()[-1]
        self.hands.go(self.link)

    def answers(self, done: str) -> None:
        """How it went."""
        self.hands.choose("Gjort", "Hur går det?")
        self.hands.write("Vad har gjorts?", done)
        self.look("uppfoljning-mejlad")
        self.hands.press("Skicka uppföljningen")
        self.look("uppfoljning-mottagen")

    def comes_back(self) -> None:
        """To a link that has been used."""
        with self.watch.expecting(410):
            self.hands.go(self.link)
        self.look("uppfoljning-lank-anvand")
