"""The mails themselves: few words, easy ones, nobody's address, and one click to stop."""

from datetime import date
from email import message_from_bytes, policy

import pytest

from medborgar.decisions.wording import lix
from medborgar.municipality.models import Municipality
from medborgar.outbox.message import message_of
from medborgar.publication.models import PublicationKind
from medborgar.publication.public import Entry
from medborgar.publication.subscriptions import actions, letters, news
from tests.outbox.test_server import send
from tests.proofs import mailserver
from tests.publication.subscriptions.conftest import BO, another_promise, corrected, follows, mails, reported, rounds
from tests.publication.worlds import TODAY


def test_mail_has_no_address_few_words_and_easy_ones(promised):
    follows(promised)
    follows(promised, BO, one=True)
    reported(promised)
    another_promise(promised)
    corrected(promised)
    rounds()
    found = mails()
    assert len(found) == 2
    for mail in found:
        words = " ".join(word for word in mail.text.split() if "://" not in word)
        assert len(words.split()) <= 90
        assert (lix(words) or 0) <= 30
        assert "kanarie.example" not in mail.text + mail.subject
        assert mail.stop in mail.text


@pytest.mark.parametrize("about", ["", "a1"])
def test_a_mail_of_everything_at_once_is_short_too(app, about):
    chain = [entry for year in range(2027, 2030) for entry in a_year_of(year)]
    found = news.news(chain, about, 0, 0)
    told = news.lines(found, chain, about)
    assert 2 <= len(told) <= 3
    mail = letters.digest(
        Municipality(name="Upplands-Bro kommun"),
        title="Ljust och tryggt vid stationen och på vägen dit för alla som går " * 3 if about else "",
        lines=told,
        way="http://localhost/sala",
        next_day=TODAY,
        stop="http://localhost/sala",
    )
    assert len([word for word in mail["text"].split() if "://" not in word]) <= 90


def a_year_of(year):
    """Two versions of a promise, a report of every kind, and a correction."""
    for number, kind in enumerate(("lofte", "lofte", "lage", "rattelse"), start=1):
        ways = ["pagar", "forsenat", "gjort", "delvis", "inte", "aterkallat"]
        ids = [f"a{index}" for index, _ in enumerate(ways)]
        promise = {"lofte-1": {"rubrik": f"Ljus {number}", "ataganden": [{"id": one} for one in ids]}}
        told = [{"atagande": one, "sida": "kommunen", "resultat": way} for one, way in zip(ids, ways, strict=True)]
        yield Entry(
            number=(year - 2027) * 4 + number,
            kind=PublicationKind(kind),
            period=str(year),
            version=number,
            published=date(year, 1, number),
            hash="",
            manifest={},
            content={str(index): one for index, one in enumerate(told)} if kind == "lage" else promise,
        )


def test_a_mail_leaves_with_the_headers_of_one_click(promised, monkeypatch):
    monkeypatch.setattr(mailserver, "TROUBLED", 0)
    actions.ask(municipality=promised.sala, email=BO, choice=None)
    (mail,) = mails("prenumeration-fraga")
    message = message_from_bytes(message_of(mail, "lofte@sala.example").as_bytes(), policy=policy.default)
    assert message["List-Unsubscribe"] == f"<{mail.stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with mailserver.mail_server() as server:
        assert send(server.port) == ("skickat", "")
    assert list(server.names) == ["Vill du ha mejl om medborgarlöftet?"]
