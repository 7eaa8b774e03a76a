package org.seatrial.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.traffic.Outcome;

/** The simplest observer of outages: one outage for each run of missing packets of a stream. */
final class TestOutages implements Observer {

    @Override
    public String name() {
        return "outages";
    }

    @Override
    public Observation observe(FlowContext context) {
        return new Watch(context);
    }

    private static final class Watch implements Observation {
        private final FlowContext context;
        private final Map<Integer, Outage> open = new HashMap<>();
        private final Map<Integer, Long> lastGood = new HashMap<>();
        private final List<Outage> outages = new ArrayList<>();

        Watch(FlowContext context) {
            this.context = context;
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
            Outage running = open.get(stream);
            if (outcome.good()) {
                if (running != null) {
                    outages.add(copy(running, startedNs, running.missing(), startedNs - running.startNs(), false));
                    open.remove(stream);
                }
                lastGood.put(stream, startedNs);
            } else if (running == null) {
                long start = lastGood.getOrDefault(stream, startedNs);
                open.put(
                        stream,
                        copy(
                                new Outage(
                                        stream,
                                        context.phases().phaseOf(intendedNs),
                                        start,
                                        startedNs,
                                        0,
                                        0,
                                        -1,
                                        0,
                                        0,
                                        0,
                                        0,
                                        false,
                                        true,
                                        false),
                                startedNs,
                                1,
                                Long.MAX_VALUE,
                                true));
            } else {
                open.put(stream, copy(running, startedNs, running.missing() + 1, Long.MAX_VALUE, true));
            }
        }

        private Outage copy(Outage from, long endNs, long missing, long upperNs, boolean neverEnds) {
            long interval = Math.round(context.flow().intervalNs());
            return new Outage(
                    from.stream(),
                    from.phase(),
                    from.startNs(),
                    endNs,
                    (missing - 1) * interval,
                    upperNs,
                    -1,
                    missing * interval,
                    missing,
                    0,
                    0,
                    false,
                    neverEnds,
                    false);
        }

        @Override
        public EvidenceFile finish(Path folder) throws IOException {
            outages.addAll(open.values());
            return OutageList.write(
                    folder,
                    context.flow().name() + ".outages.csv",
                    new OutageLog(context.flow().allStreams(), 1, new OutageLog.Gaps(0, 0, 0), outages));
        }
    }
}
