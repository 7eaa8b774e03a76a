#!/usr/bin/env python3
"""Judges outage and delay requirements of a run folder again from its raw files, from docs/attestation.md alone.

    judge.py RUN [--key FINGERPRINT]...       exits with 0 if verify.py and every judgement agree, else 5

Says which requirements it does not know how to judge. Needs what verify.py needs.
"""
import base64
import json
import math
import os
import re
import sys
import zlib

import verify

INFINITE = math.inf
UNITS = {"ns": 1, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "min": 6e10, "h": 3.6e12, "": 1}
EXPECT = re.compile(r"(?P<flow>[\w-]+)\.(?P<metric>outage|reversion|delay)\.(?P<statistic>p[\d.]+|longest|total|count)"
                    r" (?P<sign><=|>=|<|>) (?P<limit>[\d.]+) ?(?P<unit>ns|us|µs|ms|s|min|h|)"
                    r" in (?P<trial>[\w/-]+)(?: for (?P<claim>.*))?")
SHARE = re.compile(r"([\d.]+) % of trials with ([\d.]+) % confidence")


def load(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def delays(path):
    """The counts of an HdrHistogram log 1.3 by index, the line of what was clamped, and intervals and samples read."""
    counts, clamped, intervals, samples = {}, None, 0, 0
    for line in open(path, encoding="utf-8"):
        said = re.match(r"#\[Clamped: over range (\d+), below zero (\d+), beyond clock error (\d+), worst (\d+) ns\]", line)
        clamped = [int(one) for one in said.groups()] if said else clamped
        if line[0] in '#"':
            continue
        packed = base64.b64decode(line.rstrip("\n").split(",")[4], validate=True)
        plain, at, index = zlib.decompress(packed[8:]), 40, 0
        if int.from_bytes(plain[12:16], "big") != 3 or int.from_bytes(plain[16:24], "big") != 1:
            raise ValueError(path + ": another resolution")
        while at < len(plain):
            value, shift = 0, 0
            while True:  # LEB128 of at most 9 octets, the last one whole
                byte, at = plain[at], at + 1
                value |= (byte if shift == 56 else byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift == 63:
                    break
            value = (value >> 1) ^ -(value & 1)
            if value < 0:
                index -= value
            else:
                if value:
                    counts[index] = counts.get(index, 0) + value
                    samples += value
                index += 1
        intervals += 1
    return counts, clamped, intervals, samples


def bucket(index):
    """Smallest and largest value that an index of a histogram with 3 digits and lowest value 1 stands for."""
    run = max(0, (index >> 10) - 1)
    low = index if index < 1024 else ((index & 1023) + 1024) << run
    return low, low + (1 << run) - 1


def listed(folder, trial, flow, ending):
    for one in flow["files"]:
        if one["path"].endswith(ending):
            path = os.path.join(folder, "trials", "{lab}/{trial}/{repetition:03d}".format(**trial["plan"]["key"]), one["path"])
            return path, one["records"], one["total"]
    raise ValueError("no file " + ending)


def delay(folder, trial, flow, statistic):
    path, records, total = listed(folder, trial, flow, ".delay.hlog")
    counts, (over, _, _, worst), intervals, samples = delays(path)
    if (intervals, samples) != (records, total):
        raise ValueError(path + ": lines are missing")
    error, percent, share = max(trial["clock"]["errorNs"], worst), float(statistic[1:]), trial["interference"]["disturbedShare"]
    if samples * (100 - percent) / 100 < 10 - 1e-9 or flow["receiverDrops"]:
        return None  # not ten samples beyond it, or not all that arrived
    found = ranked(counts, samples, percent)
    low = 0 if share > 0.1 else bucket(ranked(counts, samples, percent - 100 * share))[0]
    return max(0, low - error), INFINITE if over and found == max(counts) else bucket(found)[1] + error


def ranked(counts, samples, percent):
    """The index that holds a percentile."""
    rank, seen = max(1, math.ceil(max(0, math.nextafter(percent, -INFINITE)) * samples / 100)), 0
    for index in sorted(counts):
        seen += counts[index]
        if seen >= rank:
            return index


def outage(folder, trial, flow, metric, statistic):
    path, records, total = listed(folder, trial, flow, ".outages.csv")
    head, scope, names, *rows = open(path, encoding="utf-8").read().rstrip("\n").split("\n")
    if not head.endswith("version 2"):
        raise ValueError(path + ": another version")
    numbers = [int(one) for one in re.findall(r"-?\d+", scope)]
    gaps, unseen = (dict(zip(("baseline", "fault", "recovery"), numbers[at : at + 3])) for at in (2, 5))
    rows = [dict(zip(names.split(","), row.split(","))) for row in rows]
    if (len(rows), sum(int(row["missing_packets"]) for row in rows)) != (records, total):
        raise ValueError(path + ": lines are missing")
    spoken, before, change = ("fault", ("baseline",), "faultNs") if metric == "outage" else ("recovery", ("baseline", "fault"), "healNs")
    if numbers[0] != flow["streams"] or numbers[1] == 0:
        return None  # not every stream was observed
    if gaps[spoken] == 0 and all(row["phase"] != spoken for row in rows):
        return None
    if any(row["phase"] in before and (row["never_ends"] == "true" or int(row["end_ns"]) >= trial["phases"][change]) for row in rows):
        return None  # interrupted already when the fault struck or was healed
    streams, longest = {}, (0, 0)
    for row in (row for row in rows if row["phase"] == spoken):
        low = int(row["lower_ns"])
        never = any(row[one] == "true" for one in ("begins_before", "never_ends", "ended_by_heal"))
        high = max(low, INFINITE if never or row["upper_ns"] == "without-end" else int(row["upper_ns"]))
        one = streams.get(row["stream"], (0, 0, 0))
        streams[row["stream"]] = (one[0] + low, one[1] + high, one[2] + 1)
        longest = max(longest[0], low), max(longest[1], high)
    if statistic == "count":
        return (max((one[2] for one in streams.values()), default=0),) * 2
    if statistic == "total":
        longest = max((one[0] for one in streams.values()), default=0), max((one[1] for one in streams.values()), default=0)
    return longest[0], max(longest[1], flow["intervalNs"], gaps[spoken], unseen[spoken])


def measured(folder, trial, want):
    """The interval that the true value lies in; None if it was not measured."""
    flows = [flow for flow in trial["flows"] if flow["flow"] == want["flow"]]
    if not trial["phases"] or not trial["clock"] or not flows or flows[0]["counts"]["intended"] == 0:
        return None
    met = flows[0]["exposedStreams"] > 0 or want["flow"] in trial["plan"]["bystanders"]
    if trial["plan"]["throughput"] or trial["faults"] and not met or want["metric"] != "delay" and not trial["faults"]:
        return None
    found = delay(folder, trial, flows[0], want["statistic"]) if want["metric"] == "delay" else \
        outage(folder, trial, flows[0], want["metric"], want["statistic"])
    if found and any(action["failure"] for action in trial["actions"]):
        found = found[0], INFINITE
    disturbed = trial["interference"]["longestStallNs"] >= 50_000_000 or trial["interference"]["wireDrops"] > 0 \
        or flows[0]["receiverDrops"] > 0
    return (0, found[1]) if found and disturbed and found[0] != INFINITE else found


def standing(sign, limit, value):
    if value is None:
        return "undecided"
    low, high = value if sign[0] == "<" else (-value[1], -value[0])
    limit, strict = limit if sign[0] == "<" else -limit, len(sign) == 1
    if high < limit or high == limit and not strict:
        return "kept"
    return "broken" if low > limit or low == limit and strict else "undecided"


def tail(trials, share, most):
    return sum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(most + 1))


def ruling(claim, standings, planned, known):
    broken, undecided, count = standings.count("broken"), standings.count("undecided"), len(standings)
    if claim is None:
        return "violated" if broken else "open" if undecided or count < planned or planned < 1 else "holds"
    over, doubt = 1 - claim[0], 1 - claim[1]
    allowed = -1
    while allowed + 2 < planned + 1 and tail(planned, over, allowed + 1) <= doubt + 1e-12:
        allowed += 1
    if allowed < 0 or not count:
        return "open"
    if broken > allowed:
        return "violated" if 1 - tail(count, over, broken - 1) < doubt else "not demonstrated"
    return "holds" if count == planned and broken + undecided <= allowed and known else "open"


def judge(folder, report, finding, suite):
    """The verdict and the interval of each trial; None if this is not a requirement that can be judged here."""
    if not (want := EXPECT.fullmatch(finding["expect"])):
        return None
    block = re.search(r"- id: %s\n(.*?)(?=\n  - id: |\Z)" % re.escape(finding["requirement"]), suite, re.S)
    if not block or "expect: " + finding["expect"] not in block[1] or ("blocker: false" in block[1]) == finding["blocker"]:
        raise ValueError(finding["requirement"] + " is not in the suite as the report has it")
    plan, self_test, run = load(folder, "plan.json"), load(folder, "self-test.json"), load(folder, "run.json")
    scopes = [one for one in plan["repeats"] if want["trial"] in (one, one.split("/")[1])]
    valid, invalid, missing, spares, aborted = [], 0, 0, 0, False
    for one in (one for one in plan["trials"] if "{lab}/{trial}".format(**one["key"]) == scopes[0]):
        path = "trials/{lab}/{trial}/{repetition:03d}/trial.json".format(**one["key"])
        if not os.path.exists(os.path.join(folder, path)):
            spares, missing = (spares + 1, missing) if one["spare"] else (spares, missing + 1)
            continue
        trial, missing, spares = load(folder, path), missing + spares, 0
        valid += [trial] if trial["status"] == "VALID" else []
        invalid += trial["status"] == "INVALID"
        aborted |= trial["status"] == "ABORTED"
    planned, ran = plan["repeats"][scopes[0]], len(valid) + invalid
    used = valid[:planned]
    short = len(used) < planned or missing > 0
    if aborted or short and run["interrupted"]:
        return "ERROR", []
    values = [measured(folder, trial, want) for trial in used]
    limit, timed = float(want["limit"]) * UNITS[want["unit"]], want["statistic"] != "count"
    share = SHARE.fullmatch(want["claim"] or "") if plan["kind"] == "certify" else None
    said = ruling([float(one) / 100 for one in share.groups()] if share else None,
                  [standing(want["sign"], limit, value) for value in values], planned, any(values))
    span = want["metric"] != "delay"
    own = self_test["byLab"].get(scopes[0].split("/")[0], self_test)
    floor = own["measuredUpperNs"] - own["measuredLowerNs"] if span else own["pathDelayP99Ns"]
    if own["measured"] and timed and want["sign"][0] == "<" and limit < floor:
        return "INCONCLUSIVE", values
    known, exact = self_test["knownOutageNs"], self_test.get("knownOutageErrorNs", 0)
    misread = self_test["measured"] and not self_test["measuredLowerNs"] - exact <= known <= self_test["measuredUpperNs"] + exact
    obstacle = short or invalid > max(1, ran // 10) or bool(self_test["doubts"]) or span and misread
    bad, weakness = said in ("violated", "not demonstrated"), "outcome: violated" in block[1]
    if bad and not span and (not self_test["prompt"] or (self_test["stealShare"] or 0) > 0.05):
        return "INCONCLUSIVE", values
    if said == "open" or said == "holds" and obstacle or weakness and (said == "not demonstrated" or bad and obstacle):
        return "INCONCLUSIVE", values
    return "PASS" if (said == "holds") != weakness else "FAIL", values


def main(arguments):
    folder = arguments[0]
    if verify.main(arguments):
        return 5
    report, wrong = load(folder, "report.json"), 0
    suite = open(os.path.join(folder, "suite", "suite.yaml"), encoding="utf-8").read()
    for finding in report["findings"]:
        try:
            found = judge(folder, report, finding, suite)
        except (ValueError, KeyError, TypeError, IndexError, OSError, zlib.error) as damaged:
            found = (f"{damaged!r}", [])
        if found is None:
            print(f"not judged here  {finding['requirement']}: {finding['expect']}")
            continue
        signed = [(one["lower"], INFINITE if one["upper"] == "unbounded" else one["upper"]) if one["known"] else None
                  for one in finding["values"]]
        same = found[0] == finding["verdict"] and (found[0] == "ERROR" or len(signed) == len(found[1]) and all(
            a is None and b is None or a and b and all(map(math.isclose, a, b)) for a, b in zip(signed, found[1])))
        wrong += not same
        print(f"{'agrees' if same else 'DIFFERS':15}  {finding['requirement']}: {found[0]}, signed {finding['verdict']}")
    return 5 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
