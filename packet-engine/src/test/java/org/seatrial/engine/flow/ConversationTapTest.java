package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.lab.Conversation;

class ConversationTapTest {

    private static final String CLIENT = "02:00:00:00:00:01";
    private static final String SERVICE = "fe:00:00:00:00:02";

    private final ConversationTap tap =
            new ConversationTap(List.of(Conversation.ofFrames("disk", CLIENT, SERVICE, 0x88A2)));

    private void frame(String to, String from, String etherType) {
        byte[] octets = HexFormat.of().parseHex(("ff" + to + from + etherType).replace(":", ""));
        tap.noteFrame(MemorySegment.ofArray(octets), 1);
    }

    @Test
    void aFrameBetweenBothAddressesIsSeenEitherWay() {
        frame(CLIENT, SERVICE, "88a2");

        assertThat(tap.seen()).containsExactly("disk");
    }

    @Test
    void aFrameOfSomebodyElseIsNot() {
        frame("02:00:00:00:00:03", SERVICE, "88a2");
        frame(CLIENT, "02:00:00:00:00:03", "88a2");

        assertThat(tap.seen()).isEmpty();
    }

    @Test
    void aFrameOfAnotherEtherTypeIsNot() {
        frame(CLIENT, SERVICE, "86dd");

        assertThat(tap.seen()).isEmpty();
    }
}
