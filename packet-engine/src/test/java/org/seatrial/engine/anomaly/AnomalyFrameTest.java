package org.seatrial.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Anomaly.Form;
import org.seatrial.topology.Endpoint;

class AnomalyFrameTest {

    private static final AnomalyFrame.Addresses ADDRESSES =
            new AnomalyFrame.Addresses(0x0200_0000_0001L, 0x0200_0000_0002L, 0xc6130001);

    private static String frame(Form form) {
        Anomaly anomaly = new Anomaly(form, 1, form.usual(), 1, Duration.ofSeconds(1), new Endpoint("phone", "eth1"));
        return HexFormat.of().formatHex(AnomalyFrame.of(anomaly, ADDRESSES));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everyFrameHasItsLengthItsSenderAndTheMark(Form form) {
        String frame = frame(form);
        assertThat(frame).hasSize(2 * form.usual()).contains("5ea7a301");
        assertThat(frame.substring(12, 24)).isEqualTo("020000000001");
    }

    @Test
    void aStormGoesToEverybodyAndAFloodToNobody() {
        assertThat(frame(Form.BROADCAST_STORM)).startsWith("ffffffffffff");
        assertThat(frame(Form.UNKNOWN_UNICAST_FLOOD)).startsWith("00005e0053ff");
        assertThat(frame(Form.MICROBURST)).startsWith("020000000002");
    }

    @Test
    void aDuplicateAnnouncesTheOwnersAddressWithItsOwnHardware() {
        assertThat(frame(Form.DUPLICATE_ADDRESS))
                .startsWith("ffffffffffff" + "020000000001" + "0806" + "0001" + "0800" + "06" + "04" + "0001"
                        + "020000000001" + "c6130001" + "000000000000" + "c6130001");
    }
}
