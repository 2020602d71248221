"""The desk of those who handle reports: keys, vault, cases."""

from tests import desk

import pytest


@pytest.fixture
def built(built, monkeypatch, tmp_path):
    tmp_path.chmod(0o700)
    desk.cheap(monkeypatch)
    desk.man(built)
    return built


@pytest.fixture
def at(client, built):
    """Somebody at the desk, with an open vault."""
    return lambda name: desk.Handler(client, built, name).open()


def test_a_handler_opens_the_vault_and_a_case_and_answers(at, built):
    case, _words = desk.report()
    handler = at("hrchef")
    listed = handler.get("@@desk")
    assert listed.status_int == 200, listed.text
    assert f"{case[:4]}-{case[4:8]}".upper() in listed.text
    page = handler.post("@@case", case=case)
    assert page.status_int == 200, page.text
    assert "En kommentar om min dialekt." in page.text
    page = handler.post("@@case", case=case, deed="answer", text="Tack.", seen="0")
    assert page.status_int == 200, page.text
    assert "Tack." in page.text
