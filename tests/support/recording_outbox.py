"""An outbox that records the notices and sends none."""


class RecordingOutbox:
    """See IOutbox: it records what was put."""

    def __init__(self) -> None:
        self.notices: list = []

    def put(self, notice) -> bool:
        self.notices.append(notice)
        return True
