package org.seatrial.engine.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Against this machine's kernel, whether it has netem or not. */
class TrafficControlIT {

    @Test
    void joinedInterfacesPassFramesBothWays() throws IOException {
        try (TestNamespaces namespaces = new TestNamespaces()) {
            namespaces.make("a");
            Path middle = namespaces.make("m");
            namespaces.make("b");
            namespaces.join("a", "eth0", "m", "m0");
            namespaces.join("b", "eth0", "m", "m1");
            namespaces.ip("a", "addr", "add", "198.18.77.1/24", "dev", "eth0");
            namespaces.ip("b", "addr", "add", "198.18.77.2/24", "dev", "eth0");
            try (TrafficControl control = TrafficControl.open(middle);
                    Rtnetlink links = Rtnetlink.open(middle)) {
                control.join(
                        links.find("m0").orElseThrow().index(),
                        links.find("m1").orElseThrow().index());
            }
            // ARP first, then a packet each way.
            assertThat(arrives(namespaces.path("a"), "198.18.77.1", namespaces.path("b"), "198.18.77.2"))
                    .isTrue();
            assertThat(arrives(namespaces.path("b"), "198.18.77.2", namespaces.path("a"), "198.18.77.1"))
                    .isTrue();
        }
    }

    private static boolean arrives(Path from, String sender, Path to, String receiver) throws IOException {
        try (DatagramSocket there = socket(to, receiver);
                DatagramSocket here = socket(from, sender)) {
            there.setSoTimeout(2_000);
            DatagramPacket packet = new DatagramPacket(new byte[8], 8, there.getLocalSocketAddress());
            here.send(packet);
            there.receive(packet);
            return packet.getAddress().getHostAddress().equals(sender);
        }
    }

    private static DatagramSocket socket(Path namespace, String address) {
        return NetworkNamespace.within(namespace, () -> new DatagramSocket(new InetSocketAddress(address, 7000)));
    }

    @Test
    void theKernelsRefusalNamesWhatWasAskedFor() {
        try (TestNamespaces namespaces = new TestNamespaces();
                TrafficControl control = TrafficControl.open(namespaces.make("a"))) {
            assertThatThrownBy(() -> control.join(4711, 4712))
                    .isInstanceOf(SystemCallException.class)
                    .hasMessageContaining("join interfaces 4711 and 4712")
                    .hasMessageContaining("ENODEV");
        }
    }

    @Test
    void queuesAreReadByInterface() {
        try (TestNamespaces namespaces = new TestNamespaces();
                TrafficControl control = TrafficControl.open(namespaces.make("a"))) {
            assertThat(control.queues()).hasEntrySatisfying(1, loopback -> {
                assertThat(loopback.kind()).isEqualTo("noqueue");
                assertThat(loopback.netem()).isEmpty();
            });
        }
    }

    @Test
    void theTrialOfThisKernelLeavesNothingAndSaysWhy() {
        String loopback = loopbackQueue();
        if (NetemSupport.ofThisKernel() instanceof NetemSupport.Absent absent) {
            assertThat(absent.reason()).isNotBlank();
        }
        assertThat(loopbackQueue()).isEqualTo(loopback);
    }

    private static String loopbackQueue() {
        try (TrafficControl control = TrafficControl.openHere()) {
            return String.valueOf(control.queues().get(1));
        }
    }
}
