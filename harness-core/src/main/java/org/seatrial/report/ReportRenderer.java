package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Path;

/** Renders an acceptance report. Renderings are never authoritative. Found by {@link java.util.ServiceLoader}. */
public interface ReportRenderer {

    /** The file or folder it writes, relative to the run folder: {@code report.html}, {@code junit.xml}. */
    String output();

    void render(AcceptanceReport report, Path runFolder) throws IOException;
}
