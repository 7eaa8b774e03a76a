package org.seatrial.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seatrial.recording.Json;
import org.seatrial.topology.Endpoint;

public final class FaultTest {

    /** One of each kind. */
    public static Stream<Fault> everyKind() {
        return Stream.of(
                new Fault.CablePull("fibre-a", CableEnd.STRAND_B_TO_A),
                new Fault.SilentCut("fibre-a", Strand.A_TO_B),
                new Fault.Shutdown("fibre-a", CableEnd.NEAR_END),
                new Fault.Impaired(
                        "fibre-a",
                        Strand.BOTH,
                        new Impairment(
                                Duration.ofMillis(5),
                                Duration.ofMillis(1),
                                0.01,
                                0.01,
                                0.01,
                                0.01,
                                Duration.ofMillis(2),
                                1e8)),
                new Fault.MtuMismatch("fibre-a", CableEnd.NEAR_END, 1400),
                new Fault.Flap("fibre-a", 3, Duration.ofMillis(400)),
                new Fault.PowerOff("west-a"),
                new Fault.Reboot("west-a", Duration.ofMillis(500)),
                new Fault.Crash("west-a", "bgpd"),
                new Fault.Hang("west-a", "bgpd"),
                new Fault.SlowDisk("west-a", "disk", 20),
                new Fault.FeedLoss("a", List.of("west-a", "east-a")),
                new Fault.SiteLoss("west", List.of("west-a", "west-b")),
                new Fault.TrafficAnomaly(
                        "west-a",
                        new Endpoint("west", "eth1"),
                        new Anomaly(
                                Anomaly.Form.MICROBURST,
                                1000,
                                1514,
                                50,
                                Duration.ofSeconds(1),
                                new Endpoint("east", "eth1"))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aFaultIsReadBackAsItWasWritten(Fault fault) {
        String json = Json.mapper().writerFor(Fault.class).writeValueAsString(fault);
        assertThat(json).contains("\"" + fault.kindName() + "\"");
        assertThat(Json.mapper().readValue(json, Fault.class)).isEqualTo(fault);
    }

    @Test
    void everyKindOfFaultIsAmongTheTested() {
        assertThat(everyKind().map(Fault::kind)).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void noTwoKindsHaveTheSameName() {
        assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::text)).doesNotHaveDuplicates();
    }
}
