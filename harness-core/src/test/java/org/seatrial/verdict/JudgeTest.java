package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.times;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.plan.PlanKind;
import org.seatrial.recording.Interference;
import org.seatrial.recording.Outage;
import org.seatrial.recording.Phase;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.SelfTests;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.Requirement;

class JudgeTest {

    /** Of a lab in which an empty path takes 5 ms. */
    private static final SelfTest BLIND = new SelfTest(
            true, 20, 1, 1, 1, 5_000_000, 50_000_000, 0, 48_000_000, 52_000_000, 1000, false, 0.0, true, List.of());

    private static final String ALL = "probe.outage.longest < 50 ms in pull";
    private static final String MOST = ALL + " for 95 % of trials with 95 % confidence";

    @Test
    void allTrialsInsideTheLimitPass() {
        Finding finding = Trials.pulls(10, 20, 30).judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.measured().upper()).isEqualTo(32e6);
        assertThat(finding.trials()).containsExactly("proposed/pull/001", "proposed/pull/002", "proposed/pull/003");
        assertThat(finding.because())
                .contains("30 ms [28 ms, 32 ms]")
                .contains("3 trials")
                .contains("< 50 ms")
                .contains("trials/proposed/pull/003/probe.outages.csv");
    }

    @Test
    void aHitlessFailoverIsAValidZeroKnownToOneInterval() {
        Finding finding = Trials.pulls(0, 0).judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.measured().value()).isZero();
        assertThat(finding.measured().upper()).isEqualTo(2e6);
    }

    @Test
    void oneTrialOverTheLimitFailsAllAndSaysByHowMuch() {
        Finding finding = Trials.pulls(10, 60, 30).judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.because())
                .startsWith("violated: 1 of 3")
                .contains("off by at least 8 ms")
                .contains("proposed/pull/002");
    }

    @Test
    void aLimitInsideTheIntervalIsInconclusive() {
        Finding finding = Trials.pulls(10, 49).judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("1 of 2").contains("49 ms [47 ms, 51 ms]");
    }

    @Test
    void anIntervalThatTouchesTheLimitIsInsideOnlyForAtMost() {
        assertThat(Trials.pulls(48)
                        .judge("probe.outage.longest < 50 ms in pull")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Trials.pulls(48)
                        .judge("probe.outage.longest <= 50 ms in pull")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Trials.pulls(52)
                        .judge("probe.outage.longest < 50 ms in pull")
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(Trials.pulls(52)
                        .judge("probe.outage.longest <= 50 ms in pull")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void fiftyNineTrialsWithoutExceedancePassNinetyFiveNinetyFive() {
        Finding finding = Trials.pulls(times(59, 10)).judge(MOST);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.because()).contains("95 %").contains("within 12 ms").contains("59 trials");
    }

    @Test
    void fiftyEightTrialsShowNothing() {
        assertThat(Trials.pulls(times(58, 10)).judge(MOST).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneExceedanceInFiftyNineIsNotDemonstrated() {
        long[] times = times(59, 10);
        times[30] = 60;

        Finding finding = Trials.pulls(times).judge(MOST);

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.because()).startsWith("not demonstrated");
    }

    @Test
    void manyExceedancesInFiftyNineAreAViolation() {
        long[] times = times(59, 10);
        java.util.Arrays.fill(times, 0, 8, 60);

        assertThat(Trials.pulls(times).judge(MOST).because()).startsWith("violated: 8 of 59");
    }

    @Test
    void anUndecidedTrialAmongFiftyNineIsInconclusive() {
        long[] times = times(59, 10);
        times[30] = 49;

        assertThat(Trials.pulls(times).judge(MOST).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void ninetyThreeTrialsBearOneExceedanceAndTheBoundIsTheSecondLargest() {
        long[] times = times(93, 10);
        times[30] = 60;
        times[50] = 20;

        Finding finding = Trials.pulls(times).judge(MOST);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.measured().upper()).isEqualTo(22e6);
    }

    @Test
    void ninetyThreeTrialsBearOneUndecidedButNotAFurtherExceedance() {
        long[] times = times(93, 10);
        times[30] = 49;
        assertThat(Trials.pulls(times).judge(MOST).verdict()).isEqualTo(Verdict.PASS);

        times[31] = 60;
        assertThat(Trials.pulls(times).judge(MOST).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void runningMoreTrialsAfterAMissDoesNotBuyAnotherPlan() {
        long[] times = times(59, 10);
        times[30] = 60;
        Trials trials = Trials.pulls(times);
        for (int spare = 60; spare <= 93; spare++) {
            trials.spare(spare, 10);
        }

        assertThat(trials.judge(MOST).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void onlyThePlannedNumberOfValidTrialsCountsInTheOrderOfThePlan() {
        Trials trials = Trials.pulls(10, 20);
        trials.spare(3, 400);

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.trials()).hasSize(2);
    }

    @Test
    void recordsGivenInAnotherOrderChangeNothing() {
        Trials trials = Trials.pulls(10, 20);
        trials.spare(3, 400);
        java.util.Collections.reverse(trials.records);

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anInvalidTrialIsReplacedAndListed() {
        Trials trials = Trials.pulls(times(20, 10));
        trials.repeats.put("proposed/pull", 21);
        trials.invalid(21, false);
        trials.spare(22, 10);

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
        assertThat(finding.excluded()).containsExactly("proposed/pull/021: steady state not reached");
    }

    @Test
    void tooManyInvalidTrialsAreInconclusive() {
        Trials trials = Trials.pulls(times(10, 10));
        trials.invalid(11, true);
        trials.invalid(12, true);

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("2 of 12 trials were invalid");
    }

    @Test
    void fewerValidTrialsThanPlannedAreInconclusive() {
        Trials trials = Trials.pulls(10, 10);
        trials.invalid(3, false);
        trials.repeats.put("proposed/pull", 3);

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("only 2 of 3");
    }

    @Test
    void noTrialAtAllIsNeverAPass() {
        Trials trials = new Trials();
        trials.repeats.put("proposed/pull", 1);

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(trials.judge(ALL).measured().known()).isFalse();
    }

    @Test
    void aTrialThatVanishedCannotBeReplacedByASpare() {
        Trials trials = Trials.pulls(10, 10, 400);
        trials.records.removeLast();
        trials.spare(4, 10);

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("proposed/pull/003");
    }

    @Test
    void aSpareThatVanishedShows() {
        Trials trials = Trials.pulls(10, 10);
        trials.repeats.put("proposed/pull", 3);
        trials.invalid(3, false);
        trials.plan(4, true);
        trials.spare(5, 10);

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aTrialOutsideThePlanIsIgnored() {
        Trials trials = Trials.pulls(10, 10);
        trials.spare(3, 10);
        trials.planned.removeLast();
        trials.repeats.put("proposed/pull", 3);

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anInterruptedRunIsAnErrorWhereTrialsAreMissing() {
        Trials trials = Trials.pulls(10, 10);
        trials.repeats.put("proposed/pull", 3);
        trials.plan(3, false);
        trials.run = Optional.of(new RunRecord("a", "b", true, "SIGTERM"));

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(finding.because()).contains("SIGTERM");
    }

    @Test
    void aRunThatDiedIsAnInterruptedRun() {
        Trials trials = Trials.pulls(10, 10);
        trials.plan(3, false);
        trials.run = Optional.empty();

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void aFinishedRequirementOfAnInterruptedRunIsJudged() {
        Trials trials = Trials.pulls(10, 10);
        trials.run = Optional.of(new RunRecord("a", "b", true, "SIGTERM"));

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anAbortedTrialIsAnErrorNeverAFailure() {
        Trials trials = Trials.pulls(10, 400);
        trials.record(trials.plan(3, false), TrialStatus.ABORTED, "the lab is broken", Trials.flow(List.of(), 16));

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(finding.because()).contains("proposed/pull/003").contains("the lab is broken");
    }

    @Test
    void damagedEvidenceIsAnErrorThatNamesTheFile() {
        Trials trials = Trials.pulls(10, 400);
        trials.damage(Trials.key(1));

        Finding finding = trials.judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(finding.because()).contains("proposed/pull/001/probe.outages.csv");
    }

    @Test
    void evidenceThatWasNeverRecordedIsInconclusive() {
        Trials trials = Trials.pulls(10, 10);
        trials.outages.remove(Trials.key(2));

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aFlowThatDidNotCrossTheFaultIsNeverAPass() {
        for (int exposed : new int[] {0, -1}) {
            Trials trials = Trials.pulls(10);
            TrialRecord old = trials.records.removeLast();
            trials.record(old.plan(), TrialStatus.VALID, "", Trials.flow(List.of(), exposed));
            trials.logs(1, List.of());

            Finding finding = trials.judge(ALL);

            assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(finding.because()).contains("not exposed").contains("fibre-a");
        }
    }

    @Test
    void aBystanderIsJudgedAlthoughItDidNotCrossTheFault() {
        Trials trials = new Trials();
        trials.bystanders = List.of("probe");
        trials.repeats.put("proposed/pull", 1);
        trials.record(trials.plan(1, false), TrialStatus.VALID, "", Trials.flow(List.of(), 0));
        trials.logs(1, List.of());

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aValidTrialWhoseFaultIsNotProvenIsAnErrorNotAPass() {
        Trials trials = Trials.pulls(0);
        TrialRecord old = trials.records.removeLast();
        trials.records.add(new TrialRecord(
                old.plan(),
                old.status(),
                "",
                old.startedAt(),
                0,
                old.phases(),
                old.clock(),
                List.of(Trials.faultRecord(false)),
                null,
                null,
                old.flows(),
                List.of(),
                List.of(),
                Interference.NONE,
                List.of(),
                List.of()));

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void anOutageThatOnlyHealingEndedFails() {
        Outage outage = Trials.outage(3, Phase.FAULT, 2000);
        Finding finding = Trials.pulls(10)
                .with(1, Trials.open(outage, false, false, true))
                .judge(ALL);

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.measured().upper()).isInfinite();
    }

    @Test
    void aShortOutageThatNeverEndsIsNoPass() {
        Outage outage = Trials.outage(3, Phase.FAULT, 4);
        for (Outage open : List.of(Trials.open(outage, false, true, false), Trials.open(outage, false, false, true))) {
            assertThat(Trials.pulls(10).with(1, open).judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    @Test
    void smokeJudgesAStatisticalClaimAsAllTrials() {
        Trials good = Trials.pulls(10);
        good.kind = PlanKind.SMOKE;
        Trials bad = Trials.pulls(60);
        bad.kind = PlanKind.SMOKE;

        assertThat(good.judge(MOST).verdict()).isEqualTo(Verdict.PASS);
        assertThat(bad.judge(MOST).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWeaknessIsShownOnlyByAProvenViolation() {
        assertThat(Trials.pulls(60).judge(ALL, Requirement.Outcome.VIOLATED).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(Trials.pulls(49).judge(ALL, Requirement.Outcome.VIOLATED).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Trials.pulls(10).judge(ALL, Requirement.Outcome.VIOLATED).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWeaknessIsNotShownByAClaimThatIsMerelyNotDemonstrated() {
        long[] times = times(59, 10);
        times[30] = 60;

        assertThat(Trials.pulls(times).judge(MOST, Requirement.Outcome.VIOLATED).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aWeaknessIsNotShownByAnUnfinishedPlan() {
        Trials trials = Trials.pulls(60);
        trials.plan(2, false);
        trials.repeats.put("proposed/pull", 2);

        assertThat(trials.judge(ALL, Requirement.Outcome.VIOLATED).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aGateTighterThanTheInstrumentIsInconclusive() {
        Finding finding = Trials.pulls(0).judge("probe.outage.longest < 3 ms in pull");

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("tighter").contains("4 ms");
    }

    @Test
    void aDelayGateBelowTheEmptyPathIsInconclusive() {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(40_000, 20_000));

        assertThat(trials.judge("probe.delay.p99 < 90 us in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(trials.judge("probe.delay.p99 < 200 us in pull").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aDetectionGateBelowTheLatenessOfASleeperIsInconclusive() {
        Finding finding = Trials.pulls(0).judge("design.detection < 50 us in pull");

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("tighter").contains("51 µs");
        assertThat(Trials.pulls(0).judge("design.detection < 60 us in pull").verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void anInstrumentThatFailedItsSelfTestPassesNothing() {
        Trials doubtful = Trials.pulls(10);
        doubtful.selfTest = new SelfTest(
                true,
                20,
                1,
                1,
                1,
                1,
                50_000_000,
                0,
                48_000_000,
                52_000_000,
                1000,
                false,
                0.0,
                true,
                List.of("the sender was 40 ms late"));
        Trials misread = Trials.pulls(10);
        misread.selfTest = new SelfTest(
                true, 20, 1, 1, 1, 1, 50_000_000, 0, 10_000_000, 12_000_000, 1000, false, 0.0, true, List.of());

        assertThat(doubtful.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(misread.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(misread.judge(ALL, Requirement.Outcome.VIOLATED).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aKnownOutageThatIsNotKnownMoreExactlyIsNoMisreading() {
        Trials slow = Trials.pulls(10);
        slow.selfTest = new SelfTest(
                true, 20, 1, 1, 1, 1, 58_400_000, 400_000, 53_800_000, 58_100_000, 1000, false, 0.0, true, List.of());
        assertThat(slow.judge(ALL).verdict()).isEqualTo(Verdict.PASS);

        slow.selfTest = new SelfTest(
                true, 20, 1, 1, 1, 1, 58_400_000, 200_000, 53_800_000, 58_100_000, 1000, false, 0.0, true, List.of());
        assertThat(slow.judge(ALL).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aDelayBeyondItsLimitIsNotBlamedOnTheDesignWhereTheInstrumentHadToWaitForTheProcessor() {
        Trials waiting = Trials.pulls(0);
        waiting.delays.put(Trials.key(1), Trials.delays(40_000, 20_000));
        waiting.selfTest = new SelfTest(
                true, 20, 1, 1, 1, 1, 50_000_000, 0, 48_000_000, 52_000_000, 1000, false, 0.0, false, List.of());
        Finding finding = waiting.judge("probe.delay.p99 < 10 us in pull");

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("without real-time priority");
    }

    @Test
    void aDelayBeyondItsLimitIsNotBlamedOnTheDesignWhereTheHypervisorTookTheProcessor() {
        Trials robbed = Trials.pulls(0);
        robbed.delays.put(Trials.key(1), Trials.delays(40_000, 20_000));
        robbed.selfTest = new SelfTest(
                true, 20, 1, 1, 1, 1, 50_000_000, 0, 48_000_000, 52_000_000, 1000, false, 0.08, true, List.of());

        assertThat(robbed.judge("probe.delay.p99 < 10 us in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(robbed.judge("probe.delay.p99 < 200 us in pull").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aLabThatKeepsTheMachineBusyBlindsTheInstrumentInNoOther() {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(40_000, 20_000));

        trials.selfTest =
                SelfTests.with(Optional.of(SelfTests.with(Optional.empty(), "proposed", Trials.FIT)), "busy", BLIND);
        assertThat(trials.selfTest.pathDelayP99Ns()).isEqualTo(5_000_000);
        assertThat(trials.judge("probe.delay.p99 < 200 us in pull").verdict()).isEqualTo(Verdict.PASS);

        trials.selfTest =
                SelfTests.with(Optional.of(SelfTests.with(Optional.empty(), "busy", Trials.FIT)), "proposed", BLIND);
        assertThat(trials.judge("probe.delay.p99 < 200 us in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aResumedLabCanShowWhatItsWorstSelfTestCould() {
        Trials trials = Trials.pulls(0);
        trials.delays.put(Trials.key(1), Trials.delays(40_000, 20_000));

        trials.selfTest = SelfTests.with(
                Optional.of(SelfTests.with(Optional.empty(), "proposed", BLIND)), "proposed", Trials.FIT);
        assertThat(trials.judge("probe.delay.p99 < 200 us in pull").verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aRelativeLimitIsTheMedianOfItsTrialsWithItsUncertainty() {
        // The median of 10, 20 and 400 ms is 20 ms, known from 18 to 22 ms.
        String relative = "probe.outage.longest <= 2500 % of probe.outage.longest in pull in pull";
        Trials trials = Trials.pulls(10, 20, 400);

        Finding finding = trials.judge(relative);

        assertThat(finding.because()).contains("median").contains("between 450 ms and 550 ms");
        assertThat(finding.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aRelativeLimitThatWasNotMeasuredIsInconclusive() {
        Trials trials = Trials.pulls(10, 20);
        trials.repeats.put("proposed/quiet", 1);

        assertThat(trials.judge("probe.outage.longest < 50 % of probe.delay.p99 in quiet in pull")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anUnknownScopeIsAnErrorNotAPass() {
        Trials trials = Trials.pulls(10);
        trials.repeats.clear();

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.ERROR);
    }

    @Test
    void twoRecordsOfOneTrialAreAnError() {
        Trials trials = Trials.pulls(10, 10);
        trials.records.add(trials.records.getFirst());

        assertThat(trials.judge(ALL).verdict()).isEqualTo(Verdict.ERROR);
    }
}
