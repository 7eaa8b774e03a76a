package org.seatrial.benchmarks.wire;

import org.seatrial.lab.ThreadEnd;

/** A load that runs beside something else, until closed. */
final class BesideLoad implements AutoCloseable {

    private static final long STRETCH_NS = 200_000_000L;

    private final Thread sending;
    private volatile boolean ended;

    /** @param perSecond frames into each end of the wire */
    BesideLoad(FrameLoad load, double perSecond) {
        sending = Thread.ofPlatform().name("load").start(() -> {
            while (!ended) {
                load.run(perSecond, STRETCH_NS);
            }
        });
    }

    @Override
    public void close() {
        ended = true;
        ThreadEnd.await(sending);
    }
}
