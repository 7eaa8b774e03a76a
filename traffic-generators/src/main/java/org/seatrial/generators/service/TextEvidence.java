package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.recording.Digests;
import org.seatrial.recording.DurableFile;
import org.seatrial.recording.EvidenceFile;

/** What another program wrote, kept as it is: nothing is judged by it, and everything can be compared with it. */
final class TextEvidence {

    private TextEvidence() {}

    static EvidenceFile write(Path folder, String name, List<String> lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, lines.size(), 0);
    }
}
