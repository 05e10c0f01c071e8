"""What rows that staff edit have in common."""

from typing import Any

from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from medborgar.core.types import LongText, Slug


class Versioned:
    """A row that staff edit: its version counts every saving, so that nobody writes over a colleague unawares."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy passes the class)
        return {"version_id_col": cls.version, "version_id_generator": False}


class FromProfile(Versioned):
    """A row that a profile file loads: the key it is known by there, and what was last loaded into it.

    Where the row says something else than what was last loaded, staff have changed it, and it is theirs.
    """

    profile_key: Mapped[Slug | None]
    profile_values: Mapped[LongText | None]  # canonical JSON
