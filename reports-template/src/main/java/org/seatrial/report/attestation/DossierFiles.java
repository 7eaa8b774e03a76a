package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Path;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.report.EarlierRuns;

/** Reads what stands beside the measurements of a run from its folder. */
public final class DossierFiles {

    private DossierFiles() {}

    /**
     * The dossier of a run.
     *
     * @param report of the same folder
     * @throws org.seatrial.input.InputException if a signature in it is not valid
     */
    public static Dossier read(Path runFolder, AcceptanceReport report) throws IOException {
        return new Dossier(
                PlanRegistrations.of(runFolder, report), EarlierRuns.read(runFolder), Waivers.of(runFolder, report));
    }
}
