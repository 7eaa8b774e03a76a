package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.ImpairmentReading;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PowerControl;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Link;

/** Each further kind of fault on one small real lab: it shows, and healing brings back what was there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultKindsIT {

    private static final Duration RECOVERY = Duration.ofSeconds(25);
    private static final Duration SHOWS = Duration.ofSeconds(5);

    private final Link fibre = Leonix.link("fibre-a");
    private final Link shaped = Leonix.link("fibre-b");
    private final Lab lab;

    FaultKindsIT(@TempDir Path logs) {
        lab = new NamespaceLabProvider()
                .bringUp(new LabRequest(Leonix.design(), Leonix.binding(), Leonix.FIBRES, Set.of(shaped.name()), logs));
    }

    @BeforeAll
    @AfterEach
    void theLabIsWhole() {
        LabITs.await(
                () -> "redundancy: " + lab.redundancy().missing(),
                RECOVERY,
                () -> lab.redundancy().whole());
    }

    @AfterAll
    void takeTheLabDown() {
        lab.close();
    }

    private LinkControl links() {
        return lab.links().orElseThrow();
    }

    private NodeControl nodes() {
        return lab.nodes().orElseThrow();
    }

    private PortControl ports() {
        return lab.ports().orElseThrow();
    }

    private DaemonControl daemons() {
        return lab.daemons().orElseThrow();
    }

    private PowerControl power() {
        return lab.power().orElseThrow();
    }

    @Test
    void oneStrandThatBreaksDarkensTheEndThatItLeadsTo() {
        Undo undo = links().prepareCarrier(fibre, CableEnd.STRAND_A_TO_B, "strand-1");
        links().dropCarrier(fibre, CableEnd.STRAND_A_TO_B);
        try {
            LabITs.await("far end dark", SHOWS, () -> !links().read(fibre).carrierB());
            assertThat(links().read(fibre).carrierA()).isTrue();
        } finally {
            LabITs.heal(undo);
        }
    }

    @Test
    void aSilentCutOneWayStopsThatWayAlone() {
        Undo undo = links().prepareSilence(fibre, Strand.B_TO_A, "cut-1");
        LinkReading before = links().read(fibre);
        links().silence(fibre, Strand.B_TO_A);
        try {
            LabITs.await("frames swallowed", SHOWS, () -> links().read(fibre).silencedBtoA() > before.silencedBtoA());
            assertThat(links().read(fibre).silencedAtoB()).isEqualTo(before.silencedAtoB());
            assertThat(links().read(fibre).carrierA()).isTrue();
        } finally {
            LabITs.heal(undo);
        }
    }

    @Test
    void aShutdownInterfaceIsDisabledAndItsNeighbourDark() {
        for (Link link : List.of(fibre, Leonix.link("dc1-peer"))) {
            Undo undo = ports().prepareShutdown(List.of(link.a()), "shutdown-" + link.name());
            Commanded shut = ports().shutdown(List.of(link.a()));
            try {
                assertThat(ports().read(link.a()).enabled()).isFalse();
                LabITs.await(
                        "neighbour dark", SHOWS, () -> !ports().read(link.b()).carrier());
                assertThat(ports().read(link.b()).enabled()).isTrue();
                // Enabled again before a daemon has looked, a route of FRR has been seen to stay away.
                LabITs.await(
                        "BGP noticed at both ends",
                        SHOWS,
                        () -> lab.noticed(shut.beforeNs(), System.nanoTime()).stream()
                                .filter(event -> event.what().equals(Noticed.BGP_DOWN))
                                .map(Noticed::node)
                                .toList()
                                .containsAll(List.of(link.a().node(), link.b().node())));
            } finally {
                LabITs.heal(undo);
                LabITs.heal(undo);
            }
            LabITs.await(
                    "both up",
                    SHOWS,
                    () -> ports().read(link.a()).carrier()
                            && ports().read(link.b()).carrier());
        }
    }

    @Test
    void anMtuIsLoweredAtOneEndAndComesBack() {
        int before = ports().read(fibre.b()).mtu();
        Undo undo = ports().prepareMtu(fibre.b(), "mtu-1");
        ports().setMtu(fibre.b(), 1280);
        try {
            assertThat(ports().read(fibre.b()).mtu()).isEqualTo(1280);
            assertThat(ports().read(fibre.a()).mtu()).isEqualTo(before);
        } finally {
            LabITs.heal(undo);
        }
        assertThat(ports().read(fibre.b()).mtu()).isEqualTo(before);
    }

    @Test
    void anImpairedLinkIsReadBackCountsAndIsAsDesignedAgain() {
        ImpairmentControl impairments = lab.impairments().orElseThrow();
        Impairment worse =
                new Impairment(Duration.ofMillis(3), Duration.ofMillis(1), 0, 0, 1, 1, Duration.ofMillis(1), 1e8);
        ImpairmentReading before = impairments.read(shaped);
        Undo undo = impairments.prepareImpairment(shaped, Strand.A_TO_B, "impairment-1");
        impairments.impair(shaped, Strand.A_TO_B, worse);
        try {
            assertThat(impairments.read(shaped).aToB().setting()).isEqualTo(worse);
            assertThat(impairments.read(shaped).bToA().setting()).isEqualTo(Impairment.NONE);
            LabITs.await(
                    "frames reordered",
                    SHOWS,
                    () -> impairments.read(shaped).aToB().reordered()
                            > before.aToB().reordered());
        } finally {
            LabITs.heal(undo);
        }
        assertThat(impairments.read(shaped).aToB().setting()).isEqualTo(Impairment.NONE);
    }

    @Test
    void aLinkFlapsAsOftenAsItWasToldAndIsUpInTheEnd() {
        long before = ports().read(fibre.a()).carrierChanges();
        Undo undo = lab.flaps().orElseThrow().prepareFlap(fibre, "flap-1");
        lab.flaps().orElseThrow().flap(fibre, 3, Duration.ofMillis(300));
        try {
            LabITs.await(
                    () -> "carrier changes " + (ports().read(fibre.a()).carrierChanges() - before),
                    SHOWS,
                    () -> ports().read(fibre.a()).carrierChanges() - before == 6);
            LabITs.await(
                    "up",
                    SHOWS,
                    () -> ports().read(fibre.a()).carrier()
                            && ports().read(fibre.b()).carrier());
        } finally {
            LabITs.heal(undo);
        }
        assertThat(ports().read(fibre.a()).carrierChanges() - before).isEqualTo(6);
    }

    @Test
    void aFlapThatIsHealedHalfWayEndsThereWithTheLinkUp() {
        Undo undo = lab.flaps().orElseThrow().prepareFlap(fibre, "flap-2");
        lab.flaps().orElseThrow().flap(fibre, 1_000, Duration.ofMillis(200));
        LabITs.await("down", SHOWS, () -> !ports().read(fibre.a()).carrier());
        LabITs.heal(undo);
        long healed = ports().read(fibre.a()).carrierChanges();
        long later = System.nanoTime() + Duration.ofMillis(700).toNanos();
        LabITs.await("three periods", SHOWS, () -> System.nanoTime() > later);
        assertThat(ports().read(fibre.a()).carrierChanges()).isEqualTo(healed);
        LabITs.await("up", SHOWS, () -> ports().read(fibre.a()).carrier());
    }

    @Test
    void aCrashedDaemonIsGoneUntilItIsHealed() {
        Undo undo = daemons().prepareCrash("dc1-leaf1", "bgpd", "crash-1");
        Set<Long> before = daemons().read("dc1-leaf1", "bgpd").running();
        assertThat(before).hasSize(1);
        daemons().crash("dc1-leaf1", "bgpd");
        try {
            LabITs.await(
                    "gone",
                    SHOWS,
                    () -> daemons().read("dc1-leaf1", "bgpd").running().isEmpty());
            assertThat(daemons().read("dc1-leaf1", "zebra").running()).hasSize(1);
        } finally {
            LabITs.heal(undo);
        }
        assertThat(daemons().read("dc1-leaf1", "bgpd").running()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aHungDaemonStandsStillUntilItIsHealed() {
        Undo undo = daemons().prepareHang("dc1-leaf1", "bgpd", "hang-1");
        Set<Long> before = daemons().read("dc1-leaf1", "bgpd").running();
        daemons().hang("dc1-leaf1", "bgpd");
        try {
            LabITs.await(
                    "stopped",
                    SHOWS,
                    () -> daemons().read("dc1-leaf1", "bgpd").stopped().equals(before));
        } finally {
            LabITs.heal(undo);
        }
        assertThat(daemons().read("dc1-leaf1", "bgpd").running()).isEqualTo(before);
    }

    @Test
    void aSiteLosesItsPowerAtOneInstantAndComesBack() {
        List<String> site = List.of("dc1-leaf1", "dc1-leaf2");
        Undo undo = power().preparePower(site, "site-1");
        Commanded off = power().powerOff(site);
        try {
            assertThat(off.widthNs()).isLessThan(Duration.ofSeconds(1).toNanos());
            LabITs.await("both dark", SHOWS, () -> site.stream().allMatch(this::dead));
        } finally {
            LabITs.heal(undo);
        }
        LabITs.await("both back", SHOWS, () -> site.stream().allMatch(this::alive));
    }

    @Test
    void aRebootedNodeComesBackByItself() {
        Undo undo = power().prepareReboot("dc2-leaf2", "reboot-1");
        power().reboot("dc2-leaf2", Duration.ofSeconds(1));
        try {
            LabITs.await("dead", SHOWS, () -> dead("dc2-leaf2"));
            LabITs.await("alive", RECOVERY, () -> alive("dc2-leaf2"));
        } finally {
            LabITs.heal(undo);
        }
        assertThat(alive("dc2-leaf2")).isTrue();
    }

    @Test
    void healingTheLaterOfTwoFaultsDoesNotRepairWhatTheEarlierStillBreaks() {
        Undo pull = links().prepareCarrier(fibre, CableEnd.BOTH_ENDS, "pull-1");
        Undo off = power().preparePower(List.of("dc1-leaf1"), "power-1");
        links().dropCarrier(fibre, CableEnd.BOTH_ENDS);
        try {
            power().powerOff(List.of("dc1-leaf1"));
            LabITs.await("dead", SHOWS, () -> dead("dc1-leaf1"));
            LabITs.heal(off);
            LabITs.await("running again", SHOWS, () -> nodes().read("dc1-leaf1").processes() == 4);
            LinkReading still = links().read(fibre);
            assertThat(still.carrierA()).isFalse();
            assertThat(still.carrierB()).isFalse();
        } finally {
            LabITs.heal(off);
            LabITs.heal(pull);
        }
        LabITs.await(
                "carriers back",
                SHOWS,
                () -> links().read(fibre).carrierA() && links().read(fibre).carrierB());
    }

    private boolean dead(String node) {
        NodeReading now = nodes().read(node);
        return now.processes() == 0 && now.carriersUp() == 0;
    }

    private boolean alive(String node) {
        NodeReading now = nodes().read(node);
        return now.processes() == 4 && now.carriersUp() == 4;
    }
}
