package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private static final long MS = 1_000_000;
    private static final long HOUR = 3_600_000 * MS;
    private static final short POLLIN = 1;

    private static boolean goneOff(Alarm alarm, long withinNs) {
        MemorySegment entry = Arena.ofAuto().allocate(8, 8);
        entry.set(JAVA_INT, 0, alarm.fd());
        entry.set(JAVA_SHORT, 4, POLLIN);
        return Linux.ppoll(entry, 1, new Timespec().of(withinNs)) == 1;
    }

    @Test
    void anAlarmGoesOffAtItsInstantAndNotBefore() {
        try (Alarm alarm = new Alarm()) {
            long at = System.nanoTime() + 20 * MS;
            alarm.set(at);
            assertThat(goneOff(alarm, HOUR)).isTrue();
            assertThat(System.nanoTime()).isGreaterThanOrEqualTo(at);
        }
    }

    @Test
    void anInstantThatHasPassedGoesOffAtOnce() {
        try (Alarm alarm = new Alarm()) {
            alarm.set(System.nanoTime() - HOUR / 3_600);
            assertThat(goneOff(alarm, HOUR)).isTrue();
        }
    }

    @Test
    void anAlarmThatIsSetAgainForgetsThatItWentOff() {
        try (Alarm alarm = new Alarm()) {
            alarm.set(1);
            assertThat(goneOff(alarm, HOUR)).isTrue();
            alarm.set(System.nanoTime() + HOUR);
            assertThat(goneOff(alarm, 0)).isFalse();
        }
    }
}
