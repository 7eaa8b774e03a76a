package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.topology.Link;

/**
 * A lab whose links the kernel carries. Times have lower bounds, and upper ones only where they tell right from wrong: it
 * also runs on an emulated processor.
 */
@ExtendWith(OnKernelsWithNetem.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetemLabIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration LINKWATCH = Duration.ofSeconds(5);

    private final Link fibre = NetemPair.link("fibre");
    private final Lab lab;
    private final Path folder;

    NetemLabIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        lab = NetemPair.bringUp(folder);
    }

    @AfterEach
    void theLabIsWholeAgain() {
        LabITs.await(
                () -> "redundancy: " + lab.redundancy().missing(),
                RECOVERY,
                () -> lab.redundancy().whole());
    }

    @AfterAll
    void nothingOfTheLabRemains() {
        String prefix = LabNames.prefix(lab.id());
        List<Integer> daemons = NamespaceProcesses.in(prefix + "left");
        assertThat(LabITs.namespaces(prefix)).hasSize(5);
        assertThat(daemons).isNotEmpty();
        lab.close();
        assertThat(LabITs.namespaces(prefix)).isEmpty();
        assertThat(LabRegistry.USUAL.resolve(lab.id())).doesNotExist();
        assertThat(daemons)
                .allSatisfy(
                        daemon -> assertThat(NamespaceProcesses.startOf(daemon)).isEmpty());
    }

    private LinkControl links() {
        return lab.links().orElseThrow();
    }

    private LinkProbe probe(Link link) {
        return LinkProbe.open(lab.id(), NetemPair.DESIGN, link);
    }

    private LinkProbe probe(String link) {
        return probe(NetemPair.link(link));
    }

    @Test
    void theReportSaysThatTheKernelCarriesEveryLink() {
        assertThat(lab.facts().knownDifferences())
                .filteredOn(text -> text.startsWith("Carried by"))
                .singleElement()
                .asString()
                .startsWith(
                        "Carried by the Linux kernel's netem: fibre, satellite, radio, leased, the self-test's path.");
    }

    @Test
    void noWireProcessRuns() {
        assertThat(NamespaceProcesses.in(LabNames.namespace(lab.id(), LabNames.WIRE)))
                .isEmpty();
    }

    @Test
    void theProgramTcReadsTheSameDelayAtBothEnds() {
        assertThat(queues().filter(line -> line.contains("delay 20ms")).count()).isEqualTo(2);
    }

    private Stream<String> queues() {
        return Program.run("tc", "-n", LabNames.namespace(lab.id(), LabNames.WIRE), "qdisc", "show")
                .lines();
    }

    @Test
    void aPacketTakesTheDelayInEachDirection() {
        try (LinkProbe probe = probe(fibre)) {
            assertThat(probe.delayNs(Strand.A_TO_B)).isBetween(NetemPair.FIBRE_NS, 50 * NetemPair.FIBRE_NS);
            assertThat(probe.delayNs(Strand.B_TO_A)).isBetween(NetemPair.FIBRE_NS, 50 * NetemPair.FIBRE_NS);
        }
    }

    @Test
    void aSilentCutStopsPacketsKeepsTheCarrierAndIsHealedFromDataAlone() {
        Undo undo = links().prepareSilence(fibre, Strand.BOTH, "cut-1");
        try (LinkProbe probe = probe(fibre)) {
            assertThat(probe.arrives(Strand.A_TO_B)).isTrue();
            LinkReading before = links().read(fibre);
            Commanded cut = links().silence(fibre, Strand.BOTH);
            try {
                assertThat(cut.widthNs()).isLessThan(500_000_000);
                assertThat(probe.arrives(Strand.A_TO_B)).isFalse();
                assertThat(probe.arrives(Strand.B_TO_A)).isFalse();
                LinkReading silent = links().read(fibre);
                assertThat(silent.carrierA()).isTrue();
                assertThat(silent.carrierB()).isTrue();
                assertThat(silent.silencedAtoB()).isGreaterThan(before.silencedAtoB());
                assertThat(silent.silencedBtoA()).isGreaterThan(before.silencedBtoA());
                assertThat(queues().filter(line -> line.contains("loss 100%")).count())
                        .isEqualTo(2);
                assertThat(lab.redundancy().missing())
                        .anyMatch(text -> text.startsWith("netem of fibre at w0b is not as the design says"));
            } finally {
                LabITs.heal(undo);
                LabITs.heal(undo);
            }
            assertThat(probe.arrives(Strand.A_TO_B)).isTrue();
            assertThat(probe.arrives(Strand.B_TO_A)).isTrue();
            assertThat(probe.delayNs(Strand.A_TO_B)).isGreaterThanOrEqualTo(NetemPair.FIBRE_NS);
            assertThat(queues().noneMatch(line -> line.contains("loss 100%"))).isTrue();
        }
    }

    @Test
    void oneStrandAloneIsCut() {
        Undo undo = links().prepareSilence(fibre, Strand.A_TO_B, "cut-2");
        try (LinkProbe probe = probe(fibre)) {
            links().silence(fibre, Strand.A_TO_B);
            try {
                assertThat(probe.arrives(Strand.A_TO_B)).isFalse();
                assertThat(probe.arrives(Strand.B_TO_A)).isTrue();
            } finally {
                LabITs.heal(undo);
            }
        }
    }

    @Test
    void aFrameOnItsWayWhenTheCutStrikesStillArrives() {
        Link satellite = NetemPair.link("satellite");
        Undo undo = links().prepareSilence(satellite, Strand.BOTH, "cut-3");
        try (LinkProbe probe = probe(satellite)) {
            // The first cut of a process is slow: its code is not compiled yet.
            links().silence(satellite, Strand.BOTH);
            LabITs.heal(undo);
            probe.forget();
            long sentNs = probe.send(Strand.A_TO_B);
            Commanded cut = links().silence(satellite, Strand.BOTH);
            try {
                assertThat(cut.afterNs() - sentNs).isLessThan(NetemPair.SATELLITE_NS);
                assertThat(probe.awaitArrival(Strand.A_TO_B)).isPresent();
                assertThat(probe.arrives(Strand.A_TO_B)).isFalse();
            } finally {
                LabITs.heal(undo);
            }
        }
    }

    @Test
    void aPulledCableLosesItsCarrierAtBothEndsAndPassesFramesWhenItIsBack() {
        Undo undo = links().prepareCarrier(fibre, CableEnd.BOTH_ENDS, "pull-1");
        try (LinkProbe probe = probe(fibre)) {
            links().dropCarrier(fibre, CableEnd.BOTH_ENDS);
            try {
                LabITs.await("both carriers lost", LINKWATCH, () -> {
                    LinkReading reading = links().read(fibre);
                    return !reading.carrierA() && !reading.carrierB();
                });
            } finally {
                LabITs.heal(undo);
            }
            LabITs.await("carriers back", LINKWATCH, () -> {
                LinkReading reading = links().read(fibre);
                return reading.carrierA() && reading.carrierB();
            });
            probe.forget();
            assertThat(probe.delayNs(Strand.B_TO_A)).isGreaterThanOrEqualTo(NetemPair.FIBRE_NS);
        }
    }

    @Test
    void aLossyJitteryLinkLosesItsShareAndKeepsTheOrder() {
        int packets = 400;
        List<Integer> arrived = new ArrayList<>();
        BitSet processors = SchedulingCalls.processors();
        // Each processor has a queue of its own before the link: a sender that changes from one to another overtakes
        // itself.
        SchedulingCalls.runOn(processors.nextSetBit(0));
        try (LinkProbe probe = probe("radio")) {
            for (int i = 0; i < packets; i++) {
                probe.send(Strand.A_TO_B, i);
            }
            probe.awaitNumbers(Strand.A_TO_B, arrived);
        } finally {
            SchedulingCalls.runOn(processors);
        }
        // 40 lost on average, standard deviation 6: five of them either way.
        assertThat(packets - arrived.size()).isBetween(10, 70);
        assertThat(arrived).isSorted();
        assertThat(lab.redundancy().missing()).noneMatch(text -> text.contains("radio"));
    }

    @Test
    void framesLeaveASlowLinkOneBehindTheOther() {
        int packets = 40;
        try (LinkProbe probe = probe("leased")) {
            long firstNs = probe.send(Strand.A_TO_B, 0);
            for (int i = 1; i < packets; i++) {
                probe.send(Strand.A_TO_B, i);
            }
            List<Integer> arrived = new ArrayList<>();
            long lastNs = probe.awaitNumbers(Strand.A_TO_B, arrived);
            assertThat(arrived).hasSize(packets);
            long frameNs = (LinkProbe.FRAME_BYTES + 24) * 8_000L;
            assertThat(lastNs - firstNs).isGreaterThanOrEqualTo(packets * frameNs);
        }
    }

    @Test
    void theDaemonsLogsAreKeptBesideNoLogOfAWireProcess() {
        assertThat(folder.resolve("wire.log")).doesNotExist();
    }
}
