package org.seatrial.engine.wire;

import org.seatrial.engine.sys.ClockOffset;

/** The clocks of this machine. For one thread. */
final class KernelStampClock implements StampClock {

    private final ClockOffset offset = new ClockOffset();

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public long offsetNs() {
        return offset.offsetNs();
    }

    @Override
    public void resample() {
        offset.sample();
    }
}
