package org.seatrial.probe.failover;

import org.seatrial.traffic.Outcome;

/** A maximal run of missing packets of one stream, while it lasts. Made once a stream and used again. */
final class MissingPackets {

    private long count;
    private long late;
    private long unsent;
    private long duplicated;
    private long firstIntendedNs;
    private long firstNs;
    private long lastNs;
    private long firstSentNs;
    private long firstSentLatenessNs;
    private long lastSentNs;

    boolean none() {
        return count == 0;
    }

    void clear() {
        count = 0;
        late = 0;
        unsent = 0;
        duplicated = 0;
    }

    /** @param atNs when it was handed to the kernel; when it was due or refused if it was not sent */
    void add(long intendedNs, long atNs, Outcome outcome, int copies) {
        if (count == 0) {
            firstIntendedNs = intendedNs;
            firstNs = atNs;
        }
        count++;
        lastNs = atNs;
        if (outcome == Outcome.UNSENT) {
            unsent++;
        } else {
            if (sent() == 1) {
                firstSentNs = atNs;
                firstSentLatenessNs = Math.max(0, atNs - intendedNs);
            }
            lastSentNs = atNs;
        }
        if (outcome == Outcome.LATE) {
            late++;
        }
        if (copies > 1) {
            duplicated++;
        }
    }

    long count() {
        return count;
    }

    long late() {
        return late;
    }

    long unsent() {
        return unsent;
    }

    long duplicated() {
        return duplicated;
    }

    /** Of these, packets that the design got and did not deliver in time. */
    long sent() {
        return count - unsent;
    }

    long firstIntendedNs() {
        return firstIntendedNs;
    }

    /** When the first was sent, or should have been. */
    long firstNs() {
        return firstNs;
    }

    /** When the last was sent, or should have been. */
    long lastNs() {
        return lastNs;
    }

    /** From the first to the last that was sent; 0 if there are not two. */
    long sentSpanNs() {
        return sent() > 0 ? Math.max(0, lastSentNs - firstSentNs) : 0;
    }

    /** How late the first that was sent left; only if one was. */
    long firstSentLatenessNs() {
        return firstSentLatenessNs;
    }
}
