package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.traffic.ConsistencyGroup;

class GroupReaderTest {

    private static final String VOLUMES = """
        storage:
          data: {from: pbx1, to: phones, protocol: nbd, volume: a, rate: 50/s, survivor: pbx1, group: vm1}
          log: {from: pbx1, to: phones, protocol: nbd, volume: b, rate: 50/s, survivor: pbx1, group: vm1}
        """;

    @TempDir
    Path temporary;

    private SuiteFolder suite;

    @BeforeEach
    void copyTheExample() throws IOException {
        suite = SuiteFolder.copiedTo(temporary.resolve("suite"));
    }

    private SuiteFolder saying(String sections) throws IOException {
        return suite.with("trials:\n", sections + "\ntrials:\n");
    }

    /** @param runs workloads of the trial */
    private SuiteFolder judging(String sections, String runs, String expect) throws IOException {
        return saying(sections)
                .with("hold: 2 s,", "workloads: [" + runs + "], hold: 2 s,")
                .with("probe.reversion.longest < 10 ms", expect);
    }

    @Test
    void volumesWithTheSameGroupBelongTogether() throws IOException {
        Suite read = judging(VOLUMES, "data, log", "vm1.order-violations <= 0").read();

        assertThat(read.workload("log").flatMap(ConsistencyGroup::of))
                .contains(new ConsistencyGroup("vm1", List.of("data", "log")));
        assertThat(read.together("vm1")).containsExactly("data", "log");
        assertThat(read.together("log")).containsExactly("log");
    }

    @ParameterizedTest
    @CsvSource({"vm1.order-violations <= 0", "vm1.lost <= 0", "vm1.recovery-point <= 5 s"})
    void theirCopiesAreJudgedTogether(String expect) throws IOException {
        assertThat(judging(VOLUMES, "data, log", expect).read().requirements()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"vm1.corrupt <= 0", "vm1.latency.p95 < 1 s", "vm1.loss < 1 %"})
    void noOtherMetricIsOneOfAGroup(String expect) throws IOException {
        assertThat(judging(VOLUMES, "data, log", expect).told())
                .singleElement()
                .asString()
                .contains("this is not a metric of a group of storage workloads");
    }

    @Test
    void aGroupIsJudgedInATrialThatWritesToAllOfIt() throws IOException {
        assertThat(judging(VOLUMES, "data", "vm1.lost <= 0").told())
                .singleElement()
                .asString()
                .contains("workload 'log' of group 'vm1' does not run in trial 'fibre-pull'", "data, log");
    }

    @Test
    void aGroupThatNobodyNamesIsUnknown() throws IOException {
        assertThat(judging(VOLUMES, "data, log", "vm2.lost <= 0").told())
                .singleElement()
                .asString()
                .contains("there is no such flow", "vm1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b, rate: 50/s, survivor: pbx1, group: vm1 | b, rate: 50/s, survivor: pbx1 | only 'data' is in this"
                        + " group",
                "b, rate: 50/s, survivor: pbx1, | b, rate: 50/s, | nothing says which copy must go together",
                "b, rate: 50/s, survivor: pbx1, | b, rate: 50/s, generator: fio, | fio keeps no ledger by which",
                "group: vm1 | group: log | a flow or a workload has this name",
                "group: vm1 | group: probe | a flow or a workload has this name",
            })
    void whatIsWrongWithAGroupIsNamed(String before, String after, String told) throws IOException {
        saying(VOLUMES.replace(before, after));

        assertThat(suite.told()).singleElement().asString().contains(told, "storage.");
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        saying(VOLUMES.replace("group: vm1", "group: v m").replace("survivor: pbx1, ", ""));

        assertThat(suite.told())
                .hasSize(4)
                .anyMatch(told -> told.contains("this cannot be a group's name"))
                .anyMatch(told -> told.contains("nothing says which copy"));
    }

    @Test
    void aGroupIsNotCalledSmallBecauseOneOfItsVolumesHasAProblemOfItsOwn() throws IOException {
        judging(VOLUMES.replace("volume: b, rate: 50/s", "volume: b, rate: often"), "data, log", "vm1.lost <= 0");

        assertThat(suite.told()).singleElement().asString().contains("storage.log.rate");
    }
}
