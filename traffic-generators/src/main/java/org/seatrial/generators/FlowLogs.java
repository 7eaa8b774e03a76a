package org.seatrial.generators;

import java.util.List;
import org.seatrial.engine.flow.StreamLog;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;

/**
 * The logs of one flow's streams, read as progress and as samples.
 *
 * @param logs by stream
 */
record FlowLogs(Flow flow, List<StreamLog> logs) {

    FlowProgress progress(long fromNs, long untilNs) {
        long intended = 0;
        long sent = 0;
        long received = 0;
        long worst = 0;
        for (StreamLog log : logs) {
            int until = log.intendedBefore(untilNs);
            for (int sequence = log.intendedBefore(fromNs); sequence < until; sequence++) {
                intended++;
                if (log.wasSent(sequence)) {
                    sent++;
                    worst = Math.max(worst, log.sentNs(sequence) - log.intendedNs(sequence));
                }
                if (log.copies(sequence) > 0) {
                    received++;
                }
            }
        }
        return new FlowProgress(flow.name(), intended, sent, received, worst);
    }

    /** @param endNs packets due before it are samples */
    void replay(long endNs, long forwardingDelayThresholdNs, SampleSink sink) {
        for (StreamLog log : logs) {
            int intended = log.intendedBefore(endNs);
            for (int sequence = 0; sequence < intended; sequence++) {
                long received = log.receivedNs(sequence);
                sink.sample(
                        log.stream(),
                        sequence,
                        log.intendedNs(sequence),
                        log.sentNs(sequence),
                        received,
                        outcome(log, sequence, received, forwardingDelayThresholdNs),
                        log.copies(sequence),
                        log.reordered(sequence));
            }
        }
    }

    private static Outcome outcome(StreamLog log, int sequence, long received, long thresholdNs) {
        if (log.copies(sequence) == 0) {
            return log.wasSent(sequence) ? Outcome.LOST : Outcome.UNSENT;
        }
        return received - log.sentNs(sequence) > thresholdNs ? Outcome.LATE : Outcome.RECEIVED;
    }
}
