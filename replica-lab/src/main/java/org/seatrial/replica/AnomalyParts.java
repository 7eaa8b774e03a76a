package org.seatrial.replica;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.anomaly.FrameTap;
import org.seatrial.engine.anomaly.SenderProcess;
import org.seatrial.topology.Endpoint;

/** What a lab holds for its anomalies: taps, opened when they are first read, and senders that may still send. */
final class AnomalyParts implements AutoCloseable {

    private final Map<Endpoint, FrameTap> taps = new HashMap<>();
    private final List<SenderProcess> senders = new ArrayList<>();

    synchronized FrameTap tap(Endpoint from, Path farNamespace, String farInterface) {
        return taps.computeIfAbsent(from, absent -> FrameTap.open(farNamespace, farInterface));
    }

    synchronized void add(SenderProcess sender) {
        senders.removeIf(earlier -> !earlier.alive());
        senders.add(sender);
    }

    @Override
    public synchronized void close() {
        senders.forEach(SenderProcess::close);
        senders.clear();
        taps.values().forEach(FrameTap::close);
        taps.clear();
    }
}
