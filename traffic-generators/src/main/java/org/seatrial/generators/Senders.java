package org.seatrial.generators;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.seatrial.engine.flow.PacedSender;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.engine.flow.StreamSocket;
import org.seatrial.lab.ThreadEnd;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Precision;

/** The sending threads of a session: one for the precise flows and one for the light ones, so that each log has one. */
final class Senders {

    private final Map<Precision, Pacing> pacings = new EnumMap<>(Precision.class);
    private final Map<Precision, PacedSender> senders = new EnumMap<>(Precision.class);
    private final List<Thread> threads = new ArrayList<>();

    private final boolean spin;

    Senders(List<Flow> flows) {
        double budget = Pacing.budget(Runtime.getRuntime().availableProcessors());
        for (Precision precision : Precision.values()) {
            double packetsPerSecond = flows.stream()
                    .filter(flow -> flow.precision() == precision)
                    .mapToDouble(Flow::offeredPerSecond)
                    .sum();
            pacings.put(precision, Pacing.of(precision, packetsPerSecond, budget));
        }
        List<Flow> precise = flows.stream()
                .filter(flow -> flow.precision() == Precision.PRECISE)
                .toList();
        spin = precise.stream().anyMatch(flow -> pacing(flow).precision() == Precision.PRECISE)
                && precise.stream().allMatch(flow -> flow.burst() == 1);
    }

    /** Whether one of them spins and keeps to its processors. */
    boolean spin() {
        return spin;
    }

    /** How the packets of a flow are paced. */
    Pacing pacing(Flow flow) {
        Pacing pacing = pacings.get(flow.precision());
        if (pacing == null) {
            throw new IllegalStateException("no pacing for " + flow.precision());
        }
        return pacing;
    }

    /** Starts sending; the logs must have been started. */
    void start(List<Flow> flows, List<FlowSockets> sockets, long session, ThreadFactory factory) {
        for (Precision precision : Precision.values()) {
            List<StreamSocket> streams = new ArrayList<>();
            for (int i = 0; i < flows.size(); i++) {
                if (flows.get(i).precision() == precision) {
                    streams.addAll(sockets.get(i).senders());
                }
            }
            Pacing pacing = pacings.get(precision);
            if (!streams.isEmpty() && pacing != null) {
                PacedSender sender = new PacedSender(streams, session, pacing);
                senders.put(precision, sender);
                threads.add(factory.newThread(sender));
            }
        }
        threads.forEach(Thread::start);
    }

    void stop() {
        senders.values().forEach(PacedSender::stop);
        threads.forEach(ThreadEnd::await);
    }

    /** The instant up to which every due packet of a flow was dealt with; 0 if its thread died or never ran. */
    long endNs(Flow flow) {
        PacedSender sender = senders.get(flow.precision());
        return sender == null ? 0 : sender.endNs();
    }
}
