package org.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.Verdict;

class ExitCodeTest {

    private static final Restore RESTORED = new Restore(true, List.of());

    @ParameterizedTest
    @CsvSource({
        "PASS, PASS, 0",
        "PASS, INCONCLUSIVE, 2",
        "FAIL, INCONCLUSIVE, 1",
        "FAIL, ERROR, 3",
        "INCONCLUSIVE, ERROR, 3",
        "PASS, NOT_APPLICABLE, 0"
    })
    void theWorstBlockerDecides(Verdict one, Verdict other, int code) {
        assertThat(exit(List.of(finding(one, true), finding(other, true)))).isEqualTo(code);
    }

    @Test
    void whatDoesNotBlockOnlyWarns() {
        assertThat(exit(List.of(finding(Verdict.PASS, true), finding(Verdict.ERROR, false))))
                .isZero();
    }

    @Test
    void nothingJudgedIsNotAccepted() {
        assertThat(exit(List.of())).isEqualTo(2);
        assertThat(exit(List.of(finding(Verdict.PASS, false)))).isEqualTo(2);
        assertThat(exit(List.of(finding(Verdict.NOT_APPLICABLE, true)))).isEqualTo(2);
    }

    @Test
    void anInterruptionIsALabError() {
        assertThat(ExitCode.of(List.of(finding(Verdict.PASS, true)), RESTORED, true)
                        .code())
                .isEqualTo(3);
    }

    @Test
    void anUnsafeLabOutranksAll() {
        for (Restore unsafe : List.of(new Restore(false, List.of()), new Restore(true, List.of("fibre-a")))) {
            assertThat(ExitCode.of(List.of(finding(Verdict.PASS, true)), unsafe, true)
                            .code())
                    .isEqualTo(4);
        }
    }

    @Test
    void thePrecedenceIsFourFiveThreeOneTwoZero() {
        List<ExitCode> order = List.of(
                ExitCode.UNSAFE,
                ExitCode.UNVERIFIED,
                ExitCode.LAB_ERROR,
                ExitCode.REJECTED,
                ExitCode.INCONCLUSIVE,
                ExitCode.ACCEPTED);

        assertThat(order).extracting(ExitCode::code).containsExactly(4, 5, 3, 1, 2, 0);
        for (int i = 0; i + 1 < order.size(); i++) {
            assertThat(order.get(i + 1).over(order.get(i))).isEqualTo(order.get(i));
            assertThat(order.get(i).over(order.get(i + 1))).isEqualTo(order.get(i));
        }
    }

    private static int exit(List<Finding> findings) {
        return ExitCode.of(findings, RESTORED, false).code();
    }

    private static Finding finding(Verdict verdict, boolean blocker) {
        return new Finding(
                "R", "", "", blocker, verdict, "", Measured.not(Dimension.TIME, ""), List.of(), List.of(), List.of());
    }
}
