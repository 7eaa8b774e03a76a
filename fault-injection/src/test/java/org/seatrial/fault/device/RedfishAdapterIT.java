package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.fault.device.RedfishStandIn.Kind;

/** A small HTTP server with messages of the form that the Redfish schemas and DSP0266 give as examples. */
final class RedfishAdapterIT {

    @Nested
    final class OfASystem extends DeviceContract {

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            RedfishStandIn server = new RedfishStandIn(Kind.SYSTEM);
            server.secret = secret.toString();
            return server;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SYSTEM_WITH_ACTION_INFO", "OUTLET"})
    void otherFormsOfTheResourceAreSwitchedAndRead(Kind kind) throws InterruptedException {
        try (RedfishStandIn server = new RedfishStandIn(kind)) {
            Actuator actuator = actuator(server, kind.resource);
            assertThat(actuator.read(soon())).isEqualTo(SwitchState.ON);
            actuator.command(SwitchState.OFF, soon());
            assertThat(server.on()).isFalse();
            assertThat(actuator.read(soon())).isEqualTo(SwitchState.OFF);
            actuator.command(SwitchState.ON, soon());
            assertThat(server.on()).isTrue();
        }
    }

    @Test
    void aSystemThatCannotBeForcedOffIsNotShutDownGracefullyInstead() {
        try (RedfishStandIn server = new RedfishStandIn(Kind.GRACEFUL_ONLY)) {
            assertThatThrownBy(
                            () -> actuator(server, Kind.GRACEFUL_ONLY.resource).command(SwitchState.OFF, soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("does not allow ForceOff")
                    .hasMessageContaining("GracefulShutdown");
            assertThat(server.on()).isTrue();
        }
    }

    @Test
    void anErrorAnswerIsToldByItsExtendedMessages() {
        try (RedfishStandIn server = new RedfishStandIn(Kind.SYSTEM)) {
            assertThatThrownBy(
                            () -> actuator(server, "/redfish/v1/Systems/none").read(soon()))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("HTTP 404")
                    .hasMessageContaining("Base.1.8.ResourceMissingAtURI")
                    .hasMessageContaining("was not found");
        }
    }

    private static Actuator actuator(RedfishStandIn server, String resource) {
        Settings device =
                new Settings(Map.of("url", server.url(), "headers.Authorization", server.credentials()), Map.of());
        return new RedfishAdapter()
                .connect(device, new Settings(Map.of("resource", resource), Map.of()), new Secrets());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
