package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.replica.guest.Guest;
import org.seatrial.replica.guest.GuestTests;

/** Runs {@link NetemLabIT} where there is netem for certain: under Debian's kernel, which loads it when it is asked to. */
class NetemGuestIT {

    private static final Duration LIMIT = Duration.ofSeconds(170);

    @Test
    void aLabOfAKernelWithNetemDoesWhatTheTestsOfItSay() {
        assumeFalse("off".equals(System.getProperty("seatrial.guests")), "guests are switched off");
        Guest.Ended ended = new Guest(Path.of("target", "guest"))
                .run(
                        GuestTests.command(NetemLabIT.class),
                        List.of("veth", "sch_netem", "sch_ingress", "cls_u32", "act_mirred"),
                        LIMIT);
        assertThat(ended.exitCode()).as(ended.console()).isZero();
    }
}
