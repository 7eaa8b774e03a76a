package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Bad input: one clear message, exit code 64, nothing created. */
class BadInputTest {

    @TempDir
    Path folder;

    private String refusalOf(SuiteCopy suite) {
        return refusal(
                "certify",
                suite.folder().toString(),
                "--runs",
                folder.resolve("runs").toString());
    }

    private String refusal(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(said));
        command.setOut(new PrintWriter(new StringWriter()));
        assertThat(command.execute(arguments)).as(said.toString()).isEqualTo(64);
        assertThat(said.toString()).doesNotContain("\tat ");
        assertThat(folder.resolve("runs")).doesNotExist();
        return said.toString();
    }

    @Test
    void anUnknownEndpointIsNamedWithTheNearOnes() {
        SuiteCopy suite = SuiteCopy.in(folder).replace("suite.yaml", "from: \"san1:eth1\"", "from: \"san3:eth1\"");
        assertThat(refusalOf(suite))
                .contains("suite.yaml", "traffic.replication.from", "san3:eth1", "valid: 'san1' (nearest)");
    }

    @Test
    void anUnknownMetricIsNamedWithTheNearOnes() {
        SuiteCopy suite = SuiteCopy.in(folder).replace("suite.yaml", "calls.delay.p99 < 1 ms", "calls.dely.p99 < 1 ms");
        assertThat(refusalOf(suite)).contains("suite.yaml", "requirements[0].expect", "dely", "delay");
    }

    @Test
    void anImpossibleQuantityIsRefusedWithWhatWouldBeValid() {
        SuiteCopy suite =
                SuiteCopy.in(folder).replace("suite.yaml", "calls.delay.p99 < 1 ms", "calls.delay.p99 < 50 km");
        assertThat(refusalOf(suite)).contains("suite.yaml", "requirements[0].expect", "50 km", "ms");
    }

    @Test
    void aClaimThatItsTrialsCannotShowIsRefusedWithTheNumberThatCan() {
        SuiteCopy suite = SuiteCopy.in(folder).replace("suite.yaml", "repeat: 59", "repeat: 20");
        assertThat(refusalOf(suite)).contains("suite.yaml", "20", "59");
    }

    @Test
    void twoLinksOnOneInterfaceAreRefused() {
        SuiteCopy suite = SuiteCopy.in(folder)
                .replace("topology.clab.yml", "\"san1:eth2\", \"dc1-leaf2:eth2\"", "\"san1:eth1\", \"dc1-leaf2:eth2\"");
        assertThat(refusalOf(suite)).contains("topology.clab.yml", "links[7]", "san1:eth1");
    }

    @Test
    void aSyntaxErrorIsToldWithLineAndColumn() {
        SuiteCopy suite = SuiteCopy.in(folder).replace("suite.yaml", "trials:", "trials: [");
        assertThat(refusalOf(suite)).contains("suite.yaml", "line ", "column ");
    }

    @Test
    void aMissingFileIsNamed() {
        SuiteCopy suite = SuiteCopy.in(folder).delete("topology.clab.yml");
        assertThat(refusalOf(suite)).contains("topology.clab.yml");
    }

    @Test
    void aRunbookThatIsNotExecutableIsToldBeforeAnythingIsTouched() {
        SuiteCopy suite = SuiteCopy.in(folder)
                .write("isolate.sh", "#!/bin/sh\n")
                .replace(
                        "suite.yaml",
                        "fault: {power-off: ",
                        "recovery-actions: [{name: isolate, on: san1, run: [isolate.sh]}]\n    fault: {power-off: ");
        assertThat(refusalOf(suite)).contains("isolate.sh", "not executable", "chmod +x");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        SuiteCopy suite = SuiteCopy.in(folder)
                .replace("suite.yaml", "from: \"san1:eth1\"", "from: \"san3:eth1\"")
                .replace("suite.yaml", "calls.delay.p99 < 1 ms", "calls.dely.p99 < 1 ms")
                .replace("suite.yaml", "hold: 15 s", "hold: -15 s");
        assertThat(refusalOf(suite)).contains("san3:eth1", "dely", "-15 s");
    }

    @Test
    void anUnknownSuiteIsNamed() {
        assertThat(refusal("check", "leonix-dual-sight")).contains("leonix-dual-sight");
    }

    @Test
    void anUnknownVerbIsRefused() {
        assertThat(refusal("certifi")).contains("certifi").contains("next: ");
    }

    @Test
    void aRunFolderThatIsNoneIsRefused() {
        assertThat(refusal("verify", folder.toString())).contains(folder.toString(), "plan.json");
    }

    @Test
    void aLabFileWithAnUnknownNodeIsRefused() {
        SuiteCopy suite = SuiteCopy.in(folder).replace("lab.yaml", "  pbx1: {", "  pbx2: {");
        assertThat(refusalOf(suite)).contains("lab.yaml", "pbx2", "pbx1");
        assertThat(Files.exists(suite.folder())).isTrue();
    }
}
