package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;

class AlarmsTest {

    private static final long US = 1_000;
    private static final long HOUR = 3_600_000_000_000L;
    private static final short POLLIN = 1;

    private final long later = System.nanoTime() + HOUR;
    private final Alarms alarms = new Alarms();

    private static boolean goneOff(int fd) {
        MemorySegment entry = Arena.ofAuto().allocate(8, 8);
        entry.set(JAVA_INT, 0, fd);
        entry.set(JAVA_SHORT, 4, POLLIN);
        return Linux.ppoll(entry, 1, new Timespec().of(0)) == 1;
    }

    @Test
    void theAlarmForTheFrameBehindIsTheNextThatIsSleptUntil() {
        int first = alarms.fdFor(later, later + 50 * US);
        assertThat(alarms.setToNs()).isEqualTo(later);
        assertThat(alarms.fdFor(later + 50 * US, Strand.NOTHING)).isNotEqualTo(first);
        assertThat(alarms.setToNs()).isEqualTo(later + 50 * US);
    }

    @Test
    void anAlarmALittleEarlyWillDoButNotOneMuchEarlierOrLate() {
        alarms.fdFor(later, Strand.NOTHING);
        alarms.fdFor(later + US, Strand.NOTHING);
        assertThat(alarms.setToNs()).isEqualTo(later);
        alarms.fdFor(later + 10 * US, Strand.NOTHING);
        assertThat(alarms.setToNs()).isEqualTo(later + 10 * US);
        alarms.fdFor(later + 9 * US, Strand.NOTHING);
        assertThat(alarms.setToNs()).isEqualTo(later + 9 * US);
    }

    @Test
    void anAlarmThatWentOffIsSetAnewBeforeItIsSleptUntilAgain() {
        int fd = alarms.fdFor(1, Strand.NOTHING);
        assertThat(goneOff(fd)).isTrue();
        alarms.wentOff();
        fd = alarms.fdFor(later, Strand.NOTHING);
        assertThat(goneOff(fd)).isFalse();
        alarms.wentOff();
        assertThat(goneOff(alarms.fdFor(1, Strand.NOTHING))).isTrue();
    }

    @Test
    void theAlarmForTheFrameBehindGoesOffThoughNobodySleptUntilTheFirst() {
        alarms.fdFor(later, 1);
        assertThat(alarms.setToNs()).isEqualTo(later);
        assertThat(goneOff(alarms.fdFor(1, Strand.NOTHING))).isTrue();
    }
}
