package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;
import org.seatrial.verdict.Expectation.Claim;
import org.seatrial.verdict.Expectation.Comparison;
import org.seatrial.verdict.Expectation.Limit;
import org.seatrial.verdict.Expectation.MetricRef;
import org.seatrial.verdict.Expectation.Scope;

class ExpectationParserTest {

    private static final ExpectationParser.Names NAMES = new ExpectationParser.Names(
            Set.of("calls", "probe"),
            Set.of("volume"),
            Set.of("vm1"),
            Set.of("isolate"),
            Map.of("quiet", "proposed", "fibre-pull", "proposed", "old", "legacy"));

    private final List<String> mistakes = new ArrayList<>();

    private Optional<Expectation> parse(String text) {
        return ExpectationParser.parse(
                text,
                NAMES,
                (token, reason, valid) -> mistakes.add("'" + token + "': " + reason + "; valid: " + valid));
    }

    private Expectation parsed(String text) {
        Optional<Expectation> expectation = parse(text);
        assertThat(mistakes).isEmpty();
        return expectation.orElseThrow();
    }

    @Test
    void aLimitInATrialSpeaksOfAllTrials() {
        assertThat(parsed("calls.delay.p99 < 1 ms in quiet"))
                .isEqualTo(new Expectation(
                        "calls.delay.p99 < 1 ms in quiet",
                        new MetricRef("calls", "delay", "p99"),
                        Comparison.BELOW,
                        new Limit.Absolute(new Quantity(Dimension.TIME, 1e6, "1 ms")),
                        new Scope("proposed", "quiet"),
                        new Claim.AllTrials()));
    }

    @Test
    void aStatisticMayContainADot() {
        assertThat(parsed("calls.delay.p99.9 <= 2ms in quiet for all trials").metric())
                .isEqualTo(new MetricRef("calls", "delay", "p99.9"));
        assertThat(parsed("calls.delay-variation.p99.9 < 1 ms in quiet")
                        .metric()
                        .statistic())
                .isEqualTo("p99.9");
    }

    @Test
    void aClaimNamesCoverageAndConfidence() {
        assertThat(parsed("probe.outage.longest < 50 ms in fibre-pull for 90 % of trials with 95% confidence")
                        .claim())
                .isEqualTo(new Claim.Tolerance(0.9, 0.95));
    }

    @Test
    void aCountIsHeldAgainstAWholeNumber() {
        assertThat(parsed("probe.outage.count <= 1 in fibre-pull").limit())
                .isEqualTo(new Limit.Absolute(new Quantity(Dimension.COUNT, 1, "1")));
    }

    @Test
    void aMetricWithoutStatisticIsWrittenWithoutOne() {
        assertThat(parsed("calls.loss<=0.1% in quiet").metric()).isEqualTo(new MetricRef("calls", "loss", ""));
    }

    @Test
    void theDesignIsASubject() {
        assertThat(parsed("design.detection < 200 ms in fibre-pull").metric().subject())
                .isEqualTo("design");
    }

    @Test
    void aRelativeLimitNamesItsOwnTrial() {
        Expectation expectation = parsed("calls.delay.p50 <= 35 % of calls.delay.p99.9 in legacy/old in quiet");
        assertThat(expectation.limit())
                .isEqualTo(
                        new Limit.Relative(0.35, new MetricRef("calls", "delay", "p99.9"), new Scope("legacy", "old")));
        assertThat(expectation.scope()).isEqualTo(new Scope("proposed", "quiet"));
    }

    @Test
    void aTrialWithoutLabIsFoundInItsOwn() {
        assertThat(parsed("calls.loss <= 0 % in old").scope()).isEqualTo(new Scope("legacy", "old"));
    }

    @Test
    void everyMetricAndStatisticOfTheRegistryCanBeWritten() {
        for (Metric metric : Metric.values()) {
            String subject = switch (metric.subject()) {
                case FLOW -> "calls";
                case DESIGN -> "design";
                case WORKLOAD -> "volume";
                case GROUP -> "vm1";
                case ACTION -> "isolate";
            };
            List<String> statistics = metric.statistics().isEmpty() ? List.of("") : metric.statistics();
            for (String statistic : statistics) {
                String limit = switch (metric.dimension(statistic)) {
                    case TIME -> "1 ms";
                    case RATIO -> "1 %";
                    case BIT_RATE -> "1 Mbit/s";
                    default -> "1";
                };
                String ref = new MetricRef(subject, metric.text(), statistic).toString();
                assertThat(parsed(ref + " <= " + limit + " in fibre-pull").metric())
                        .hasToString(ref);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cals.delay.p99 < 1 ms in quiet           | 'cals': there is no such flow or recovery action; valid:"
                        + " 'calls' (nearest)",
                "calls.dealy.p99 < 1 ms in quiet          | 'dealy': there is no such metric; valid: 'delay' (nearest)",
                "calls.delay.p98 < 1 ms in quiet          | 'p98': there is no such statistic of 'delay'",
                "calls.delay < 1 ms in quiet              | 'calls.delay': the statistic is missing; valid: min, mean,"
                        + " p50",
                "calls.loss.p99 < 1 % in quiet            | 'p99': 'loss' has no statistics; valid: calls.loss",
                "calls.detection < 1 ms in quiet          | 'detection': this is not a metric of a flow",
                "design.loss < 1 % in quiet               | 'loss': this is not a metric of the design",
                "delay < 1 ms in quiet                    | 'delay': a measured value is named subject.metric",
                "calls.delay.p99 = 1 ms in quiet          | '=': this is not a comparison; valid: <, <=, >, >=",
                "calls.delay.p99 =< 1 ms in quiet         | '=<': this is not a comparison",
                "calls.delay.p99 < 1 km in quiet          | '1 km': 'km' is the unit of a length, needed is a time",
                "calls.delay.p99 < 1 in quiet             | '1': the unit of a time is missing",
                "calls.delay.p99 < -1 ms in quiet         | '-1 ms': a time cannot be negative",
                "calls.delay.p99 < in quiet               | the limit is missing",
                "calls.delay.p99 < 1 ms in quite          | 'quite': there is no such trial; valid: 'quiet' (nearest)",
                "calls.delay.p99 < 1 ms in legacy/quiet   | 'legacy/quiet': trial 'quiet' runs in another lab; valid:"
                        + " proposed/quiet",
                "calls.delay.p99 < 1 ms                   | 'in' and the name of a trial are missing",
                "calls.delay.p99 < 1 ms in                | the name of a trial is missing",
                "calls.delay.p99 < 1 ms in quiet for most | 'for most': this is not a claim; valid: for all trials",
                "calls.delay.p99 < 1 ms in quiet for 100 % of trials with 95 % confidence | '100 %': the share of"
                        + " trials is above 0 %",
                "calls.delay.p99 < 1 ms in quiet for 95 % of trials with 0 % confidence | the confidence is above 0 %",
                "calls.loss >= 0 % in quiet               | '>= 0 %': nothing can break this",
                "calls.loss <= 100 % in quiet             | nothing can break this",
                "calls.lost < 0 in quiet                  | '< 0': nothing can meet this",
                "calls.delay.p50 <= 35 % of calls.delay.p50 in quiet | a relative limit names its own trial",
                "calls.delay.p50 <= 35 % of calls.loss in old in quiet | 'calls.loss': it is a ratio, compared is a"
                        + " time",
                "calls.delay.p50 <= 0 % of calls.delay.p50 in old in quiet | '0 %': this is not a share",
            })
    void aMistakeNamesItsTokenAndWhatIsValid(String text, String mistake) {
        assertThat(parse(text)).isEmpty();
        assertThat(mistakes).hasSize(1).first().asString().contains(mistake);
    }

    @Test
    void severalMistakesAreToldAtOnce() {
        assertThat(parse("cals.delay.p98 ~ 1 ms in quite for most")).isEmpty();
        assertThat(mistakes).hasSize(5);
    }

    @Test
    void anEmptyExpectationIsAMistake() {
        assertThat(parse("")).isEmpty();
        assertThat(mistakes).hasSize(1);
    }
}
