package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.topology.LinkCharacter;

class ManyWiresIT {

    private static final int WIRES = 50;
    private static final int ROUNDS = 100;

    private final TestNamespaces namespaces = new TestNamespaces();
    private final List<DatagramSocket> sockets = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void remove() {
        sockets.forEach(DatagramSocket::close);
        namespaces.close();
    }

    private DatagramSocket socket(String namespace, String address) {
        DatagramSocket socket = NetworkNamespace.within(
                namespaces.path(namespace), () -> new DatagramSocket(new InetSocketAddress(address, 7000)));
        sockets.add(socket);
        return socket;
    }

    @Test
    void fiftyWiresShareOneThreadAndLoseNothing() throws Exception {
        namespaces.make("a");
        namespaces.make("b");
        namespaces.make("wire");
        List<WireSpec> wires = new ArrayList<>();
        for (int i = 0; i < WIRES; i++) {
            namespaces.join("a", "a" + i, "wire", "w" + i + "a");
            namespaces.join("b", "b" + i, "wire", "w" + i + "b");
            namespaces.ip("a", "addr", "add", "198.18." + i + ".0/31", "dev", "a" + i);
            namespaces.ip("b", "addr", "add", "198.18." + i + ".1/31", "dev", "b" + i);
            wires.add(new WireSpec("w" + i + "a", "w" + i + "b", new LinkCharacter(175_000, 0, 0, 0)));
        }
        try (WireControl control = WireControl.create(folder.resolve("control"), WIRES);
                WireProcess process = WireProcess.start(
                        namespaces.path("wire"), folder.resolve("control"), wires, folder.resolve("errors"))) {
            List<DatagramSocket> near = new ArrayList<>();
            List<DatagramSocket> far = new ArrayList<>();
            for (int i = 0; i < WIRES; i++) {
                near.add(socket("a", "198.18." + i + ".0"));
                far.add(socket("b", "198.18." + i + ".1"));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < WIRES; i++) {
                    near.get(i)
                            .send(new DatagramPacket(
                                    new byte[100], 100, far.get(i).getLocalSocketAddress()));
                    far.get(i)
                            .send(new DatagramPacket(
                                    new byte[100], 100, near.get(i).getLocalSocketAddress()));
                }
                LockSupport.parkNanos(5_000_000);
            }
            LockSupport.parkNanos(100_000_000);
            for (int wire = 0; wire < WIRES; wire++) {
                for (int direction : new int[] {WireControl.A_TO_B, WireControl.B_TO_A}) {
                    WireReading reading = control.reading(wire, direction);
                    assertThat(reading.ownDrops()).isZero();
                    assertThat(reading.passed()).isGreaterThanOrEqualTo(ROUNDS);
                    assertThat(reading.errors().quantileNs(0.5)).isLessThan(4_000_000);
                }
            }
            assertThat(process.alive()).isTrue();
        }
    }
}
