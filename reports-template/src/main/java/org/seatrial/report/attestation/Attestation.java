package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;

/** Writes {@code acceptance.intoto.jsonl}. */
public final class Attestation {

    private Attestation() {}

    /**
     * Signs a run folder as it is now, with the {@code report.json} in it: afterwards no file may be added, removed or
     * changed.
     *
     * @return the file written; replaces an earlier attestation that nobody has countersigned
     * @throws InputException if somebody has decided about this report already
     * @throws IOException if a file cannot be read or written, or the folder holds links
     */
    public static Path sign(Path runFolder, SigningKey key) throws IOException {
        return sign(runFolder, key, Optional.empty());
    }

    /**
     * As {@link #sign(Path, SigningKey)}, and has each signature stamped.
     *
     * @throws java.io.UncheckedIOException if there is no time stamp to be had; an earlier attestation stays
     */
    public static Path sign(Path runFolder, SigningKey key, Optional<TimestampAuthority> authority) throws IOException {
        Path file = runFolder.resolve(Manifest.ATTESTATIONS);
        if (!Bundle.read(runFolder, new Checklist()).decisions().isEmpty()) {
            throw new InputException(new Problem(
                    file.toString(),
                    "",
                    "",
                    "this report was countersigned, and signing it again would throw that decision away",
                    "",
                    "move the file away if that is meant"));
        }
        Manifest manifest = Manifest.of(runFolder);
        if (!manifest.notFiles().isEmpty()) {
            throw new IOException("cannot sign " + runFolder + ": neither a plain file nor a folder: "
                    + String.join(", ", manifest.notFiles()));
        }
        AcceptanceReport report = AttestedReport.read(runFolder);
        String lines = Envelope.sign(Statements.acceptance(report, manifest), key, authority) + "\n"
                + Envelope.sign(Statements.testResult(report), key, authority) + "\n";
        DurableFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
