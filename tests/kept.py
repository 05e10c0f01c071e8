"""Worlds that many tests begin in: each is made once in a process, and put back for the next test as it was."""

import io
import pickle
from collections.abc import Callable, Hashable
from typing import Any, Generic, ParamSpec, TypeVar

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.util import identity_key

from medborgar.core import clock, memory
from medborgar.core.extensions import Model, db

Made = TypeVar("Made")
Given = ParamSpec("Given")
Copy = TypeVar("Copy")
READS = ("SELECT", "WITH", "PRAGMA", "SHOW", "SET", "RESET", "BEGIN")


class Keeper(Generic[Copy]):
    """Makes worlds on a database, of which it knows what has been made there since it was empty."""

    def __init__(self, copy: Callable[[], Copy], put_back: Callable[[Copy], None]) -> None:
        self._copy, self._put_back = copy, put_back
        self._kept: dict[Hashable, tuple[Copy, bytes]] = {}
        self._stands: tuple[Hashable, ...] | None = None
        event.listen(Engine, "before_cursor_execute", lambda *given: self._notice(given[2]))

    def empty(self) -> None:
        """The database has been emptied."""
        self._stands = ()

    def leave(self) -> None:
        """Nobody says any more what stands in it."""
        self._stands = None

    def __call__(self, make: Callable[Given, Made], *given: Given.args, **more: Given.kwargs) -> Made:
        """Make it, or put back what was made so before; only what comes of the same steps from empty is the same."""
        db.session.commit()
        before, step = self._stands, (make.__module__, make.__qualname__, _written((given, more)), clock.today())
        if before is None:
            return make(*given, **more)
        stands = (*before, step)
        if stands not in self._kept:
            made = make(*given, **more)
            db.session.commit()
            self._kept[stands] = self._copy(), _written(made)
        else:
            memory.forget()
            self._put_back(self._kept[stands][0])
        self._stands = stands
        found: Made = _Reader(io.BytesIO(self._kept[stands][1])).load()
        return found

    def _notice(self, statement: str) -> None:
        """Whatever else is written leads away from what is known."""
        if not statement.lstrip().upper().startswith(READS):
            self._stands = None


class _Writer(pickle.Pickler):
    """Writes of a row only which one it is."""

    def persistent_id(self, thing: Any) -> tuple[type[Model], tuple[Any, ...]] | None:
        if not isinstance(thing, Model):
            return None
        identity: Any = inspect(thing).identity
        return type(thing), identity


class _Reader(pickle.Unpickler):
    """Gives the row, which is read when somebody asks for something of it."""

    def persistent_load(self, named: tuple[type[Model], tuple[Any, ...]]) -> Model:
        kind, identity = named
        if known := db.session.identity_map.get(identity_key(kind, identity)):
            return known
        row = kind()
        for column, value in zip(inspect(kind).primary_key, identity, strict=True):
            setattr(row, inspect(kind).get_property_by_column(column).key, value)
        make_transient_to_detached(row)
        db.session.add(row)
        return row


def _written(thing: Any) -> bytes:
    into = io.BytesIO()
    _Writer(into).dump(thing)
    return into.getvalue()
