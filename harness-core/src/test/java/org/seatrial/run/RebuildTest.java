package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.lab.Lab;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;
import org.seatrial.traffic.StorageWorkload;

/** A mirror of 1000 octets, of which one is copied each nanosecond from 0 on; a look takes no time. */
class RebuildTest {

    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "app",
            "san1",
            StorageWorkload.Protocol.NBD,
            "disk",
            1,
            100,
            Duration.ofSeconds(30),
            4096,
            10 * 4096,
            Optional.empty(),
            StorageWorkload.Generator.SEATRIAL,
            Optional.empty());

    private final List<MirrorSpan> seen = new ArrayList<>();
    private final Rebuild rebuild = new Rebuild(lab(), WRITES, List.of(WRITES));

    private Lab lab() {
        return (Lab) Proxy.newProxyInstance(
                Lab.class.getClassLoader(), new Class<?>[] {Lab.class}, (_, _, _) -> List.copyOf(seen));
    }

    private void look(State state, long left, long atNs) {
        seen.add(MirrorSpan.look("san1", "disk", "san2", state, left, 1000, atNs, atNs));
    }

    private void copiedUntil(long ns) {
        look(State.INTERRUPTED, MirrorSpan.UNKNOWN, 0);
        for (long at = 100; at <= ns; at += 100) {
            look(State.COPYING, 1000 - at, at);
        }
    }

    @Test
    void aCopyThatIsBeingFilledIsUnderWay() {
        copiedUntil(300);

        assertThat(rebuild.underWay(300)).isTrue();
        assertThat(rebuild.underWay(301)).isFalse();
    }

    @Test
    void aCopyThatHasJustBegunIsNotUnderWayBecauseNobodyKnowsHowFastItGoes() {
        copiedUntil(100);

        assertThat(rebuild.underWay(0)).isFalse();
    }

    @Test
    void aWholeMirrorIsNotWaitedForInVain() {
        look(State.IN_SYNC, 0, 100);

        assertThat(rebuild.underWay(0)).isFalse();
        assertThat(rebuild.neverCame(Duration.ofSeconds(2))).hasMessageContaining("in sync");
    }

    @Test
    void aFaultThatStrikesLongBeforeTheEndIsProven() {
        copiedUntil(300);

        assertThat(rebuild.doubt(400, 400)).isEmpty();
    }

    @Test
    void aCopyThatMayHaveBeenCompleteExcludesTheTrial() {
        copiedUntil(300);

        assertThat(rebuild.doubt(700, 700).orElse("")).contains("may have been whole");
    }

    @Test
    void oneLookDoesNotTellHowFastItGoes() {
        copiedUntil(100);

        assertThat(rebuild.doubt(150, 150)).isPresent();
    }

    @Test
    void aCopyThatWasCompleteBeforeTheFaultExcludesTheTrial() {
        copiedUntil(300);
        look(State.IN_SYNC, 0, 310);

        assertThat(rebuild.doubt(350, 350).orElse("")).contains("not being filled");
    }

    @Test
    void whatWasSeenOfTheMirrorAfterTheFaultMayHaveStruckIsNotHeldAgainstIt() {
        copiedUntil(300);
        look(State.INTERRUPTED, MirrorSpan.UNKNOWN, 330);

        assertThat(rebuild.doubt(320, 340)).isEmpty();
    }

    @Test
    void aCopyThatIsSeenUnfinishedAfterTheFaultWasUnfinishedWhenItStruck() {
        copiedUntil(300);
        look(State.COPYING, 250, 750);

        assertThat(rebuild.doubt(700, 751)).isPresent();
        assertThat(rebuild.doubt(700, 750)).isEmpty();
    }

    @Test
    void whatIsMissingAfterTheFaultMayHaveBeenWrittenToACopyThatWasWhole() {
        copiedUntil(300);
        // A writer of 100 blocks of 4096 octets a second writes 410 octets a millisecond, and twice as many are allowed
        // for.
        look(State.COPYING, 690, 1_000_300);

        assertThat(rebuild.doubt(700, 700)).isPresent();
    }

    @Test
    void aCopyThatLacksMoreAfterTheFaultThanBeforeWasBegunAnew() {
        copiedUntil(300);
        look(State.COPYING, 900, 750);

        assertThat(rebuild.doubt(700, 700)).isPresent();
    }

    @Test
    void aCopyThatWasInterruptedMeanwhileMayHaveBeenWhole() {
        copiedUntil(300);
        look(State.INTERRUPTED, MirrorSpan.UNKNOWN, 720);
        look(State.COPYING, 250, 750);

        assertThat(rebuild.doubt(700, 700)).isPresent();
    }
}
