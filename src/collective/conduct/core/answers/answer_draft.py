"""Record of an unsent answer that the browser keeps after the session ended."""

from collections.abc import Mapping
from collective.conduct.core.common.sealed_records import SealedRecord
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class AnswerDraftRecord(SealedRecord):
    """What somebody had typed when their session ended, with user and edition."""

    record = "answer_draft"
    whose: str
    typed: Mapping[str, str] = field(default_factory=dict)
