package org.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteFolder;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.Verdict;

class HeadroomTest {

    @TempDir
    Path temporary;

    private Suite suite;

    @BeforeEach
    void aSuiteWhoseLoadGrows() throws IOException {
        suite = SuiteFolder.copiedTo(temporary.resolve("suite"))
                .with("for: 20 s}", "for: 20 s, growth: {yearly: 30 %, years: 3}}")
                .read();
    }

    private Headroom headroom(Verdict... verdicts) {
        List<Finding> findings = suite.requirements().stream()
                .map(requirement -> {
                    int year = requirement.id().startsWith("LAT-1-year-")
                            ? Integer.parseInt(requirement.id().substring("LAT-1-year-".length()))
                            : 0;
                    return new Finding(
                            requirement.id(),
                            requirement.text(),
                            requirement.expect().text(),
                            true,
                            verdicts[year],
                            "",
                            Measured.not(Dimension.TIME, "of no interest here"),
                            List.of(),
                            List.of(),
                            List.of());
                })
                .toList();
        return Headroom.of(suite, findings).getFirst();
    }

    @Test
    void aDesignThatKeepsItsLimitsInAllYearsBreaksInNone() {
        assertThat(headroom(Verdict.PASS, Verdict.PASS, Verdict.PASS, Verdict.PASS)
                        .breaksIn())
                .isEmpty();
    }

    @Test
    void theFirstYearThatBreaksALimitIsTold() {
        assertThat(headroom(Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.FAIL)
                        .breaksIn())
                .hasValueSatisfying(year -> {
                    assertThat(year.year()).isEqualTo(2);
                    assertThat(year.notPassed()).containsExactly("LAT-1-year-2");
                });
    }

    @Test
    void aYearThatShowsNothingIsNotPassed() {
        assertThat(headroom(Verdict.PASS, Verdict.INCONCLUSIVE, Verdict.PASS, Verdict.PASS)
                        .breaksIn())
                .hasValueSatisfying(year -> assertThat(year.year()).isOne());
    }
}
