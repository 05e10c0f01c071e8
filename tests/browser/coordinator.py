"""Maj, the coordinator: what is heard becomes a picture, and the picture a decision."""

import re
from dataclasses import dataclass
from datetime import date

from tests.browser.people import Party


@dataclass(frozen=True)
class Promise:
    """A commitment as it is written down: its column, what, by whom, until when, and how many of what."""

    column: str
    what: str
    responsible: dict[str, str]
    due: date
    target: str = ""
    unit: str = ""


class Coordinator(Party):
    """Maj, who reads, weighs and writes."""

    def reviews_the_next(self, *, masked: str, focus: str, asks: str = "") -> None:
        """Open what waits first, review it, and take the next."""
        self.turns_to("Inkorg")
        self.look("inkorg")
        self.hands.arrive(self.page.get_by_role("navigation", name="Kö").get_by_role("link").first)
        self.look("inkorg-oppnas")
        self.hands.press("Öppna och läs")
        self.reviews_what_is_open(masked=masked, focus=focus, asks=asks)

    def reviews_what_is_open(self, *, masked: str, focus: str, asks: str = "") -> None:
        """Mask what is open, say what it is about, ask something back, and take the next."""
        self.hands.write("Så här får andra läsa det", masked)
        self.hands.choose(focus, "Fokusområden")
        self.hands.choose("Med i lägesbilden")
        if asks:
            self.hands.write("Fråga till den som skrev", asks)
        self.look("inkorg-svar")
        self.hands.press("Spara och nästa")

    def begins_a_picture(self) -> None:
        """For the coming quarter, of what has been heard until today."""
        self.turns_to("Lägesbild")
        self.look("lagesbilder-tomt")
        self.hands.follow("Påbörja en lägesbild")
        self.look("lagesbild-borja")
        self.hands.choose("Ingen grupp saknades")
        self.hands.press("Påbörja")
        self.look("lagesbild-oppen")

    def registers_for_the_police(self, area: str, text: str, day: date) -> None:
        """What the police have handed over in a document, on a focus area where they do not log in to write."""
        self.turns_to(re.compile(area), "Registrera från ett dokument")
        self.hands.write("Vilket dokument?", "Lokal lägesbild, A123.456/2027")
        self.hands.write("Dokumentets datum", day.isoformat())
        self.hands.write("Vem hos dem lämnade underlaget?", "Gruppchefen")
        self.hands.choose("Inget är sekretessbelagt")
        self.hands.write("Deras lägesbild", text)
        self.look("lagesbild-registrera")
        self.hands.press("Registrera")
        self.look("lagesbild-registrerad")

    def writes_jointly(self, analysis: str) -> None:
        """The joint words on every focus area, analysis included."""
        tasks = self.page.locator(".tasks a")
        for area in [name.strip() for name in tasks.all_inner_texts()]:
            self.turns_to(re.compile(re.escape(area)), "Skriv den gemensamma")
            self.hands.write("Omfattning", f"{area}: några svar under perioden.")
            self.hands.write("Analys", analysis)
            self.hands.press("Spara")
            self.turns_to(re.compile("Lägesbild för"))
        self.look("lagesbild-skriven")

    def adds_a_problem(self, title: str, *, focus: str, rests_on: str) -> None:
        """A problem with its ground, its cause, and how it is weighed."""
        self.turns_to("Problem och prioritering", "Lägg till ett problem")
        self.hands.write("Problemet i en mening", title)
        self.hands.pick("Fokusområde", focus)
        self.hands.choose(re.compile(re.escape(rests_on)))
        self.look("problem-skriv")
        self.hands.press("Spara")
        self.turns_to(re.compile("^Orsaker"), re.compile("^Lägg till en orsak.*plats"))
        self.hands.write("Orsaken", "Lamporna är gamla.")
        self.hands.write("Vad bygger ni det på?", "Svaren och kommunens driftlogg.")
        self.look("orsak-skriv")
        self.hands.press("Spara")
        self.look("orsaker")
        self.turns_to(re.compile("^Problem inför"), re.compile("^Bedöm"))
        self.hands.choose("5, störst", "Hur stort är behovet av insats?")
        self.hands.write("Varför är behovet så stort?", "Många går där varje kväll.")
        self.hands.choose("4", "Hur stor är möjligheten att påverka?")
        self.hands.write("Varför går det att påverka så?", "Kommunen äger lamporna.")
        self.look("bedom")
        self.hands.press("Spara")
        self.look("rangordning")
        self.turns_to(re.compile("^Lägesbild för"), "Problem och prioritering")
        self.look("problem")

    def establishes(self) -> None:
        """Lock the picture for ever."""
        self.turns_to_the_picture()
        self.turns_to("Fastställ")
        self.look("lagesbild-faststall")
        self.hands.press("Fastställ för alltid")
        self.look("lagesbild-faststalld")

    def begins_a_decision(self) -> None:
        """The steering group's, on the picture just established."""
        self.turns_to("Beslut")
        self.look("beslut-tomt")
        self.hands.follow("Påbörja ett beslut")
        self.look("beslut-borja")
        self.hands.press("Påbörja")
        self.look("beslut-nytt")

    def prioritises(self, title: str, *, why: str, problem: str) -> None:
        """What, why, and which problem it answers to."""
        self.hands.follow("Lägg till en prioritering")
        self.hands.write("Vad prioriterar ni?", title)
        self.hands.write("Varför?", why)
        self.hands.choose(problem)
        self.look("beslut-prioritering")
        self.hands.press("Spara")

    def commits(self, *promises: Promise) -> None:
        """Who does what by when, and how one can tell."""
        for promise in promises:
            self._commits(promise)

    def _commits(self, promise: Promise) -> None:
        self.hands.follow(re.compile(rf"^Lägg till ett åtagande\s*: {promise.column}"))
        self.hands.write("Vad ska göras?", promise.what)
        for side, function in promise.responsible.items():
            self.hands.write(f"Ansvarig funktion hos {side}", function)
        if promise.target:
            self.hands.choose("Ett antal")
            self.hands.write("Mål", promise.target)
            self.hands.write("Vad räknas?", promise.unit)
            self.hands.write("Läget i dag", "0")
        else:
            self.hands.choose("Gjort eller inte gjort")
        self.hands.write("Klart senast", promise.due.isoformat())
        self.look(f"beslut-atagande-{promise.column.split()[0].lower()}")
        self.hands.press("Spara")

    def gives_reasons(self) -> None:
        """Why not now, for every focus area that was not chosen."""
        without = self.page.get_by_role("link", name=re.compile("^Skriv skäl"))
        while without.count():
            self.hands.arrive(without.first)
            self.hands.choose("Annat är mer angeläget den här perioden.")
            self.look("beslut-skal")
            self.hands.press("Spara")

    def states_who_decided(self, day: date) -> None:
        """When the body decided, and who took part."""
        self.turns_to("Ändra uppgifterna")
        self.hands.write("När togs beslutet?", day.isoformat())
        self.hands.write("Vilka beslutade?", "Kommunstyrelsens ordförande\nKommunchefen\nLokalpolisområdeschefen")
        self.hands.write("Föredragande", "Säkerhetssamordnaren")
        self.look("beslut-uppgifter")
        self.hands.press("Spara")
        self.look("beslut-fardigt")

    def proposes(self) -> None:
        """Lay the text before both parties."""
        self.turns_to("Granska")
        self.look("granska-utkast")
        self.hands.press("Lägg fram")
        self.look("granska-framlagt")

    def registers_the_paper(self, day: date) -> None:
        """The police do not log in: what they signed on paper is registered."""
        self.turns_to("Beslut", re.compile("juni 2027"), "Granska", re.compile("Registrera från papper.* för Polisen"))
        self.is_asked_first()
        self.look("granska-papper")
        signed = {
            "När skrevs det under?": day.isoformat(),
            "Beslut som undertecknaren stöder sig på": "Lokalpolisområdeschefens beslut 2027-03-12",
            "Diarienummer": "A123.456/2027",
            "Var finns det undertecknade papperet?": "Kommunarkivet, pärm 4",
        }
        self.takes_a_grave_step("Registrera godkännandet", signed)
        self.look("granska-godkant")
