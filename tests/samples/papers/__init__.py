"""Five papers of our own, built like five of municipalities; and where those lie.

Ours are always here, so that what they show is always tested. Those of the
municipalities are read as well where they lie beside the checkout.
"""

from pathlib import Path


OWN = Path(__file__).parent
GIVEN = OWN.parents[3] / "shared" / "seeds"
PAPERS = {"own": OWN} | ({"given": GIVEN} if GIVEN.is_dir() else {})
