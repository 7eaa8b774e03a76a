package org.seatrial.engine.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.seatrial.topology.LinkCharacter;

/** The messages to the kernel, byte for byte on a little-endian machine, and what the kernel gives back. */
class TrafficControlTest {

    private static final Netem FIBRE = Netem.of(new LinkCharacter(171_500, 0, 0, 0));

    private static String hex(NetlinkMessage message) {
        return HexFormat.of().formatHex(message.bytes(7));
    }

    private static Netem readBack(Netem netem) {
        byte[] bytes = TrafficControl.netem(5, netem).bytes(7);
        int options = 16 + 20 + 12 + 4;
        // On the heap, bytes need not be aligned; in the answer buffer they are.
        MemorySegment copy = java.lang.foreign.Arena.ofAuto().allocate(bytes.length, 8);
        MemorySegment.copy(bytes, 0, copy, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
        return Netem.read(copy, options, bytes.length);
    }

    @Test
    void aSilentFibreLosesAllAndKeepsItsDelay() {
        assertThat(hex(TrafficControl.netem(5, FIBRE.silent())))
                .isEqualTo("78000000" + "2400" + "0505" + "07000000" + "00000000" // nlmsghdr: RTM_NEWQDISC
                        + "00000000" + "05000000" + "00000100" + "ffffffff" + "00000000" // tcmsg: 1: at the root of 5
                        + "0a000100" + "6e6574656d000000" // TCA_KIND netem
                        + "48000200" // TCA_OPTIONS
                        + "770a0000" + "40420f00" + "ffffffff" // latency in ticks of 64 ns, limit, loss
                        + "00000000" + "00000000" + "00000000" // gap, duplicate, jitter in ticks
                        + "0c000a00" + "ec9d020000000000" // TCA_NETEM_LATENCY64
                        + "0c000b00" + "0000000000000000" // TCA_NETEM_JITTER64
                        + "14000600" + "00000000000000000000000000000000"); // TCA_NETEM_RATE
    }

    @Test
    void everyFrameThatArrivesIsSentOutAtTheOtherInterface() {
        assertThat(hex(TrafficControl.redirect(4, 5)))
                .isEqualTo("8c000000" + "2c00" + "0506" + "07000000" + "00000000" // nlmsghdr: RTM_NEWTFILTER
                        + "00000000" + "04000000" + "00000000" + "0000ffff" + "00030100" // tcmsg: all protocols, 1st
                        + "08000100" + "75333200" // TCA_KIND u32
                        + "60000200" // TCA_OPTIONS
                        + "24000500" + "01000100" + "0000000000000000" + "00000000" // TCA_U32_SEL: terminal, one key
                        + "00000000" + "00000000" + "00000000" + "00000000" // that masks nothing
                        + "38000700" + "34000100" // TCA_U32_ACT, the first
                        + "0b000100" + "6d69727265640000" // TCA_ACT_KIND mirred
                        + "24000200" + "20000200" // TCA_ACT_OPTIONS, TCA_MIRRED_PARMS
                        + "00000000" + "00000000" + "04000000" // index, capab, TC_ACT_STOLEN
                        + "00000000" + "00000000" + "01000000" + "05000000"); // TCA_EGRESS_REDIR to 5
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Netem all = new Netem(5_000_000_001L, 2_000_000_001L, 42, 12_345, 24, 77);
        assertThat(readBack(all)).isEqualTo(all);
    }

    @Test
    void aRateBeyond32BitsIsReadBackWhole() {
        Netem fast = new Netem(1, 1, 0, 1L << 40, 0, 1);
        assertThat(readBack(fast)).isEqualTo(fast);
    }

    @Test
    void jitterAloneGetsARateSoFastThatItOnlyKeepsTheOrder() {
        Netem jittery = Netem.of(new LinkCharacter(1_000_000, 500_000, 0, 0));
        assertThat(jittery.bytesPerSecond()).isGreaterThan(1L << 50);
        assertThat(jittery.drops()).isFalse();
        assertThat(FIBRE.bytesPerSecond()).isZero();
    }

    @Test
    void aLinkThatLosesAlmostEverythingIsNotMistakenForASilentOne() {
        assertThat(Netem.of(new LinkCharacter(0, 0, Math.nextDown(1.0), 0)).losesAll())
                .isFalse();
        assertThat(FIBRE.silent().losesAll()).isTrue();
    }

    @Test
    void theRateCountsBytesAndWhatEthernetAddsToAFrame() {
        Netem slow = Netem.of(new LinkCharacter(0, 0, 0, 1_000_000));
        assertThat(slow.bytesPerSecond()).isEqualTo(125_000);
        assertThat(slow.overheadBytes()).isEqualTo(24);
        assertThat(slow.drops()).isTrue();
    }

    @Test
    void aFastPortHoldsWhatArrivesWhileTheMachineStalls() {
        Netem fast = Netem.of(new LinkCharacter(0, 0, 0, 10e9));
        assertThat(fast.limitFrames()).isEqualTo(8_128);
        assertThat(Netem.of(new LinkCharacter(0, 0, 0, 1e6)).limitFrames()).isEqualTo(171);
    }

    @Test
    void aJitterThatNetemWouldOverflowIsRefused() {
        assertThatThrownBy(() -> new Netem(0, Netem.MOST_JITTER_NS + 1, 0, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
