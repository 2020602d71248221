"""A changed password of the account ends the session of its vault (T7).

A stolen cookie of the vault, and a password that an administrator sets: neither the
one nor the other opens a vault that was open.
"""

from collective.conduct.operations.vault import my_key
from plone import api
from tests.support import handlers
from tests.support import sample_municipality
from urllib.parse import unquote

import pytest
import transaction


LATER = "Ett-nytt-langt-losen-2"


@pytest.fixture
def handler(municipality, locked_desk):
    return locked_desk("office").open()


def is_open(handler) -> bool:
    transaction.begin()
    with handler.municipality.acting(handler.name):
        return my_key.is_open(unquote(handler.cookie))


def by_administrator(client, municipality):
    with municipality.acting("manager"):
        sent = {"password": LATER}
        found = client.rest("manager", "PATCH", "/@users/office", sent)
        assert found.status_int == 204, found.text


def by_user(client, municipality):
    sent = {"old_password": sample_municipality.PASSWORD, "new_password": LATER}
    found = client.rest("office", "POST", "/@users/office/reset-password", sent)
    assert found.status_int == 200, found.text


def by_link(client, municipality):
    tool = api.portal.get_tool("portal_password_reset")
    with municipality.acting("manager"):
        token = tool.requestReset("office")["randomstring"]
    transaction.commit()
    sent = {"reset_token": token, "new_password": LATER}
    found = client.rest("anonymous", "POST", "/@users/office/reset-password", sent)
    assert found.status_int == 200, found.text


def by_code(client, municipality):
    municipality.portal.acl_users.userSetPassword("office", LATER)
    transaction.commit()


@pytest.mark.parametrize("change", [by_administrator, by_user, by_link, by_code])
def test_whoever_changes_the_password_ends_the_session(
    client, municipality, handler, change
):
    assert is_open(handler)
    change(client, municipality)
    assert not is_open(handler)
    with municipality.acting("office"):
        assert my_key.is_open(my_key.open_vault(handlers.PHRASE))


def test_the_same_password_set_once_more_ends_it_too(client, municipality, handler):
    municipality.portal.acl_users.userSetPassword(
        "office", sample_municipality.PASSWORD
    )
    transaction.commit()
    assert not is_open(handler)


def test_an_account_from_elsewhere_keeps_its_session(municipality, handler):
    """No password is known here: idle limit, lock now, end of the function."""
    users = municipality.portal.acl_users.source_users
    users._user_passwords.pop("office")
    transaction.commit()
    with municipality.acting("office"):
        token = my_key.open_vault(handlers.PHRASE)
        assert my_key.is_open(token)
        my_key.lock_now()
        assert not my_key.is_open(token)
