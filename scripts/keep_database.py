"""Keep a small database of the current profile version for the tests.

    keep_database.py

Makes a municipality with everything that is stored, each thing once, by the code
of today, and packs it as tests/databases/VERSION.tar.xz; beside it lie the
shapes of what is stored, as VERSION.json. Run it once for
every version of the profile, by the code that introduces it: a database that the
version itself has made is what the versions after it must be able to read.

Passphrases are cheap and the clock stands still; all people are made up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import json
import os
import sys
import tarfile


ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "databases"
SITE = "plone"
NONCE = "en blankett som sparas"
PHONE = "0123-456 78"
SPARE = ("Data.fs.lock", "Data.fs.tmp", "Data.fs.old", "Data.fs.index")


def main(folder: Path = FOLDER) -> None:
    """Make the database and pack it."""
    from collective.conduct.core.common import versions

    with TemporaryDirectory() as scratch:
        var = Path(scratch)
        with _zope(var) as root:
            known = _made(root, var)
        (var / "kept.json").write_text(json.dumps(known, indent=1), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        archive = folder / f"{versions.CURRENT}.tar.xz"
        pack(var, archive)
    print(f"{archive}: {archive.stat().st_size:,} bytes")


def pack(var: Path, archive: Path) -> None:
    """Pack what is kept, without names and times of this machine."""
    with tarfile.open(archive, "w:xz", preset=9) as tar:
        for name in ("filestorage", "blobstorage", "conduct", "kept.json"):
            tar.add(var / name, name, filter=_anonymous)


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if Path(entry.name).name in SPARE:
        return None
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


@contextmanager
def _zope(var: Path) -> Iterator:
    from make_instance import write
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    conf = write(var)
    os.environ["CONDUCT_HOME"] = str(var / "conduct")
    os.environ["CONDUCT_INSTANCE"] = "tests"  # what is unpacked is no copy to them
    configure_wsgi(str(conf))
    root = Zope2.app()
    try:
        yield root
    finally:
        root._p_jar.close()
        Zope2.DB.pack()
        Zope2.DB.close()


def _made(root, var: Path) -> dict:
    from AccessControl.SecurityManagement import newSecurityManager
    from make_instance import ROOT_USER
    from Testing.makerequest import makerequest
    from tests.support import handlers
    from tests.support import stored_shapes
    from tests.support.sample_municipality import stopped_clock
    from zope.globalrequest import setRequest

    import pytest
    import transaction

    root = makerequest(root)
    setRequest(root.REQUEST)
    admin = root.acl_users.getUserById(ROOT_USER)
    newSecurityManager(None, admin.__of__(root.acl_users))
    with pytest.MonkeyPatch.context() as patch, stopped_clock():
        handlers.use_cheap_passphrases(patch)
        known = _filled(_plone(root))
        stored_shapes.write()
        transaction.commit()
    return known


def _plone(root):
    """A site as the layer of the tests expects it, with the add-on."""
    from plone.app import testing
    from Products.CMFPlone.factory import addPloneSite

    users = root.acl_users
    owner = (testing.SITE_OWNER_NAME, testing.SITE_OWNER_PASSWORD, ["Manager"], [])
    if users.getUser(testing.SITE_OWNER_NAME) is None:
        users.userFolderAddUser(*owner)
    site = addPloneSite(root, SITE, distribution_name="classic", setup_content=False)
    site.acl_users.source_users.addUser(
        testing.TEST_USER_ID, testing.TEST_USER_NAME, testing.TEST_USER_PASSWORD
    )
    for name in ("default", "testing"):
        profile = f"profile-collective.conduct:{name}"
        site.portal_setup.runAllImportStepsFromProfile(profile)
    return site


def _filled(site) -> dict:
    """Put each thing there once; what the tests must know to find it again."""
    from tests.support import handlers
    from tests.support import sample_municipality

    made = sample_municipality.build(site)
    sample_municipality.bring_into_force(made)
    handlers.appoint_with_passphrases(made)
    receipt = _answered(made)
    _contact(made)
    _campaign(made)
    return {
        "moment": sample_municipality.NOON.isoformat(),
        "people": made.people,
        "passphrase": handlers.PHRASE,
        "password": sample_municipality.PASSWORD,
        "phone": PHONE,
        "receipt": receipt,
        **_report(made),
    }


def _answered(made) -> dict:
    """The official answers; the auditor's record gets a seal. The receipt."""
    from collective.conduct.core.answers.answers import Answer
    from collective.conduct.operations.answers.answering import answer
    from collective.conduct.operations.answers.calendar import open_calendar
    from collective.conduct.operations.answers.receipts import receipt
    from collective.conduct.operations.documents.editions import show

    shown = show(made.edition)
    given = Answer(
        "acknowledged", shown.language, made.edition.manifest_hash, shown.statement_hash
    )
    with made.acting("official"):
        entry = answer(made.edition, given)
        open_calendar()
        return receipt(entry)


def _contact(made) -> None:
    """A hotline, and an enquiry along an agreed path."""
    from collective.conduct.operations.contacts import enquiries
    from plone import api

    with made.acting("registrar"):
        api.content.create(
            made.hub, "ConductChannel", title="Jouren", kind="hotline", phone=PHONE
        )
        path = api.content.create(
            made.hub,
            "ConductChannel",
            title="Fråga ordföranden",
            kind="path",
            held_by="municipal_secretary",
        )
    with made.acting("official"):
        enquiries.send(path.UID(), [("Vad gäller det?", "En fråga om koden.")])


def _campaign(made) -> None:
    """A campaign that runs, and whose letters wait in the outbox."""
    from collective.conduct.operations.campaigns.launch import launch
    from tests.support import running_campaign
    from tests.support import sample_municipality

    campaign = sample_municipality.plan(made, made.document)
    with made.acting("registrar"):
        launch(campaign)
    running_campaign.tick()


def _report(made) -> dict:
    """A report with an answer, a message and a note; its number and its words."""
    from collective.conduct.operations.cases import answering
    from collective.conduct.operations.cases.case_access import open_case
    from collective.conduct.operations.reports import reporter_followup
    from collective.conduct.operations.vault import my_key
    from tests.support import handlers

    with made.acting("anonymous"):
        case, words = handlers.send_report(nonce=NONCE)
        reporter_followup.write(words, "Det hände igen.")
    with made.acting("office"):
        token = my_key.open_vault(handlers.PHRASE)
        opened = open_case(case, my_key.vault_of(token))
        answering.answer(opened, "Tack, vi läser.")
        answering.write_note(opened, "Ring HR.")
        my_key.lock_now()
    return {"case": case, "words": words}


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
    os.umask(0o077)
    main()
