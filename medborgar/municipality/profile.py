"""A whole profile file, and whether it hangs together. Only commands read profiles."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from medborgar.municipality.fields import Key, Section
from medborgar.municipality.sections import (
    AgreementSection,
    AreaSection,
    BodySection,
    CadenceSection,
    FocusSetSection,
    IntroductionSection,
    MunicipalitySection,
    OrganisationSection,
    PartiesSection,
    PartnerSection,
    PlaceSection,
)

Where = tuple[str | int, ...]


class Profile(Section):
    """A whole file; the keys of its lists are how rows are known again at the next loading."""

    municipality: MunicipalitySection = Field(alias="kommun")
    organisations: dict[Key, OrganisationSection] = Field(alias="organisationer", min_length=2, max_length=30)
    parties: PartiesSection = Field(alias="parter")
    partners: dict[Key, PartnerSection] = Field({}, alias="aktörer", max_length=30)
    bodies: dict[Key, BodySection] = Field(alias="organ", min_length=1, max_length=30)
    agreements: dict[Key, AgreementSection] = Field(alias="överenskommelser", min_length=1, max_length=10)
    cadences: dict[Key, CadenceSection] = Field(alias="rytmer", min_length=1, max_length=30)
    introduction: dict[Key, IntroductionSection] = Field({}, alias="införande", max_length=30)
    areas: dict[Key, AreaSection] = Field(alias="delområden", min_length=1, max_length=60)
    places: dict[Key, PlaceSection] = Field(alias="platser", max_length=300)
    focus_sets: dict[Key, FocusSetSection] = Field(alias="fokusområden", min_length=1, max_length=10)

    def next_set(self, of: FocusSetSection) -> tuple[str, FocusSetSection] | None:
        """The template that takes over from one, by its key; None when it is the last."""
        later = [(key, section) for key, section in self.focus_sets.items() if section.valid_from > of.valid_from]
        return min(later, key=lambda found: found[1].valid_from, default=None)

    def loose_ends(self) -> Iterator[tuple[Where, str]]:
        """What doesn't hang together: where it stands in the file, and what is wrong with it."""
        yield from self._loose_organisations()
        yield from self._loose_bodies()
        yield from self._loose_places()
        yield from self._loose_focus_areas()
        for key, agreement in self.agreements.items():
            if agreement.valid_to and agreement.valid_to < (agreement.valid_from or date.min):
                yield ("överenskommelser", key, "gäller till"), "är före den dag då den börjar gälla"

    def _loose_organisations(self) -> Iterator[tuple[Where, str]]:
        named = [(("parter", side, "organisation"), party.organisation) for side, party in self.parties]
        named += [(("aktörer", key, "organisation"), partner.organisation) for key, partner in self.partners.items()]
        for where, organisation in named:
            if organisation not in self.organisations:
                yield where, f"«{organisation}» finns inte bland organisationerna"
        if self.parties.kommunen.organisation == self.parties.polisen.organisation:
            yield ("parter", "polisen", "organisation"), "ska vara en annan än kommunens: ingen godkänner åt båda"

    def _loose_bodies(self) -> Iterator[tuple[Where, str]]:
        met: set[str | None] = {None}
        for key, body in self.bodies.items():
            if body.appointed_by not in met:
                yield ("organ", key, "utses av"), f"«{body.appointed_by}» finns inte bland organen ovanför"
            met.add(key)

    def _loose_places(self) -> Iterator[tuple[Where, str]]:
        names: set[str] = set()
        for key, place in self.places.items():
            if place.area not in self.areas:
                yield ("platser", key, "delområde"), f"«{place.area}» finns inte bland delområdena"
            if place.name in names:
                yield ("platser", key, "namn"), f"«{place.name}» finns redan bland platserna"
            names.add(place.name)

    def _loose_focus_areas(self) -> Iterator[tuple[Where, str]]:
        for set_key, section in self.focus_sets.items():
            following = self.next_set(section)
            for key, area in section.areas.items():
                where = ("fokusområden", set_key, "områden", key, "ersätts av")
                if area.successor and following is None:
                    yield where, "hör inte hemma i den sista mallen: ingen kommer efter den"
                elif area.successor and following and area.successor not in following[1].areas:
                    yield where, f"«{area.successor}» finns inte bland områdena i mallen «{following[0]}»"
