"""Write versions.cfg, buildout's form of constraints.txt."""

from pathlib import Path

import re


ROOT = Path(__file__).resolve().parent.parent
# Buildout looks recipes up by the name as it is written in buildout.cfg.
DOTTED = {
    name.replace(".", "-"): name
    for name in ("plone.recipe.zope2instance", "zc.recipe.egg")
}
HEADER = "# Made from constraints.txt by scripts/make_versions.py.\n[versions]\n"


def pins(text: str) -> dict[str, str]:
    """Return name -> version for each `name==version ; marker` line.

    Buildout knows no markers: a pin of what a system does not need is harmless.
    """
    lines = (re.split("[#;]", line)[0].strip() for line in text.splitlines())
    return dict(line.split("==") for line in lines if "==" in line)


def versions(text: str) -> str:
    """Return the text of versions.cfg for the text of constraints.txt."""
    found = pins(text).items()
    return HEADER + "".join(f"{DOTTED.get(k, k)} = {v}\n" for k, v in found)


if __name__ == "__main__":
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    (ROOT / "versions.cfg").write_text(versions(constraints), encoding="utf-8")
