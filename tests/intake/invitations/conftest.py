"""A municipality with a round that asks associations, and one that is invited to it."""

from datetime import date

import pytest

from medborgar.core import clock
from medborgar.intake.dialogues.models import QuestionKind
from tests.factories import a_municipality, a_person, log_in
from tests.intake.dialogues.worlds import the_question
from tests.intake.invitations.worlds import a_round, an_invitation

TODAY = date(2027, 5, 11)


@pytest.fixture
def testby(app):
    with clock.at(TODAY):
        yield a_municipality()


@pytest.fixture
def by(testby):
    return a_person(testby)


@pytest.fixture
def dialogue(testby, by):
    return a_round(testby, by)


@pytest.fixture
def invitation(testby, by, dialogue):
    return an_invitation(testby, by, dialogue)


@pytest.fixture
def scale(dialogue):
    return the_question(dialogue, QuestionKind.SCALE)


@pytest.fixture
def words(dialogue):
    return the_question(dialogue, QuestionKind.TEXT)


@pytest.fixture
def coordinator(client, by):
    log_in(client, by)
    return client
