"""Column types shared by every table."""

import uuid
from datetime import UTC, date, datetime
from typing import Annotated

from sqlalchemy import CHAR, Date, DateTime, Dialect, ForeignKey, String, Text, TypeDecorator, Uuid
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored as UTC and given back aware; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """From UTC, aware whatever the driver gives."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Random, never time-ordered: an identifier must not tell when an anonymous answer came.
Id = Annotated[uuid.UUID, mapped_column(Uuid, primary_key=True, default=uuid.uuid4)]
Name = Annotated[str, mapped_column(String(200))]
Slug = Annotated[str, mapped_column(String(60))]
Code = Annotated[str, mapped_column(String(40))]
Sha256 = Annotated[str, mapped_column(CHAR(64))]
LongText = Annotated[str, mapped_column(Text)]
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
Day = Annotated[date, mapped_column(Date)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]


def reference(target: str, *, ondelete: str = "RESTRICT") -> ForeignKey:
    """A foreign key to `table`'s id; nothing vanishes in silence, so deletes are refused unless said."""
    return ForeignKey(f"{target}.id", ondelete=ondelete)
