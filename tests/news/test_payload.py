"""Encrypted payloads: bytes and their one text, and a reason where a text is none."""

import base64
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from strategies import examples

from newsfeed import Article, parse
from newsfeed.news.payload import SecuredPayload

BLOCK = "q83vASNFZ4mrze8BI0VniQ=="
BYTES = bytes.fromhex("abcdef0123456789abcdef0123456789")
BLOCKS = st.integers(1, 4).flatmap(
    lambda count: st.binary(min_size=16 * count, max_size=16 * count)
)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_a_payload_is_read_into_ciphertext_and_iv() -> None:
    payload = SecuredPayload.parse(f"{encoded(BYTES * 2)};{BLOCK}")
    assert payload == SecuredPayload(ciphertext=BYTES * 2, iv=BYTES)
    assert str(payload) == f"{encoded(BYTES * 2)};{BLOCK}"


@examples(100)
@given(BLOCKS, st.binary(min_size=16, max_size=16))
def test_every_payload_reads_back_from_its_text(ciphertext: bytes, iv: bytes) -> None:
    payload = SecuredPayload(ciphertext, iv)
    assert str(payload) == f"{encoded(ciphertext)};{encoded(iv)}"
    assert SecuredPayload.parse(str(payload)) == payload


@examples(200)
@given(
    st.text("AQgw+/=;\n é", max_size=60)
    | st.text("AQgw", min_size=20).map(lambda it: f"{it};{BLOCK}")
)
def test_what_is_read_has_no_other_text(text: str) -> None:
    try:
        payload = SecuredPayload.parse(text)
    except ValueError:
        return
    assert str(payload) == text


def test_a_payload_cannot_be_changed_and_may_be_a_key() -> None:
    payload = SecuredPayload(BYTES, BYTES)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        payload.iv = BYTES  # type: ignore[misc]
    assert {payload: 1}[SecuredPayload.parse(str(payload))] == 1


MALFORMED = [
    ("", "expected 'ciphertext;iv' in base64, found 0 semicolons"),  # nothing
    (BLOCK, "expected 'ciphertext;iv' in base64, found 0 semicolons"),  # one part
    (f"{BLOCK};{BLOCK};", "expected 'ciphertext;iv' in base64, found 2 semicolons"),  # three
    (";", "expected a ciphertext of whole blocks of 16 bytes, found 0"),  # empty
    (f"a?==;{BLOCK}", "expected the ciphertext in base64: "),  # other characters
    (f"{BLOCK};é===", "expected the IV in base64: "),  # other letters
    (f"{BLOCK}; {BLOCK}", "expected the IV in base64: "),  # blank
    (f"{BLOCK};{BLOCK}\n", "expected the IV in base64: "),  # line end
    (f"{BLOCK[:8]}\n{BLOCK[8:]};{BLOCK}", "expected the ciphertext in"),  # line break
    (f"{BLOCK[:-2]};{BLOCK}", "expected the ciphertext in base64: "),  # no padding
    (f"{BLOCK};{BLOCK[:-1]}", "expected the IV in base64: "),  # half the padding
    (f"{BLOCK}=;{BLOCK}", "expected the ciphertext in base64: "),  # more padding
    (f"{BLOCK}AAAA;{BLOCK}", "expected the ciphertext in base64: "),  # padding inside
    (
        f"{BLOCK};{BLOCK[:-3]}R==",
        "expected the IV in canonical base64: unused bits are set",
    ),  # bits behind the last byte
    (
        f"{encoded(BYTES[:15])};{BLOCK}",
        "expected a ciphertext of whole blocks of 16 bytes, found 15",
    ),  # ciphertext of 15 bytes
    (
        f"{encoded(BYTES + BYTES[:1])};{BLOCK}",
        "expected a ciphertext of whole blocks of 16 bytes, found 17",
    ),  # ciphertext of 17 bytes
    (f"{BLOCK};", "expected an IV of 16 bytes, found 0"),  # no IV
    (f"{BLOCK};{encoded(BYTES[:15])}", "expected an IV of 16 bytes, found 15"),  # 15
    (f"{BLOCK};{encoded(BYTES * 2)}", "expected an IV of 16 bytes, found 32"),  # 32
]


@each("text, reason", MALFORMED)
def test_a_malformed_payload_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^expected") as caught:
        SecuredPayload.parse(text)
    message = str(caught.value)
    assert message.startswith(reason)
    assert message == reason or reason.endswith((": ", " in"))
    assert Article("Tide", secured=text).secured_payload is None


def test_bytes_of_a_wrong_length_make_no_payload() -> None:
    with pytest.raises(
        ValueError, match=r"^expected a ciphertext of whole blocks of 16 bytes, found 0$"
    ):
        SecuredPayload(b"", BYTES)
    with pytest.raises(ValueError, match=r"^expected an IV of 16 bytes, found 17$"):
        SecuredPayload(BYTES, BYTES + b"x")


def test_an_article_gives_the_payload_that_it_has() -> None:
    assert Article("Tide").secured_payload is None
    article = parse(f"---\ntitle: Tide\nsecured: {BLOCK};{BLOCK}\n---\n")
    assert article.secured_payload == SecuredPayload(BYTES, BYTES)


@pytest.mark.shared
def test_every_real_payload_is_read_and_has_that_text(shared: Path) -> None:
    paths = [*shared.glob("corpus/news/*.md"), *shared.glob("seeds/*.md")]
    articles = [parse(path.read_bytes()) for path in paths]
    texts = [article.secured for article in articles if article.secured is not None]
    assert len(texts) > 100
    assert [str(SecuredPayload.parse(text)) for text in texts] == texts
