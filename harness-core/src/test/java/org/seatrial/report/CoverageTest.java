package org.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.Planner;
import org.seatrial.report.AcceptanceReport.CoverageRow;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteFolder;

class CoverageTest {

    private final Suite suite = new SuiteFolder(SuiteFolder.EXAMPLE).read();

    private static CoverageRow row(List<CoverageRow> rows, String element, String faultKind) {
        return rows.stream()
                .filter(row -> row.element().equals(element) && row.faultKind().equals(faultKind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyElementOfTheDesignHasItsRows() {
        assertThat(Coverage.of(suite)).hasSize(4 * 6 + 4 * 5 + 2 + 2);
    }

    @Test
    void aLinkAmongCandidatesIsTestedIfEachIsCertainToBeStruck() {
        assertThat(row(Coverage.of(suite), "fibre-b", "cable-pull"))
                .isEqualTo(new CoverageRow("fibre-b", "link", "cable-pull", "tested", "fibre-pull"));
    }

    @Test
    void aSmokePlanTestsOnlyTheCandidateItChose() {
        List<CoverageRow> rows = Coverage.of(suite, Planner.plan(suite, PlanKind.SMOKE, 7));
        assertThat(List.of(row(rows, "fibre-a", "cable-pull"), row(rows, "fibre-b", "cable-pull")))
                .extracting(CoverageRow::status)
                .containsExactlyInAnyOrder("tested", "not-tested");
    }

    @Test
    void theCertifyPlanTestsWhatTheSuitePromises() {
        assertThat(Coverage.of(suite, Planner.plan(suite, PlanKind.CERTIFY, 7))).isEqualTo(Coverage.of(suite));
    }

    @Test
    void whatNoTrialStrikesIsNotTested() {
        assertThat(row(Coverage.of(suite), "fibre-a", "silent-cut").status()).isEqualTo("not-tested");
        assertThat(row(Coverage.of(suite), "leaf1", "power-off").status()).isEqualTo("not-tested");
        assertThat(row(Coverage.of(suite), "dc1", "site-loss").status()).isEqualTo("not-tested");
        assertThat(row(Coverage.of(suite), "a", "feed-loss").status()).isEqualTo("not-tested");
    }

    @Test
    void testEquipmentIsNotApplicable() {
        assertThat(row(Coverage.of(suite), "pbx1", "power-off").status()).isEqualTo("not-applicable");
    }

    @Test
    void aTrialThatNoRequirementSpeaksOfTestsNothing(@TempDir Path folder) throws IOException {
        Suite unjudged = SuiteFolder.copiedTo(folder.resolve("suite"))
                .with("probe.outage.longest < 100 ms in leaf-power", "probe.outage.longest < 100 ms in fibre-pull")
                .read();
        assertThat(row(Coverage.of(unjudged), "leaf2", "power-off"))
                .extracting(CoverageRow::status, CoverageRow::by)
                .containsExactly("not-tested", "leaf-power strikes it, but no requirement speaks of that trial");
    }

    @Test
    void aTrialOfTwoFaultsTestsThePairAndNeitherOfThemAlone(@TempDir Path folder) throws IOException {
        Suite suiteOfPairs = SuiteFolder.copiedTo(folder.resolve("suite"))
                .with(
                        "fault: {power-off: {node: leaf2}}",
                        "faults: [{power-off: {node: leaf2}}, {cable-pull: {link: fibre-a}, after: 100 ms}]")
                .read();
        List<CoverageRow> rows = Coverage.of(suiteOfPairs);
        assertThat(row(rows, "leaf2 + fibre-a", "power-off + cable-pull"))
                .extracting(CoverageRow::elementKind, CoverageRow::status, CoverageRow::by)
                .containsExactly("pair", "tested", "leaf-power");
        assertThat(row(rows, "leaf2", "power-off"))
                .extracting(CoverageRow::status, CoverageRow::by)
                .containsExactly("not-tested", "leaf-power strikes it together with something else");
    }

    @Test
    void aPlanTestsOnlyThePairsItChose(@TempDir Path folder) throws IOException {
        Suite suiteOfPairs = SuiteFolder.copiedTo(folder.resolve("suite"))
                .with(
                        "fault: {power-off: {node: leaf2}}",
                        "faults: [{power-off: {node: leaf2}}, {cable-pull: {one-of: [fibre-a, fibre-b]}}]")
                .read();
        assertThat(Coverage.of(suiteOfPairs, Planner.plan(suiteOfPairs, PlanKind.CERTIFY, 7)).stream()
                        .filter(row -> row.elementKind().equals("pair"))
                        .map(CoverageRow::status))
                .containsExactlyInAnyOrder("tested", "not-tested");
    }
}
