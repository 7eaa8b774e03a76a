package org.seatrial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.plan.Plan;
import org.seatrial.recording.Digests;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;

/** Before a run goes on, the trials it keeps must be what they were recorded as. */
final class FinishedTrials {

    private FinishedTrials() {}

    /**
     * Compares every file of evidence with what its record says.
     *
     * @throws EvidenceException naming the first that differs: a trial is never run again because its evidence is gone
     */
    static void verify(RunFolder folder, Plan plan) throws IOException {
        for (TrialRecord trial : folder.trialRecords(plan)) {
            Path place = folder.trial(trial.plan().key());
            for (EvidenceFile file : trial.evidence()) {
                verify(place.resolve(file.path()), file);
            }
        }
    }

    private static void verify(Path file, EvidenceFile evidence) throws IOException {
        String trouble = "";
        if (!Files.isRegularFile(file)) {
            trouble = "is missing";
        } else if (Files.size(file) != evidence.size() || !Digests.sha256(file).equals(evidence.sha256())) {
            trouble = "is not what its record says";
        }
        if (!trouble.isEmpty()) {
            throw new EvidenceException(
                    file,
                    trouble + ": the run cannot be resumed with a finished trial that was changed; start a new run");
        }
    }
}
