"""Reading a profile file: every fault is told with its line and its field, in words a coordinator knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from medborgar.municipality.profile import Profile, Where

PROFILES = Path(__file__).parent / "profiles"
SIZE_MAX = 256 * 1024
DEPTH_MAX = 10
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a machine may lack it

MESSAGES = {
    "missing": "saknas",
    "extra_forbidden": "är inte ett ord som hör hemma här",
    "string_too_short": "får inte vara tomt",
    "string_too_long": "är för långt: högst {max_length} tecken",
    "string_type": "ska vara text",
    "int_parsing": "ska vara ett heltal",
    "int_type": "ska vara ett heltal",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "model_type": "ska ha underrubriker",
    "dict_type": "ska ha underrubriker",
    "list_type": "ska vara en lista, med ett streck före varje rad",
    "too_short": "ska ha minst {min_length} rader",
    "too_long": "ska ha högst {max_length} rader",
    "value_error": "{error}",
}


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong in a file: where, and what."""

    line: int
    field: str
    message: str


class FaultyProfile(Exception):  # noqa: N818 (reads as a sentence where it is raised)
    """The file can't be loaded; nothing of it was."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        super().__init__(file)
        self.faults = sorted(set(faults))
        self.messages = [
            f"{file}, rad {fault.line}{f', fältet «{fault.field}»' if fault.field else ''}: {fault.message}"
            for fault in self.faults
        ]


def find(name: str) -> Path:
    """The file of our profile of that name, or somebody's own by its path; FileNotFoundError when there is none."""
    path = Path(name) if name.endswith(".yaml") else PROFILES / f"{name}.yaml"
    if not path.is_file():
        raise FileNotFoundError(name)
    return path


def names() -> list[str]:
    """The names of our own profiles."""
    return sorted(path.stem for path in PROFILES.glob("*.yaml"))


def read(path: Path) -> Profile:
    """The profile in a file; FaultyProfile with every fault that was found."""
    try:
        return _read(path.read_bytes())
    except _Unreadable as unreadable:
        raise FaultyProfile(path.name, unreadable.faults) from None


class _Unreadable(Exception):  # noqa: N818 (never seen outside)
    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)


def _read(data: bytes) -> Profile:
    root = _compose(_decoded(data))
    faults = list(_doubled(root, ()))
    try:
        profile = Profile.model_validate(_plain(root))
    except ValidationError as error:
        faults += [_translated(root, detail) for detail in error.errors()]
    else:
        faults += [Fault(_line(root, where), _field(where), message) for where, message in profile.loose_ends()]
    if faults:
        raise _Unreadable(*faults)
    return profile


def _decoded(data: bytes) -> str:
    if len(data) > SIZE_MAX:
        raise _Unreadable(Fault(1, "", f"filen är för stor: högst {SIZE_MAX // 1024} kB"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable(Fault(line, "", "filen är inte sparad med teckenkodningen UTF-8. Spara om den")) from None


def _compose(text: str) -> yaml.Node:
    """The file as a tree whose parts know their lines; what the quick reader refuses, the exact one places."""
    try:
        return _composed(text, QUICK)
    except (yaml.YAMLError, _Unreadable):
        return _composed(text, yaml.SafeLoader)


def _composed(text: str, loader: type[yaml.SafeLoader]) -> yaml.Node:
    """Anchors and deep nests have no place in it."""
    try:
        _check_shape(text, loader)
        root = yaml.compose(text, Loader=loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _Unreadable(Fault(line, "", "innehåller ett tecken som inte går att skriva ut")) from None
    except yaml.MarkedYAMLError as error:
        raise _Unreadable(_syntax_fault(text, error)) from None
    if root is None:
        raise _Unreadable(Fault(1, "", "filen är tom"))
    return root


def _check_shape(text: str, loader: type[yaml.SafeLoader]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _Unreadable(Fault(_line_of(event.start_mark), "", "hänvisningar med * går inte. Skriv ut texten"))
        if depth > DEPTH_MAX:
            raise _Unreadable(Fault(_line_of(event.start_mark), "", "har för många nivåer av underrubriker"))


def _syntax_fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line = _line_of(mark)
    if mark and text[mark.index : mark.index + 1] == "\t":
        return Fault(line, "", "har en tabb. Dra in med mellanslag")
    return Fault(line, "", "går inte att läsa. Kontrollera indrag, kolon och citattecken på raden och den före")


def _doubled(node: yaml.Node, where: Where) -> Iterator[Fault]:
    """Every word that stands twice under the same heading."""
    seen: set[str] = set()
    for step, key, value in _parts(node):
        if key is not None and str(step) in seen:
            yield Fault(_line_of(key.start_mark), _field((*where, step)), "står två gånger")
        seen.add(str(step))
        yield from _doubled(value, (*where, step))


def _parts(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node | None, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (key.value if isinstance(key, yaml.ScalarNode) else "?"), key, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, None, value


def _plain(node: yaml.Node) -> Any:
    """The tree as dictionaries, lists and texts; that something is a number or a day is for the profile to say."""
    if isinstance(node, yaml.MappingNode):
        return {step: _plain(value) for step, _, value in _parts(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for _, _, value in _parts(node)]
    return node.value


def _translated(root: yaml.Node, detail: ErrorDetails) -> Fault:
    where = tuple(step for step in detail["loc"] if step != "[key]")
    message = MESSAGES.get(detail["type"], "stämmer inte").format(**detail.get("ctx", {}))
    return Fault(_line(root, where), _field(where), message)


def _line(root: yaml.Node, where: Where) -> int:
    """The line of a field; of the heading it is missing under when it isn't there."""
    node, line = root, _line_of(root.start_mark)
    for wanted in where:
        found = [(key or value, value) for step, key, value in _parts(node) if step == wanted]
        if not found:
            break
        marked, node = found[-1]
        line = _line_of(marked.start_mark)
    return line


def _line_of(mark: Any) -> int:
    return int(mark.line) + 1 if mark else 1  # PyYAML has marks of two kinds


def _field(where: Where) -> str:
    return " → ".join(str(step + 1) if isinstance(step, int) else step for step in where)
