package org.seatrial.lab.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.AnomalyReading;
import org.seatrial.topology.Endpoint;

/** Traffic anomalies of a simulated lab. They are counted, and harm no packet. */
final class FakeAnomalies implements AnomalyControl {

    private final String labId;
    private final FakeNetwork network;
    private final FakeTime time;
    private final Map<Endpoint, Anomaly> last = new HashMap<>();

    FakeAnomalies(String labId, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.network = network;
        this.time = time;
    }

    private static String key(Endpoint from) {
        return "anomaly from " + from;
    }

    @Override
    public Undo prepareAnomaly(Endpoint from, Anomaly anomaly, String undoId) {
        return FakeHealer.undo(
                undoId, labId, key(from), "end the " + anomaly.form().text() + " from " + from);
    }

    @Override
    public Commanded unleash(Endpoint from, Anomaly anomaly) {
        long now = time.now();
        last.put(from, anomaly);
        long until = now + anomaly.lasts().toNanos();
        network.add(new Break(key(from), Set.of(), "", false, false, true, true, now, until));
        return new Commanded(now, now);
    }

    @Override
    public AnomalyReading read(Endpoint from) {
        long now = time.now();
        Anomaly anomaly = last.get(from);
        double rate = anomaly == null ? 0 : anomaly.framesPerSecond();
        long sendingNs = network.breaks().stream()
                .filter(broken -> broken.key().equals(key(from)))
                .mapToLong(broken -> broken.activeBefore(now))
                .sum();
        long sent = Math.round(rate * sendingNs / 1e9);
        return new AnomalyReading(now, now, network.broken(key(from), now), sent, sent, 0);
    }
}
