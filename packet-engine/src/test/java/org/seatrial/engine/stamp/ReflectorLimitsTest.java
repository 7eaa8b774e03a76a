package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a reflector from being a weapon. */
class ReflectorLimitsTest {

    @Nested
    class Prefixes {

        private boolean holds(String prefix, String address) {
            byte[] octets = AddressPrefix.literal(address).getAddress();
            ByteBuffer at = ByteBuffer.wrap(octets);
            AddressPrefix parsed = AddressPrefix.parse(prefix);
            return octets.length == 4
                    ? parsed.holds(0, AddressPrefix.mapped(at.getInt() & 0xffff_ffffL))
                    : parsed.holds(at.getLong(), at.getLong());
        }

        @ParameterizedTest
        @CsvSource({
            "198.18.0.0/15, 198.19.255.255, true",
            "198.18.0.0/15, 198.20.0.0, false",
            "198.18.0.1, 198.18.0.1, true",
            "198.18.0.1, 198.18.0.2, false",
            "0.0.0.0/0, 203.0.113.9, true",
            "0.0.0.0/0, 2001:2::1, false",
            "2001:2::/48, 2001:2:0:ffff::1, true",
            "2001:2::/48, 2001:2:1::1, false",
            "2001:2::1, 2001:2::1, true",
            "2001:2::1, 2001:2::2, false",
            "::/0, 2001:2::1, true"
        })
        void aPrefixHoldsTheAddressesThatShareItsBits(String prefix, String address, boolean expected) {
            assertThat(holds(prefix, address)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "localhost", "198.18.0.0/33", "198.18.0.0/-1", "198.18.0/8", "2001:2::/129", "1.2.3.4/x"
                })
        void whatIsNoPrefixIsRefused(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> AddressPrefix.parse(text));
        }
    }

    @Nested
    class Budget {

        @Test
        void inTheLongRunNoMoreLeavesThanAllowed() {
            ReplyBudget budget = new ReplyBudget(1000);
            long taken = 0;
            for (long now = 0; now < 10_000_000_000L; now += 10_000) {
                taken += budget.take(now) ? 1 : 0;
            }
            assertThat(taken).isBetween(10_000L, 10_101L);
        }

        @Test
        void anIdleReflectorMayAnswerATenthOfASecondsWorthAtOnce() {
            ReplyBudget budget = new ReplyBudget(1000);
            int taken = 0;
            while (budget.take(5_000_000_000L)) {
                taken++;
            }
            assertThat(taken).isEqualTo(101);
        }

        @Test
        void aClockThatStartsBelowZeroIsNoReasonToRefuse() {
            assertThat(new ReplyBudget(10).take(Long.MIN_VALUE + 5)).isTrue();
        }
    }

    @Nested
    class Sessions {

        private final SessionTable table = new SessionTable();

        @Test
        void everySessionIsNumberedForItself() {
            int one = table.slot(0, 1, 4000, 7, 0);
            assertThat(table.takeSequence(one)).isZero();
            assertThat(table.takeSequence(one)).isEqualTo(1);
            assertThat(table.takeSequence(table.slot(0, 1, 4000, 8, 0))).isZero();
            assertThat(table.takeSequence(table.slot(0, 1, 4001, 7, 0))).isZero();
            assertThat(table.takeSequence(table.slot(0, 2, 4000, 7, 0))).isZero();
            assertThat(table.takeSequence(table.slot(1, 1, 4000, 7, 0))).isZero();
            assertThat(table.takeSequence(table.slot(0, 1, 4000, 7, 0))).isEqualTo(2);
            assertThat(table.size()).isEqualTo(5);
        }

        @Test
        void aFloodOfInventedSessionsHarmsNoneThatIsThere() {
            int mine = table.slot(9, 9, 4000, 7, 0);
            assertThat(table.takeSequence(mine)).isZero();
            boolean refused = false;
            for (int i = 0; i < 100_000; i++) {
                refused |= table.slot(0, i, 5000, 1, i) < 0;
            }
            assertThat(refused).isTrue();
            assertThat(table.takeSequence(table.slot(9, 9, 4000, 7, 1))).isEqualTo(1);
        }

        @Test
        void idleSessionsMakeRoom() {
            for (int i = 0; i < 100_000; i++) {
                table.slot(0, i, 5000, 1, 0);
            }
            long later = SessionTable.IDLE_NS + 1;
            assertThat(table.slot(3, 3, 5000, 1, later)).isNotNegative();
            assertThat(table.size()).isEqualTo(1);
        }
    }
}
