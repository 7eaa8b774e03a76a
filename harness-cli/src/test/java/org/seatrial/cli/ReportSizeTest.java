package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.brand.Brand;

/** The report of a campaign can be mailed. */
class ReportSizeTest {

    private static final long MEGABYTE = 1_000_000;

    /** Left for benchmarks/report-open.sh. */
    private static final Path KEPT = Path.of("target", "campaign");

    @TempDir
    private Path temp = Path.of("unset");

    /** The simulated suite with 124 trials of each of its two faults of a fibre. */
    private Path campaign() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("suite"));
        List<Path> files;
        try (Stream<Path> all = Files.list(SimulatedRun.suite())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.writeString(
                    folder.resolve(file.getFileName()),
                    // Fewer packets than the suite's, so that it is done in seconds.
                    Files.readString(file)
                            .replace("rate: 200/s per stream", "rate: 60/s per stream")
                            .replace("hold: 2 s, recovery: 2 s, repeat: 3", "hold: 1 s, recovery: 1 s, repeat: 124"));
        }
        return folder;
    }

    @Test
    void theReportOfTwoHundredAndFiftyTrialsAndThousandsOfOutagesStaysBelowFiveMegabytes() throws IOException {
        RunFolder run = SimulatedRun.in(temp.resolve("runs"), FakeBehaviour.SOUND, campaign());
        Stages.report(
                run, temp.resolve("none.pem"), Optional.empty(), Brand.NONE, new PrintWriter(Writer.nullWriter()));
        AcceptanceReport report = run.readJson(run.report(), AcceptanceReport.class);
        long outages = report.trials().stream()
                .flatMap(trial -> trial.flows().stream())
                .flatMap(flow -> flow.files().stream())
                .filter(file -> file.path().endsWith(".outages.csv"))
                .mapToLong(EvidenceFile::records)
                .sum();
        Path html = run.root().resolve("report.html");
        Files.createDirectories(KEPT);
        Files.copy(html, KEPT.resolve("report.html"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(report.trials()).hasSizeGreaterThanOrEqualTo(250);
        assertThat(outages).isGreaterThan(2_000);
        assertThat(Files.size(html)).isBetween(MEGABYTE / 10, 5 * MEGABYTE);
    }
}
