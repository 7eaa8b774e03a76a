package org.seatrial.suites;

import io.qameta.allure.Allure;
import io.qameta.allure.model.Status;
import java.util.List;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;

/** A finding as the outcome of a test, with an Allure step for each trial that it rests on. */
final class FindingTest {

    private FindingTest() {}

    /**
     * Returns if the requirement passed.
     *
     * @throws AssertionFailedError if it blocks and was not shown
     * @throws TestAbortedException if it only warns, or does not apply
     * @throws IllegalStateException if the design was not judged
     */
    static void of(AcceptanceReport report, String requirement) {
        Finding finding = report.findings().stream()
                .filter(one -> one.requirement().equals(requirement))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the run did not judge " + requirement));
        steps(finding);
        String sentence = finding.verdict() + ": " + finding.because();
        switch (finding.verdict()) {
            case PASS -> {}
            case NOT_APPLICABLE -> throw new TestAbortedException(sentence);
            case ERROR -> throw new IllegalStateException(sentence);
            case INCONCLUSIVE, FAIL -> {
                if (!finding.blocker()) {
                    throw new TestAbortedException("a warning: " + sentence);
                }
                throw new AssertionFailedError(sentence, finding.expect(), text(finding.measured()));
            }
        }
    }

    private static void steps(Finding finding) {
        Allure.step(finding.expect(), Status.PASSED);
        List<Measured> values = finding.values();
        for (int i = 0; i < values.size(); i++) {
            Allure.step(finding.trials().get(i) + ": " + text(values.get(i)), Status.PASSED);
        }
        finding.excluded().forEach(trial -> Allure.step("excluded: " + trial, Status.SKIPPED));
    }

    private static String text(Measured measured) {
        if (!measured.known()) {
            return "not measured: " + measured.doubt();
        }
        return Quantities.format(measured.dimension(), measured.value()) + " ["
                + Quantities.format(measured.dimension(), measured.lower()) + ", "
                + Quantities.format(measured.dimension(), measured.upper()) + "]";
    }
}
