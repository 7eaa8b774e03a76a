package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.input.Problem;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabReclaim;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.LeftLab;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.topology.Design;

final class VigilTest {

    private static final long NOW = new SystemClock().monotonicNanos();
    private static final long LATER = NOW + 3_600_000_000_000L;

    private final RunFolder run;
    private final List<String> healed = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Labs labs = new Labs();
    private boolean broken;

    VigilTest(@TempDir Path folder) {
        run = new RunFolder(folder);
    }

    @BeforeEach
    void aLedger() throws IOException {
        Files.createFile(run.ledger());
    }

    private final class Mender implements Healer {
        @Override
        public String name() {
            return "mender";
        }

        @Override
        public Commanded heal(Undo undo) {
            if (broken && !labs.left.isEmpty()) {
                throw new HealException("no answer");
            }
            healed.add(undo.id());
            return new Commanded(1, 2);
        }
    }

    /** Labs on disk. */
    private static final class Labs implements LabProvider, LabReclaim {
        final List<LeftLab> left = new ArrayList<>();
        boolean stuck;

        @Override
        public String name() {
            return "labs";
        }

        @Override
        public List<Problem> check(Design design, LabBinding binding) {
            return List.of();
        }

        @Override
        public List<Lacking> lacking(Design design, LabBinding binding) {
            return List.of();
        }

        @Override
        public Lab bringUp(LabRequest request) {
            throw new LabException("not here");
        }

        @Override
        public List<LeftLab> registered() {
            return List.copyOf(left);
        }

        @Override
        public void remove(LeftLab lab) {
            if (stuck) {
                throw new LabException("lab " + lab.id() + " would not go");
            }
            left.remove(lab);
        }
    }

    private Adapters adapters() {
        return new Adapters(List.of(labs), List.of(), List.of(), List.of(new Mender()), List.of());
    }

    private Vigil vigil() {
        return new Vigil(run, adapters(), new SystemClock(), Quarantine.NONE, said::add);
    }

    private void breaks(String id, long deadlineNs) {
        try (Ledger ledger = new Ledger(run.ledger())) {
            ledger.undo(new Undo(id, "mender", "mend " + id, Map.of()), deadlineNs);
        }
    }

    private LeftLab left(Path logs) {
        LeftLab lab = new LeftLab("beef", logs, false);
        labs.left.add(lab);
        return lab;
    }

    @Test
    void whatADeadRunLeftIsHealedInReverseOrder() throws IOException, InterruptedException {
        breaks("first", LATER);
        breaks("second", LATER);
        assertThat(vigil().keep(() -> {})).isTrue();
        assertThat(healed).containsExactly("second", "first");
        assertThat(Ledger.read(run.ledger()).open()).isEmpty();
        assertThat(Files.readString(run.events())).contains("watchdog-healed", "mend first");
        assertThat(run.readJson(run.restore(), Restore.class).allRestored()).isTrue();
    }

    @Test
    void aRunThatIsWithinItsDeadlinesIsLeftAlone() {
        breaks("first", LATER);
        Vigil vigil = vigil();
        vigil.look();
        vigil.look();
        assertThat(healed).isEmpty();
    }

    @Test
    void aFaultThatOutlastsItsDeadlineIsHealedUnderTheLivingRun() {
        Vigil vigil = vigil();
        vigil.look();
        breaks("first", LATER);
        breaks("second", NOW - 1);
        vigil.look();
        vigil.look();
        assertThat(healed).containsExactly("second", "first");
        assertThat(said).anyMatch(line -> line.contains("deadline"));
    }

    @Test
    void whatTheRunHealsItselfIsNotHealedAgain() {
        breaks("first", NOW - 1);
        try (Ledger ledger = new Ledger(run.ledger())) {
            ledger.healed(new Undo("first", "mender", "", Map.of()), new Commanded(1, 2));
        }
        vigil().look();
        assertThat(healed).isEmpty();
    }

    @Test
    void aLineThatIsBeingWrittenIsReadWhenItIsWhole() throws IOException {
        breaks("first", NOW - 1);
        String whole = Files.readString(run.ledger());
        Files.writeString(run.ledger(), whole.substring(0, 30));
        LedgerFollower follower = new LedgerFollower(run.ledger());
        follower.follow();
        assertThat(follower.overdue(NOW)).isFalse();
        Files.writeString(run.ledger(), whole);
        follower.follow();
        assertThat(follower.overdue(NOW)).isTrue();
    }

    @Test
    void theLabsOfTheRunAreRemovedAndNoOthers() throws IOException, InterruptedException {
        left(run.root().resolve("logs/proposed"));
        LeftLab other = new LeftLab("cafe", Path.of("/elsewhere/logs/proposed"), false);
        labs.left.add(other);
        assertThat(vigil().keep(() -> {})).isTrue();
        assertThat(labs.left).containsExactly(other);
    }

    @Test
    void whatGoesWithItsLabNeedsNoHealing() throws IOException, InterruptedException {
        broken = true;
        breaks("first", LATER);
        left(run.root().resolve("logs/proposed"));
        assertThat(vigil().keep(() -> {})).isTrue();
        assertThat(healed).containsExactly("first");
    }

    @Test
    void whatCannotBeRestoredIsSaidAndStaysOpen() throws IOException, InterruptedException {
        broken = true;
        labs.stuck = true;
        breaks("first", LATER);
        left(run.root().resolve("logs/proposed"));
        assertThat(vigil().keep(() -> {})).isFalse();
        assertThat(run.readJson(run.restore(), Restore.class).failures())
                .hasSize(2)
                .anyMatch(failure -> failure.contains("mend first"))
                .anyMatch(failure -> failure.contains("would not go"));
        assertThat(Ledger.read(run.ledger()).open()).hasSize(1);
    }

    @Test
    void aRunThatEndedWellIsNotTouched() throws IOException, InterruptedException {
        run.writeJson(run.restore(), new Restore(true, List.of()));
        String before = Files.readString(run.restore());
        assertThat(vigil().keep(() -> {})).isTrue();
        assertThat(run.restore()).hasContent(before);
        assertThat(run.events()).doesNotExist();
    }

    @Test
    void afterTheReportIsWrittenItsEvidenceIsNotTouched() throws IOException {
        breaks("first", LATER);
        String before = Files.readString(run.ledger());
        Files.createFile(run.report());
        Salvage salvage = new Salvage(adapters(), run, new SystemClock(), Quarantine.NONE);
        assertThat(salvage.rescue().healed()).hasSize(1);
        assertThat(salvage.rescue().nothing()).isTrue();
        assertThat(Files.readString(run.ledger())).isEqualTo(before);
        assertThat(run.restore()).doesNotExist();
        assertThat(run.events()).doesNotExist();
    }
}
