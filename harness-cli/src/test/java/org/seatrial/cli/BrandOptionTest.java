package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.RunFolder;

/** The integrator's brand on the report, from the command line. */
class BrandOptionTest {

    @TempDir
    private Path folder = Path.of("unset");

    private Path brand(String yaml) throws IOException {
        Path brand = Files.createDirectories(folder.resolve("brand"));
        Files.writeString(brand.resolve("brand.yaml"), yaml);
        return brand;
    }

    @Test
    void aBrandStandsOnTheReport() throws IOException {
        RunFolder run = SimulatedRun.in(folder.resolve("runs"), FakeBehaviour.SOUND);
        Path brand = brand("name: Harbour Networks\nfooter: [1 Quay Street]\n");
        Said said = SimulatedRun.seatrial(
                "report", run.root(), "--brand", brand, "--signing-key", folder.resolve("key.pem"));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readString(run.root().resolve("report.html"))).contains("Harbour Networks", "1 Quay Street");
    }

    @Test
    void aBadBrandIsToldWithItsPlaceAndNothingIsWritten() throws IOException {
        RunFolder run = SimulatedRun.in(folder.resolve("runs"), FakeBehaviour.SOUND);
        Said said = SimulatedRun.seatrial(
                "report", run.root(), "--brand", brand("name: H\ncolours: {accent: \"#ffffff\"}\n"));
        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.text()).contains("brand.yaml: colours.accent (line 2)", "contrast", "1.00 to 1");
        assertThat(run.root().resolve("report.html")).doesNotExist();
    }

    @Test
    void aBadBrandStopsACertificationBeforeAnythingIsRun() throws IOException {
        Path runs = folder.resolve("runs");
        Said said = SimulatedRun.seatrial(
                "certify", SimulatedRun.suite(), "--brand", folder.resolve("none"), "--runs", runs);
        assertThat(said.exit()).isEqualTo(64);
        assertThat(said.text()).contains("there is no such folder");
        if (Files.exists(runs)) {
            try (Stream<Path> inside = Files.list(runs)) {
                assertThat(inside).isEmpty();
            }
        }
    }
}
