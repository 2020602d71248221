"""Write the folder of a Zope instance: settings, storage, blobs, conduct home."""

from pathlib import Path
from Zope2.utilities.mkwsgiinstance import write_inituser

import secrets


ROOT_USER = "admin"
FOLDERS = ("blobstorage", "cache", "conduct", "etc", "filestorage", "log")

SITE_ZCML = """\
<configure
    xmlns="http://namespaces.zope.org/zope"
    xmlns:five="http://namespaces.zope.org/five"
    >
  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
</configure>
"""

ZOPE_CONF = """\
%define VAR {var}
instancehome $VAR
default-zpublisher-encoding utf-8
<environment>
  CHAMELEON_CACHE $VAR/cache
  CONDUCT_HOME $VAR/conduct
  zope_i18n_compile_mo_files true
</environment>
<dos_protection>
  form-memory-limit 20MB
  form-disk-limit 100MB
</dos_protection>
<zodb_db main>
  mount-point /
  cache-size 30000
  <filestorage>
    path $VAR/filestorage/Data.fs
    blob-dir $VAR/blobstorage
  </filestorage>
</zodb_db>
"""


def write(var: Path) -> Path:
    """Write what is missing below `var`, an absolute path; return zope.conf."""
    for name in FOLDERS:
        (var / name).mkdir(parents=True, exist_ok=True)
    (var / "conduct").chmod(0o700)  # keys lie there: nobody else may look
    conf = var / "etc" / "zope.conf"
    # In this file a single dollar begins a name.
    text = ZOPE_CONF.format(var=str(var).replace("$", "$$"))
    conf.write_text(text, encoding="utf-8")
    (var / "etc" / "site.zcml").write_text(SITE_ZCML, encoding="utf-8")
    if not (var / "filestorage" / "Data.fs").exists():
        # Nobody is meant to log in as the root user, so nobody learns this.
        write_inituser(str(var / "inituser"), ROOT_USER, secrets.token_urlsafe(32))
    return conf
