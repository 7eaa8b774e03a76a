package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.input.InputException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.Station;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Labs with bridges in them. */
class BridgedLabIT {

    private static final Design LINE = Bridged.line(3);
    private static final String MIDDLE = "b1-p2-b2-p3";

    @TempDir
    private Path folder = Path.of(".");

    private LabRequest request(Design design) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: namespaces");
        return new LabRequest(design, new LabBinding("proposed", "namespaces", file, ""), Set.of(MIDDLE), folder);
    }

    /** Whether one of three datagrams arrives. */
    private static boolean reaches(Lab lab, String from, String to) throws IOException {
        try (DatagramSocket sender = socket(lab.station(from), 0);
                DatagramSocket receiver = socket(lab.station(to), 7000)) {
            receiver.setSoTimeout(300);
            for (int i = 0; i < 3; i++) {
                try {
                    sender.send(new DatagramPacket(new byte[1], 1, receiver.getLocalSocketAddress()));
                    receiver.receive(new DatagramPacket(new byte[1], 1));
                    return true;
                } catch (SocketTimeoutException | NoRouteToHostException lost) {
                    assertThat(lost).isNotNull();
                }
            }
            return false;
        }
    }

    private static DatagramSocket socket(Station station, int port) {
        return NetworkNamespace.within(
                station.namespace().orElseThrow(),
                () -> new DatagramSocket(new InetSocketAddress(station.address(), port)));
    }

    @Test
    void hostsReachEachOtherOverEveryBridgeBetweenThem() throws IOException {
        try (Lab lab = new NamespaceLabProvider().bringUp(request(LINE))) {
            assertThat(reaches(lab, "h1", "h3")).isTrue();
            assertThat(reaches(lab, "h3", "h2")).isTrue();
            assertThat(lab.redundancy().missing()).isEmpty();
            assertThat(lab.facts().knownDifferences()).anyMatch(text -> text.contains("spanning tree"));
            assertThatThrownBy(() -> lab.station("b1")).isInstanceOf(LabException.class);
        }
    }

    @Test
    void aCutLinkBetweenBridgesSeparatesTheirHostsAndHeals() throws IOException {
        try (Lab lab = new NamespaceLabProvider().bringUp(request(LINE))) {
            LinkControl links = lab.links().orElseThrow();
            Link middle = LINE.link(MIDDLE).orElseThrow();
            Undo undo = links.prepareSilence(middle, Strand.BOTH, "1");
            links.silence(middle, Strand.BOTH);
            assertThat(reaches(lab, "h1", "h2")).isFalse();
            assertThat(reaches(lab, "h2", "h3")).isTrue();
            LabITs.heal(undo);
            assertThat(reaches(lab, "h1", "h2")).isTrue();
        }
    }

    @Test
    void aBridgeWithoutPowerForwardsNothingUntilItIsSwitchedOnAgain() throws IOException {
        try (Lab lab = new NamespaceLabProvider().bringUp(request(LINE))) {
            NodeControl nodes = lab.nodes().orElseThrow();
            Undo undo = nodes.preparePower("b2", "1");
            nodes.powerOff("b2");
            assertThat(reaches(lab, "h1", "h3")).isFalse();
            assertThat(lab.redundancy().whole()).isFalse();
            LabITs.heal(undo);
            LabITs.await("whole", Duration.ofSeconds(20), () -> lab.redundancy().whole());
            assertThat(reaches(lab, "h1", "h3")).isTrue();
        }
    }

    @Test
    void aHostThatLostPowerHasItsAddressBackAfterwards() throws IOException {
        try (Lab lab = new NamespaceLabProvider().bringUp(request(LINE))) {
            NodeControl nodes = lab.nodes().orElseThrow();
            Undo undo = nodes.preparePower("h3", "1");
            nodes.powerOff("h3");
            assertThat(reaches(lab, "h1", "h3")).isFalse();
            LabITs.heal(undo);
            LabITs.await("whole", Duration.ofSeconds(20), () -> lab.redundancy().whole());
            assertThat(reaches(lab, "h1", "h3")).isTrue();
        }
    }

    @Test
    void aHostBehindARouterReachesTheRestOfTheDesignAlsoAfterItsPortWasShutDown() throws IOException {
        Design design = Bridged.design("b1:p1 r1:eth1", "b1:p2 h1:eth1", "r1:eth2 r2:eth1");
        try (Lab lab = new NamespaceLabProvider().bringUp(request(design))) {
            assertThat(reaches(lab, "h1", "r2")).isTrue();
            assertThat(reaches(lab, "r2", "h1")).isTrue();
            PortControl ports = lab.ports().orElseThrow();
            List<Endpoint> port = List.of(new Endpoint("h1", "eth1"));
            Undo undo = ports.prepareShutdown(port, "1");
            ports.shutdown(port);
            assertThat(reaches(lab, "r2", "h1")).isFalse();
            LabITs.heal(undo);
            LabITs.await("whole", Duration.ofSeconds(20), () -> lab.redundancy().whole());
            assertThat(reaches(lab, "h1", "r2")).isTrue();
        }
    }

    @Test
    void nothingOfItIsLeft() throws IOException {
        Lab lab = new NamespaceLabProvider().bringUp(request(LINE));
        lab.close();
        assertThat(LabITs.namespaces(LabNames.prefix(lab.id()))).isEmpty();
    }

    @Test
    void aLoopOfBridgesIsRefusedBeforeAnythingIsMade() throws IOException {
        LabRequest loop = request(Bridged.design("b1:p1 b2:p1", "b2:p2 b3:p1", "b3:p2 b1:p2"));
        assertThatThrownBy(() -> new NamespaceLabProvider().bringUp(loop))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("loop");
    }
}
