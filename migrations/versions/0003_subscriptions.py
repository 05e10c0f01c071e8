"""Who follows the promise by mail, and on which days they got it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.Date(), nullable=False),
        sa.Column("confirmed", sa.Date(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_subscription_municipality_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "municipality_id", "email", "about", name=op.f("uq_subscription_municipality_id_email_about")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_subscription_municipality_id"), "subscription", ["municipality_id"], unique=False)
    op.create_table(
        "subscription_mail",
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_subscription_mail_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "day", name=op.f("pk_subscription_mail")),
    )


def downgrade() -> None:
    """Take them away, and with them every address."""
    op.drop_table("subscription_mail")
    op.drop_index(op.f("ix_subscription_municipality_id"), table_name="subscription")
    op.drop_table("subscription")
