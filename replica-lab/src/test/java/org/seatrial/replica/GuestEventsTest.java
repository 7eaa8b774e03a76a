package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seatrial.recording.Noticed;

class GuestEventsTest {

    @Test
    void anEventIsOnTheMonotonicClock() {
        assertThat(GuestEvents.event("1970-01-01T00:00:02.000001Z hv2 vm01 guest-answered", 500))
                .contains(new Noticed("hv2", "guest-answered", 2_000_000_500L, "vm01"));
    }

    @Test
    void aLineThatIsCutOffIsNoEventYet() {
        assertThat(GuestEvents.event("1970-01-01T00:00:02.000001Z hv2 vm01 guest-ans", 0))
                .isEmpty();
        assertThat(GuestEvents.event("1970-01-01T0", 0)).isEmpty();
    }
}
