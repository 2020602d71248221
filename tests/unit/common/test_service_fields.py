"""What is sent is read as a type, or refused by the name of its field."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.services.common.fields import key
from collective.conduct.services.common.fields import Limit
from collective.conduct.services.common.fields import NOT_SENT
from collective.conduct.services.common.fields import Number
from collective.conduct.services.common.fields import others
from collective.conduct.services.common.fields import read
from collective.conduct.services.common.fields import sometimes
from collective.conduct.services.common.fields import spread
from collective.conduct.services.common.fields import Written
from collective.conduct.services.common.rendering import as_json
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import UTC
from tests.support.schemas import schema_of
from typing import Annotated
from typing import Literal

import json
import pytest


@dataclass(frozen=True)
class Inner:
    word: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    needed: str
    number: Number = 1
    flag: bool = False
    day: date | None = None
    changed: date | None = NOT_SENT
    data: Annotated[bytes, Limit(code="not_base64")] = b""
    choice: Literal["a", "b"] = "a"
    several: list[int] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    written: Written = ""
    inner: Inner | None = None
    any: object = None
    type: str = key("content-type", default="")
    others: int = others()


def sent(**values) -> Sent:
    return read(Sent, {"needed": "x", **values})


def test_every_kind_is_read():
    found = sent(
        number=7,
        flag=True,
        day="2027-03-10",
        data="SGVq",
        choice="b",
        several=[1],
        texts={"sv": "å"},
        inner={"word": "w", "more": 1},
        any=[1],
        **{"content-type": "text/plain", "unknown": 1},
    )
    assert (found.number, found.flag, found.day) == (7, True, date(2027, 3, 10))
    assert (found.data, found.choice, found.several) == (b"Hej", "b", [1])
    assert (found.texts, found.inner, found.any) == ({"sv": "å"}, Inner("w"), [1])
    assert (found.type, found.others) == ("text/plain", 1)


def test_nothing_and_not_sent_are_two_things():
    assert sent().changed is NOT_SENT
    assert sent(changed=None).changed is None and sent(changed="").changed is None


@pytest.mark.parametrize(
    ("values", "code", "name"),
    [
        ({"needed": None}, "field", "needed"),
        ({"number": True}, "field", "number"),
        ({"number": 0}, "field", "number"),
        ({"number": 2**31}, "field", "number"),
        ({"number": 1.0}, "field", "number"),
        ({"flag": "true"}, "field", "flag"),
        ({"flag": 1}, "field", "flag"),
        ({"day": "10 March"}, "date_unreadable", "day"),
        ({"day": 7}, "date_unreadable", "day"),
        ({"data": "å"}, "not_base64", "data"),
        ({"data": 7}, "field", "data"),
        ({"choice": "c"}, "field", "choice"),
        ({"choice": []}, "field", "choice"),
        ({"several": "12"}, "field", "several"),
        ({"several": ["1"]}, "field", "several"),
        ({"several": [10**30]}, "field", "several"),
        ({"texts": []}, "field", "texts"),
        ({"texts": {"sv": 7}}, "field", "texts"),
        ({"inner": "w"}, "field", "inner"),
        ({"inner": {"word": 7}}, "field", "word"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(values, code, name):
    with pytest.raises(Invalid) as refused:
        sent(**values)
    assert (refused.value.code, refused.value.values_) == (code, {"field": name})
    assert refused.value.__cause__ is None


def test_what_is_needed_is_asked_for():
    with pytest.raises(Invalid, match="field") as refused:
        read(Sent, {})
    assert refused.value.values_ == {"field": "needed"}


def test_the_counter_of_others_cannot_be_sent():
    assert sent(others=7).others == 1


@dataclass(frozen=True, kw_only=True)
class Told:
    at: str = key("@id")
    when: datetime
    day: date | None
    inner: list[Inner]
    more: str | None = sometimes()
    beside: dict[str, object] = spread()


TOLD = Told(
    at="u",
    when=datetime(2027, 3, 10, tzinfo=UTC),
    day=None,
    inner=[Inner("w")],
    beside={"x": b""},
)


def test_an_answer_is_plain_json():
    assert as_json(TOLD) == {
        "@id": "u",
        "when": "2027-03-10T00:00:00+00:00",
        "day": None,
        "inner": [{"word": "w"}],
        "x": "",
    }
    assert json.dumps(as_json(TOLD))


def test_what_has_no_json_is_said():
    with pytest.raises(TypeError):
        as_json({1, 2})


def test_a_type_is_described_as_json_schema():
    schema = schema_of(Sent)
    assert schema["required"] == ["needed"] and "others" not in schema["properties"]
    assert schema["properties"]["choice"] == {"enum": ["a", "b"]}
    assert schema["properties"]["data"]["contentEncoding"] == "base64"
    assert schema["properties"]["several"]["items"] == {"type": "integer"}
    assert schema_of(Told)["properties"]["day"]["anyOf"][1] == {"type": "null"}
    assert schema_of(Inner | None)["anyOf"][0]["title"] == "Inner"
    with pytest.raises(TypeError):
        schema_of(set)
