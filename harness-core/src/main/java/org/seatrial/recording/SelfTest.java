package org.seatrial.recording;

import java.util.List;

/**
 * {@code self-test.json}: what the instrument can show on this machine, measured at the start of the run.
 *
 * @param clockReadNs median cost of reading the clock
 * @param sleepLatenessP99Ns how late a sleeping thread wakes
 * @param senderLatenessP99Ns how late packets leave
 * @param pathDelayP50Ns delay of the empty reference path
 * @param pathDelayP99Ns its 99th percentile: gates below it cannot be shown
 * @param knownOutageNs length of the outage made by the clock on the reference path
 * @param measuredLowerNs what the instrument said: lower end
 * @param measuredUpperNs and upper end
 * @param samples packets it rests on
 * @param measured whether the lab offered a reference path
 * @param doubts what was wrong, one sentence each; empty if the instrument is fit
 */
public record SelfTest(
        boolean measured,
        long clockReadNs,
        long sleepLatenessP99Ns,
        long senderLatenessP99Ns,
        long pathDelayP50Ns,
        long pathDelayP99Ns,
        long knownOutageNs,
        long measuredLowerNs,
        long measuredUpperNs,
        long samples,
        List<String> doubts) {}
