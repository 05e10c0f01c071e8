"""Which promise a priority continues; an area's outline on the schematic map, which the public pages may read."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

PUBLIC_ROLE = "medborgar_public"
FOLLOWS = "CONSTRAINT fk_priority_follows_id REFERENCES priority (id)"


def upgrade() -> None:
    """Nothing continues anything, and no area has an outline, until somebody says so."""
    op.add_column("area", sa.Column("outline", sa.Text(), server_default="", nullable=False))
    if op.get_bind().dialect.name == "sqlite":  # which can't be given a foreign key afterwards, only with its column
        op.execute(f"ALTER TABLE priority ADD COLUMN follows_id CHAR(32) {FOLLOWS}")
    else:
        op.execute(f"ALTER TABLE priority ADD COLUMN follows_id UUID {FOLLOWS}")
        op.execute(f"GRANT SELECT ON area TO {PUBLIC_ROLE}")
    op.create_index("ix_priority_follows_id", "priority", ["follows_id"])


def downgrade() -> None:
    """What continued something continues nothing."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"REVOKE SELECT ON area FROM {PUBLIC_ROLE}")
    op.drop_index("ix_priority_follows_id", "priority")
    op.drop_column("priority", "follows_id")
    op.drop_column("area", "outline")
