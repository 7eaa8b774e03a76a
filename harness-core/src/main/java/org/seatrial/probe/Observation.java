package org.seatrial.probe;

import java.io.IOException;
import java.nio.file.Path;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.traffic.SampleSink;

/** An observer at work on one flow of one trial. */
public interface Observation extends SampleSink {

    /** Writes the evidence into the trial's folder, after the last sample. */
    EvidenceFile finish(Path folder) throws IOException;
}
