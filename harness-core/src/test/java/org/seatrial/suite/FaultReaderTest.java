package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.topology.Endpoint;

class FaultReaderTest {

    private static final String FAULT = "{power-off: {node: leaf2}}";

    private final Path folder;

    FaultReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SuiteFolder suite(String fault) throws IOException {
        return SuiteFolder.copiedTo(folder.resolve("suite")).with(FAULT, fault);
    }

    private Fault read(String fault) throws IOException {
        return suite(fault)
                .read()
                .trial("leaf-power")
                .orElseThrow()
                .faults()
                .getFirst()
                .candidates()
                .getFirst();
    }

    private List<String> told(String fault) throws IOException {
        return suite(fault).told();
    }

    @Test
    void aStrandOfAPulledCable() throws IOException {
        assertThat(read("{cable-pull: {link: fibre-a, end: strand-a-to-b}}"))
                .isEqualTo(new Fault.CablePull("fibre-a", CableEnd.STRAND_A_TO_B));
    }

    private SuiteFolder second(String faults) throws IOException {
        return SuiteFolder.copiedTo(folder.resolve("suite"))
                .with(
                        "trials:\n",
                        "storage:\n"
                                + "  disk: {from: pbx1, to: phones, protocol: nbd, volume: a, survivor: phones, rate:"
                                + " 50/s}\n"
                                + "trials:\n")
                .with("fault: " + FAULT, "workloads: [disk], faults: " + faults);
    }

    @Test
    void aSecondFaultMayWaitUntilACopyIsBeingFilled() throws IOException {
        List<FaultSpec> faults = second(
                        "[{reboot: {node: leaf2, off: 1 s}}, {power-off: {node: leaf1}, after: resynchronising disk}]")
                .read()
                .trial("leaf-power")
                .orElseThrow()
                .faults();

        assertThat(faults.getLast().resynchronising()).contains("disk");
        assertThat(faults.getLast().after()).isZero();
        assertThat(faults.getFirst().resynchronising()).isEmpty();
    }

    @Test
    void whatIsFilledAgainMustBeOfTheTrialAndInterruptedBefore() throws IOException {
        assertThat(second("[{reboot: {node: leaf2, off: 1 s}}, {power-off: {node: leaf1}, after: resynchronising dis}]")
                        .told())
                .anyMatch(line -> line.contains("no storage workload of this trial has this name"));
    }

    @Test
    void aCopyThatNothingInterruptsIsNotWaitedFor() throws IOException {
        assertThat(second("[{power-off: {node: leaf2}}, {power-off: {node: leaf1}, after: resynchronising disk}]")
                        .told())
                .anyMatch(line -> line.contains("no mirror would be filled"));
    }

    @Test
    void aSilentCutOneWay() throws IOException {
        assertThat(read("{silent-cut: {link: fibre-a, strand: a-to-b}}"))
                .isEqualTo(new Fault.SilentCut("fibre-a", Strand.A_TO_B));
    }

    @Test
    void aShutdownAtTheNearEndUnlessItSaysOtherwise() throws IOException {
        assertThat(read("{shutdown: {link: fibre-a}}")).isEqualTo(new Fault.Shutdown("fibre-a", CableEnd.NEAR_END));
    }

    @Test
    void anImpairmentWithEverythingItDoes() throws IOException {
        assertThat(read("{impairment: {link: fibre-a, strand: b-to-a, delay: 5 ms, jitter: 1 ms, loss: 0.1 %,"
                        + " corruption: 0.2 %, duplication: 0.3 %, reordering: 1 %, reordering-by: 2 ms,"
                        + " rate: 100 Mbit/s}}"))
                .isEqualTo(new Fault.Impaired(
                        "fibre-a",
                        Strand.B_TO_A,
                        new Impairment(
                                Duration.ofMillis(5),
                                Duration.ofMillis(1),
                                0.001,
                                0.002,
                                0.003,
                                0.01,
                                Duration.ofMillis(2),
                                1e8)));
    }

    @Test
    void anMtuMismatch() throws IOException {
        assertThat(read("{mtu-mismatch: {link: fibre-a, end: far-end, mtu: 1400}}"))
                .isEqualTo(new Fault.MtuMismatch("fibre-a", CableEnd.FAR_END, 1400));
    }

    @Test
    void aSlowDisk() throws IOException {
        assertThat(read("{slow-disk: {node: leaf2, volume: disk, operations: 20/s}}"))
                .isEqualTo(new Fault.SlowDisk("leaf2", "disk", 20));
    }

    @Test
    void aFlap() throws IOException {
        assertThat(read("{flap: {link: fibre-a, times: 4, period: 400 ms}}"))
                .isEqualTo(new Fault.Flap("fibre-a", 4, Duration.ofMillis(400)));
    }

    @Test
    void aReboot() throws IOException {
        assertThat(read("{reboot: {node: leaf2, off: 1 s}}"))
                .isEqualTo(new Fault.Reboot("leaf2", Duration.ofSeconds(1)));
    }

    @Test
    void aCrashOfADaemon() throws IOException {
        assertThat(read("{crash: {node: leaf2, daemon: bgpd}}")).isEqualTo(new Fault.Crash("leaf2", "bgpd"));
    }

    @Test
    void aHangOfADaemon() throws IOException {
        assertThat(read("{hang: {node: leaf2, daemon: bgpd}}")).isEqualTo(new Fault.Hang("leaf2", "bgpd"));
    }

    @Test
    void aSiteTakesItsNodesButNoTestEquipment() throws IOException {
        assertThat(read("{power-off: {site: dc2}}")).isEqualTo(new Fault.SiteLoss("dc2", List.of("leaf2")));
    }

    @Test
    void aFeedTakesTheNodesThatHaveNoOther() throws IOException {
        SuiteFolder suite = suite("{power-off: {feed: a}}")
                .with(
                        "topology.clab.yml",
                        "leaf2: {labels: {site: dc2, feeds: \"a,b\"}}",
                        "leaf2: {labels: {site: dc2, feeds: a}}");
        assertThat(suite.read()
                        .trial("leaf-power")
                        .orElseThrow()
                        .faults()
                        .getFirst()
                        .candidates())
                .containsExactly(new Fault.FeedLoss("a", List.of("leaf2")));
    }

    @Test
    void aFeedThatNoNodeDependsOnAloneCannotBeLost() throws IOException {
        assertThat(told("{power-off: {feed: a}}")).anyMatch(message -> message.contains("depends on this feed alone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{shutdown: {link: fibre-a, end: strand-a-to-b}} | no such end",
                "{impairment: {link: fibre-a}} | does nothing",
                "{impairment: {link: fibre-a, loss: 0 %}} | no such share",
                "{impairment: {link: fibre-a, delay: 1 ms, jitter: 2 ms}} | more than the delay",
                "{impairment: {link: fibre-a, reordering: 1 %}} | holding a share",
                "{impairment: {link: fibre-a, delay: 11 s}} | out of range",
                "{mtu-mismatch: {link: fibre-a}} | mtu",
                "{mtu-mismatch: {link: fibre-a, mtu: 20}} | out of range",
                "{mtu-mismatch: {link: fibre-a, mtu: 1400, end: both-ends}} | no such end",
                "{slow-disk: {node: leaf2, volume: disk}} | operations",
                "{slow-disk: {node: leaf2, operations: 20/s}} | volume",
                "{slow-disk: {node: leaf2, volume: disk, operations: 0.5/s}} | no disk can be held",
                "{flap: {link: fibre-a, times: 30, period: 400 ms}} | run its course",
                "{flap: {link: fibre-a, times: 3, period: 1 ms}} | out of range",
                "{reboot: {node: leaf2, off: 5 s}} | run its course",
                "{reboot: {node: pbx1, off: 1 s}} | test equipment",
                "{crash: {node: leaf2}} | daemon",
                "{power-off: {feed: a, site: dc1}} | names several things",
                "{power-off: {site: dc7}} | there is no such site",
                "{flap: {link: fibre-q, times: 3, period: 400 ms}} | fibre-a"
            })
    void whatCannotBeIsRefused(String fault, String because) throws IOException {
        assertThat(told(fault)).isNotEmpty().anyMatch(message -> message.contains(because));
    }

    private static final String STORM =
            "{traffic-anomaly: {from: \"%s\", form: %s, rate: %s, size: 1514 B, for: 500 ms%s}}";

    @Test
    void aStormStrikesTheNodeAtTheOtherEndOfTheSendersCable() throws IOException {
        assertThat(read(STORM.formatted("pbx1:eth1", "broadcast-storm", "2000/s", "")))
                .isEqualTo(new Fault.TrafficAnomaly(
                        "leaf1",
                        new Endpoint("pbx1", "eth1"),
                        new Anomaly(Anomaly.Form.BROADCAST_STORM, 2000, 1514, 1, Duration.ofMillis(500), null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pbx1:eth1 | broadcast-storm | 60000/s | '' | 1/s to 50000/s",
                "pbx1:eth1 | broadcast-storm | 49000/s | '' | at most 400 Mbit/s",
                "pbx1:eth1 | broadcast-stern | 2000/s  | '' | broadcast-storm",
                "pbx1:eth9 | broadcast-storm | 2000/s  | '' | pbx1:eth1",
                "leaf1:eth1 | broadcast-storm | 2000/s  | '' | test equipment",
                "pbx1:eth1 | runt            | 2000/s  | '' | whole bytes from 18 B to 59 B",
                "pbx1:eth1 | microburst      | 2000/s  | '' | burst: how many",
                "pbx1:eth1 | duplicate-address | 2000/s | '' | whose address is duplicated",
                "pbx1:eth1 | broadcast-storm | 2000/s  | ', to: \"phones:eth1\"' | only microbursts",
            })
    void anAnomalyAboveItsCeilingOrWithoutSenseIsRefused(
            String from, String form, String rate, String more, String told) throws IOException {
        assertThat(told(STORM.formatted(from, form, rate, more))).anyMatch(problem -> problem.contains(told));
    }

    @Test
    void anAnomalyThatLastsTooLongIsRefused() throws IOException {
        String storm =
                STORM.formatted("pbx1:eth1", "broadcast-storm", "2000/s", "").replace("500 ms", "31 s");
        assertThat(told(storm)).anyMatch(problem -> problem.contains("100 ms to 30 s"));
    }
}
