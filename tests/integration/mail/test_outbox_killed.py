"""kill -9 in the middle of a letter: nothing lost, at most one more of it."""

from pathlib import Path
from tests.support.mail_server import MailServer

import pytest
import signal
import subprocess
import sys


ROOT = Path(__file__).parents[3]
CHILD = "tests.integration.mail.killed_delivery"


@pytest.fixture
def mail_server():
    made = MailServer().up()
    yield made
    made.down()


def _run(path, port, moment) -> int:
    command = [
        sys.executable,
        "-m",
        CHILD,
        path,
        str(port),
        moment,
    ]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=120).returncode


@pytest.mark.long
@pytest.mark.parametrize(("moment", "times"), [("before", 1), ("after", 2)])
def test_after_a_kill_the_letter_leaves_and_a_second_one_can_be_known(
    mail_server, tmp_path, moment, times
):
    path = str(tmp_path / "Data.fs")
    assert _run(path, mail_server.port, moment) == -signal.SIGKILL
    assert _run(path, mail_server.port, "never") == 0
    assert len(mail_server.letters) == times
    assert len({each["Message-ID"] for each in mail_server.letters}) == 1
    assert {each.get_content().strip() for each in mail_server.letters} == {"a b"}
