"""What an index would hand out: both archives, and a page from the wheel."""

from email import message_from_string
from pathlib import Path

import json
import pytest
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile


ROOT = Path(__file__).parents[2]
NEEDED = ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "CHANGES.md")
DEPENDENCIES = Path(sysconfig.get_path("purelib"))
# What `make install` leaves of this checkout beside the dependencies.
OURS = ("collective_conduct", "__editable__")
CATALOGUES = {
    f"collective/conduct/locales/{name}.mo"
    for name in (
        "da/LC_MESSAGES/collective.conduct",
        "da/LC_MESSAGES/plone",
        "en/LC_MESSAGES/collective.conduct",
        "sv/LC_MESSAGES/collective.conduct",
        "sv/LC_MESSAGES/plone",
    )
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The sdist, and the wheel that is made from it, of a copy of the source."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("*.egg-info")
    )
    # A stale one, as a server that compiles leaves it.
    stale = copy / "src/collective/conduct/locales/sv/LC_MESSAGES/collective.conduct.mo"
    stale.write_bytes(b"stale")
    for name in NEEDED:
        shutil.copy(ROOT / name, copy)
    made = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", made, copy]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return made


@pytest.fixture(scope="module")
def wheel(archives) -> Path:
    (found,) = archives.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def bare(tmp_path_factory, wheel) -> Path:
    """The Python of an environment with the dependencies and the wheel, no source."""
    folder = tmp_path_factory.mktemp("bare")
    dependencies = folder / "dependencies"
    dependencies.mkdir()
    for each in DEPENDENCIES.iterdir():
        if not each.name.startswith(OURS):
            (dependencies / each.name).symlink_to(each)
    venv.create(folder / "venv", symlinks=True)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    # A path alone: Python reads no .pth file that lies there.
    (site / "dependencies.pth").write_text(f"{dependencies}\n", encoding="utf-8")
    python = folder / "venv" / "bin" / "python"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run([python, *install], check=True)
    return python


def test_the_source_archive_holds_the_catalogues(archives) -> None:
    (sdist,) = archives.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/src/")[2]: name for name in archive.getnames()}
        swedish = archive.extractfile(names[max(CATALOGUES & set(names))]).read()
    assert {name for name in names if name.endswith(".mo")} == CATALOGUES
    assert len(swedish) > 1000


def test_the_wheel_holds_what_the_package_reads(wheel) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = ROOT / "src"
    files = (path for path in (source / "collective").rglob("*") if path.is_file())
    read = {str(path.relative_to(source)) for path in files}
    read = {name for name in read if not name.endswith((".pyc", ".mo"))}
    assert read | CATALOGUES == {n for n in names if ".dist-info/" not in n}


def test_the_long_description_links_to_no_page_that_an_index_lacks(wheel) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("/METADATA"))
        text = archive.read(name).decode("utf-8")
    page = message_from_string(text).get_payload()
    links = re.findall(r"\]\(([^)]*)\)", page)
    assert "Documentation: tutorial, how-to" in page
    assert [link for link in links if not link.startswith("https://")] == []


def test_a_site_from_the_wheel_alone_is_swedish(bare, tmp_path) -> None:
    script = ROOT / "tests" / "installed.py"
    run = [bare, "-P", script, tmp_path / "var"]
    done = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    read = json.loads(done.stdout.splitlines()[-1])
    assert Path(read["package"]).is_relative_to(bare.parents[1])
    assert "Är allt på plats?" in read["page"]
    assert "Is everything in place?" not in read["page"]
