"""Workflow table of a governing document before and between its editions.

Draft and proposed are states of the *document* (DESIGN 1.2); an edition has
none but what its dates say. The workflow definition is compared with this
table by a test, and the page's buttons come from it.
"""

from collective.conduct.core.common.transitions import step
from collective.conduct.core.common.transitions import Transition


WORKFLOW = "conduct_document"
EDITION_WORKFLOW = "conduct_edition"


TRANSITIONS = (
    Transition("propose", "draft", "proposed", "propose"),
    Transition("propose_revision", "revision", "revision_proposed", "propose"),
    Transition("send_back", "proposed", "draft", "send_back"),
    Transition("send_back_revision", "revision_proposed", "revision", "send_back"),
    Transition("adopt", "proposed", "adopted", "adopt", guarded=True),
    Transition("adopt_revision", "revision_proposed", "adopted", "adopt", guarded=True),
    Transition("revise", "adopted", "revision", "revise"),
)


def transition(action: str, state: str) -> Transition | None:
    """The transition that does this action from that state, or None."""
    return step(TRANSITIONS, action, state)
