package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.device.RedfishStandIn.Kind;

/** A small HTTP server with messages of the form that the Redfish schemas and DSP0266 give as examples. */
final class RedfishAdapterIT {

    @Nested
    final class OfASystem extends OnStandIn {
        OfASystem() {
            super(Kind.SYSTEM);
        }
    }

    @Nested
    final class OfASystemWithActionInfo extends OnStandIn {
        OfASystemWithActionInfo() {
            super(Kind.SYSTEM_WITH_ACTION_INFO);
        }
    }

    @Nested
    final class OfAnOutlet extends OnStandIn {
        OfAnOutlet() {
            super(Kind.OUTLET);
        }
    }

    /** One form of the resource. */
    abstract static class OnStandIn extends DeviceContract {

        private final Kind kind;

        OnStandIn(Kind kind) {
            this.kind = kind;
        }

        @Override
        Use use() {
            return Use.POWER;
        }

        @Override
        Counterpart start(Path folder, Path secret) {
            RedfishStandIn server = new RedfishStandIn(kind);
            server.secret = secret.toString();
            return server;
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
