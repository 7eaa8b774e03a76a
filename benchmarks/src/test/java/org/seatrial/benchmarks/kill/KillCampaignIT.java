package org.seatrial.benchmarks.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
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

    @Test
    void tenKillsLeaveNothingBehindAndTheKilledRunsGoOn() throws IOException, InterruptedException {
        KillCampaign campaign = new KillCampaign(home(), work, 20_261_121);
        boolean nothingLeft = campaign.run(10);
        assertThat(campaign.failures()).isEmpty();
        assertThat(nothingLeft).isTrue();
        assertThat(campaign.completed()).isPositive();
    }
}
