package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.NoticedLog;
import org.seatrial.recording.PhaseClock;

/** Keeps what the design logged about itself, from the start of a trial until its recovery has been watched. */
final class NoticedEvidence {

    private NoticedEvidence() {}

    static void collect(Lab lab, PhaseClock phases, FaultsInForce faults, long nowNs, Path folder, TrialDraft draft) {
        List<Noticed> noticed;
        try {
            noticed = lab.noticed(phases.startNs(), nowNs);
        } catch (LabException e) {
            draft.doubt("the logs of the design could not be read: " + e.getMessage());
            return;
        }
        draft.detected(Detection.first(noticed, lab.design(), faults.records(), faults.healNs()));
        if (noticed.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            draft.file(NoticedLog.write(folder, noticed));
        } catch (IOException e) {
            throw new UncheckedIOException("evidence could not be written to " + folder, e);
        }
    }
}
