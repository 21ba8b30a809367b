#!/usr/bin/env python3
"""Check the log of an archive against checkpoints that you kept, and files against the log.

    python3 verify.py LOG TEXT           TEXT holds a checkpoint: a mail, a saved page, ...
    python3 verify.py LOG TEXT FOLDER    and the files of the archive are in FOLDER

LOG is the file at /log/LOG of the site. It has a line for every act; a checkpoint is the name
of the log, the number of its lines, and a root that stands for them (RFC 6962, section 2.1).
This program is in the public domain and needs nothing but Python 3.
"""
import base64
import hashlib
import json
import pathlib
import re
import sys


def digest(data):
    return hashlib.sha256(data).digest()


def root(lines):
    """The root of the tree of lines."""
    if len(lines) < 2:
        return digest(b"\0" + lines[0]) if lines else digest(b"")
    half = 1 << (len(lines) - 1).bit_length() - 1
    return digest(b"\1" + root(lines[:half]) + root(lines[half:]))


# What may stand between two lines in the source of a mail, a page, a feed or JSON.
IN_TAG = r"(?:[^<>&]|&(?:amp;)*(?:quot|apos|#x?[0-9A-Fa-f]{2,4});){0,200}"
BETWEEN = (r"(?:[\t\n\f\r >|\xa0]|\\[nrt]|\\u[0-9A-Fa-f]{4}|=0[AD]|<[^<>]{0,200}>|"
           r"&(?:amp;)*(?:lt;" + IN_TAG + r"&(?:amp;)*gt;|gt;|nbsp;|#x?[0-9A-Fa-f]{1,4};))+")
CHECKPOINT = re.compile(r"(?:^|\\[nrt]|\\u[0-9A-Fa-f]{4}|[^\w.-])([^\s<>|\"'=&;\\]{1,200})" + BETWEEN +
                        r"(0|[1-9]\d{0,9})" + BETWEEN +
                        r"([0-9A-Za-z+/]{43})(?:=|&(?:amp;)*#(?:61|x3[Dd]);|\\u003[Dd])")

BASE64 = re.compile(r"(?:[0-9A-Za-z+/]{60,}\r?\n)*[0-9A-Za-z+/]{60,}={0,2}(?:\r?\n[0-9A-Za-z+/]+={0,2})?")


def checkpoints(text):
    """All checkpoints in a text of any kind, once each: origin, size and root."""
    text = re.sub(r"&(?:amp;)*#(?:43|x2[Bb]);|\\u002[Bb]|=2B", "+", text)
    text = re.sub(r"&(?:amp;)*#(?:47|x2[Ff]);|\\/|=2F", "/", text)
    found = {}
    for reading in text, re.sub(r"=\r?\n", "", text), re.sub(r"\r?\n[ \t]", "", text):
        for origin, size, kept in CHECKPOINT.findall(reading):
            found[origin, int(size), base64.b64decode(kept + "=")] = None
    for block in BASE64.findall(text):
        try:
            decoded = base64.b64decode("".join(block.split())).decode("utf-8", "replace")
            found.update(dict.fromkeys(checkpoints(decoded)))
        except ValueError:
            pass  # it is no Base64
    return list(found)


def files(lines):
    """The files that the lines of the log tell of, each with its digest, or "nothing"."""
    acts = [line.decode().split(" ") for line in lines]
    removed = {(policy, version) for _, _, policy, version, act, *_ in acts if act == "redact"}
    for _, day, policy, version, act, *fields in acts:
        digests = dict(field.split(":", 1) for field in fields)
        gone = "nothing" if (policy, version) in removed else None
        if act in ("withdraw", "redact"):
            name = {"withdraw": "withdrawn/withdrawal", "redact": "redacted/redaction"}[act]
            yield f"{policy}/{version}.{name}.json", digests["record"]
        elif act == "correct":
            yield f"{policy}/{version}.corrected-{day}/correction.json", gone or digests["record"]
        elif act in ("snapshot", "import", "adopt"):
            yield f"{policy}/{version}/policy.md", gone or digests["sha256"]
            yield f"{policy}/{version}/version.json", gone or digests["record"]


def main(log, text, folder=None):
    lines = pathlib.Path(log).read_bytes().split(b"\n")[:-1]
    kept = list(checkpoints(pathlib.Path(text).read_text("utf-8", "replace")))
    faults = 0 if kept else 1
    if not kept:
        print(f"{text} has no checkpoint: three lines with a name, a number and a root")
    for origin, size, expected in kept:
        fits = size <= len(lines) and root(lines[:size]) == expected
        faults += not fits
        print(f"{origin}, {size} lines:", "as they were" if fits else "NOT the lines of this log")
    for name, expected in files(lines) if folder else ():
        path = pathlib.Path(folder, name)
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "nothing"
        if found == expected and name.endswith("/redaction.json"):
            it = json.loads(path.read_bytes())
            print(f"the text of {it['policy']} {it['version']} was removed on {it['redacted']}: {it['reason']}")
        elif found != expected:
            faults += 1
            print(f"{path}: has the SHA-256 {found}, and the log says {expected}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
