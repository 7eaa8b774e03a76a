package org.seatrial.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.TrialRecord;

/** One flow of one trial in a few words, read back from its evidence. */
final class TrialSummary {

    private TrialSummary() {}

    static String of(FlowRecord flow, TrialRecord record, Path folder) {
        String lost = flow.flow() + " " + flow.counts().lost() + " of "
                + flow.counts().intended() + " lost";
        if (flow.counts().lost() == 0) {
            return lost;
        }
        for (EvidenceFile file : flow.files()) {
            if (file.path().endsWith(".outages.csv")) {
                try {
                    return lost + ", longest "
                            + longest(OutageList.read(folder, file).outages());
                } catch (IOException | RuntimeException unreadable) {
                    return lost + ", outages unreadable: " + unreadable.getMessage();
                }
            }
        }
        return lost;
    }

    private static String longest(List<Outage> outages) {
        long upper = outages.stream().mapToLong(Outage::upperNs).max().orElse(0);
        return upper == Long.MAX_VALUE ? "without end" : RunView.time(upper);
    }
}
