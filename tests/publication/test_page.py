"""What a published entry says by itself."""

from datetime import date

from medborgar.publication.models import PublicationKind
from medborgar.publication.page import PromisePage, page_of
from medborgar.publication.public import Entry

DAY = date(2027, 5, 11)


def a_page(**answers: object) -> PromisePage:
    content = {"svar": {"delomraden": None, "roster": None, **answers}}
    return page_of(Entry(1, PublicationKind.PROMISE, "2027-kv2", 1, DAY, "", {}, content), [], DAY)


def counted(**numbers: int | None) -> list[dict[str, object]]:
    return [{"namn": name.replace("_", " "), "antal": number} for name, number in numbers.items()]


def test_areas_and_voices_with_few_answers_are_named() -> None:
    page = a_page(
        delomraden=counted(Centrum=9, Norrby=None, Vet_inte=None), roster=counted(Invånare=9, Medarbetare=None)
    )
    assert page.hardly_heard == ["Norrby", "Medarbetare"]


def test_what_is_not_told_apart_names_nobody() -> None:
    assert a_page().hardly_heard == []
