package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Undo;
import org.seatrial.input.Problem;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabInspection;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.lab.fake.FakeLabProvider;
import org.seatrial.topology.Design;

final class QuarantineTest {

    @TempDir
    private Path folder = Path.of("unset");

    /** Simulated labs that are known again by the simulated switch that they all hang on. */
    private record Inspected(FakeLabProvider provider) implements LabProvider, LabInspection {

        @Override
        public String name() {
            return provider.name();
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
            return provider.bringUp(request);
        }

        @Override
        public Set<String> parts(Path labFile) {
            return Set.of("switch");
        }

        @Override
        public Set<String> damaged(List<Undo> undos) {
            return undos.stream().map(undo -> "switch").collect(Collectors.toSet());
        }

        @Override
        public List<String> unhealthy(List<Undo> undos) {
            return List.of();
        }
    }

    private Quarantine kept() {
        return Quarantine.in(folder.resolve("quarantine"));
    }

    private RunOutcome pulled(Quirk... quirks) throws IOException {
        SimRun sim = new SimRun(folder).isolatedIn(kept());
        return sim.in(new Inspected(new FakeLabProvider(FakeBehaviour.SOUND.with(quirks), Sim.time(sim.clock))))
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .run();
    }

    @Test
    void aLabWhoseHealFailedIsKeptWithItsCauseAndAllThatWasDamaged() throws IOException {
        RunOutcome outcome = pulled(Quirk.HEAL_FAILS);
        assertThat(kept().of("fake", Set.of("switch", "router")))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.entry().run())
                            .isEqualTo(outcome.folder().root().toString());
                    assertThat(held.entry().causes()).anyMatch(cause -> cause.contains("refuses to heal"));
                    assertThat(held.entry().damaged())
                            .extracting(Undo::id)
                            .anyMatch(id -> id.startsWith("self-test"))
                            .allMatch(id -> !id.isEmpty());
                });
        assertThat(Files.readString(outcome.folder().events())).contains("\"kind\":\"quarantined\"");
    }

    @Test
    void aLabThatWasHealedAndDidNotComeBackIsKept() throws IOException {
        pulled(Quirk.HEAL_DOES_NOT_ACT);
        assertThat(kept().of("fake", Set.of("switch"))).singleElement().satisfies(held -> {
            assertThat(held.entry().causes()).anyMatch(cause -> cause.contains("healed but not back"));
            assertThat(held.entry().damaged()).extracting(Undo::id).contains("proposed/pull/001#1");
        });
    }

    @Test
    void aLabThatIsAsItWasIsNot() throws IOException {
        pulled();
        assertThat(kept().of("fake", Set.of("switch"))).isEmpty();
    }

    @Test
    void anotherLabIsNot() throws IOException {
        pulled(Quirk.HEAL_FAILS);
        assertThat(kept().of("fake", Set.of("router"))).isEmpty();
        assertThat(kept().of("physical", Set.of("switch"))).isEmpty();
    }

    @Test
    void whatARescueCouldNotHealIsKeptToo() throws IOException {
        RunOutcome outcome = pulled(Quirk.HEAL_FAILS);
        kept().of("fake", Set.of("switch")).forEach(kept()::lift);
        Undo unknown = new Undo("left#1", "nobody", "what nobody heals", Map.of());
        try (Ledger ledger = new Ledger(outcome.folder().ledger())) {
            ledger.undo(unknown);
        }
        Adapters adapters =
                new Adapters(List.of(new Inspected(new FakeLabProvider())), List.of(), List.of(), List.of(), List.of());
        Salvage.Result result = new Salvage(adapters, outcome.folder(), new SystemClock(), kept()).run();
        assertThat(result.failures()).isNotEmpty();
        assertThat(kept().of("fake", Set.of("switch"))).hasSize(1);
    }

    @Test
    void onceLiftedItIsOver() throws IOException {
        pulled(Quirk.HEAL_FAILS);
        kept().of("fake", Set.of("switch")).forEach(kept()::lift);
        assertThat(kept().of("fake", Set.of("switch"))).isEmpty();
    }

    @Test
    void anEntryThatCannotBeUnderstoodIsNoPermission() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("quarantine")).resolve("fake-torn.json"), "{\"prov");
        assertThatThrownBy(() -> kept().of("fake", Set.of("switch")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be understood");
    }

    @Test
    void aQuarantineThatCannotBeWrittenIsAFailureOfTheRun() throws IOException {
        Files.writeString(folder.resolve("quarantine"), "a file where the folder should be");
        assertThat(pulled(Quirk.HEAL_FAILS).restore().failures())
                .anyMatch(failure -> failure.contains("quarantine") && failure.contains("cannot be written"));
    }
}
