"""Those who answer for a promise: they approve it, publish it, and tell how it went."""

import re

from tests.browser.people import Staff


class Signatory(Staff):
    """Siv, who signs for the municipality."""

    def approves(self, ground: str) -> None:
        """From what waits for her: read the text, give the ground, and the password once more."""
        self.hands.arrive(self.page.locator(".tasks a").first)
        self.look("granska-vantar")
        self.takes_a_grave_step(re.compile("^Godkänn för"), {"Beslutet du stöder dig på": ground})
        self.sees(f"Grund {ground}")


class Communicator(Staff):
    """Alva, who publishes."""

    def publishes(self, button: str) -> None:
        """What waits to be published, after the password once more."""
        self.hands.arrive(self.page.locator(".tasks a").first)
        self.look(f"granska-{button.rsplit(maxsplit=1)[-1]}")
        self.takes_a_grave_step(button)


class Owner(Staff):
    """Nils, who answers for a commitment."""

    def reports(self, commitment: str, *, value: str, done: str) -> None:
        """How it went, in figures and words."""
        self.turns_to("Uppföljning")
        self.look("uppfoljning")
        self.hands.follow(commitment)
        self.hands.choose("Gjort")
        self.hands.write("Mätvärdet i dag", value)
        self.hands.write("Vad har gjorts?", done)
        self.hands.write("Vilka har samverkat?", "Gatuenheten och polisen.")
        self.hands.write("Vilka effekter ser ni?", "Fler går till tåget på kvällen.")
        self.look("uppfoljning-svara")
        self.hands.press("Spara")
        self.look("uppfoljning-klar")
