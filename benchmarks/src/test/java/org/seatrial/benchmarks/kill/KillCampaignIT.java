package org.seatrial.benchmarks.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.LeftLab;
import org.seatrial.replica.NamespaceLabProvider;

/** The kill campaign, short: on real namespaces, with real routing daemons and a real SIGKILL. */
class KillCampaignIT {

    private final Path work;

    KillCampaignIT(@TempDir Path work) {
        this.work = work;
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the tests run below the project's folder");
        }
        return folder;
    }

    @AfterEach
    void nothingIsLeftOnThisMachine() {
        NamespaceLabProvider provider = new NamespaceLabProvider();
        for (LeftLab lab : provider.registered()) {
            if (lab.logs().startsWith(work)) {
                provider.remove(lab);
            }
        }
    }

    /** The campaign's own without its longest trial: a resumed run has all that follow the kill before it. */
    private Path shorterSuite() throws IOException {
        Path copy = Files.createDirectories(work.resolve("suite"));
        try (Stream<Path> files = Files.list(KillCampaign.suite(home()))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        Path yaml = copy.resolve("suite.yaml");
        String whole = Files.readString(yaml);
        String shorter = whole.replaceFirst("(?m)^  power:.*\n", "").replaceFirst("(?ms)^  - id: FO-3\n.*\\z", "");
        assertThat(shorter).isNotEqualTo(whole).doesNotContain("power");
        Files.writeString(yaml, shorter);
        return copy;
    }

    @Test
    void tenKillsLeaveNothingBehindAndTheKilledRunsGoOn() throws IOException, InterruptedException {
        KillCampaign campaign = new KillCampaign(home(), work, shorterSuite(), 20_261_121);
        boolean nothingLeft = campaign.run(10);
        assertThat(campaign.failures()).isEmpty();
        assertThat(nothingLeft).isTrue();
        assertThat(campaign.completed()).isPositive();
    }
}
