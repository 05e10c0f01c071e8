"""A municipality with a round that asks associations, and one that is invited to it."""

import pytest

from medborgar.intake.dialogues.models import QuestionKind
from tests.factories import a_token, carry
from tests.intake.dialogues.worlds import the_question
from tests.intake.invitations.worlds import a_round, an_invitation


@pytest.fixture
def dialogue(kept, testby, by):
    return kept(a_round, testby, by)


@pytest.fixture
def invitation(kept, testby, by, dialogue):
    return kept(an_invitation, testby, by, dialogue)


@pytest.fixture
def scale(dialogue):
    return the_question(dialogue, QuestionKind.SCALE)


@pytest.fixture
def words(dialogue):
    return the_question(dialogue, QuestionKind.TEXT)


@pytest.fixture
def coordinator(kept, client, by):
    carry(client, kept(a_token, by))
    return client
