"""Maj on a safety walk: point after point on the way, then an answer to each, for everybody to read."""

from datetime import date
from pathlib import Path

from tests.browser.coordinator import Coordinator
from tests.browser.people import Visitor


class Walker(Coordinator):
    """Maj, who walks with those who live there."""

    def plans_a_walk(self, title: str, day: date) -> None:
        """Where, when and with whom."""
        self.turns_to("Trygghetsvandringar")
        self.look("vandringar-tomt")
        self.hands.follow("Lägg till en vandring")
        self.hands.write("Vad ska vandringen heta?", title)
        self.hands.write("Vilken dag?", day.isoformat())
        self.hands.write("Vilken tid börjar den?", "18:30")
        self.hands.choose("Mörker")
        self.hands.write("Vilken väg går ni?", "Från stationen till parken.")
        self.hands.choose("Sala centrum")
        self.hands.write("Vilka är med?", "Hyresgästföreningen, 6\nPolisen, 2")
        self.hands.pick("Vems röst är det mest?", "Invånare")
        self.look("vandring-ny")
        self.hands.press("Spara")
        self.look("vandring-utan-punkter")

    def sees_a_fault_first(self) -> None:
        """A point without words."""
        self.hands.follow("Lägg till en punkt")
        with self.watch.expecting(422):
            self.hands.press("Spara punkten")
        self.look("vandring-punkt-fel")

    def adds_a_point(self, text: str, *, place: str, proposal: str = "", photo: bool = False) -> None:
        """What is seen there, on a phone."""
        self.hands.choose("Otryggt")
        self.hands.write("Vad ser ni?", text)
        self.hands.pick("Plats", place)
        self.hands.write("Vad kan göras?", proposal)
        self.look("vandring-punkt")
        self.hands.press("Spara och lägg till bild" if photo else "Spara punkten")

    def adds_the_photo(self, file: Path, alt: str) -> None:
        """One of no people, with words for those who do not see it."""
        self.hands.write("Beskriv bilden för den som inte ser den", alt)
        self.page.set_input_files("main [type=file]", file)
        self.look("vandring-bild")
        self.hands.press("Spara bilden")
        self.look("vandring-punkt-sparad")

    def comes_back_to(self, title: str) -> None:
        """The walk's own page."""
        self.turns_to("Trygghetsvandringar", title)
        self.look("vandring")

    def answers_what_is_unanswered(self, answer: str, words: str, *, owner: str = "", due: date | None = None) -> None:
        """What becomes of the first point that nobody has answered."""
        self.hands.arrive(self.page.get_by_role("link", name="Ge svar").first)
        self.hands.choose(answer)
        self.hands.write("Berätta", words)
        if due:
            self.hands.write("Vilken funktion gör det?", owner)
            self.hands.write("Klart senast", due.isoformat())
        self.look("vandring-svar")
        self.hands.press("Spara")

    def publishes(self) -> None:
        """Exactly what is shown, its photo too."""
        self.hands.press("Visa bilden i protokollet")
        self.hands.follow("Granska och publicera")
        self.look("vandring-granska")
        self.hands.press("Publicera")
        self.look("vandring-publicerad")


class Neighbour(Visitor):
    """Somebody who lives there and could not come."""

    def reads_of_the_walk(self, title: str) -> None:
        """From the page of all that is asked."""
        self.opens("/sala/dialog")
        self.look("dialoger-med-vandring")
        self.hands.follow(title)
        self.look("vandring-protokoll")
