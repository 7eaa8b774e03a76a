package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.lab.Lab;
import org.seatrial.recording.MirrorLog;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.PhaseClock;

/** Keeps what was seen of the lab's mirrors, from the start of a trial until its recovery has been watched. */
final class MirrorEvidence {

    private static final int STEP_PERCENT = 10;

    private MirrorEvidence() {}

    static void collect(Lab lab, PhaseClock phases, Logbook log, Path folder, TrialDraft draft) {
        List<MirrorSpan> seen = lab.mirrors().stream()
                .filter(span -> span.lastAfterNs() >= phases.startNs())
                .toList();
        if (seen.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            draft.file(MirrorLog.write(folder, seen));
        } catch (IOException e) {
            throw new UncheckedIOException("evidence could not be written to " + folder, e);
        }
        note(seen, log, draft.plan().key().path());
    }

    /** Every change of state, and each tenth of a copy. */
    private static void note(List<MirrorSpan> seen, Logbook log, String trial) {
        @Nullable MirrorSpan noted = null;
        for (MirrorSpan span : seen) {
            if (noted == null
                    || !noted.sameMirror(span)
                    || noted.state() != span.state()
                    || tenth(noted) != tenth(span)) {
                log.events()
                        .at(
                                span.firstAfterNs(),
                                "mirror",
                                trial,
                                "mirror " + span.volume() + " of " + span.node() + " at " + span.copy() + ": "
                                        + span.words());
                noted = span;
            }
        }
    }

    private static long tenth(MirrorSpan span) {
        return span.state() != MirrorSpan.State.COPYING || span.totalBytes() <= 0
                ? 0
                : (span.totalBytes() - span.leftBytes()) * 100 / span.totalBytes() / STEP_PERCENT;
    }
}
