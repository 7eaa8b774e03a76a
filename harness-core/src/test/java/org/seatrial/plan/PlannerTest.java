package org.seatrial.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteFolder;

class PlannerTest {

    private final Suite suite = new SuiteFolder(SuiteFolder.EXAMPLE).read();

    private static List<PlannedTrial> planned(Plan plan, String trial, boolean spare) {
        return plan.trials().stream()
                .filter(one -> one.key().trial().equals(trial) && one.spare() == spare)
                .toList();
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(Planner.plan(suite, PlanKind.CERTIFY, 42)).isEqualTo(Planner.plan(suite, PlanKind.CERTIFY, 42));
    }

    @Test
    void theOrderOfASeedNeverChanges() {
        List<Integer> order = Planner.plan(suite, PlanKind.CERTIFY, 42).trials().stream()
                .filter(trial -> trial.key().trial().equals("fibre-pull") && !trial.spare())
                .map(trial -> trial.key().repetition())
                .limit(6)
                .toList();
        // Recorded once: a plan that was signed before a run must come out of its seed in every later version.
        assertThat(order).containsExactly(52, 12, 36, 27, 48, 25);
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        assertThat(Planner.plan(suite, PlanKind.CERTIFY, 1).trials())
                .isNotEqualTo(Planner.plan(suite, PlanKind.CERTIFY, 2).trials());
    }

    @Test
    void quietTrialsComeFirstAndSparesLast() {
        List<PlannedTrial> trials = Planner.plan(suite, PlanKind.CERTIFY, 7).trials();
        assertThat(trials.getFirst().key()).isEqualTo(new TrialKey("proposed", "quiet", 1));
        assertThat(trials.getFirst().phase()).isZero();
        long planned = trials.stream().filter(trial -> !trial.spare()).count();
        assertThat(trials.subList((int) planned, trials.size())).allMatch(PlannedTrial::spare);
        assertThat(planned).isEqualTo(61);
    }

    @Test
    void repetitionsAreNumberedAndSparesGoOnCounting() {
        Plan plan = Planner.plan(suite, PlanKind.CERTIFY, 7);
        assertThat(planned(plan, "fibre-pull", false).stream()
                        .map(trial -> trial.key().repetition()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 59).boxed().toList());
        assertThat(planned(plan, "fibre-pull", true).stream()
                        .map(trial -> trial.key().repetition()))
                .containsExactly(60, 61, 62, 63, 64, 65);
        assertThat(plan.repeats())
                .isEqualTo(Map.of("proposed/quiet", 1, "proposed/fibre-pull", 59, "proposed/leaf-power", 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "11, 2", "59, 6", "93, 10", "124, 13"})
    void aTenthIsKeptInReserveAndAtLeastOne(int repeats, int spares) {
        assertThat(Planner.spares(repeats)).isEqualTo(spares);
    }

    @Test
    void faultsAreMixedInRandomOrder() {
        List<Integer> order = planned(Planner.plan(suite, PlanKind.CERTIFY, 7), "fibre-pull", false).stream()
                .map(trial -> trial.key().repetition())
                .toList();
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }

    @Test
    void bothFibresArePulledAboutEquallyOften() {
        List<PlannedTrial> pulls = planned(Planner.plan(suite, PlanKind.CERTIFY, 7), "fibre-pull", false);
        long first = pulls.stream()
                .filter(trial -> trial.faults().getFirst().fault().target().equals("fibre-a"))
                .count();
        assertThat(first).isBetween(29L, 30L);
    }

    @Test
    void whichFibreIsPulledDoesNotAlternate() {
        List<String> targets = planned(Planner.plan(suite, PlanKind.CERTIFY, 7), "fibre-pull", false).stream()
                .sorted((a, b) -> Integer.compare(a.key().repetition(), b.key().repetition()))
                .map(trial -> trial.faults().getFirst().fault().target())
                .toList();
        long same = IntStream.range(1, targets.size())
                .filter(i -> targets.get(i).equals(targets.get(i - 1)))
                .count();
        assertThat(same).isBetween(5L, 25L);
    }

    @Test
    void thePhaseIsSpreadOverHalfASecond() {
        List<Duration> phases = planned(Planner.plan(suite, PlanKind.CERTIFY, 7), "fibre-pull", false).stream()
                .map(PlannedTrial::phase)
                .sorted()
                .toList();
        assertThat(phases.getFirst()).isBetween(Duration.ZERO, Duration.ofMillis(100));
        assertThat(phases.getLast()).isBetween(Duration.ofMillis(400), Duration.ofMillis(500));
    }

    @Test
    void theSmokePlanRunsEachTrialOnceWithOneSpare() {
        Plan plan = Planner.plan(suite, PlanKind.SMOKE, 7);
        assertThat(plan.trials()).hasSize(6);
        assertThat(plan.trials()).filteredOn(PlannedTrial::spare).hasSize(3);
        assertThat(plan.repeats()).containsOnlyKeys("proposed/quiet", "proposed/fibre-pull", "proposed/leaf-power");
        assertThat(plan.repeats().values()).containsOnly(1);
    }

    @Test
    void thePlanNamesTheDigestsOfAllItRestsOn() {
        Plan plan = Planner.plan(suite, PlanKind.CERTIFY, 7);
        assertThat(plan.suiteDigest()).isEqualTo(suite.digest());
        assertThat(plan.designDigest()).isEqualTo(suite.design().digest());
        assertThat(plan.labDigests())
                .isEqualTo(Map.of("proposed", SuiteFolder.proposed(suite).digest()));
    }

    @Test
    void trialsOfOneLabStayTogether(@TempDir Path folder) throws IOException {
        Suite twoLabs = SuiteFolder.copiedTo(folder.resolve("suite"))
                .with("title: Two", "labs: {proposed: lab.yaml, legacy: no-bfd.lab.yaml}\ntitle: Two")
                .with("for: 20 s", "for: 20 s, lab: legacy")
                .read();
        List<String> labs = Planner.plan(twoLabs, PlanKind.CERTIFY, 7).trials().stream()
                .filter(trial -> !trial.spare())
                .map(trial -> trial.key().lab())
                .toList();
        assertThat(labs).hasSize(61).endsWith("proposed", "legacy");
    }
}
