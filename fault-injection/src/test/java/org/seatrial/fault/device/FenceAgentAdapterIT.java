package org.seatrial.fault.device;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** Two of the cluster world's agents: one against the simulator of a management controller, one against snmpd. */
final class FenceAgentAdapterIT {

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
    }

    @Nested
    final class FenceIpmilan extends OfAnAgent {

        @Override
        Counterpart start(Path folder, Path secret) {
            return new IpmiCounterpart(
                    folder,
                    "adapter: fence-agent, agent: fence_ipmilan, address: 127.0.0.1,"
                            + " options: {lanplus: '1', cipher: '3', ipport: 'PORT',"
                            + " username: tester, password: {file: " + secret + "}, power_timeout: '2'}");
        }
    }

    @Nested
    final class FenceApcSnmp extends OfAnAgent {

        @Override
        Counterpart start(Path folder, Path secret) {
            return new SnmpCounterpart(
                    folder,
                    OutletTable.of("apc-rpdu"),
                    "3",
                    "4",
                    "adapter: fence-agent, agent: fence_apc_snmp, address: 127.0.0.1,"
                            + " options: {ipport: 'PORT', snmp_version: '2c', community: {file: "
                            + secret + "}, power_timeout: '2'}",
                    "sysobjectid .1.3.6.1.4.1.318.1.3.4.5\n") {
                @Override
                public String target() {
                    return "plug: '3'";
                }
            };
        }
    }
}
