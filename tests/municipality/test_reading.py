"""A fault in a profile is told with its line and its field, and nothing of the file is used."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from medborgar.municipality import reading
from medborgar.municipality.cadences import OFTEN
from medborgar.municipality.fields import RESERVED
from medborgar.municipality.reading import FaultyProfile, read
from medborgar.municipality.terms import RECURRENCES

SALA = reading.find("sala").read_text()


@pytest.mark.parametrize(
    ("says", "instead", "field", "message"),
    [
        ("adress: sala", "adress: Sala", "kommun → adress", "ska skrivas med små bokstäver a–z"),
        ("adress: sala", "adress: static", "kommun → adress", "är upptaget av webbplatsen själv"),
        ('kommunkod: "1981"', 'kommunkod: "81"', "kommun → kommunkod", "ska vara fyra siffror"),
        ("trygghet@sala.example", "trygghet", "kommun → e-post", "ska vara en e-postadress"),
        ("ett: kvartal", "ett: månad", "kommun → löftet gäller ett", "ska vara något av: kvartal, tertial, halvår"),
        ('färg: "#0B4F5C"', "färg: blå", "kommun → färg", 'ska vara en färg, skriven som "#0B4F5C"'),
        (
            'färg: "#0B4F5C"',
            'färg: "#88BBCC"',
            "kommun → färg",
            "syns för dåligt mot sidan (2,0:1, minst 4,5:1 behövs). Närmast som går: #577883",
        ),
        ('läge: "#86CBD6"', 'läge: "#0B4F5C"', "kommun → färg i mörkt läge", "syns för dåligt mot sidan (1,9:1"),
        ("kommuner: 5", "kommuner: fem", "organisationer → lpo-sala → antal kommuner", "ska vara ett heltal"),
        ("kommuner: 5", "kommuner: 0", "organisationer → lpo-sala → antal kommuner", "ska vara minst 1"),
        ("kommuner: 5", "kommuner: 31", "organisationer → lpo-sala → antal kommuner", "ska vara högst 30"),
        ("isation: lpo-sala", "isation: lpo-mora", "parter → polisen → organisation", "finns inte bland organisatione"),
        ("isation: lpo-sala", "isation: sala-kommun", "parter → polisen → organisation", "ingen godkänner åt båda"),
        ("ja # dok", "kanske # dok", "parter → kommunen → undertecknare är vår standard", "ska vara något av: ja, nej"),
        ("- LPO-chefen", "- [LPO-chefen]", "organ → lolg → ledamöter → 1", "ska vara en befattning"),
        ("ledamöter: []", "ledamöter: ingen", "organ → styrgruppen → ledamöter", "ska vara en lista"),
        (
            "rubrik: Vi lyssnar",
            "titel: Hej",
            "överenskommelser → medborgarlofte-2019-2020 → steg → 1 → rubrik",
            "saknas",
        ),
        (
            "mer: varje vecka",
            "mer: ibland",
            "rytmer → insamling → återkommer",
            "ska vara något av: varje vecka, varannan",
        ),
        ("namn: Åkra\n", "namm: Åkra\n", "delområden → akra → namm", "är inte ett ord som hör hemma här"),
        ("kontur: M66 34H98V51H66Z", "kontur: M66 34H98", "delområden → akra → kontur", "sluta med Z"),
        ("kontur: M66 34H98V51H66Z", "kontur: M66 34H198V51H66Z", "delområden → akra → kontur", "går utanför rutan"),
        ("namn: Åkra\n", "namn:\n", "delområden → akra → namn", "får inte vara tomt"),
        ("namn: Åkra\n", f"namn: {'Å' * 201}\n", "delområden → akra → namn", "är för långt: högst 200 tecken"),
        ("namn: Åkra\n", 'namn: "Å\\0kra"\n', "delområden → akra → namn", "tecken som inte går att skriva ut"),
        ("namn: Åkra\n", 'namn: "Å\\nkra"\n', "delområden → akra → namn", "ska få plats på en rad"),
        ("  akra:\n", "  centrum:\n", "delområden → centrum", "står två gånger"),
        ("  akra:\n", "  Åkra:\n", "delområden → Åkra", "ska skrivas med små bokstäver a–z"),
        ("delområde: ekeby", "delområde: mora", "platser → ekebyskolan → delområde", "finns inte bland delområdena"),
        ("namn: Ekebyskolan", "namn: Åkraskolan", "platser → ekebyskolan → namn", "finns redan bland platserna"),
        ("från: 2023-07-01", "från: 1 juli", "fokusområden → standard-2023 → gäller från", "skriven som 2027-01-31"),
    ],
)
def test_a_fault_is_told_with_its_line_and_field(
    tmp_path: Path, says: str, instead: str, field: str, message: str
) -> None:
    faults = faults_of(tmp_path, SALA.replace(says, instead, 1))

    line = SALA[: SALA.index(says)].count("\n") + 1
    assert any(fault.startswith(f"min.yaml, rad {line}, fältet «{field}»") and message in fault for fault in faults)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "rad 1: filen är tom"),
        (b"- kommun", "rad 1: ska ha underrubriker"),
        (b"kommun:\n  namn: 'Sala", "rad 2: går inte att läsa"),
        (b"kommun:\n\tnamn: Sala", "rad 2: har en tabb"),
        (b"a: 1\nb: 2\n--- \nc: 3", "rad 3: går inte att läsa"),
        (b"a: &x 1\nb: *x", "rad 2: hänvisningar med * går inte"),
        (b"a:\n" + b"[" * 11, "rad 2: har för många nivåer"),
        (b"a: 1\nb: \0", "rad 2: innehåller ett tecken som inte går att skriva ut"),
        ("kommun:\n  namn: Åkra".encode("latin-1"), "rad 2: filen är inte sparad med teckenkodningen UTF-8"),
        (b"a" * 300_000, "rad 1: filen är för stor: högst 256 kB"),
    ],
)
def test_what_is_no_profile_is_told_in_plain_words(tmp_path: Path, content: bytes, expected: str) -> None:
    assert faults_of(tmp_path, content)[0].startswith(f"min.yaml, {expected}")


@pytest.mark.parametrize(
    ("successor", "with_newer", "message"),
    [
        ("ordning", False, "hör inte hemma i den sista mallen: ingen kommer efter den"),
        ("mora", True, "«mora» finns inte bland områdena i mallen «standard-2030»"),
        ("Mora", True, "ska skrivas med små bokstäver a–z"),
    ],
)
def test_a_successor_is_an_area_of_the_next_template(
    tmp_path: Path,
    successor: str,
    with_newer: bool,
    message: str,
) -> None:
    named = "        namn: Hot och våld\n"
    newer = SALA[SALA.index("  standard-2023:") :].replace("standard-2023", "standard-2030").replace("2023-0", "2030-0")
    older = SALA.replace(named, f"{named}        ersätts av: {successor}\n")
    line = SALA[: SALA.index(named)].count("\n") + 2

    (fault,) = faults_of(tmp_path, older + newer if with_newer else older)

    field = "fokusområden → standard-2023 → områden → vald → ersätts av"
    assert fault.startswith(f"min.yaml, rad {line}, fältet «{field}»: ")
    assert message in fault


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    wrong = SALA.replace("namn: Åkra\n", "namn:\n").replace("delområde: ekeby", "delomrade: ekeby")

    assert len(faults_of(tmp_path, wrong)) == 3


def test_a_file_that_windows_saved_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "min.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SALA.replace("\n", "\r\n").encode())

    assert read(file) == read(reading.find("sala"))


LINES = SALA.splitlines(keepends=True)
SPOILERS = ["", "- x", "a: b", "    ", "? [a]: b", "x: {", "  namn: [a, b]", "  namn: !!binary x", "<<: {}"]


@settings(deadline=None)
@given(st.integers(0, len(LINES) - 1), st.text(max_size=30) | st.sampled_from(SPOILERS))
def test_a_spoiled_line_is_read_or_told_in_swedish(line: int, text: str) -> None:
    spoiled = "".join([*LINES[:line], text, "\n", *LINES[line + 1 :]]).encode(errors="surrogatepass")
    faults: list[reading.Fault] = []
    try:
        reading._read(spoiled)
    except reading._Unreadable as unreadable:
        faults = unreadable.faults

    assert "stämmer inte" not in {fault.message for fault in faults}


def test_every_recurrence_has_words_on_screen() -> None:
    assert set(RECURRENCES.values()) == set(OFTEN)


def test_no_municipality_can_take_an_address_of_the_site(site: Flask) -> None:
    firsts = {rule.rule.split("/")[1] for rule in site.url_map.iter_rules()}

    # No slug has a dot in it.
    assert {first for first in firsts if first and not first.startswith("<") and "." not in first} <= RESERVED


def faults_of(folder: Path, content: str | bytes) -> list[str]:
    file = folder / "min.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(FaultyProfile) as raised:
        read(file)
    return raised.value.messages
