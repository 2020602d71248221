"""Define every hash of the product, and verify what it exports.

This file stands alone: it needs Python's standard library and nothing else,
so an auditor can carry it away and run it without Plone:

    python proof.py edition FILE
    python proof.py receipt FILE [--seals FILE]
    python proof.py ledger FILE [--seals FILE]

The exit code is 0 when FILE is sound, 1 when it is not, 2 when it cannot be
read or is not such a file. The same is installed as ``conduct-verify``.
docs/reference/proof.md explains the rules, with an example.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from json.encoder import encode_basestring
from typing import Any
from typing import NamedTuple

import argparse
import hashlib
import json
import re
import sys
import unicodedata


LARGEST = 2**53 - 1
DEPTH = 64
PAYLOAD = (
    "stream",
    "seq",
    "kind",
    "when",
    "edition",
    "statement",
    "campaign",
    "language",
    "by",
    "commitment",
)
SENTENCES = {
    "manifest": "the manifest does not give the hash that stands beside it",
    "chain": "its content, or what stands before it, does not give its chain hash",
    "details": "its words are not those it was committed to",
    "edition": "it answers another edition than the one the receipt names",
    "statement": "the statement shown is not the one that was answered",
    "sequence": "another number stands here: an entry was removed, added or moved",
    "time": "it is older than the entry before it",
    "head": "the head names another end: entries were removed or added there",
    "stream_lost": "there is a head without entries: a whole stream was removed",
    "seal": "its fields, or the id of the ledger, do not give its digest",
    "seal_order": "it does not follow the seal before it: one was removed or moved",
    "seal_total": "its total or its time does not continue the seal before it",
    "seal_covers": "it covers entries that are not there, or out of order",
    "seal_root": "the entries it covers do not give its count and root",
    "inclusion": "its proof of inclusion does not lead from it to the root",
    "inclusion_seal": "its proof of inclusion leads to another seal",
    "kept_line": "the fields of this kept line do not give its digest",
    "kept_twice": "two seals were kept under this number: one was undone and made anew",
    "kept_other": "the kept file holds no seal of this ledger",
    "seal_lost": "it was kept, but the ledger no longer has it: entries were removed",
    "seal_changed": "it is not the one that was kept: sealed entries were changed",
    "key_chain": "the ledger holds another event of a key here, or none",
    "key_lost": "the ledger holds events of keys that are not here: they were removed",
    "key_swapped": "the public key in use is not the one that this person made",
    "seal_unknown": "the kept file does not hold this seal",
}
_WORDS = {None: "null", True: "true", False: "false"}


class Unreadable(ValueError):
    """What was given is not a file of this format (exit code 2)."""


class Fault(NamedTuple):
    """One failed check: where, a stable code, a plain sentence."""

    where: str
    code: str
    sentence: str


def fault(where: str, code: str) -> Fault:
    """Return the fault with the sentence of its code."""
    return Fault(where, code, SENTENCES[code])


# --- hashes


def canonical(value: object) -> bytes:
    """Return the canonical form of a JSON value, which is hashed.

    UTF-8, keys sorted by code point, no white space, strings in NFC and
    escaped no more than JSON demands, whole numbers within 53 bits.
    ``ValueError`` for anything else, for two keys that NFC makes equal, and
    beyond 64 levels.
    """
    return _spelled(value, DEPTH).encode()


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical form, in hex.

    This gives the hashes of an edition's manifest and of a statement.
    """
    return hashlib.sha256(canonical(value)).hexdigest()


def payload(entry: object) -> dict:
    """Return the fields of an entry (``entries.Entry``) that its chain hash covers."""
    return {name: getattr(entry, name) for name in PAYLOAD}


def chain(previous: str, covered: Mapping) -> str:
    """Return the chain hash of a payload; ``previous`` is "" for the first."""
    before = bytes.fromhex(previous) or bytes(32)
    return _tagged(b"conduct-chain/1\0", before, canonical(covered))


def commitment(salt: str, details: Mapping) -> str:
    """Return the commitment to details under a salt of 16 bytes in hex."""
    return _tagged(b"conduct-details/1\0", bytes.fromhex(salt), canonical(details))


def key_chain(previous: str, event: Mapping) -> str:
    """Return the chain hash of an event of a key; ``previous`` is "" for the first.

    It is the ``statement`` of the entry that the ledger has of the event.
    """
    before = bytes.fromhex(previous) or bytes(32)
    return _tagged(b"conduct-key/1\0", before, canonical(event))


def seal_digest(ledger_id: str, seal: Mapping) -> str:
    """Return the digest of a seal: its fields and the digest of the one before."""
    names = ("number", "when", "count", "total", "root", "previous")
    covered = {"ledger": ledger_id} | {name: seal[name] for name in names}
    return _tagged(b"conduct-seal/1\0", canonical(covered))


def leaf(data: bytes) -> bytes:
    """Return the hash of a Merkle leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the Merkle root over leaf hashes, or over roots of full subtrees."""
    level = list(hashes)
    while len(level) > 1:
        level = _parents(level)
    return level[0] if level else hashlib.sha256().digest()


def path(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """Return the inclusion path of one leaf, from the leaf up (RFC 9162, 2.1.3)."""
    level, found = list(hashes), []
    while len(level) > 1:
        if index ^ 1 < len(level):
            found.append(level[index ^ 1])
        level, index = _parents(level), index >> 1
    return found


def included(
    hashed: bytes, index: int, size: int, siblings: Iterable[bytes], top: bytes
) -> bool:
    """Whether the path leads from the leaf hash to the root (RFC 9162, 2.1.3.2)."""
    last = size - 1
    if not 0 <= index <= last:
        return False
    for sibling in siblings:
        if not last:
            return False
        while index == last and not index & 1:
            index, last = index >> 1, last >> 1
        pair = (sibling, hashed) if index & 1 else (hashed, sibling)
        hashed, index, last = _node(*pair), index >> 1, last >> 1
    return not last and hashed == top


def _spelled(value: object, depth: int) -> str:
    if isinstance(value, str):
        return encode_basestring(_composed(value))
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        if -LARGEST <= value <= LARGEST:
            return int.__repr__(value)
        raise ValueError("a number has more than 53 bits")
    if not depth:
        raise ValueError(f"nested deeper than {DEPTH} levels")
    if isinstance(value, (list, tuple)):
        return f"[{','.join([_spelled(each, depth - 1) for each in value])}]"
    if isinstance(value, (dict, Mapping)):
        return _spelled_object(value, depth - 1)
    raise ValueError(f"a {type(value).__name__} has no canonical form")


def _spelled_object(value: Mapping, depth: int) -> str:
    try:
        plain = "".join(value).isascii()
    except TypeError:
        raise ValueError("a key is not a text") from None
    made = value if plain else {_composed(key): each for key, each in value.items()}
    if len(made) < len(value):
        raise ValueError("two keys are the same text in NFC")
    pairs = [
        f"{encode_basestring(key)}:{_spelled(made[key], depth)}" for key in sorted(made)
    ]
    return f"{{{','.join(pairs)}}}"


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _tagged(tag: bytes, *parts: bytes) -> str:
    return hashlib.sha256(tag + b"".join(parts)).hexdigest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _parents(level: list[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    return [_node(*pair) for pair in pairs] + level[len(level) & ~1 :]


# --- what the files look like


def _text(words: str, pattern: str) -> tuple:
    test = re.compile(pattern, re.DOTALL).fullmatch
    return words, lambda value: type(value) is str and test(value) is not None


def _number(words: str, largest: int) -> tuple:
    return words, lambda value: type(value) is int and 0 <= value <= largest


_TEXT = _text("a text", ".*")
_HASH = _text("a SHA-256 in hex", "[0-9a-f]{64}")
_MAYBE = _text("a SHA-256 in hex, or empty", "([0-9a-f]{64})?")
_SALT = _text("a salt of 16 bytes in hex, or empty", "([0-9a-f]{32})?")
_ID = _text("an id of 16 bytes in hex", "[0-9a-f]{32}")
_INT = _number("a whole number", LARGEST)
_WHEN = _number("a time in seconds", 253402300799)
_OBJECT = ("an object", lambda value: type(value) is dict)
_SAID = ("a text or an object", lambda value: type(value) in (str, dict))
_DETAILS = ("an object or null", lambda value: type(value) in (dict, type(None)))
_PROOF = {"chain": _HASH, "salt": _SALT, "details": _DETAILS}
_CONTENT = {
    "seq": _INT,
    "kind": _TEXT,
    "when": _WHEN,
    "edition": _MAYBE,
    "statement": _MAYBE,
    "campaign": _TEXT,
    "language": _TEXT,
    "by": _INT,
    "commitment": _MAYBE,
}
_SEAL = {
    "number": _INT,
    "when": _WHEN,
    "count": _INT,
    "total": _INT,
    "root": _HASH,
    "previous": _MAYBE,
    "digest": _HASH,
}
_HEX = _text("bytes in hex", "([0-9a-f]{2})*")
_KEY_EVENT = {
    "kind": _TEXT,
    "person": _INT,
    "when": _WHEN,
    "public": _HEX,
    "verifier": _HEX,
    "function": _TEXT,
    "by": _INT,
    "signer": _HEX,
    "signature": _HEX,
}
_KEYS = {"stream": _INT, "events": [_KEY_EVENT], "used": _OBJECT}
_EDITION = {"manifest": _OBJECT, "manifest_hash": _HASH}
_RECEIPT = {
    "ledger": _ID,
    "entry": {"stream": _INT} | _CONTENT,
    "previous": _MAYBE,
    **_PROOF,
    "edition": {"title": _TEXT, "number": _INT, "manifest_hash": _HASH, "url": _TEXT},
    "person": _TEXT,
    "statement": _SAID,
    "inclusion": ("null", lambda value: value is None),
    "seal": ("null", lambda value: value is None),
}
_SEALED = {
    "inclusion": {
        "seal": _INT,
        "index": _INT,
        "size": _INT,
        "path": [_HASH],
        "root": _HASH,
    },
    "seal": _SEAL,
}
_LEDGER = {
    "ledger": _ID,
    "streams": _OBJECT,
    "heads": _OBJECT,
    "seals": [_SEAL | {"covers": [[_INT]]}],
}


def _document(value: Any, name: str, shape: dict) -> None:
    if type(value) is not dict or value.get("format") != f"conduct-{name}/1":
        raise Unreadable(f"this is not a file of the format conduct-{name}/1")
    _fits(value, {"format": _TEXT} | shape, f"the {name}")


def _fits(value: Any, shape: Any, where: str) -> None:
    if isinstance(shape, dict):
        if type(value) is not dict or value.keys() != shape.keys():
            names = ", ".join(shape)
            raise Unreadable(f"{where} does not have exactly the fields {names}")
        for name, inner in shape.items():
            _fits(value[name], inner, f"{where}, {name}")
    elif isinstance(shape, list):
        if type(value) is not list:
            raise Unreadable(f"{where} is not a list")
        for place, each in enumerate(value, 1):
            _fits(each, shape[0], f"{where} {place}")
    elif not shape[1](value):
        raise Unreadable(f"{where} is not {shape[0]}")


# --- verifiers; each raises ``Unreadable`` (a ValueError) for another shape


def verify_edition(edition: Mapping) -> list[Fault]:
    """Recompute the manifest hash of an exported edition."""
    _document(edition, "edition", _EDITION)
    if digest(edition["manifest"]) == edition["manifest_hash"]:
        return []
    return [fault("edition", "manifest")]


def verify_receipt(
    receipt: Mapping, seals: Iterable[Mapping] | None = None
) -> list[Fault]:
    """Verify one receipt; ``seals`` are the lines kept outside the database."""
    sealed = type(receipt) is dict and (receipt.get("inclusion") or receipt.get("seal"))
    _document(receipt, "receipt", _RECEIPT | (_SEALED if sealed else {}))
    entry, statement = receipt["entry"], receipt["statement"]
    where = f"stream {entry['stream']}, entry {entry['seq']}"
    faults = list(_link_faults(where, receipt["previous"], entry, receipt))
    if receipt["edition"]["manifest_hash"] != entry["edition"]:
        faults.append(fault(where, "edition"))
    if entry["statement"] != (digest(statement) if statement else ""):
        faults.append(fault(where, "statement"))
    if sealed:
        faults += _inclusion_faults(where, receipt)
        faults += _receipt_kept_faults(receipt, seals)
    return faults


def verify_ledger(
    ledger: Mapping, seals: Iterable[Mapping] | None = None
) -> list[Fault]:
    """Verify an exported ledger; ``seals`` are the lines kept outside it.

    The history of keys, ``keys``, is there since profile 1005.
    """
    known = type(ledger) is dict and "keys" in ledger
    _document(ledger, "ledger", _LEDGER | ({"keys": _KEYS} if known else {}))
    faults: list[Fault] = []
    for stream, entries in ledger["streams"].items():
        if not re.fullmatch("[1-9][0-9]{0,9}", stream):
            raise Unreadable("the name of a stream is not a number")
        _fits(entries, [_CONTENT | _PROOF], f"stream {stream}, entry")
        head = ledger["heads"].get(stream)
        faults += _stream_faults(int(stream), entries, head)
    if ledger["heads"].keys() - ledger["streams"].keys():
        faults.append(fault("heads", "stream_lost"))
    faults += _seals_faults(ledger)
    if known:
        faults += _keys_faults(ledger)
    if seals is not None:
        faults += _ledger_kept_faults(ledger, seals)
    return faults


def unsealed(ledger: Mapping) -> int:
    """Return how many entries of a verified export are not yet sealed."""
    entries = sum(map(len, ledger["streams"].values()))
    return entries - sum(seal["count"] for seal in ledger["seals"])


def _link_faults(
    where: str, previous: str, covered: Mapping, proof: Mapping
) -> Iterator[Fault]:
    if chain(previous, covered) != proof["chain"]:
        yield fault(where, "chain")
    if not _committed(covered["commitment"], proof["salt"], proof["details"]):
        yield fault(where, "details")


def _committed(committed: str, salt: str, details: Mapping | None) -> bool:
    if not salt and details is None:
        return True  # there never were any, or they were disposed of or withheld
    return bool(salt and details is not None and commitment(salt, details) == committed)


def _stream_faults(stream: int, entries: list, head: object) -> Iterator[Fault]:
    previous, when = "", 0
    for seq, entry in enumerate(entries, 1):
        where = f"stream {stream}, entry {seq}"
        if entry["seq"] != seq:
            yield fault(where, "sequence")
        if entry["when"] < when:
            yield fault(where, "time")
        covered = {"stream": stream} | {name: entry[name] for name in _CONTENT}
        yield from _link_faults(where, previous, covered, entry)
        previous, when = entry["chain"], entry["when"]
    if head != {"count": len(entries), "chain": previous}:
        yield fault(f"stream {stream}", "head")


def _keys_faults(ledger: Mapping) -> Iterator[Fault]:
    """Compare the history of keys with the ledger, and the keys in use with both."""
    keys = ledger["keys"]
    told = [
        each["statement"] for each in ledger["streams"].get(str(keys["stream"]), [])
    ]
    previous, newest = "", {}
    for place, event in enumerate(keys["events"]):
        previous = key_chain(previous, event)
        if told[place : place + 1] != [previous]:
            where = f"key event {place + 1} of person {event['person']}"
            yield fault(where, "key_chain")
            break
        if event["kind"] in ("made", "replaced", "restored", "before"):
            newest[str(event["person"])] = event["public"]
    else:
        if len(told) > len(keys["events"]):
            yield fault("keys", "key_lost")
        for person, public in keys["used"].items():
            if newest.get(person) != public:
                yield fault(f"key of person {person}", "key_swapped")


def _seals_faults(ledger: Mapping) -> Iterator[Fault]:
    before: Mapping = {"digest": "", "total": 0, "when": 0}
    ends: dict[int, int] = {}
    for number, seal in enumerate(ledger["seals"], 1):
        where = f"seal {number}"
        if seal["digest"] != seal_digest(ledger["ledger"], seal):
            yield fault(where, "seal")
        if (seal["number"], seal["previous"]) != (number, before["digest"]):
            yield fault(where, "seal_order")
        total = before["total"] + seal["count"]
        if seal["total"] != total or seal["when"] < before["when"]:
            yield fault(where, "seal_total")
        leaves = _covered(ledger["streams"], seal["covers"], ends)
        if leaves is None:
            yield fault(where, "seal_covers")
        elif (len(leaves), root(leaves).hex()) != (seal["count"], seal["root"]):
            yield fault(where, "seal_root")
        before = seal


def _covered(streams: Mapping, covers: list, ends: dict) -> list[bytes] | None:
    """Return the leaf hashes of ``[stream, first, count]`` runs; move ``ends``."""
    found, last = [], 0
    for run in covers:
        stream, first, count = run if len(run) == 3 else (0, 0, 0)
        entries = streams.get(str(stream), ())
        follows = stream > last and first == ends.get(stream, 0) + 1
        if not (follows and 0 < count <= len(entries) - first + 1):
            return None
        run = entries[first - 1 : first - 1 + count]
        found += [leaf(bytes.fromhex(entry["chain"])) for entry in run]
        ends[stream], last = first + count - 1, stream
    return found


def _inclusion_faults(where: str, receipt: Mapping) -> Iterator[Fault]:
    proof, seal = receipt["inclusion"], receipt["seal"]
    named = (proof["seal"], proof["size"], proof["root"])
    siblings = [bytes.fromhex(each) for each in proof["path"]]
    hashed = leaf(bytes.fromhex(receipt["chain"]))
    place = (proof["index"], proof["size"], siblings, bytes.fromhex(proof["root"]))
    if named != (seal["number"], seal["count"], seal["root"]):
        yield fault(where, "inclusion_seal")
    if not included(hashed, *place):
        yield fault(where, "inclusion")
    if seal["digest"] != seal_digest(receipt["ledger"], seal):
        yield fault(f"seal {seal['number']}", "seal")


def _kept(ledger_id: str, lines: Iterable[Mapping]) -> tuple[dict, list[Fault]]:
    """Return ``{number: digest}`` of the kept lines of this ledger, and faults."""
    known: dict[int, str] = {}
    faults: list[Fault] = []
    for place, line in enumerate(lines, 1):
        check_kept(line, place)
        if line["ledger"] != ledger_id:
            continue
        if line["digest"] != seal_digest(ledger_id, line):
            faults.append(fault(f"kept line {place}", "kept_line"))
        if known.setdefault(line["number"], line["digest"]) != line["digest"]:
            faults.append(fault(f"kept seal {line['number']}", "kept_twice"))
    return known, faults


def check_kept(line: object, place: int) -> None:
    """Raise ``Unreadable`` unless that line is one of the kept seals."""
    _fits(line, {"ledger": _ID} | _SEAL, f"the kept seals, line {place}")


def _ledger_kept_faults(ledger: Mapping, lines: Iterable[Mapping]) -> list[Fault]:
    lines = list(lines)
    known, faults = _kept(ledger["ledger"], lines)
    if lines and not known:
        faults.append(fault("kept seals", "kept_other"))
    digests = {seal["number"]: seal["digest"] for seal in ledger["seals"]}
    for number, kept in known.items():
        if number not in digests:
            faults.append(fault(f"seal {number}", "seal_lost"))
        elif digests[number] != kept:
            faults.append(fault(f"seal {number}", "seal_changed"))
    return faults


def _receipt_kept_faults(
    receipt: Mapping, lines: Iterable[Mapping] | None
) -> list[Fault]:
    if lines is None:
        return []
    known, faults = _kept(receipt["ledger"], lines)
    seal = receipt["seal"]
    if known.get(seal["number"]) != seal["digest"]:
        faults.append(fault(f"seal {seal['number']}", "seal_unknown"))
    return faults


# --- the command


def _no_decimals(number: str) -> None:
    raise Unreadable("it holds a number that is not whole")


def _no_doubles(pairs: list) -> dict:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unreadable("it holds the same key twice in one object")
    return made


def _parsed(text: str) -> object:
    return json.loads(
        text,
        parse_float=_no_decimals,
        parse_constant=_no_decimals,
        object_pairs_hook=_no_doubles,
    )


def _read(name: str, parse: Callable) -> Any:
    try:
        with open(name, encoding="utf-8-sig") as file:
            return parse(file.read())
    except Unreadable as problem:
        reason = str(problem)
    except OSError as problem:
        reason = problem.strerror or "it cannot be opened"
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError:
        reason = "it is not JSON in UTF-8"
    raise Unreadable(f"{name!a}: {reason}")


def _lines(text: str) -> list:
    return [_parsed(line) for line in text.splitlines() if line.strip()]


def _about_edition(edition: Mapping, kept: list | None) -> Iterator[str]:
    yield f"The manifest has the hash {edition['manifest_hash']}."
    yield "Compare it with the receipt, or with the entry of the adoption."


def _about_receipt(receipt: Mapping, kept: list | None) -> Iterator[str]:
    entry = receipt["entry"]
    when = datetime.fromtimestamp(entry["when"], UTC).isoformat(" ")
    yield f"Entry {entry['seq']} of stream {entry['stream']}: {entry['kind']!a}."
    yield f"Recorded at {when}."
    if receipt["seal"] is None:
        yield "The entry is not yet sealed: fetch the receipt again later."
    elif kept is None:
        yield "The seal was not compared with a kept file (--seals FILE)."
    if entry["commitment"] and receipt["details"] is None:
        yield "Its words are not in the file: disposed of, or withheld."
    yield "No hash covers the person's name or the title, number and address shown."


def _about_ledger(ledger: Mapping, kept: list | None) -> Iterator[str]:
    entries = [entry for each in ledger["streams"].values() for entry in each]
    streams, seals = len(ledger["streams"]), len(ledger["seals"])
    yield f"{len(entries)} entries in {streams} streams, {seals} seals."
    yield f"{unsealed(ledger)} entries are not yet sealed."
    gone = sum(1 for each in entries if each["commitment"] and each["details"] is None)
    if gone:
        yield f"Words not in the file, disposed of or withheld: {gone} entries."
    if kept is None:
        yield "Without --seals FILE a ledger rewritten from end to end looks sound."
        return
    known = {each["number"] for each in kept if each["ledger"] == ledger["ledger"]}
    if missing := seals - len(known):
        yield f"{missing} seals are not in the kept file: do not rely on them yet."


_COMMANDS = {
    "edition": (lambda edition, kept: verify_edition(edition), _about_edition),
    "receipt": (verify_receipt, _about_receipt),
    "ledger": (verify_ledger, _about_ledger),
}


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="conduct-verify", description="Verify an exported file without Plone."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name in _COMMANDS:
        command = commands.add_parser(name, help=f"verify an exported {name}")
        command.add_argument("file")
        command.set_defaults(seals=None)
        if name != "edition":
            command.add_argument("--seals", help="the seals kept outside the database")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``conduct-verify``; return the exit code."""
    given = _arguments(argv)
    verify, about = _COMMANDS[given.command]
    try:
        document = _read(given.file, _parsed)
        kept = _read(given.seals, _lines) if given.seals else None
        faults = verify(document, kept)
    except (ValueError, RecursionError) as problem:
        print(f"Cannot be verified: {problem}", file=sys.stderr)
        return 2
    for found in faults:
        print(f"{found.where}: {found.sentence}.")
    if faults:
        print(f"NOT SOUND. Faults: {len(faults)}.")
        return 1
    print("Sound.", *about(document, kept), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
