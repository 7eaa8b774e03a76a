package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;

/** Writes {@code acceptance.intoto.jsonl}. */
public final class Attestation {

    private Attestation() {}

    /**
     * Signs a run folder as it is now, with the {@code report.json} in it: afterwards no file may be added, removed or
     * changed.
     *
     * @return the file written; replaces an earlier attestation
     * @throws IOException if a file cannot be read or written, or the folder holds links
     */
    public static Path sign(Path runFolder, SigningKey key) throws IOException {
        Manifest manifest = Manifest.of(runFolder);
        if (!manifest.notFiles().isEmpty()) {
            throw new IOException("cannot sign " + runFolder + ": neither a plain file nor a folder: "
                    + String.join(", ", manifest.notFiles()));
        }
        AcceptanceReport report = reportOf(runFolder);
        String lines = Envelope.sign(Statements.acceptance(report, manifest), key) + "\n"
                + Envelope.sign(Statements.testResult(report), key) + "\n";
        Path file = runFolder.resolve(Manifest.ATTESTATIONS);
        DurableFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static AcceptanceReport reportOf(Path runFolder) throws IOException {
        Path file = runFolder.resolve("report.json");
        try {
            return StrictJson.read(Files.readAllBytes(file), AcceptanceReport.class);
        } catch (UnverifiableException e) {
            throw new IOException("cannot sign " + file + ": " + e.getMessage(), e);
        }
    }
}
