package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;

class WorkloadReaderTest {

    private static final String WEB =
            "  web: {from: phones, to: pbx1, protocol: http, port: 8080, request: /, clients: 2, rate: 5/s per"
                    + " client}\n";
    private static final String DISK =
            "  disk: {from: pbx1, to: phones, protocol: nbd, volume: a, writers: 4, rate: 200/s, block: 8192 B, span:"
                    + " 65536 B}\n";

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

    @Test
    void aServiceIsReadAsWritten() throws IOException {
        saying("services:\n" + WEB).with("hold: 2 s,", "workloads: [web], hold: 2 s,");
        Suite read = suite.read();

        assertThat(read.workload("web"))
                .contains(new ServiceWorkload(
                        "web",
                        "phones",
                        "pbx1",
                        ServiceWorkload.Protocol.HTTP,
                        Optional.empty(),
                        8080,
                        "/",
                        2,
                        5,
                        Duration.ofSeconds(2),
                        1,
                        Optional.empty(),
                        new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD)));
        assertThat(read.trial("fibre-pull").orElseThrow().workloads()).containsExactly("web");
        assertThat(read.trial("quiet").orElseThrow().workloads()).isEmpty();
    }

    @Test
    void theRateOfAllTogetherIsSharedByTheClients() throws IOException {
        saying("storage:\n" + DISK);
        StorageWorkload disk = (StorageWorkload) suite.read().workload("disk").orElseThrow();

        assertThat(disk.perSecond()).isEqualTo(50);
        assertThat(disk.blockBytes()).isEqualTo(8192);
        assertThat(disk.patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(disk.survivor()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protocol: http | protocol: gopher | there is no such protocol",
                "port: 8080 | port: 0 | services.web.port",
                "port: 8080, | '' | port",
                "from: phones | from: fones | there is no node 'fones'",
                "rate: 5/s per client | rate: 0/s | a workload that asks nothing measures nothing",
                "rate: 5/s per client | rate: 200000/s | no workload is that fast",
                "rate: 5/s per client | rate: often | services.web.rate",
                "clients: 2 | clients: 1001 | services.web.clients",
                "request: / | patience: 1 us | no client waits so",
                "request: / | patience: 1 h | no client waits so",
                "request: / | address: pbx1.example | this is not an IPv4 address",
                "request: / | address: 300.1.2.3 | this is not an IPv4 address",
                "request: / | request: index.html | this cannot be asked by http",
                "protocol: http | protocol: tcp | this cannot be asked by tcp",
                "protocol: http, port: 8080, request: / | protocol: dns, port: 53, request: www..example | cannot be"
                        + " asked by dns",
                "protocol: http, port: 8080, request: / | protocol: dns, port: 53 | cannot be asked by dns",
                "protocol: http, port: 8080, request: / | protocol: sip, port: 5060 | cannot be asked by sip",
                "request: / | generator: jmeter | there is no such generator",
                "request: / | generator: sipp | this program does not speak http",
                "request: / | held: 2 s | only calls are held",
                "request: / | colour: red | colour"
            })
    void whatIsWrongWithAServiceIsNamed(String before, String after, String told) throws IOException {
        saying("services:\n" + WEB.replace(before, after));

        assertThat(suite.told()).singleElement().asString().contains(told);
    }

    @Test
    void callsMayBeMadeBySippAndHeldForAWhile() throws IOException {
        saying("services:\n"
                + "  lines: {from: phones, to: pbx1, protocol: sip, generator: sipp, port: 5060, request: \"100\","
                + " rate: 5/s, held: 30 s}\n");
        ServiceWorkload lines = (ServiceWorkload) suite.read().workload("lines").orElseThrow();

        assertThat(lines.client())
                .isEqualTo(new ServiceWorkload.Client(ServiceWorkload.Generator.SIPP, Duration.ofSeconds(30)));
    }

    @Test
    void noCallIsHeldForADay() throws IOException {
        saying("services:\n"
                + "  lines: {from: phones, to: pbx1, protocol: sip, port: 5060, request: \"100\", rate: 5/s, held:"
                + " 24 h}\n");

        assertThat(suite.told()).singleElement().asString().contains("no call is held so");
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        saying("services:\n  web: {from: nowhere, to: pbx1, protocol: ftp, port: 99999, rate: 5, patience: 0 s}\n");

        assertThat(suite.told()).hasSize(5);
    }

    @Test
    void aNameStandsForOneThing() throws IOException {
        saying("services:\n" + WEB.replace("web:", "probe:"));

        assertThat(suite.told()).anyMatch(told -> told.contains("a flow or another workload has this name"));
    }

    @Test
    void theDesignIsNoWorkload() throws IOException {
        saying("services:\n" + WEB.replace("web:", "design:"));

        assertThat(suite.told()).singleElement().asString().contains("this cannot be a workload's name");
    }

    @Test
    void aTrialCannotRunWhatTheSuiteDoesNotHave() throws IOException {
        saying("services:\n" + WEB).with("hold: 2 s,", "workloads: [wep], hold: 2 s,");

        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("trials.fibre-pull.workloads[0]", "there is no such workload", "web");
    }

    @Test
    void aWorkloadThatATrialDoesNotRunCannotBeJudgedInIt() throws IOException {
        saying("services:\n" + WEB).with("probe.reversion.longest < 10 ms", "web.restoration < 1 s");

        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("workload 'web' does not run in trial 'fibre-pull'");
    }

    @Test
    void aMetricOfAFlowIsNoneOfAWorkload() throws IOException {
        saying("services:\n" + WEB)
                .with("hold: 2 s,", "workloads: [web], hold: 2 s,")
                .with("probe.reversion.longest < 10 ms", "web.loss < 1 %");

        assertThat(suite.told()).singleElement().asString().contains("this is not a metric of a workload");
    }

    @Test
    void restorationMeansNothingWithoutAFault() throws IOException {
        saying("services:\n" + WEB)
                .with("for: 20 s", "for: 20 s, workloads: [web]")
                .with("calls.delay.p99 < 1 ms in quiet", "web.restoration < 1 s in quiet");

        assertThat(suite.told()).singleElement().asString().contains("has no fault");
    }

    @Test
    void whatNoRouterPassesOnNeedsBothEndsOnOneSegment() throws IOException {
        saying("storage:\n" + DISK.replace("protocol: nbd", "protocol: aoe"));

        assertThat(suite.told()).singleElement().asString().contains("storage.disk.to", "no cable and no bridge");
    }

    @Test
    void fioKeepsNoLedgerAndWritesToNetworkBlockDevicesOnly() throws IOException {
        saying("storage:\n" + DISK.replace("protocol: nbd", "generator: fio, survivor: phones, protocol: iscsi"));

        assertThat(suite.told())
                .hasSize(2)
                .anyMatch(told -> told.contains("keeps no ledger"))
                .anyMatch(told -> told.contains("fio does not write so"));
    }

    @Test
    void writesAreWholeSectors() throws IOException {
        saying("storage:\n" + DISK.replace("8192 B", "1000 B"));

        assertThat(suite.told()).isNotEmpty().first().asString().contains("writes cannot have this block");
    }

    @Test
    void aVolumeHoldsWholeBlocks() throws IOException {
        saying("storage:\n" + DISK.replace("65536 B", "9000 B"));

        assertThat(suite.told()).singleElement().asString().contains("writes cannot have this span");
    }

    private static final String GUESTS =
            "  vms: {from: phones, to: pbx1, protocol: http, address: 198.18.30.1, addresses: 4, port: 80, rate: 1/s"
                    + " per client, record-of: disk}\n";

    /** A block for each of the four writers. */
    private static final String A_BLOCK_EACH = "storage:\n" + DISK.replace("65536 B", "32768 B");

    @Test
    void aServiceAtManyAddressesHasAClientForEach() throws IOException {
        saying(A_BLOCK_EACH + "services:\n" + GUESTS);
        ServiceWorkload guests = (ServiceWorkload) suite.read().workload("vms").orElseThrow();

        assertThat(guests.streams()).isEqualTo(4);
        assertThat(guests.addressesFrom("198.18.30.1")).endsWith("198.18.30.4").hasSize(4);
        assertThat(guests.recordOf()).contains("disk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addresses: 4 | addresses: 3 | 4 writers do not write to the disks of 3 virtual machines",
                "addresses: 4 | addresses: 4, clients: 8 | each of the 4 addresses is asked by one client",
                "address: 198.18.30.1, | '' | nothing says which addresses these are",
                "record-of: disk | record-of: disc | there is no such storage workload",
                "protocol: http | protocol: tcp | only answers of http have a record in them"
            })
    void whatIsWrongWithManyAddressesIsNamed(String before, String after, String told) throws IOException {
        saying(A_BLOCK_EACH + "services:\n" + GUESTS.replace(before, after));

        assertThat(suite.told()).singleElement().asString().contains(told);
    }

    @Test
    void aVirtualMachineShowsNoMoreThanItsFirstBlock() throws IOException {
        saying("storage:\n" + DISK + "services:\n" + GUESTS);

        assertThat(suite.told()).singleElement().asString().contains("write 2 blocks in turn", "a span of 32768 B");
    }

    @Test
    void recordsAreComparedInATrialThatHasTheirWriters() throws IOException {
        saying(A_BLOCK_EACH + "services:\n" + GUESTS + WEB)
                .with("hold: 2 s,", "workloads: [vms, web], hold: 2 s,")
                .with("probe.reversion.longest < 10 ms", "vms.stale-records <= 0");

        assertThat(suite.told())
                .singleElement()
                .asString()
                .contains("workload 'disk', with which records are compared, does not run in trial 'fibre-pull'");
    }

    @Test
    void aServiceWithoutRecordsHasNoneThatAreStale() throws IOException {
        saying(A_BLOCK_EACH + "services:\n" + WEB)
                .with("hold: 2 s,", "workloads: [disk, web], hold: 2 s,")
                .with("probe.reversion.longest < 10 ms", "web.stale-records <= 0");

        assertThat(suite.told()).singleElement().asString().contains("a service with record-of");
    }
}
