"""``conduct-import`` in a site that is open: it looks, it writes, it says why not."""

from collective.conduct.cli import registers as command
from collective.conduct.core.registers.ports import IRegister
from tests.samples import rosters
from zope.component import getUtility

import pytest
import transaction


LINES = [
    ("Ines Furåker", "", "", "Barnnämnden", "Ledamot", "", "2026-10-15"),
    ("Jon Gårdö", "", "", "Barnnämnden", "Kung", "", "2026-10-15"),
]
KING = {"meanings": {"role": {"Kung": "chair"}}}


@pytest.fixture
def municipality(municipality):
    transaction.commit()
    return municipality


def run(municipality, wanted, role="registrar", **how):
    with municipality.acting(role):
        return command.run(rosters.as_bytes(LINES), wanted, **how)


def names():
    return {each.name for each in getUtility(IRegister).people()}


def test_a_look_names_the_line_and_the_reason_and_nobody(municipality, capsys):
    assert run(municipality, {}) == 1
    said = capsys.readouterr().out
    assert "line 3: unmatched: The office or function is not known here: Kung." in said
    assert "Nothing was written" in said
    assert "Jon" not in said


def test_a_list_is_written_with_a_line_of_progress(municipality, capsys):
    assert run(municipality, KING, write=True) == 0
    assert {"Ines Furåker", "Jon Gårdö"} <= names()
    assert "2 of 2" in capsys.readouterr().err
    assert run(municipality, KING, write=True) == 0
    assert "unchanged 2" in capsys.readouterr().out


def test_what_is_refused_leaves_nothing_behind(municipality, capsys):
    before = names()
    assert run(municipality, {}, write=True) == 1
    assert "2 lines" not in capsys.readouterr().err
    assert run(municipality, KING, role="official", write=True) == 1
    assert names() == before


def test_a_site_that_is_not_there_is_said(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(rosters.as_bytes(LINES))
    where = ["--conf", str(tmp_path / "none.conf"), "--site", "/Plone", "--user", "x"]
    assert command.main([*where, str(file)]) == 2
    assert "is no file" in capsys.readouterr().err
    assert command.main([*where, str(tmp_path / "none.csv")]) == 2
