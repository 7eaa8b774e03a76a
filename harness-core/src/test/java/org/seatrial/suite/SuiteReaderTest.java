package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.input.InputException;
import org.seatrial.suite.Requirement.Outcome;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Precision;

class SuiteReaderTest {

    @TempDir
    Path temporary;

    private SuiteFolder suite;

    @BeforeEach
    void copyTheExample() throws IOException {
        suite = SuiteFolder.copiedTo(temporary.resolve("suite"));
    }

    @Test
    void aFlowMayNameItsForwardingDelayThreshold() throws IOException {
        suite.with("size: 214 B", "size: 214 B, forwarding-delay-threshold: 50 ms");

        assertThat(suite.read().traffic())
                .contains(new Flow(
                        "calls",
                        new Endpoint("pbx1", "eth1"),
                        new Endpoint("phones", "eth1"),
                        true,
                        100,
                        50,
                        214,
                        Duration.ofMillis(50),
                        Precision.LIGHT,
                        1));
    }

    @Test
    void convergenceIsRefusedOfATrialThatHealsBeforeItCouldBeSustained() throws IOException {
        suite.with("probe.outage.longest < 100 ms in leaf-power", "probe.convergence < 100 ms in leaf-power");

        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("to be called sustained")
                .contains("hold: 5.1 s or more");
    }

    @Test
    void aTrialMayNameTheFlowsThatItsFaultMustSpare() throws IOException {
        suite.with("repeat: 59", "repeat: 59, spares: [calls]");

        assertThat(suite.read().trial("fibre-pull").orElseThrow().spares()).containsExactly("calls");
        assertThat(suite.read().trial("leaf-power").orElseThrow().spares()).isEmpty();
    }

    @Test
    void onlyAFlowOfTheTrialCanBeSpared() throws IOException {
        suite.with("repeat: 59", "repeat: 59, spares: [copies]");

        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains(
                        "trials.fibre-pull.spares[0]", "'copies': only a flow of this trial's traffic can be watched");
    }

    @Test
    void aTrialWithoutFaultSparesNothing() throws IOException {
        suite.with("for: 20 s", "for: 20 s, spares: [calls]");

        assertThat(suite.told()).singleElement().asString().contains("a trial without fault has no blast radius");
    }

    @Test
    void theExampleIsReadAsWritten() {
        Suite read = suite.read();
        assertThat(read.name()).isEqualTo("two-sites");
        assertThat(read.version()).isEqualTo("1.0.0");
        assertThat(read.traffic())
                .contains(new Flow(
                        "copies", new Endpoint("pbx1", "eth1"), new Endpoint("phones", "eth1"), false, 16, 125, 1400))
                .contains(new Flow(
                        "calls", new Endpoint("pbx1", "eth1"), new Endpoint("phones", "eth1"), true, 100, 50, 214));
        assertThat(read.trial("quiet").orElseThrow().steady()).isEqualTo(Duration.ofSeconds(20));
        TrialSpec pull = read.trial("fibre-pull").orElseThrow();
        assertThat(pull.lab()).isEqualTo("proposed");
        assertThat(pull.repeat()).isEqualTo(59);
        assertThat(pull.steady()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pull.recovery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pull.faults().getFirst().candidates())
                .containsExactly(
                        new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS),
                        new Fault.CablePull("fibre-b", CableEnd.BOTH_ENDS));
        assertThat(read.requirements()).extracting(Requirement::blocker).containsExactly(true, true, false, true);
        assertThat(read.requirements().getLast().outcome()).isEqualTo(Outcome.VIOLATED);
        assertThat(SuiteFolder.proposed(read).provider()).isEqualTo("namespaces");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: 1.0.0 | versoin: 1.0.0 | suite.yaml: versoin (line 2): 'versoin': there is no such key here;"
                        + " valid: 'version' (nearest)",
                "version: 1.0.0 | version: 1.0 | version (line 2): '1.0': this cannot be the suite's version",
                "suite: two-sites | suite: ../x | this cannot be the suite's name",
                "topology: topology.clab.yml | topology: ../t.clab.yml | the topology is outside the suite's folder",
                "topology: topology.clab.yml | topology: topolgy.clab.yml | topolgy.clab.yml: there is no such file;"
                        + " valid: 'topology.clab.yml' (nearest)",
                "title: Two | labs: {proposed: lba.yaml}\\n"
                        + "title: Two | lba.yaml: there is no such file; valid: 'lab.yaml' (nearest)",
                "calls: {between: [\"pbx1:eth1\" | calls: {between: [\"pbx2:eth1\" | traffic.calls.between[0] (line"
                        + " 7): 'pbx2:eth1': there is no node 'pbx2' in the design; valid: 'pbx1' (nearest)",
                "calls: {between: [\"pbx1:eth1\" | calls: {between: [\"pbx1:eth9\" | 'pbx1:eth9': no link of the"
                        + " design ends at this endpoint; valid: 'pbx1:eth1' (nearest)",
                "calls: {between: [\"pbx1:eth1\" | calls: {between: [\"pbx1\" | this is not an endpoint",
                "from: \"pbx1:eth1\", to | from: \"phones:eth1\", to | both ends are on one node",
                "from: \"pbx1:eth1\", to | form: \"pbx1:eth1\", to | 'form': there is no such key here; valid: 'from'"
                        + " (nearest)",
                "size: 214 B | size: 64 B | traffic.calls.size (line 7): '64 B': no frame of this size",
                "size: 214 B | size: 9 kB | whole bytes from 82 B to 1514 B",
                "size: 214 B | size: 100.5 B | whole bytes",
                "size: 214 B | size: 214 ms | 'ms' is the unit of a time, needed is a size",
                "size: 214 B | size: 214 B, forwarding-delay-threshold: 0 s | no packet can be called late by this",
                "size: 214 B | size: 214 B, forwarding-delay-threshold: 11 s | a time above 0, at most 10 s",
                "size: 214 B | size: 214 B, forwarding-delay-threshold: 5 km | needed is a time",
                "rate: 2000/s | rate: 0/s | a flow without packets",
                "rate: 2000/s | rate: 2000 | the unit of a packet rate is missing",
                "rate: 2000/s | rate: 90000000/s | impossibly fast",
                "rate: 50/s per stream | rate: -50/s per stream | cannot be negative",
                "size: 214 B | size: 214 B, precision: exact | 'exact': there is no such precision; valid: precise,"
                        + " light",
                "streams: 100 | streams: 0 | out of range",
                "calls: { | ca lls: { | this cannot be a flow's name",
                "calls: { | design: { | this cannot be a flow's name",
                "traffic: [calls, probe] | traffic: [calls, prob] | trials.fibre-pull.traffic[1] (line 13): 'prob':"
                        + " there is no such flow; valid: 'probe' (nearest)",
                "traffic: [calls, probe], fault | traffic: [], fault | a trial without traffic measures nothing",
                "for: 20 s | for: -20 s | a time cannot be negative",
                "for: 20 s | for: 20 km | 'km' is the unit of a length, needed is a time",
                "for: 20 s | for: 0 s | no trial can last so",
                "for: 20 s | hold: 20 s | a trial without fault is watched 'for' a time",
                "hold: 2 s | for: 2 s | a trial with a fault has steady, hold and recovery",
                "hold: 2 s | lab: legacy | there is no such lab; valid: proposed",
                "repeat: 59 | repeat: many | this is not a whole number",
                "one-of: [fibre-a, fibre-b] | one-of: [fibre-a, fibre-c] | one-of[1] (line 13): 'fibre-c': there is no"
                        + " such link in the design; valid: 'fibre-a' (nearest)",
                "one-of: [fibre-a, fibre-b] | one-of: [] | there is nothing to choose from",
                "one-of: [fibre-a, fibre-b] | one-of: [fibre-a], link: fibre-b | 'link' stands beside 'one-of'",
                "one-of: [fibre-a, fibre-b] | end: near-end | what is struck is missing",
                "one-of: [fibre-a, fibre-b] | link: fibre-a, end: near | there is no such end",
                "cable-pull: | cable-pul: | 'cable-pul': there is no such key here; valid: 'cable-pull' (nearest)",
                "node: leaf2 | node: leaf3 | there is no such node in the design; valid: 'leaf1' (nearest)",
                "node: leaf2 | node: pbx1 | this node is test equipment",
                "id: FO-2 | id: FO-1 | this id is taken by requirements[1].id",
                "id: FO-2 | id: FO 2 | this cannot be a requirement's id",
                "blocker: false | blocker: maybe | neither true nor false",
                "outcome: violated | outcome: broken | there is no such outcome",
                "expect: calls.delay.p99 < | expect: calls.delya.p99 < | requirements[0].expect (line 19): 'delya':"
                        + " there is no such metric; valid: 'delay' (nearest)",
                "< 1 ms in quiet | < 1 ms in quite | 'quite': there is no such trial; valid: 'quiet' (nearest)",
                "text: A dead leaf is not survived | text: | requirements[3] (line 27): the key 'text' is missing",
            })
    void aSpoiltSuiteIsToldWhatIsWrong(String before, String after, String told) throws IOException {
        suite.with(before, after.replace("\\n", "\n"));
        assertThat(suite.told()).anySatisfy(message -> assertThat(message).contains(told));
    }

    @Test
    void aFlowIsLightUnlessItAsksToBePrecise() throws IOException {
        suite.with("size: 214 B", "size: 214 B, precision: precise");
        assertThat(suite.read().flow("calls").orElseThrow().precision()).isEqualTo(Precision.PRECISE);
        assertThat(suite.read().flow("copies").orElseThrow().precision()).isEqualTo(Precision.LIGHT);
    }

    private SuiteFolder searching(String throughput) throws IOException {
        return suite.with("trials:\n", "trials:\n  capacity: {traffic: [copies], throughput: " + throughput + "}\n")
                .with("calls.delay.p99 < 1 ms in quiet", "copies.throughput >= 900 Mbit/s in capacity");
    }

    @Test
    void aSearchForThroughputIsReadWithItsUsualTimes() throws IOException {
        Suite read = searching("{from: 10 Mbit/s, to: 1 Gbit/s}").read();
        TrialSpec capacity = read.trial("capacity").orElseThrow();
        assertThat(capacity.throughput())
                .contains(new ThroughputSpec(1e7, 1e9, 0.01, Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 20, 0));
        assertThat(capacity.faults()).isEmpty();
        assertThat(read.trial("quiet").orElseThrow().throughput()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{from: 2 Gbit/s, to: 1 Gbit/s} | the lowest load is not below the highest",
                "{to: 1 Gbit/s} | the key 'from' is missing",
                "{from: 1 Mbit/s, to: 500 Mbit/s} | the search of trial 'capacity' ends at 500 Mbit/s",
                "{from: 1 Mbit/s, to: 1 Gbit/s, within: 90 %} | no search ends so",
                "{from: 1 Mbit/s, to: 1 Gbit/s, back-to-back: -1} | out of range",
                "{from: 1 Mbit/s, to: 1 Gbit/s, step: 1 ms} | no load can be judged in this time",
                "{from: 1 Mbit/s, to: 1 Gbit/s, confirm: 1 h} | each is kept until it is counted",
                "{from: 1 Mbit/s, to: 1 Gbit/s}, for: 3 s | a search for throughput has times of its own and no fault",
            })
    void aSpoiltSearchIsToldWhatIsWrong(String throughput, String told) throws IOException {
        assertThat(searching(throughput).told())
                .anySatisfy(message -> assertThat(message).contains(told));
    }

    @Test
    void aSearchLoadsOneFlowInOneDirection() throws IOException {
        searching("{from: 1 Mbit/s, to: 1 Gbit/s}").with("[copies], throughput", "[copies, calls], throughput");
        assertThat(suite.told()).anySatisfy(message -> assertThat(message).contains("loads one flow"));
        suite.with("[copies, calls], throughput", "[calls], throughput");
        assertThat(suite.told()).anySatisfy(message -> assertThat(message).contains("this flow runs both ways"));
    }

    @Test
    void throughputNeedsASearchAndASearchMeasuresNothingElse() throws IOException {
        suite.with("calls.delay.p99 < 1 ms in quiet", "copies.throughput >= 900 Mbit/s in quiet");
        assertThat(suite.told()).singleElement().asString().contains("trial 'quiet' does not search for throughput");
        suite.with("copies.throughput >= 900 Mbit/s in quiet", "copies.lost <= 0 in capacity")
                .with(
                        "trials:\n",
                        "trials:\n  capacity: {traffic: [copies], throughput: {from: 1 Mbit/s, to: 1 Gbit/s}}\n");
        assertThat(suite.told()).singleElement().asString().contains("loses packets on purpose");
    }

    @Test
    void anUnknownEndpointIsToldOnceAndNothingElse() throws IOException {
        suite.with("calls: {between: [\"pbx1:eth1\"", "calls: {between: [\"pbx2:eth1\"");
        assertThat(suite.told()).hasSize(1);
    }

    @Test
    void aClaimThatTheRepetitionsCannotShowSaysHowManyAreNeeded() throws IOException {
        suite.with("repeat: 59", "repeat: 20");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("requirements[1].expect (line 22): '95 % of trials with 95 % confidence'")
                .contains("is repeated 20 times, which cannot show this")
                .contains("repeat: 59 (none over the limit), 93 (at most one), 124 (at most two)");
    }

    @Test
    void fiftyEightRepetitionsAreOneTooFew() throws IOException {
        assertThat(suite.with("repeat: 59", "repeat: 58").told()).hasSize(1);
    }

    @Test
    void aViolationMayBeProvenByFewerTrials() throws IOException {
        suite.with("in leaf-power", "in leaf-power for 95 % of trials with 95 % confidence");
        assertThat(suite.told()).singleElement().asString().contains("repeat: 2 or more");
        suite.with("{node: leaf2}}", "{node: leaf2}}, repeat: 2");
        assertThat(suite.told()).isEmpty();
    }

    @Test
    void aLimitBelowFiveIntervalsIsRefusedWithTheSmallestAndTheRate() throws IOException {
        suite.with("expect: probe.outage.longest < 50 ms", "expect: calls.outage.longest < 50 ms");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("'50 ms': the limit is below five packet intervals of 'calls' (20 ms between packets")
                .contains("a limit of 100 ms or more, or at least 100/s per stream");
    }

    @Test
    void aLimitOfExactlyFiveIntervalsIsAccepted() throws IOException {
        suite.with("expect: probe.outage.longest < 50 ms", "expect: calls.outage.total < 100 ms");
        assertThat(suite.told()).isEmpty();
    }

    @Test
    void aCountOfOutagesHasNoSmallestLimit() throws IOException {
        suite.with("probe.outage.longest < 50 ms", "calls.outage.count <= 1");
        assertThat(suite.told()).isEmpty();
    }

    @Test
    void aDelayUnderLoadNeedsTheSamplesOfOneStep() throws IOException {
        searching("{from: 1 Mbit/s, to: 500 Mbit/s, step: 100 ms}")
                .with("copies.throughput >= 900 Mbit/s", "copies.delay-under-load.p99.9 < 2 ms");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("a step of trial 'capacity' has at most")
                .contains("which cannot carry p99.9")
                .contains("at least 10000 packets");
        suite.with("step: 100 ms", "step: 1 s");
        assertThat(suite.told()).isEmpty();
    }

    @Test
    void aPercentileNeedsTheSamplesOfOneTrial() throws IOException {
        suite.with("streams: 100, rate: 50/s per stream", "rate: 5/s")
                .with("calls.delay.p99 <", "calls.delay.p99.99 <");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("has 200 packets of 'calls', which cannot carry p99.99")
                .contains("at least 100000 packets");
    }

    @Test
    void anOutageNeedsAFault() throws IOException {
        suite.with("probe.outage.longest < 100 ms in leaf-power", "probe.outage.longest < 100 ms in quiet");
        assertThat(suite.told()).singleElement().asString().contains("trial 'quiet' has no fault");
    }

    @Test
    void anInterruptionNeedsNone() throws IOException {
        suite.with("probe.outage.longest < 100 ms in leaf-power", "probe.interruption.longest < 100 ms in quiet");
        assertThat(suite.told()).isEmpty();
    }

    @Test
    void aFlowThatDoesNotRunInTheTrialIsTold() throws IOException {
        suite.with("probe.outage.longest < 100 ms in leaf-power", "calls.outage.longest < 200 ms in leaf-power");
        assertThat(suite.told()).singleElement().asString().contains("flow 'calls' does not run in trial 'leaf-power'");
    }

    @Test
    void severalFaultsHaveTheirOffsets() throws IOException {
        suite.with(
                "fault: {power-off: {node: leaf2}}",
                "faults: [{power-off: {node: leaf2}}, {silent-cut: {link: fibre-a}, after: 100 ms}]");
        TrialSpec trial = suite.read().trial("leaf-power").orElseThrow();
        assertThat(trial.faults()).extracting(FaultSpec::after).containsExactly(Duration.ZERO, Duration.ofMillis(100));
    }

    @Test
    void aFaultAfterTheHealingIsRefused() throws IOException {
        suite.with(
                "fault: {power-off: {node: leaf2}}",
                "faults: [{power-off: {node: leaf2}}, {silent-cut: {link: fibre-a}, after: 2 s}]");
        assertThat(suite.told()).singleElement().asString().contains("already healed");
    }

    @Test
    void twoFaultsOnOneLinkAreRefused() throws IOException {
        suite.with(
                "fault: {power-off: {node: leaf2}}",
                "faults: [{cable-pull: {one-of: [fibre-a, fibre-b]}}, {silent-cut: {link: fibre-b}}]");
        assertThat(suite.told()).singleElement().asString().contains("'link fibre-b': two faults of one trial");
    }

    private static final String STRUCK = "fault: {power-off: {node: leaf2}}";

    private void program(String name) throws IOException {
        Files.writeString(suite.path().resolve(name), "#!/bin/sh\n");
    }

    @Test
    void recoveryActionsAreReadInTheOrderOfTime() throws IOException {
        program("isolate.sh");
        suite.with(
                STRUCK,
                STRUCK + ", hold: 3 s, recovery-actions: [{name: late, on: leaf1, run: [isolate.sh, a b], after: 2 s},"
                        + " {name: early, on: pbx1, run: [isolate.sh], undo: [isolate.sh, back], within: 500 ms,"
                        + " undo-within: 7 s}]");
        assertThat(suite.read().trial("leaf-power").orElseThrow().actions())
                .containsExactly(
                        new RecoveryAction(
                                "early",
                                "pbx1",
                                List.of("isolate.sh"),
                                List.of("isolate.sh", "back"),
                                Duration.ZERO,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(7)),
                        new RecoveryAction(
                                "late",
                                "leaf1",
                                List.of("isolate.sh", "a b"),
                                List.of(),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)));
    }

    @Test
    void aTimeToTakeBackWhatNothingTakesBackIsRefused() throws IOException {
        program("isolate.sh");
        suite.with(
                STRUCK,
                STRUCK + ", hold: 3 s,"
                        + " recovery-actions: [{name: late, on: leaf1, run: [isolate.sh], undo-within: 7 s}]");
        assertThatThrownBy(suite::read).hasMessageContaining("there is nothing to take back");
    }

    @Test
    void theDurationOfARecoveryActionCanBeRequired() throws IOException {
        program("isolate.sh");
        suite.with(STRUCK, STRUCK + ", recovery-actions: [{name: isolate, on: leaf1, run: [isolate.sh]}]");
        suite.with("probe.outage.longest < 100 ms in leaf-power", "isolate.duration < 100 ms in leaf-power");
        assertThat(suite.read().requirements().getLast().expect().metric()).hasToString("isolate.duration");
    }

    @Test
    void theDurationOfAnActionOfAnotherTrialIsRefused() throws IOException {
        program("isolate.sh");
        suite.with(STRUCK, STRUCK + ", recovery-actions: [{name: isolate, on: leaf1, run: [isolate.sh]}]");
        suite.with("probe.outage.longest < 100 ms in leaf-power", "isolate.duration < 100 ms in fibre-pull");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("trial 'fibre-pull' has no recovery action 'isolate'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: a, on: leaf1, run: [other.sh] | there is no such file in the suite's folder",
                "name: a, on: leaf1, run: [../other.sh] | the program is outside the suite's folder",
                "name: a, on: leaf9, run: [isolate.sh] | there is no such node in the design; valid: 'leaf1'",
                "name: a, on: leaf2, run: [isolate.sh] | this node may be without power in this trial",
                "name: a b, on: leaf1, run: [isolate.sh] | this cannot be an action's name",
                "name: a, on: leaf1 | the key 'run' is missing",
                "name: a, on: leaf1, run: [] | there is nothing to run",
                "name: a, on: leaf1, run: [isolate.sh], after: 1500 ms | which is healed after 2000 ms",
                "name: a, on: leaf1, run: [isolate.sh], within: 0 s | nothing ends in no time",
                "name: a, on: leaf1, run: [isolate.sh], afte: 1 s | there is no such key here; valid: 'after'",
            })
    void aSpoiltRecoveryActionIsToldWhatIsWrong(String action, String told) throws IOException {
        program("isolate.sh");
        suite.with(STRUCK, STRUCK + ", recovery-actions: [{" + action + "}]");
        assertThat(suite.told()).anySatisfy(message -> assertThat(message).contains(told));
    }

    @Test
    void recoveryActionsThatOverlapAreRefused() throws IOException {
        program("isolate.sh");
        suite.with(
                STRUCK,
                STRUCK + ", recovery-actions: [{name: a, on: leaf1, run: [isolate.sh]},"
                        + " {name: b, on: leaf1, run: [isolate.sh], after: 500 ms}]");
        assertThat(suite.told()).singleElement().asString().contains("it would begin before 'a' is over (1000 ms");
    }

    @Test
    void aTrialWithoutFaultHasNoRecoveryActions() throws IOException {
        suite.with("for: 20 s", "for: 20 s, recovery-actions: [{name: a}]");
        assertThat(suite.told()).anySatisfy(told -> assertThat(told).contains("has nothing to recover from"));
    }

    @Test
    void twoLinksOnOneInterfaceAreToldFromTheTopology() throws IOException {
        suite.with("topology.clab.yml", "\"leaf1:eth11\"", "\"leaf1:eth10\"");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .startsWith(
                        "topology.clab.yml: topology.links[1].endpoints[0] (line 14): 'leaf1:eth10': two links on one");
    }

    @Test
    void aSyntaxErrorIsTheOnlyProblemOfItsFile() throws IOException {
        suite.with("trials:", "trials: [");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("suite.yaml: line 1")
                .contains("YAML syntax error");
    }

    @Test
    void problemsOfAllFilesAreToldAtOnce() throws IOException {
        suite.with("for: 20 s", "for: 20 km")
                .with("repeat: 59", "repeat: 20")
                .with("topology.clab.yml", "length-km: 35", "lenght-km: 35")
                .with("lab.yaml", "lab: namespaces", "lap: namespaces");
        assertThat(suite.told()).hasSize(5);
    }

    @Test
    void aBrokenLinkHidesNoUnknownNodeAndBringsNoFurtherProblem() throws IOException {
        suite.with("topology.clab.yml", "\"leaf1:eth11\"", "\"leaf1\"")
                .with("calls: {between: [\"pbx1:eth1\"", "calls: {between: [\"pbx2:eth1\"");
        assertThat(suite.told()).hasSize(2).anyMatch(told -> told.contains("there is no node 'pbx2'"));
    }

    @Test
    void aMissingFolderIsTold() {
        assertThatThrownBy(() -> SuiteReader.read(Path.of("nowhere"), Optional.empty(), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nowhere: there is no such folder");
    }

    @Test
    void aFolderWithoutSuiteIsTold() throws IOException {
        Files.delete(suite.path().resolve("suite.yaml"));
        assertThat(suite.told()).singleElement().asString().contains("suite.yaml: there is no such file");
    }

    @Test
    void aSymbolicLinkIsRefusedBecauseNoDigestCoversIt() throws IOException {
        Files.delete(suite.path().resolve("lab.yaml"));
        Path link = suite.path().resolve("lab.yaml");
        Files.createSymbolicLink(link, SuiteFolder.EXAMPLE.resolve("lab.yaml").toAbsolutePath());
        assertThat(suite.told()).singleElement().asString().contains("not covered by the suite's digest");
        Files.delete(link);
    }

    @Test
    void aReleasedSuiteIsNotSideLoaded() {
        Map<String, String> released = Map.of("two-sites@1.0.0", suite.read().digest());
        assertThat(SuiteReader.read(suite.path(), Optional.empty(), Optional.of(released))
                        .sideLoaded())
                .isFalse();
    }

    @Test
    void aLocalEditMakesItSideLoaded() throws IOException {
        Map<String, String> released = Map.of("two-sites@1.0.0", suite.read().digest());
        suite.with("title: Two sites", "title: Three sites");
        assertThat(SuiteReader.read(suite.path(), Optional.empty(), Optional.of(released))
                        .sideLoaded())
                .isTrue();
    }

    @Test
    void withoutAListOfReleasesEverySuiteIsSideLoaded() {
        assertThat(suite.read().sideLoaded()).isTrue();
    }

    @Test
    void aLabFileOfTheSuiteReplacesTheBindingWithoutSideLoading() {
        Map<String, String> released = Map.of("two-sites@1.0.0", suite.read().digest());
        Path lab = suite.path().resolve("no-bfd.lab.yaml");
        Suite read = SuiteReader.read(suite.path(), Optional.of(lab), Optional.of(released));
        assertThat(SuiteFolder.proposed(read).file()).isEqualTo(lab);
        assertThat(SuiteFolder.proposed(read).provider()).isEqualTo("namespaces");
        assertThat(read.sideLoaded()).isFalse();
    }

    @Test
    void aLabFileFromOutsideSideLoads() throws IOException {
        Map<String, String> released = Map.of("two-sites@1.0.0", suite.read().digest());
        Path lab = temporary.resolve("mine.yaml");
        Files.writeString(lab, "lab: namespaces\n");
        assertThat(SuiteReader.read(suite.path(), Optional.of(lab), Optional.of(released))
                        .sideLoaded())
                .isTrue();
    }

    @Test
    void aLabFileBasedOnOneFromOutsideSideLoads() throws IOException {
        Files.writeString(temporary.resolve("mine.yaml"), "lab: namespaces\n");
        suite.with("no-bfd.lab.yaml", "based-on: lab.yaml", "based-on: ../mine.yaml");
        Map<String, String> released = Map.of("two-sites@1.0.0", suite.read().digest());
        Path lab = suite.path().resolve("no-bfd.lab.yaml");
        assertThat(SuiteReader.read(suite.path(), Optional.of(lab), Optional.of(released))
                        .sideLoaded())
                .isTrue();
    }

    @Test
    void theDigestOfALabCoversWhatItIsBasedOn() throws IOException {
        Path lab = suite.path().resolve("no-bfd.lab.yaml");
        String before = digest(lab);
        suite.with("lab.yaml", "nodes: {}", "nodes: {leaf1: {}}");
        assertThat(digest(lab)).isNotEqualTo(before).matches("[0-9a-f]{64}");
    }

    private String digest(Path lab) {
        Suite read = SuiteReader.read(suite.path(), Optional.of(lab), Optional.empty());
        return SuiteFolder.proposed(read).digest();
    }

    @Test
    void labFilesBasedOnEachOtherAreRefused() throws IOException {
        suite.with("lab.yaml", "lab: namespaces", "based-on: no-bfd.lab.yaml");
        assertThat(suite.told()).singleElement().asString().contains("based on each other in a circle");
    }

    @Test
    void aLabFileWithoutProviderIsTold() throws IOException {
        suite.with("lab.yaml", "lab: namespaces", "lap: namespaces");
        assertThat(suite.told()).singleElement().asString().contains("the key 'lab' is missing, though there is 'lap'");
    }

    @Test
    void aTrialRunsInTheLabItNames() throws IOException {
        suite.with("title: Two", "labs: {proposed: lab.yaml, legacy: no-bfd.lab.yaml}\ntitle: Two")
                .with("for: 20 s", "for: 20 s, lab: legacy");
        Suite read = suite.read();
        assertThat(read.trial("quiet").orElseThrow().lab()).isEqualTo("legacy");
        assertThat(read.requirements().getFirst().expect().scope()).hasToString("legacy/quiet");
    }

    @Test
    void aBystanderMustTakePartInTheTrial() throws IOException {
        suite.with("repeat: 59", "repeat: 59, bystanders: [copies]");
        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("only a flow or workload of this trial can stand by");
    }

    private SuiteFolder growing(String growth) throws IOException {
        return suite.with("for: 20 s}", "for: 20 s, growth: {" + growth + "}}");
    }

    @Test
    void aTrialWhoseLoadGrowsIsATrialOfEachYear() throws IOException {
        assertThat(growing("yearly: 30 %, years: 5").read().trials().stream()
                        .filter(trial -> trial.load().grows())
                        .map(trial -> trial.name() + " "
                                + Math.round(100 * trial.load().factor())))
                .containsExactly(
                        "quiet-year-0 100",
                        "quiet-year-1 130",
                        "quiet-year-2 169",
                        "quiet-year-3 220",
                        "quiet-year-4 286",
                        "quiet-year-5 371");
    }

    @Test
    void whatIsRequiredOfAGrowingLoadIsRequiredOfEachYear() throws IOException {
        assertThat(growing("yearly: 30 %, years: 1").read().requirements())
                .extracting(Requirement::id, one -> one.expect().scope().trial(), Requirement::text)
                .startsWith(
                        tuple(
                                "LAT-1-year-0",
                                "quiet-year-0",
                                "Calls cross between the sites in less than a millisecond, in year 0, 1.00 times"
                                        + " today's load"),
                        tuple(
                                "LAT-1-year-1",
                                "quiet-year-1",
                                "Calls cross between the sites in less than a millisecond, in year 1, 1.30 times"
                                        + " today's load"))
                .hasSize(5);
    }

    @Test
    void aRequirementOfOneYearMayBeWritten() throws IOException {
        assertThat(growing("yearly: 30 %, years: 5")
                        .with("1 ms in quiet", "1 ms in quiet-year-5")
                        .read()
                        .requirements())
                .first()
                .extracting(one -> one.expect().scope().trial())
                .isEqualTo("quiet-year-5");
    }

    @Test
    void aLoadThatDoesNotGrowIsTold() throws IOException {
        assertThat(growing("yearly: 0 %, years: 5").told())
                .singleElement()
                .asString()
                .contains("the load would not grow");
    }

    @Test
    void growthWithoutYearsIsTold() throws IOException {
        assertThat(growing("yearly: 30 %").told()).singleElement().asString().contains("for how many years");
    }
}
