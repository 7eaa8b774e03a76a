package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Noticed;
import org.seatrial.report.plot.Timeline.Lane;
import org.seatrial.report.plot.Timeline.Span;

final class GuestLanesTest {

    private static final long ZERO = 1_000_000_000L;
    private static final long END = 301_000_000_000L;

    private static Noticed at(double seconds, String node, String guest, String what) {
        return new Noticed(node, what, ZERO + Math.round(seconds * 1e9), guest);
    }

    private static List<Lane> lanes(Noticed... noticed) {
        return GuestLanes.of(List.of(noticed), ZERO, END);
    }

    @Test
    void aMachineStartsUntilItIsReadyAndServesUntilItIsStopped() {
        List<Lane> lanes = lanes(
                at(2, "hv2", "vm01", Noticed.GUEST_STARTED),
                at(5, "hv2", "vm01", Noticed.GUEST_READY),
                at(90, "hv2", "vm01", Noticed.GUEST_ANSWERED),
                at(200, "hv2", "vm01", Noticed.GUEST_STOPPED));

        assertThat(lanes)
                .containsExactly(new Lane(
                        "1 machine at hv2",
                        List.of(List.of(
                                new Span(2e9, 5e9, "starting", "vm01 took 3 s to start"),
                                new Span(5e9, 200e9, "serving", "vm01 serves from 5 s on")))));
    }

    @Test
    void eachMachineHasARowAndEachNodeALane() {
        List<Lane> lanes = lanes(
                at(2, "hv2", "vm01", Noticed.GUEST_STARTED),
                at(3, "hv2", "vm02", Noticed.GUEST_STARTED),
                at(210, "hv1", "vm01", Noticed.GUEST_STARTED));

        assertThat(lanes).extracting(Lane::name).containsExactly("2 machines at hv2", "1 machine at hv1");
        assertThat(lanes.getFirst().rows()).hasSize(2);
    }

    @Test
    void aMachineThatNeverGotReadyDoesNotServe() {
        assertThat(lanes(at(2, "hv2", "vm01", Noticed.GUEST_STARTED)).getFirst().rows())
                .containsExactly(List.of(new Span(2e9, 300e9, "starting", "vm01 started and did not get ready")));
    }

    @Test
    void aMachineThatCouldNotBeStartedIsMarked() {
        assertThat(lanes(at(2, "hv2", "vm01", Noticed.GUEST_FAILED)).getFirst().rows())
                .containsExactly(List.of(new Span(2e9, 2e9, "outage", "vm01 could not be started")));
    }

    @Test
    void whatRoutersNoticedIsNoMachine() {
        assertThat(lanes(at(2, "leaf1", "session", Noticed.BFD_DOWN))).isEmpty();
    }

    @Test
    void aMachineThatOnlyStoppedHasNoRow() {
        assertThat(lanes(at(2, "hv1", "vm01", Noticed.GUEST_STOPPED))).isEmpty();
    }
}
