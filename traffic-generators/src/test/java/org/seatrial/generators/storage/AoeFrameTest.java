package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.seatrial.lab.Volume;

class AoeFrameTest {

    private static final Volume.Aoe UNIT = new Volume.Aoe(0x0102, 3, "eth1");
    private static final long TARGET = 0x0200_0000_0001L;
    private static final long OWN = 0xFE00_0000_0002L;

    private final ByteBuffer frame = ByteBuffer.allocate(100);

    private String octets() {
        frame.flip();
        byte[] all = new byte[frame.limit()];
        frame.get(0, all);
        return HexFormat.of().formatHex(all);
    }

    private ByteBuffer reply(int flags, int error, int status) {
        AoeFrame.ata(frame, OWN, TARGET, UNIT, AoeFrame.WRITE_EXT, 0, 2);
        return frame.flip()
                .put(AoeFrame.AT_FLAGS, (byte) flags)
                .put(15, (byte) error)
                .put(27, (byte) status);
    }

    @Test
    void aQueryIsABroadcastOfTheConfigurationCommand() {
        AoeFrame.query(frame, OWN, UNIT);

        assertThat(octets())
                .isEqualTo("ffffffffffff" + "fe0000000002" + "88a2" + "10" + "00" + "010203" + "01" + "00000000"
                        + "0000000000000000");
    }

    @Test
    void aSectorsNumberBeginsWithItsLowestOctet() {
        AoeFrame.ata(frame, TARGET, OWN, UNIT, AoeFrame.WRITE_EXT, 0x0605_0403_0201L, 2);
        AoeFrame.tag(frame, 0xABCD_0001);

        assertThat(octets())
                .isEqualTo("020000000001" + "fe0000000002" + "88a2" + "10" + "00" + "010203" + "00" + "abcd0001" + "41"
                        + "00" + "02" + "34" + "010203040506" + "0000");
    }

    @Test
    void aReadWritesNothing() {
        AoeFrame.ata(frame, TARGET, OWN, UNIT, AoeFrame.READ_EXT, 0, 1);

        assertThat(frame.get(24)).isEqualTo((byte) 0x40);
    }

    @Test
    void onlyAResponseOfTheUnitIsAnAnswer() {
        assertThat(AoeFrame.answers(reply(0x18, 0, 0x40), UNIT)).isTrue();
        assertThat(AoeFrame.answers(frame, new Volume.Aoe(0x0102, 4, "eth1"))).isFalse();
        assertThat(AoeFrame.answers(frame.put(AoeFrame.AT_FLAGS, (byte) 0x10), UNIT))
                .isFalse();
        assertThat(AoeFrame.answers(frame.put(AoeFrame.AT_FLAGS, (byte) 0x28), UNIT))
                .isFalse();
    }

    @Test
    void anErrorOfTheHeaderOrOfTheDiskIsAComplaint() {
        assertThat(AoeFrame.complaint(reply(0x18, 0, 0x40))).isEmpty();
        frame.clear();
        assertThat(AoeFrame.complaint(reply(0x1C, 3, 0x40))).contains("not available");
        frame.clear();
        assertThat(AoeFrame.complaint(reply(0x18, 0, 0x41))).contains("0x41");
        frame.clear();
        assertThat(AoeFrame.complaint(reply(0x18, 0, 0x60))).contains("0x60");
    }

    @Test
    void aTargetThatNamesNoNumberOfSectorsTakesTwo() {
        AoeFrame.query(frame, OWN, UNIT);

        assertThat(AoeFrame.mostSectors(frame)).isEqualTo(2);
    }
}
