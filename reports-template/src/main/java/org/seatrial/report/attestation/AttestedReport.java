package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.report.AcceptanceReport;

/** The {@code report.json} that a signature stands for. */
final class AttestedReport {

    private AttestedReport() {}

    /** @throws IOException if it is missing or no report */
    static AcceptanceReport read(Path runFolder) throws IOException {
        Path file = runFolder.resolve("report.json");
        try {
            return StrictJson.read(Files.readAllBytes(file), AcceptanceReport.class);
        } catch (UnverifiableException e) {
            throw new IOException("cannot sign " + file + ": " + e.getMessage(), e);
        }
    }
}
