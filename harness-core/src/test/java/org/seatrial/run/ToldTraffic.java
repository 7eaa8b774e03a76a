package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;

/** Traffic that did in each window what a test says; it has no samples. */
record ToldTraffic(LongFunction<FlowProgress> progressFrom) implements TrafficSession {

    @Override
    public long start() {
        return 0;
    }

    @Override
    public List<FlowProgress> progress(long fromNs, long untilNs) {
        return List.of(progressFrom.apply(fromNs));
    }

    @Override
    public void stop(Duration drain) {
        // Nothing was sent.
    }

    @Override
    public void replay(Flow flow, Duration threshold, SampleSink sink) {
        throw new UnsupportedOperationException("there are no samples");
    }

    @Override
    public boolean prompt() {
        return true;
    }

    @Override
    public long receiverDrops(Flow flow) {
        return 0;
    }

    @Override
    public List<String> shortfalls(Flow flow) {
        return List.of();
    }

    @Override
    public ClockRecord clock() {
        return new ClockRecord(0, 0, false);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
