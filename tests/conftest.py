"""Fixtures and hooks for all tests; without imports of Plone, so unit tests are quick.

Property tests have two profiles. ``short`` (make test) tries a fifth of the
examples that a test asks for; ``long`` (make long) tries all of them.
"""

from collections import Counter
from hypothesis import is_hypothesis_test
from hypothesis import Phase
from hypothesis import settings
from importlib import import_module
from tests.samples.papers import PAPERS

import os
import pytest


# They keep no time: a busy machine must not fail them.
settings.register_profile("short", deadline=None, max_examples=20)
settings.register_profile("long", deadline=None, max_examples=100)
# make mutants: always the same examples, and no smaller one is looked for.
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=20,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("short")  # --hypothesis-profile=long loads the other

SLOWEST = 10
BEGUN = pytest.StashKey[float]()


@pytest.fixture(params=PAPERS)
def seeds(request):
    """A folder of five municipal documents: our own, or the given ones if present."""
    return PAPERS[request.param]


def pytest_configure(config):
    """Register the markers; measure the processor time of each file."""
    # Stages are copies of each other; the name says that they are one installation.
    os.environ.setdefault("CONDUCT_INSTANCE", "tests")
    for line in (
        "long: a machine, crawl or kill that make test leaves to make long",
        "examples: does more in the profile long, as a property test does",
    ):
        config.addinivalue_line("markers", line)
    if not config.pluginmanager.has_plugin("slowest"):
        config.pluginmanager.register(Slowest(), "slowest")


def pytest_sessionstart(session):
    """Apply the mutation that ``make assurance`` names, before anything runs."""
    name = os.environ.get("CONDUCT_MUTATION")
    if name:
        import_module("tests.mutations").MUTATIONS[name].apply()


def pytest_make_parametrize_id(config, val, argname):
    """Name bytes by their argument: a zip holds the time, and workers must agree."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(config, items):
    """In the profile ``long`` mark all tests with examples as long."""
    if config.getoption("--hypothesis-profile") == "long":
        for item in items:
            examples = item.get_closest_marker("examples")
            if examples or is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker("long")


# the ten slowest files


def _processor_time() -> float:
    """Return the processor seconds of this process and its children."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Note when a test begins."""
    item.stash[BEGUN] = _processor_time()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Store in the last report of a test how long it has computed."""
    report = yield
    if report.when == "teardown":
        report.processor_time = _processor_time() - item.stash[BEGUN]
    return report


class Slowest:
    """Adds up the reports of one process, or of all its workers."""

    def __init__(self) -> None:
        self.used: Counter = Counter()

    def pytest_runtest_logreport(self, report) -> None:
        """Add the processor time of a test to its file."""
        file = report.nodeid.partition("::")[0]
        self.used[file] += getattr(report, "processor_time", 0)

    def pytest_terminal_summary(self, terminalreporter) -> None:
        """Print the files that computed longest."""
        terminalreporter.section("slowest files, processor seconds")
        for file, seconds in self.used.most_common(SLOWEST):
            terminalreporter.write_line(f"{seconds:7.1f}  {file}")
        terminalreporter.write_line(f"{self.used.total():7.1f}  together")
