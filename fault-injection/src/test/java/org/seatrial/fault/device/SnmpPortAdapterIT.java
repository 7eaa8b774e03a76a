package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.seatrial.engine.sys.NetworkNamespace;

/** Net-SNMP's snmpd in a network namespace, shutting an interface of the kernel's. */
@Execution(ExecutionMode.SAME_THREAD)
final class SnmpPortAdapterIT {

    private static final String NAMESPACE = "st-snmp-" + ProcessHandle.current().pid();
    private static final Path HANDLE = Path.of("/run/netns", NAMESPACE);
    private static final String COMMUNITY = "tester";

    @TempDir
    Path folder;

    private Daemon snmpd;

    @BeforeEach
    void aSwitchWithTwoPorts() throws IOException {
        ip("netns", "add", NAMESPACE);
        ip("-n", NAMESPACE, "link", "set", "lo", "up");
        ip("-n", NAMESPACE, "link", "add", "port10", "type", "veth", "peer", "name", "port11");
        ip("-n", NAMESPACE, "link", "set", "port10", "up");
        ip("-n", NAMESPACE, "link", "set", "port11", "up");
        Files.writeString(folder.resolve("secret"), COMMUNITY);
        Files.writeString(
                folder.resolve("snmpd.conf"),
                "agentaddress udp:127.0.0.1:1161\nrwcommunity " + COMMUNITY + " 127.0.0.1\n");
        snmpd = Daemon.start(
                folder,
                Map.of("SNMP_PERSISTENT_DIR", folder.toString(), "MIBS", ""),
                () -> Daemon.succeeds(
                        "ip",
                        "netns",
                        "exec",
                        NAMESPACE,
                        "snmpget",
                        "-v2c",
                        "-c",
                        COMMUNITY,
                        "-t",
                        "0.2",
                        "-r",
                        "0",
                        "127.0.0.1:1161",
                        ".1.3.6.1.2.1.1.3.0"),
                "/sbin/ip",
                "netns",
                "exec",
                NAMESPACE,
                "/usr/sbin/snmpd",
                "-f",
                "-C",
                "-c",
                "snmpd.conf",
                "-Lo");
    }

    @AfterEach
    void takeItAway() {
        snmpd.close();
        ip("netns", "del", NAMESPACE);
    }

    @Test
    void aPortIsShutAndReadBackAndOpenedAgain() {
        assertThat(state("port10")).isEqualTo(SwitchState.ON);
        command("port10", SwitchState.OFF);
        awaitFlags("state DOWN");
        awaitState(SwitchState.OFF);
        command("port10", SwitchState.ON);
        awaitFlags("state UP");
        awaitState(SwitchState.ON);
    }

    @Test
    void aPortThatIsNotThereIsToldWithTheNearOnes() {
        assertThatThrownBy(() -> state("port12"))
                .hasStackTraceContaining("no interface 'port12'")
                .hasStackTraceContaining("(nearest)")
                .hasStackTraceContaining("port10")
                .hasStackTraceContaining("port11");
    }

    /** The daemon looks at the kernel's interfaces every few seconds only. */
    private void awaitState(SwitchState wanted) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (state("port10") != wanted && !deadline.over()) {
            Thread.onSpinWait();
        }
        assertThat(state("port10")).isEqualTo(wanted);
    }

    private static void awaitFlags(String expected) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        String shown = "ip -n " + NAMESPACE + " link show port10 | grep -q '" + expected + "'";
        while (!Daemon.succeeds("sh", "-c", shown)) {
            assertThat(deadline.over()).as(shown).isFalse();
        }
    }

    private SwitchState state(String port) {
        return NetworkNamespace.within(HANDLE, () -> actuator(port).read(Deadline.in(Duration.ofSeconds(10))));
    }

    private void command(String port, SwitchState wanted) {
        NetworkNamespace.within(HANDLE, () -> actuator(port).command(wanted, Deadline.in(Duration.ofSeconds(10))));
    }

    private Actuator actuator(String port) {
        Settings device = new Settings(
                Map.of("address", "127.0.0.1", "port", "1161"),
                Map.of(
                        "community",
                        new SecretRef(
                                SecretRef.Source.FILE, folder.resolve("secret").toString())));
        return new SnmpPortAdapter().connect(device, new Settings(Map.of("interface", port), Map.of()), new Secrets());
    }

    private static void ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(Daemon.succeeds(command)).as(String.join(" ", command)).isTrue();
    }
}
