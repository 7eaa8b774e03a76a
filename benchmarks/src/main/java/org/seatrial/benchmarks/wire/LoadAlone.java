package org.seatrial.benchmarks.wire;

import java.io.IOException;
import org.seatrial.lab.ThreadEnd;

/**
 * The load of a wire without the wire: its process is stopped, so that nobody takes the frames and its processor is free.
 * What is late beside it is late because the other processor sends, not because of what the wire does.
 */
final class LoadAlone implements AutoCloseable {

    private static final long STRETCH_NS = 200_000_000L;

    private final TwoHosts hosts;
    private final FrameLoad load;
    private final Thread sending;
    private volatile boolean ended;

    /** @param perSecond frames into each end of the wire */
    LoadAlone(TwoHosts hosts, double perSecond) throws IOException {
        this.hosts = hosts;
        load = new FrameLoad(hosts, 1, false);
        hosts.halt();
        sending = Thread.ofPlatform().name("load").start(() -> {
            while (!ended) {
                load.run(perSecond, STRETCH_NS);
            }
        });
    }

    @Override
    public void close() throws IOException {
        ended = true;
        ThreadEnd.await(sending);
        load.close();
        hosts.resume();
    }
}
