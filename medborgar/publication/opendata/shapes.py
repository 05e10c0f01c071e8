"""The few shapes that a JSON Schema is put together of."""

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]


def object_of(properties: Schema, description: str = "", *, optional: Iterable[str] = ()) -> Schema:
    """An object with these properties, all of which are there but the optional ones."""
    required = [name for name in properties if name not in set(optional)]
    return described({"type": "object", "properties": properties, "required": required}, description)


def list_of(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def text(description: str = "", **more: str) -> Schema:
    """A text; more says of what form."""
    return described({"type": "string", **more}, description)


def whole(description: str = "") -> Schema:
    """A number that something is counted with, from 1."""
    return described({"type": "integer", "minimum": 1}, description)


def number(description: str = "") -> Schema:
    """A number, or null when it is not known."""
    return described({"type": ["number", "null"]}, description)


def ref(name: str, description: str = "") -> Schema:
    """What is defined once, by its name."""
    return described({"$ref": f"#/$defs/{name}"}, description)


def or_nothing(one: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [one, {"type": "null"}]}


def described(found: Schema, description: str) -> Schema:
    """A shape, with what it means."""
    return {**found, "description": description} if description else found
