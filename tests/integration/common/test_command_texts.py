"""Half a character on a command line, or in its files, breaks no command."""

from collective.conduct.cli import cases
from collective.conduct.cli import registers
from collective.conduct.cli.home import doctor
from collective.conduct.cli.jobs import tick
from hypothesis import given
from hypothesis import strategies as st

import json
import pytest
import re


HALF = re.compile("[\ud800-\udfff]")
ODD = st.text(
    st.characters(exclude_categories=(), exclude_characters="\0"), min_size=1
).map("a{}\udcff".format)


@given(ODD)
def test_the_timed_job_says_that_there_is_no_such_address(tmp_path_factory, odd):
    token = tmp_path_factory.mktemp("home") / "token"
    for url in (odd, f"http://localhost:1/{odd}", f"http://{odd}/"):
        given_ = ["--url", url, "--token-file", str(token)]
        assert tick.main(given_) == 2
        assert tick.main([*given_, "--now", odd]) == 2


@given(ODD)
def test_what_is_named_on_a_command_line_is_whole(odd):
    names = ["--conf", "x", "--site", odd, odd, odd]
    found = cases._arguments(names)
    texts = [found.site, found.one, found.other]
    values = ["list.csv", "--conf", "x", "--site", odd, "--user", odd, "--sheet", odd]
    found = registers._arguments(values)
    texts += [found.site, found.user, found.sheet]
    assert not any(HALF.search(each) for each in texts)


@given(ODD)
def test_choices_are_whole(tmp_path_factory, odd):
    path = tmp_path_factory.mktemp("choices") / "choices.json"
    path.write_text(json.dumps({odd: [odd, {odd: odd}]}), encoding="utf-8")
    assert not HALF.search(repr(registers._choices(path)))


@pytest.mark.parametrize("command", [registers, cases, doctor])
def test_a_missing_configuration_is_said(command, tmp_path, capsys):
    (tmp_path / "list.csv").write_text("Namn\n")
    odd = ["--site", "/\udcff", "--conf", str(tmp_path / "none\udcff.conf")]
    named = [str(tmp_path / "list.csv"), "--user", "\udcff"]
    more = {registers: named, cases: ["\udcff", "b"]}
    given_ = [*odd, *more.get(command, [])]
    assert command.main(given_) == 2
    assert "is no file" in capsys.readouterr().err
