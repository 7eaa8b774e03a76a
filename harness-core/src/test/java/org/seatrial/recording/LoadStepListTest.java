package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadStepListTest {

    private static final List<LoadStep> STEPS = List.of(
            new LoadStep(LoadStep.Kind.SEARCH, 1e5 / 3, 128, 5, 9, 8, 7, 1, 0, 6, 30, 4, 5, 100, -1, 12),
            new LoadStep(LoadStep.Kind.CONFIRM, 1000, 1514, 50, 90, 80, 80, 0, 0, 0, 3, 40, 50, 100, 200, 12));

    @TempDir
    Path folder;

    @Test
    void stepsAreReadAsTheyWereWritten() throws IOException {
        EvidenceFile file = LoadStepList.write(folder, "bulk.throughput.csv", STEPS);
        assertThat(file.records()).isEqualTo(2);
        assertThat(file.total()).isEqualTo(87);
        assertThat(LoadStepList.read(folder, file)).isEqualTo(STEPS);
    }

    @Test
    void aListThatWasChangedIsRefused() throws IOException {
        EvidenceFile file = LoadStepList.write(folder, "bulk.throughput.csv", STEPS);
        Path path = folder.resolve("bulk.throughput.csv");
        Files.writeString(path, Files.readString(path).replace(",7,1,", ",8,0,"));
        assertThatThrownBy(() -> LoadStepList.read(folder, file)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aLineThatIsImpossibleIsRefused() throws IOException {
        LoadStepList.write(folder, "bulk.throughput.csv", STEPS);
        Path path = folder.resolve("bulk.throughput.csv");
        byte[] bytes =
                Files.readString(path).replace(",80,80,", ",80,81,").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(path, bytes);
        EvidenceFile agreeing = new EvidenceFile("bulk.throughput.csv", Digests.sha256(bytes), bytes.length, 2, 88);
        assertThatThrownBy(() -> LoadStepList.read(folder, agreeing))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("line 4 is not a load step");
    }
}
