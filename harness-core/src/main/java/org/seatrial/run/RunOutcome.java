package org.seatrial.run;

import java.util.Optional;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport.Restore;

/**
 * How a run went, as its run folder says too.
 *
 * @param interrupted why it stopped before its plan was done; empty if it did not
 */
public record RunOutcome(RunFolder folder, Optional<String> interrupted, Restore restore) {}
