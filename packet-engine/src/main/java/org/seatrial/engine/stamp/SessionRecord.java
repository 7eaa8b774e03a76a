package org.seatrial.engine.stamp;

/** What is known of every packet of one session: instants, delays, losses. Recording does not allocate. For one thread. */
final class SessionRecord {

    private final boolean sameClock;
    private final long timeoutNs;
    private final long[] sentNs;
    private final SequenceAccount sequences;
    private final RoundTripIntervals intervals;
    private final SignedDelays roundTrip = new SignedDelays();
    private final SignedDelays residence = new SignedDelays();
    private final SignedDelays forward = new SignedDelays();
    private final SignedDelays backward = new SignedDelays();
    private final SignedDelays lateness = new SignedDelays();
    private long oneWayErrorNs;
    private long late;
    private long impossible;
    private long unsent;
    private int ttlThere;
    private int ttlBack;
    private boolean ttlVaries;

    SessionRecord(SenderSettings settings) {
        sameClock = settings.sameClock();
        timeoutNs = settings.timeoutNs();
        sentNs = new long[settings.count()];
        sequences = new SequenceAccount(settings.count());
        intervals = new RoundTripIntervals(settings.count(), settings.intervalNs());
    }

    /**
     * A packet left.
     *
     * @param wallNs the instant it carries
     * @param lateNs how long after its intended instant
     */
    void sent(int sequence, long wallNs, long lateNs) {
        sentNs[sequence] = wallNs;
        sequences.sent(sequence);
        lateness.record(lateNs);
    }

    void unsent() {
        unsent++;
    }

    /** The instant a packet carries; 0 if it never left. */
    long sentNs(int sequence) {
        return sequences.wasSent(sequence) ? sentNs[sequence] : 0;
    }

    /**
     * A reply came. All instants are nanoseconds since 1970.
     *
     * @param number the reflector's own sequence number
     * @param there when the packet came to the reflector, by its clock
     * @param leftThere when the reply left it, by its clock
     * @param back when the reply came, by our clock
     * @param ownError our error estimate, its 16 bits
     * @param otherError the reflector's
     */
    void answered(int sequence, int number, long there, long leftThere, long back, int ownError, int otherError) {
        if (!sequences.answer(sequence, number)) {
            return;
        }
        long resided = leftThere - there;
        long whole = back - sentNs[sequence];
        if (whole > timeoutNs) {
            late++;
        }
        if (resided < 0 || whole < resided) {
            impossible++;
            return;
        }
        residence.record(resided);
        roundTrip.record(whole - resided);
        intervals.record(sequence, whole - resided);
        if (sameClock || (ErrorEstimate.synchronised(ownError) && ErrorEstimate.synchronised(otherError))) {
            forward.record(there - sentNs[sequence]);
            backward.record(back - leftThere);
            if (!sameClock) {
                oneWayErrorNs =
                        Math.max(oneWayErrorNs, ErrorEstimate.errorNs(ownError) + ErrorEstimate.errorNs(otherError));
            }
        }
    }

    /** The time to live that a packet arrived with at the reflector, and its reply here; 0 is unknown. */
    void ttl(int there, int back) {
        ttlVaries |= ttlThere != 0 && (ttlThere != there || ttlBack != back);
        ttlThere = there;
        ttlBack = back;
    }

    SequenceAccount sequences() {
        return sequences;
    }

    RoundTripIntervals intervals() {
        return intervals;
    }

    SignedDelays roundTrip() {
        return roundTrip;
    }

    SignedDelays residence() {
        return residence;
    }

    SignedDelays forward() {
        return forward;
    }

    SignedDelays backward() {
        return backward;
    }

    SignedDelays lateness() {
        return lateness;
    }

    /** The largest sum of both error estimates, nanoseconds. */
    long oneWayErrorNs() {
        return oneWayErrorNs;
    }

    /** Replies that came after the timeout. They count as answered, and as late. */
    long late() {
        return late;
    }

    /** Replies whose stamps cannot be true: the reflector says to have kept the packet for longer than the round trip. */
    long impossible() {
        return impossible;
    }

    /** Packets that the kernel did not take. */
    long unsentPackets() {
        return unsent;
    }

    int ttlThere() {
        return ttlThere;
    }

    int ttlBack() {
        return ttlBack;
    }

    boolean ttlVaries() {
        return ttlVaries;
    }
}
