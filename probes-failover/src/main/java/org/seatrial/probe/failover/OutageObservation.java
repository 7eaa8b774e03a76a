package org.seatrial.probe.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.traffic.Outcome;

/**
 * Follows every stream of a flow by itself.
 *
 * <p>A sample allocates nothing; an outage allocates its record. Streams may be replayed one by one or interleaved.
 */
final class OutageObservation implements Observation {

    private final FlowContext context;
    private final LongestByPhase gaps;
    private final String file;
    private final StreamOutages[] streams;

    OutageObservation(FlowContext context, String file) {
        this.context = context;
        this.gaps = new LongestByPhase(context.phases());
        this.file = file;
        this.streams = new StreamOutages[context.flow().allStreams()];
        PhaseOfOutage phaseOf = new PhaseOfOutage(context.phases());
        for (int stream = 0; stream < streams.length; stream++) {
            streams[stream] = new StreamOutages(stream, context, phaseOf, gaps);
        }
    }

    @Override
    public void sample(
            int stream,
            long sequence,
            long intendedNs,
            long startedNs,
            long completedNs,
            Outcome outcome,
            int copies,
            boolean reordered) {
        streams[stream].sample(sequence, intendedNs, startedNs, completedNs, outcome, copies);
    }

    /** What is known after the last sample. */
    OutageLog log() {
        long fewestPackets = Long.MAX_VALUE;
        LongestByPhase unseen = new LongestByPhase(context.phases());
        List<Outage> all = new ArrayList<>();
        for (StreamOutages stream : streams) {
            fewestPackets = Math.min(fewestPackets, stream.packets());
            stream.report(all, unseen);
        }
        all.sort(Comparator.comparingInt(Outage::stream).thenComparingLong(Outage::startNs));
        return new OutageLog(
                streams.length,
                fewestPackets,
                gaps.longest(),
                unseen.longest(),
                context.flow().forwardingDelayThreshold().toNanos(),
                all);
    }

    @Override
    public EvidenceFile finish(Path folder) throws IOException {
        return OutageList.write(folder, file, log());
    }
}
