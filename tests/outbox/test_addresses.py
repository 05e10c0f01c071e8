import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.outbox.addresses import ADDRESS_MAX, normal_address


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("kim@sala.se", "kim@sala.se"),
        ("  Kim.O'Brien+lofte@Mejl.Sala.SE ", "Kim.O'Brien+lofte@mejl.sala.se"),
        ("kim@räksmörgås.se", "kim@xn--rksmrgs-5wao1o.se"),
        ("a@b.co", "a@b.co"),
    ],
)
def test_an_address_is_kept_as_mail_servers_want_it(written, normal):
    assert normal_address(written) == normal


@pytest.mark.parametrize(
    "written",
    [
        "", "kim", "@sala.se", "kim@", "kim@sala", "kim@sala..se", "kim@-sala.se", "kim@sala.se.", "kim@127.0.0.1",
        ".kim@sala.se", "kim.@sala.se", "ki..m@sala.se", "kim@sala.se, bo@sala.se", "kim@sala.se;bo@sala.se",
        "kim@sala.se bo@sala.se", "Kim <kim@sala.se>", '"kim"@sala.se', "kim@[127.0.0.1]", "kim@sala.se\nBcc: bo@x.se",
        "kim\r\n@sala.se", "kim@sa\x00la.se", "kim@sala.se\x00", "å@sala.se", "a" * 65 + "@sala.se",
        "a@" + "b." * 126 + "se", "kim@" + "å" * 300 + ".se", "kim@sala.se?subject=x", "kim%x@@sala.se",
    ],
)  # fmt: skip
def test_what_is_not_exactly_one_address_is_refused(written):
    assert normal_address(written) is None


@given(st.text(max_size=300) | st.from_regex(r"[a-z.@å\r\n,<> ]{1,60}@[a-zå.-]{1,60}", fullmatch=True))
def test_whatever_is_written_is_an_address_or_none(written):
    found = normal_address(written)
    if found is not None:
        assert normal_address(found) == found
        assert found.isascii()
        assert found.isprintable()
        assert found.count("@") == 1
        assert not set(found) & set(' ,;:<>()[]"\\')
        assert len(found) <= ADDRESS_MAX
