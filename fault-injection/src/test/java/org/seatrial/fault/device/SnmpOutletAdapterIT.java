package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Net-SNMP's snmpd imitates power units: one family goes through the whole contract, whose waiting takes a minute, and
 * every row of the table is switched and read.
 */
final class SnmpOutletAdapterIT {

    @TempDir
    Path folder;

    @Nested
    final class ApcRpdu2 extends DeviceContract {

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        String times() {
            return "reply-within: 1 s, done-within: 2 s";
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            return new SnmpCounterpart(
                    folder,
                    OutletTable.of("apc-rpdu2"),
                    "3",
                    "4",
                    "adapter: snmp-outlet, model: apc-rpdu2, address: ADDRESS, port: PORT, community: {file: " + secret
                            + "}",
                    SECRET,
                    "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apc-spdu, 3, 4",
        "apc-rpdu, 3, 4",
        "apc-rpdu2, 3, 4",
        "raritan-pdu2, 1.3, 1.4",
        "eaton-epdu, 0.3, 0.4",
        "sentry3, 1.1.3, 1.1.4"
    })
    void everyFamilySwitchesAnOutletAndTellsItsState(String model, String outlet, String other)
            throws IOException, InterruptedException {
        try (Counterpart unit = unit(model, outlet, other, "")) {
            Settings device = new Settings(address(model, unit), Map.of("community", secret()));
            switchesAndTells(device, outlet, unit);
        }
    }

    @Test
    void anOutletWithADeadManGivesPowerAgainWhenNobodyHealsIt() throws IOException, InterruptedException {
        List<Counterpart> units = new ArrayList<>();
        try {
            for (String model : List.of("apc-rpdu", "apc-rpdu2")) {
                for (String way : List.of("reboot", "delayed-on")) {
                    Path place = Files.createDirectories(folder.resolve(model + way));
                    Counterpart unit = unit(place, model, "3", "4", "");
                    units.add(unit);
                    Actuator outlet = actuator(withDeadMan(model, way, unit), "3");
                    assertThat(outlet.takesBackAfter(soon())).hasValue(Duration.ofSeconds(SnmpCounterpart.OWN_SECONDS));
                    outlet.command(SwitchState.OFF, soon());
                    assertThat(unit.on()).as("%s by %s", model, way).isFalse();
                    assertThat(outlet.read(soon())).isEqualTo(SwitchState.OFF);
                }
            }
            // Nobody commands anything any more.
            Deadline deadline = soon();
            while (!units.stream().allMatch(Counterpart::on)) {
                assertThat(deadline.over()).as("every outlet gives power again").isFalse();
                deadline.pause(Duration.ofMillis(50));
            }
        } finally {
            units.forEach(Counterpart::close);
        }
    }

    @Test
    void anOutletThatIsSetToNoTimeIsNotSwitchedOff() throws IOException {
        try (Counterpart unit = unit("apc-rpdu2", "3", "4", "")) {
            Actuator without = actuator(withDeadMan("apc-rpdu2", "reboot", unit), "4");
            assertThatThrownBy(() -> without.command(SwitchState.OFF, soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("is set to no time after which 'reboot' gives power again");
        }
    }

    @Test
    void aFamilyThatKnowsNoDeadManIsToldFromTheInventoryAlone() {
        Settings device =
                new Settings(Map.of("model", "sentry3", "address", "127.0.0.1", "dead-man", "reboot"), Map.of());
        assertThat(new SnmpOutletAdapter().wrongWithDevice(device))
                .anyMatch(wrong -> wrong.contains("sentry3 are not known to switch on by 'reboot'"));
    }

    private Settings withDeadMan(String model, String way, Counterpart unit) throws IOException {
        Map<String, String> values = new HashMap<>(address(model, unit));
        values.put("dead-man", way);
        return new Settings(values, Map.of("community", secret()));
    }

    @ParameterizedTest
    @CsvSource({"apc-rpdu2, 3, 4", "raritan-pdu2, 1.3, 1.4"})
    void anOutletThatIsNotThereIsToldWithTheNearOnes(String model, String outlet, String other) throws IOException {
        try (Counterpart unit = unit(model, outlet, other, "")) {
            Settings device = new Settings(address(model, unit), Map.of("community", secret()));
            Actuator none = actuator(device, outlet + "3");
            assertThatThrownBy(() -> none.read(soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("no outlet '" + outlet + "3'")
                    .hasMessageContaining("'" + outlet + "' (nearest)")
                    .hasMessageContaining(other);
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA, SHA", "SHA-256, SHA-256"})
    void versionThreeSignsAndEncrypts(String protocol, String daemons) throws IOException, InterruptedException {
        String user = "createUser tester " + daemons + " \"" + DeviceContract.SECRET + "\" AES \""
                + DeviceContract.SECRET + "\"\nrwuser tester priv\n";
        try (Counterpart unit = unit("apc-rpdu2", "3", "4", user)) {
            switchesAndTells(versionThree(unit, protocol, secret()), "3", unit);
        }
    }

    @Test
    void aWrongPasswordOfVersionThreeIsTold() throws IOException {
        String user = "createUser tester SHA \"something else\" AES \"something else\"\nrwuser tester priv\n";
        try (Counterpart unit = unit("apc-rpdu2", "3", "4", user)) {
            Actuator refused = actuator(versionThree(unit, "SHA", secret()), "3");
            assertThatThrownBy(() -> refused.read(Deadline.in(Duration.ofSeconds(3))))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageNotContaining(DeviceContract.SECRET);
        }
    }

    @Test
    void everyRowOfTheTableIsDrivenHere() {
        assertThat(OutletTable.models())
                .containsExactly("apc-spdu", "apc-rpdu", "apc-rpdu2", "raritan-pdu2", "eaton-epdu", "sentry3");
    }

    private SnmpCounterpart unit(String model, String outlet, String other, String configuration) {
        return unit(folder, model, outlet, other, configuration);
    }

    private static SnmpCounterpart unit(Path place, String model, String outlet, String other, String configuration) {
        return new SnmpCounterpart(
                place, OutletTable.of(model), outlet, other, "ADDRESS PORT", DeviceContract.SECRET, configuration);
    }

    private static Map<String, String> address(String model, Counterpart unit) {
        String[] words = unit.device().split(" ", -1);
        return Map.of("model", model, "address", words[0], "port", words[1]);
    }

    private static Settings versionThree(Counterpart unit, String protocol, SecretRef password) {
        Map<String, String> values = new HashMap<>(address("apc-rpdu2", unit));
        values.putAll(Map.of("version", "3", "user", "tester", "auth-protocol", protocol));
        return new Settings(values, Map.of("auth-password", password, "privacy-password", password));
    }

    private SecretRef secret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), DeviceContract.SECRET + "\n");
        return new SecretRef(SecretRef.Source.FILE, file.toString());
    }

    private static Actuator actuator(Settings device, String outlet) {
        return new SnmpOutletAdapter().connect(device, new Settings(Map.of("outlet", outlet), Map.of()), new Secrets());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(15));
    }

    private static void switchesAndTells(Settings device, String outlet, Counterpart unit) throws InterruptedException {
        Actuator actuator = actuator(device, outlet);
        assertThat(actuator.read(soon())).isEqualTo(SwitchState.ON);
        actuator.command(SwitchState.OFF, soon());
        assertThat(unit.on()).isFalse();
        assertThat(actuator.read(soon())).isEqualTo(SwitchState.OFF);
        actuator.command(SwitchState.ON, soon());
        assertThat(unit.on()).isTrue();
        assertThat(actuator.read(soon())).isEqualTo(SwitchState.ON);
    }
}
