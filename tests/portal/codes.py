"""A receipt's code, and how somebody comes back with it."""

from datetime import date

from flask import current_app

from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.intake.receipts import hashed

CODE = "7K4M2XQ9HT3B86DP"
PERIOD = "2027-kv2"
TODAY = date(2027, 5, 11)


def coded(contribution):
    """Let CODE be its receipt, and nobody else's."""
    for holder in db.session.query(Contribution).filter_by(receipt_hash=hash_of(CODE)):
        holder.receipt_hash = "0" * 64
    db.session.flush()
    contribution.receipt_hash = hash_of(CODE)
    db.session.commit()
    return contribution


def hash_of(code):
    return hashed(current_app.config["KEYS"], "code", code)


def follow(client, code=CODE, *, slug="sala", status=200):
    client.get(f"/{slug}/folj")
    return client.press("Visa vad som har hänt", code=code, status=status)
