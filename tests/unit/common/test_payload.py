"""A preview comes back as it went, and nothing else comes back at all."""

from base64 import b64encode
from collective.conduct.browser.common import payload
from collective.conduct.browser.common.payload import pack
from collective.conduct.browser.common.payload import unpack
from collective.conduct.core.common.errors import Invalid
from hypothesis import given
from hypothesis import strategies

import pytest
import zlib


@given(strategies.text())
def test_a_text_comes_back_as_it_went(text):
    assert unpack(pack({"html": text})) == {"html": text}


@pytest.mark.parametrize(
    "field",
    [
        "",
        "inte base64!",
        b64encode(b"inte zlib").decode(),
        b64encode(zlib.compress(b"inte json")).decode(),
        b64encode(zlib.compress(b'{"html": ""}')[:-4]).decode(),
        b64encode(zlib.compress(b"[" * 100_000)).decode(),
        "å" * 40,
    ],
)
def test_what_was_not_packed_here_is_refused(field):
    with pytest.raises(Invalid, match="import_lost"):
        unpack(field)


def test_a_small_field_does_not_unfold_without_end():
    bomb = b64encode(zlib.compress(b'"' + b"a" * (payload.LIMIT + 1) + b'"')).decode()
    assert len(bomb) < 50_000
    with pytest.raises(Invalid, match="import_lost"):
        unpack(bomb)


def test_a_text_that_no_form_could_carry_is_refused_with_words(monkeypatch):
    monkeypatch.setattr(payload, "LONGEST", 100)
    with pytest.raises(Invalid, match="import_text_too_long"):
        pack({"html": "".join(chr(97 + n % 26) * (n % 7) for n in range(2000))})
