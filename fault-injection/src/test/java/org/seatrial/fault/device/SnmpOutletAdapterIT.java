package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every row of the table against Net-SNMP's snmpd, which imitates that family of power units. */
final class SnmpOutletAdapterIT {

    @Nested
    final class ApcSpdu extends Outlet {
        ApcSpdu() {
            super("apc-spdu", "3", "4");
        }
    }

    @Nested
    final class ApcRpdu extends Outlet {
        ApcRpdu() {
            super("apc-rpdu", "3", "4");
        }
    }

    @Nested
    final class ApcRpdu2 extends Outlet {
        ApcRpdu2() {
            super("apc-rpdu2", "3", "4");
        }
    }

    @Nested
    final class RaritanPdu2 extends Outlet {
        RaritanPdu2() {
            super("raritan-pdu2", "1.3", "1.4");
        }
    }

    @Nested
    final class EatonEpdu extends Outlet {
        EatonEpdu() {
            super("eaton-epdu", "0.3", "0.4");
        }
    }

    @Nested
    final class Sentry3 extends Outlet {
        Sentry3() {
            super("sentry3", "1.1.3", "1.1.4");
        }
    }

    @Nested
    final class OverVersion3 extends DeviceContract {

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            return new SnmpCounterpart(
                    folder,
                    OutletTable.of("apc-rpdu2"),
                    "3",
                    "4",
                    "adapter: snmp-outlet, model: apc-rpdu2, address: 127.0.0.1, port: PORT, version: 3, user: tester,"
                            + " auth-password: {file: " + secret + "}, privacy-password: {file: " + secret + "}",
                    "createUser tester SHA \"" + SECRET + "\" AES \"" + SECRET + "\"\nrwuser tester priv\n");
        }
    }

    /** One family. */
    abstract static class Outlet extends DeviceContract {

        private final String model;
        private final String outlet;
        private final String other;

        Outlet(String model, String outlet, String other) {
            this.model = model;
            this.outlet = outlet;
            this.other = other;
        }

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            return new SnmpCounterpart(
                    folder,
                    OutletTable.of(model),
                    outlet,
                    other,
                    "adapter: snmp-outlet, model: " + model + ", address: 127.0.0.1, port: PORT, community: {file: "
                            + secret + "}",
                    "");
        }

        @Test
        void anOutletThatIsNotThereIsToldWithTheNearOnes() {
            String port = counterpart().device().replaceAll(".*port: ([0-9]+).*", "$1");
            Settings device = new Settings(
                    Map.of("model", model, "address", "127.0.0.1", "port", port),
                    Map.of(
                            "community",
                            new SecretRef(
                                    SecretRef.Source.FILE,
                                    folder.resolve("secrets/secret").toString())));
            Actuator none = new SnmpOutletAdapter()
                    .connect(device, new Settings(Map.of("outlet", outlet + "3"), Map.of()), new Secrets());
            assertThatThrownBy(() -> none.read(Deadline.in(Duration.ofSeconds(10))))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("no outlet '" + outlet + "3'")
                    .hasMessageContaining("'" + outlet + "' (nearest)")
                    .hasMessageContaining(other);
        }
    }

    @Test
    void everyRowOfTheTableIsDrivenHere() {
        assertThat(OutletTable.models())
                .containsExactly("apc-spdu", "apc-rpdu", "apc-rpdu2", "raritan-pdu2", "eaton-epdu", "sentry3");
    }
}
