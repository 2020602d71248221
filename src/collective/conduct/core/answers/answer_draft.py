"""What somebody had typed when their session ended, as their browser keeps it."""

from collections.abc import Mapping
from collective.conduct.core.common.sealed_records import SealedRecord
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class AnswerDraftRecord(SealedRecord):
    """What somebody had typed when their session ended, and whose it is."""

    record = "answer_draft"
    whose: str
    typed: Mapping[str, str] = field(default_factory=dict)
