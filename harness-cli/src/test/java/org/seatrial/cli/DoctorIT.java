package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that examines this machine, on this machine. */
class DoctorIT {

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
    }

    @Test
    void itSaysWhatTheInstrumentCanShowHereAndWhetherTheMachineIsFit() throws Exception {
        try (Seatrial doctor = Seatrial.start(folder, "doctor")) {
            int exit = doctor.exit();
            List<String> said = doctor.said().lines().toList();
            assertThat(said)
                    .anyMatch(line -> line.matches("clock +.* per reading \\(median of 20000\\).*"))
                    .anyMatch(line ->
                            line.matches("sleeping +late by .* \\(median\\), .* \\(p99\\) of 500 sleeps of 1 ms"))
                    .anyMatch(line ->
                            line.matches("timers +fire in steps of [0-9.]+ .?s; the instrument's with a slack of 1 ns"))
                    .anyMatch(line -> line.matches("path +an empty path takes .* of [1-9]\\d* packets: .*"))
                    .anyMatch(line -> line.matches("outage +one of .* was read as .* to .*"))
                    .anyMatch(line -> line.matches("priority +(real-time|ordinary.*)"))
                    .anyMatch(
                            line -> line.matches("idle +processors (are kept awake while it measures|may go to sleep)"))
                    .anyMatch(line -> line.matches("suite +leonix-dual-site@1\\.0\\.0: .*"));
            boolean fit = said.stream()
                    .noneMatch(line -> line.startsWith("doubt ") || line.strip().startsWith("lacks "));
            assertThat(exit).as(doctor.said()).isEqualTo(fit ? 0 : 4);
        }
    }
}
