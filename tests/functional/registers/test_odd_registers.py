"""Requests to the registers that no page of ours sends."""

from collective.conduct.core.registers.ports import IRegister
from zope.component import getUtility

import pytest


HUGE = "9" * 5000
DAYS = ("0001-01-01", "9999-12-31", "2027-02-30", "x", HUGE, "")


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day[:10])
def test_a_day_that_nobody_means_breaks_no_page(client, municipality, day):
    number = municipality.people["official"]
    (seat,) = getUtility(IRegister).roster().rows_of(number)
    for path in (
        f"ks?on={day}",
        f"ks?known={day}",
        f"ks?on={day}&known={day}",
        f"ks/@@term?day={day}",
        f"ks/@@members.csv?on={day}&known={day}",
        f"ks/@@end-term?last={day}",
        f"@@end-row?row={seat.row}&last={day}",
        f"@@person?id={number}&on={day}",
    ):
        found = client.page("registrar", f"/trygghet/{path}")
        assert found.status_int in (200, 400), path
        assert "Traceback" not in found.text
    path = f"/trygghet/@conduct-register?body=ks&on={day}&known={day}"
    assert client.rest("member", "GET", path).status_int in (200, 400)
    sent = {"last": day, "preview": True}
    path = "/trygghet/ks/@conduct-end-term"
    found = client.rest("registrar", "POST", path, sent)
    assert found.status_int == 400 and found.json["message"]


@pytest.mark.parametrize("query", ["page=0", "page=-1", f"page={HUGE}", "account=x"])
def test_a_list_of_people_is_shown_whatever_is_asked(client, municipality, query):
    found = client.page("registrar", f"/trygghet/@@people?{query}")
    assert found.status_int == 200 and "Official Lind" in found.text


@pytest.mark.parametrize("view", ["@@term", "@@members.csv", ""])
def test_a_way_to_sort_that_is_none_is_passed_over(client, municipality, view):
    path = f"/trygghet/ks/{view}?sort=__class__&down=maybe"
    assert client.page("member", path).status_int == 200
