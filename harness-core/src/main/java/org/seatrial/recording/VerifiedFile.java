package org.seatrial.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file of evidence only if it is, byte for byte, the one that its record lists. */
final class VerifiedFile {

    private VerifiedFile() {}

    static Path locate(Path folder, EvidenceFile evidence) throws EvidenceException {
        Path home = folder.toAbsolutePath().normalize();
        Path file = home.resolve(evidence.path()).normalize();
        if (!file.startsWith(home) || file.equals(home)) {
            throw new EvidenceException(file, "is outside the folder of its record, " + home);
        }
        return file;
    }

    /** The lines of a text file, each of which was ended. */
    static List<String> lines(Path folder, EvidenceFile evidence) throws IOException {
        Path file = locate(folder, evidence);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new EvidenceException(file, "is missing", missing);
        }
        if (bytes.length != evidence.size()) {
            throw new EvidenceException(
                    file, "has %d bytes, its record says %d".formatted(bytes.length, evidence.size()));
        }
        String digest = Digests.sha256(bytes);
        if (!digest.equals(evidence.sha256())) {
            throw new EvidenceException(
                    file, "has SHA-256 %s, its record says %s".formatted(digest, evidence.sha256()));
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new EvidenceException(file, "is cut off: its last line does not end");
        }
        return text.lines().toList();
    }

    static void compareCounts(Path file, EvidenceFile evidence, long records, long total) throws EvidenceException {
        if (records != evidence.records() || total != evidence.total()) {
            throw new EvidenceException(
                    file,
                    "holds %d records with %d in total, its record in trial.json says %d with %d"
                            .formatted(records, total, evidence.records(), evidence.total()));
        }
    }
}
