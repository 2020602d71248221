"""Fifty people open their vaults at once: little memory, and all get in (S16)."""

import pytest
import subprocess
import sys


FIFTY = """
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.storage.vault.ciphers import boxes, passphrases
from pathlib import Path
from threading import Thread
import re
import time

pair = boxes.new_pair()
locked = passphrases.lock(*pair, "en lång lösenfras", 1, 1)
opened = []

def log_in():
    while True:
        try:
            opened.append(passphrases.unlock(locked, "en lång lösenfras") == pair[0])
            return
        except Unavailable:
            time.sleep(0.05)

crowd = [Thread(target=log_in) for _ in range(50)]
for each in crowd:
    each.start()
for each in crowd:
    each.join()
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(sum(opened), most)
"""


@pytest.mark.long
def test_fifty_log_ins_stay_under_a_gigabyte_and_finish_within_a_minute():
    told = subprocess.run(
        [sys.executable, "-c", FIFTY], capture_output=True, check=True, timeout=60
    )
    opened, most = map(int, told.stdout.split())
    assert opened == 50 and most < 1_000_000  # KiB
