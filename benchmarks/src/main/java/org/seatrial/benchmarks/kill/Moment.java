package org.seatrial.benchmarks.kill;

import java.util.random.RandomGenerator;

/**
 * When the harness is killed: so long after a file of the run has got a line that tells of a phase.
 *
 * @param phase for people
 * @param file of the run folder; empty: the start of the process
 * @param text what the line holds
 * @param withinNs the longest wait behind the line
 */
record Moment(String phase, String file, String text, long withinNs) {

    private static final long MS = 1_000_000;

    /** The phases of a run, in order. Short ones are hit by their own line: time alone would hardly ever hit them. */
    static final Moment[] ALL = {
        new Moment("start", "", "", 1_200 * MS),
        new Moment("bringing the lab up", "events.jsonl", "\"lab-starting\"", 2_500 * MS),
        new Moment("self-test", "events.jsonl", "\"lab-up\"", 4_500 * MS),
        new Moment("self-test's own cut", "ledger.jsonl", "\"undo\",\"id\":\"self-test", 45 * MS),
        new Moment("arming", "events.jsonl", "\"arm\"", 250 * MS),
        new Moment("steady state", "events.jsonl", "\"steady\"", 1_300 * MS),
        new Moment("between ledger and injection", "ledger.jsonl", "\"undo\",\"id\":\"proposed", 1 * MS),
        new Moment("effect proof", "events.jsonl", "\"fault-commanded\"", 60 * MS),
        new Moment("hold", "events.jsonl", "\"hold\"", 750 * MS),
        new Moment("healing", "ledger.jsonl", "\"healed\",\"id\":\"proposed", 5 * MS),
        new Moment("recovery", "events.jsonl", "\"recovery\"", 750 * MS),
        new Moment("draining", "events.jsonl", "\"drain\"", 400 * MS),
        new Moment("collecting", "events.jsonl", "\"collect\"", 120 * MS),
        new Moment("between trials", "events.jsonl", "\"trial-finished\"", 60 * MS),
        new Moment("tearing down", "events.jsonl", "\"lab-stopping\"", 400 * MS),
        new Moment("judging and reporting", "events.jsonl", "\"run-finished\"", 800 * MS),
    };

    /** How long behind the line, drawn anew. */
    long afterNs(RandomGenerator random) {
        return random.nextLong(withinNs + 1);
    }
}
