package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of the cluster world's agents: one against the simulator of a management controller, one against snmpd. */
final class FenceAgentAdapterIT {

    @TempDir
    Path folder;

    /** Another than that of the devices whose tests look at all command lines of this machine meanwhile. */
    private static final String SEEN_SECRET = "Simsim+8/close";

    /** An agent waits for its device by itself, and asks it several times. */
    private static final String TIMES = "reply-within: 12 s, done-within: 14 s";

    /** What is the same for all agents. */
    abstract static class OfAnAgent extends DeviceContract {

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        String times() {
            return TIMES;
        }

        /** An agent reads back by itself. */
        @Override
        String toldOfALie(SwitchState stays) {
            return "Timed out waiting to power " + (stays == SwitchState.ON ? "OFF" : "ON");
        }

        /** The agents hand secrets to ipmitool and snmpget that way; their manual here says so. */
        @Override
        boolean keepsCommandLinesClean() {
            return false;
        }

        @Override
        String secret() {
            return SEEN_SECRET;
        }
    }

    @Nested
    final class FenceIpmilan extends OfAnAgent {

        @Override
        Counterpart start(Path folder, Path secret) {
            return new IpmiCounterpart(
                    folder,
                    "adapter: fence-agent, agent: fence_ipmilan, address: ADDRESS,"
                            + " options: {lanplus: '1', cipher: '3', ipport: 'PORT',"
                            + " username: tester, password: {file: " + secret
                            + "}, power_timeout: '2', power_wait: '0'}",
                    SEEN_SECRET);
        }
    }

    /** The whole contract again would wait four minutes for the same lines of ours. */
    @Test
    void anotherAgentSwitchesAndTells() throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("secret"), SEEN_SECRET + "\n");
        try (Counterpart unit = new SnmpCounterpart(
                folder,
                OutletTable.of("apc-rpdu"),
                "3",
                "4",
                "ADDRESS PORT",
                SEEN_SECRET,
                "sysobjectid .1.3.6.1.4.1.318.1.3.4.5\n")) {
            String[] words = unit.device().split(" ", -1);
            Actuator actuator = new FenceAgentAdapter()
                    .connect(
                            new Settings(
                                    Map.of(
                                            "agent",
                                            "fence_apc_snmp",
                                            "address",
                                            words[0],
                                            "options.ipport",
                                            words[1],
                                            "options.snmp_version",
                                            "2c"),
                                    Map.of(
                                            "options.community",
                                            new SecretRef(SecretRef.Source.FILE, secret.toString()))),
                            new Settings(Map.of("plug", "3"), Map.of()),
                            new Secrets());
            actuator.command(SwitchState.OFF, soon());
            assertThat(unit.on()).isFalse();
            assertThat(actuator.read(soon())).isEqualTo(SwitchState.OFF);
            actuator.command(SwitchState.ON, soon());
            assertThat(unit.on()).isTrue();
            assertThat(actuator.read(soon())).isEqualTo(SwitchState.ON);
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(40));
    }
}
