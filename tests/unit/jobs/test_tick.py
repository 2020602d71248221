"""``conduct-tick`` without a site: the token, and what goes wrong on the way."""

from collective.conduct.cli.jobs import tick
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from threading import Thread

import pytest
import stat


@pytest.fixture
def server():
    """A server that answers as it is told, and remembers who asked."""

    class Handler(BaseHTTPRequestHandler):
        answers: list = []
        asked: list = []

        def do_POST(self) -> None:
            self.asked.append((self.path, self.headers["X-Conduct-Token"]))
            status, body, headers = self.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, *args) -> None:
            """Say nothing."""

    running = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, daemon=True).start()
    running.url = f"http://127.0.0.1:{running.server_port}"
    running.handler = Handler
    yield running
    running.shutdown()
    running.server_close()


def _run(server, tmp_path, *answers) -> int:
    server.handler.answers[:] = [(*each, {})[:3] for each in answers]
    return tick.main(["--url", server.url, "--token-file", str(tmp_path / "token")])


def test_a_token_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "home" / "tick.token"
    made = tick.token(path)
    assert len(made) == 64 and tick.token(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_asks_again_while_more_is_left(server, tmp_path, capsys):
    more = b'{"sealed": 2, "more": true}'
    done = b'{"sealed": 1, "more": false}'
    assert _run(server, tmp_path, (200, more), (200, done)) == 0
    assert capsys.readouterr().out == "Done: 3 sealed.\n"
    secret = (tmp_path / "token").read_text().strip()
    assert set(server.handler.asked) == {("/@@conduct-tick", secret)}


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ((403, b'{"code": "not_allowed"}'), 1, "the token is not the one"),
        ((503, b'{"code": "no_home"}'), 1, "CONDUCT_HOME of the site"),
        ((500, b"<html>"), 1, "the site refused (500)"),
        ((404, b"{}"), 1, "no site with the add-on"),
        ((200, b"<html>"), 2, "not a site with the add-on"),
        ((200, b"[]"), 2, "not a site with the add-on"),
    ],
)
def test_what_went_wrong_is_said_in_one_line(
    server, tmp_path, capsys, answer, code, words
):
    assert _run(server, tmp_path, answer) == code
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


def test_the_token_follows_no_redirect(server, tmp_path, capsys):
    away = {"Location": f"{server.url}/elsewhere"}
    assert _run(server, tmp_path, (302, b"", away)) == 1
    assert [path for path, _ in server.handler.asked] == ["/@@conduct-tick"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "nonsense", "file:///etc"])
def test_an_address_that_does_not_answer(tmp_path, capsys, url):
    arguments = ["--url", url, "--token-file", str(tmp_path / "token")]
    assert tick.main(arguments) == 2
    assert capsys.readouterr().err.startswith("conduct-tick: ")


def test_a_token_file_that_cannot_be_read(tmp_path, capsys):
    (tmp_path / "token").mkdir()
    arguments = ["--url", "http://127.0.0.1:1", "--token-file", str(tmp_path / "token")]
    assert tick.main(arguments) == 2
    assert "token" in capsys.readouterr().err
