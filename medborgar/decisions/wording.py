"""Three looks at a promise's wording: vague words, police tactics, and LIX. Pure; advice, never a refusal."""

import re

# Every form of a word that makes a promise sound like one while nobody can tell whether it was kept.
VAGUE = (
    r"verka(?:r|de|t)? för",
    r"arbeta(?:r|de|t)? (?:för|aktivt|vidare|löpande)",
    r"jobba(?:r|de|t)? (?:för|aktivt|vidare|löpande)",
    r"aktivt arbet(?:e|et|a|ar)",
    r"fortsätt(?:a|er)?",
    r"fort(?:satte|satt)",
    r"kontinuerlig(?:t|a)?",
    r"löpande",
    r"utveckla(?:s|r|de|des|t|ts)?",
    r"vidareutveckla(?:s|r|de|des|t|ts)?",
    r"(?:för)?stärk(?:a|as|er|s|te|tes|t|ts)",
    r"främja(?:s|r|de|des|t|ts)?",
    r"uppmuntra(?:s|r|de|des|t|ts)?",
    r"uppmärksamma(?:s|r|de|des|t|ts)?",
    r"synliggör(?:a|as|s)?",
    r"bidra(?:r|git)? till",
    r"medverka(?:r|de|t)? till",
    r"sträva(?:r|de|t)? (?:efter|mot)",
    r"eftersträva(?:s|r|de|des|t|ts)?",
    r"försök(?:a|er|te|t)",
    r"se(?:r|tt)? över",
    r"såg över",
    r"vid behov",
    r"om möjligt",
    r"i (?:den )?mån(?:en)? (?:av|det)",
    r"i möjligaste mån",
    r"så långt (?:som )?(?:det är )?möjligt",
    r"när (?:tillfälle|möjlighet) ges",
    r"(?:öka(?:r|de|t|d)?|ha(?:r)?|hade|större|mer|lägg(?:a|er)?|sätt(?:a|er)?) fokus",
    r"fokusera(?:r|de|t)?",
    r"ta(?:r)? ett helhetsgrepp",
)
CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
# How the police work, which whoever means harm could use: it stays with those who do it.
TACTICS = (
    r"\w*patrull\w*",
    r"\w*spana(?:r|re|de|t)?",
    r"\w*spaning\w*",
    r"civilklädd\w*",
    r"civil(?:a)? (?:bil(?:ar)?|polis(?:er)?|patrull(?:er)?)",
    r"omärkt(?:a)? (?:\w*bil(?:ar)?|fordon)",
    r"razzi(?:a|an|or|orna)",
    r"tillslag(?:et|en)?",
    r"husrannsakan|husrannsakningar",
    r"avlyssn\w*",
    r"infiltr\w*",
    r"informatör(?:en|er|erna)?",
    r"punktmarker\w*",
    r"insatsstyrk(?:a|an|or)",
    r"drönar(?:e|en|na)",
    rf"(?:polis|väktar|vakt)\w* (?:\w+ ){{0,6}}?(?:kl|klockan)[. ]*{CLOCK}(?:\s*[-–]\s*{CLOCK})?",
)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b".replace(" ", r"\s+"), re.IGNORECASE)


PATTERN, TACTICAL = _any_of(VAGUE), _any_of(TACTICS)
WORD = re.compile(r"\w+(?:[-'’]\w+|[.,]\d+)*")
SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
LONG, FEWEST_WORDS = 6, 10


def vague(text: str) -> list[str]:
    """The wording that promises nothing, as it stands in the text, each once and in order."""
    return _found(PATTERN, text)


def tactical(text: str) -> list[str]:
    """What tells how and when the police work, as it stands in the text, each once and in order."""
    return _found(TACTICAL, text)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    found = (" ".join(match.group().split()).lower() for match in pattern.finditer(text))
    return list(dict.fromkeys(found))


def lix(text: str) -> int | None:
    """Läsbarhetsindex: words per sentence plus the share of long words; None for a text too short to say."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(bool(WORD.search(part)) for part in SENTENCE.split(text))
    long_words = sum(len(word) > LONG for word in words)
    return round(len(words) / sentences + 100 * long_words / len(words))
