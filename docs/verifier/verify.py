#!/usr/bin/env python3
"""Checks the signatures and digests of a run folder, from docs/attestation.md alone.

    verify.py RUN [--key FINGERPRINT]...      exits with 0 if everything holds, else 5

Needs Python 3.9 and python3-cryptography. Judges nothing: judge.py does.
"""
import base64
import hashlib
import json
import os
import stat
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

BUNDLE = "acceptance.intoto.jsonl"
OURS = "https://seatrial.invalid/attestation/"
PLACES = [OURS + "acceptance-report/v1", "https://in-toto.io/attestation/test-result/v0.1"]
DECISION = OURS + "acceptance-decision/v1"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def once(pairs):
    if len(pairs) != len({name for name, _ in pairs}):
        raise ValueError("a name stands twice in one JSON object")
    return dict(pairs)


def base64_either(text):
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)


def opened(line):
    """The signed statement of one line, its signer's fingerprint and the digest of what was signed."""
    envelope = json.loads(line, object_pairs_hook=once)
    kind, body = envelope["payloadType"], base64_either(envelope["payload"])
    if kind != "application/vnd.in-toto+json" or len(envelope["signatures"]) != 1:
        raise ValueError("not an in-toto envelope with one signature")
    spki = base64_either(envelope["signatures"][0]["publicKey"])
    signature = base64_either(envelope["signatures"][0]["sig"])
    signed = b"DSSEv1 %d %s %d %s" % (len(kind.encode()), kind.encode(), len(body), body)
    key = load_der_public_key(spki)
    if isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    elif isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1" and len(signature) == 64:
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(SHA256()))
    else:
        raise ValueError("neither Ed25519 nor P-256")
    return json.loads(body, object_pairs_hook=once), sha256(spki), sha256(body)


def bundle(folder):
    """Checks every line and its place; the report's statement, its signer, and the decisions as (signer, predicate)."""
    with open(os.path.join(folder, BUNDLE), "rb") as file:
        text = file.read().decode()
    if not text.endswith("\n") or text.count("\n") < len(PLACES):
        raise ValueError(BUNDLE + " is truncated")
    lines, report, signer, subject, decisions = text[:-1].split("\n"), None, None, None, []
    for number, line in enumerate(lines):
        statement, by, digest = opened(line)
        wanted = PLACES[number] if number < len(PLACES) else DECISION
        if statement["_type"] != "https://in-toto.io/Statement/v1" or statement["predicateType"] != wanted:
            raise ValueError(f"line {number + 1} is no {wanted}")
        if number == 0:
            report, signer, subject = statement, by, digest
        elif number < len(PLACES) and by != signer:
            raise ValueError(f"line {number + 1} is signed by another key than line 1")
        elif number >= len(PLACES):
            above = [one["digest"]["sha256"] for one in statement["predicate"]["inputAttestations"]]
            if above != [sha256(one.encode()) for one in lines[:number]] or \
                    statement["subject"][0]["digest"]["sha256"] != subject:
                raise ValueError(f"line {number + 1} was not made for the lines above it")
            decisions.append((by, statement["predicate"]))
    return report, signer, decisions


def files(folder, report):
    """Compares every file with the signed list: none changed, missing, added, or anything else than a file."""
    listed = {one["name"]: (one["digest"]["sha256"], one["size"]) for one in report["predicate"]["evidence"]}
    found = {}
    for root, folders, names in os.walk(folder):
        for name in names + [one for one in folders if os.path.islink(os.path.join(root, one))]:
            path = os.path.join(root, name)
            if not stat.S_ISREG(os.lstat(path).st_mode):
                raise ValueError(path + " is not a plain file")
            with open(path, "rb") as file:
                data = file.read()
            found[os.path.relpath(path, folder).replace(os.sep, "/")] = (sha256(data), len(data))
    found.pop(BUNDLE)
    wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    if wrong or len(listed) != len(report["predicate"]["evidence"]):
        raise ValueError("changed, missing or added: " + ", ".join(wrong))
    return len(found)


def checked(folder, trusted=()):
    report, signer, decisions = bundle(folder)
    if trusted and signer not in trusted:
        raise ValueError(f"signed by {signer}, which is not a key you named")
    return report, signer, decisions, files(folder, report)


def main(arguments):
    trusted = [arguments[i + 1] for i, one in enumerate(arguments) if one == "--key"]
    try:
        report, signer, decisions, count = checked(arguments[0], trusted)
    except (InvalidSignature, ValueError, KeyError, TypeError, IndexError, OSError) as wrong:
        print(f"NOT VERIFIED: {wrong!r}")
        return 5
    says = report["predicate"]
    print(f"{count} files and {2 + len(decisions)} statements hold; {says['result']}, class {says['certificateClass']},"
          f" certifies: {says['certifies']}; signer {'known' if trusted else 'unknown'}: {signer}")
    for by, said in decisions:
        print(f"{said['decision']} by {said['person']}, {said['organisation']}, as {said['role']}; key {by}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
