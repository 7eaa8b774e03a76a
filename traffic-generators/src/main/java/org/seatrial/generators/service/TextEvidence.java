package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.recording.Digests;
import org.seatrial.recording.DurableFile;
import org.seatrial.recording.EvidenceFile;

/** What another program wrote, kept as it is: nothing is judged by it, and everything can be compared with it. */
final class TextEvidence {

    private TextEvidence() {}

    /** What a program has written so far; nothing if that cannot be read. */
    static List<String> soFar(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList()
                    : List.of();
        } catch (IOException unreadable) {
            // What cannot be read was never done, as far as the evidence goes.
            return List.of();
        }
    }

    static EvidenceFile write(Path folder, String name, List<String> lines) throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFile.write(folder.resolve(name), bytes);
        return new EvidenceFile(name, Digests.sha256(bytes), bytes.length, lines.size(), 0);
    }
}
