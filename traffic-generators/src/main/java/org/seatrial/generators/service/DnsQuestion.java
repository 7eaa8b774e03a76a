package org.seatrial.generators.service;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.traffic.Answer;

/**
 * A question of one name's A records and what answers it (RFC 1035, section 4).
 *
 * @param id 0 to 65535
 * @param name labels of 1 to 63 octets between dots
 */
record DnsQuestion(int id, String name) {

    private static final int HEADER_BYTES = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int RESPONSE_CODE = 0x000f;
    private static final short TYPE_A = 1;
    private static final short CLASS_IN = 1;

    ByteBuffer message() {
        byte[] labels = labels();
        ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + labels.length + 4);
        message.putShort((short) id).putShort((short) RECURSION_DESIRED);
        message.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        message.put(labels).putShort(TYPE_A).putShort(CLASS_IN);
        return message.flip();
    }

    private byte[] labels() {
        ByteBuffer labels = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.", 0)) {
            byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
            labels.put((byte) octets.length).put(octets);
        }
        labels.put((byte) 0).flip();
        byte[] bytes = new byte[labels.remaining()];
        labels.get(bytes);
        return bytes;
    }

    /** Good if it resolves the name, bad if it says that it cannot; empty if it answers another question. */
    Optional<Answer> answer(ByteBuffer message) {
        byte[] labels = labels();
        if (message.remaining() < HEADER_BYTES + labels.length + 4
                || (message.getShort(message.position()) & 0xffff) != id) {
            return Optional.empty();
        }
        int at = message.position();
        int flags = message.getShort(at + 2) & 0xffff;
        byte[] asked = new byte[labels.length];
        message.get(at + HEADER_BYTES, asked);
        boolean mine = (flags & RESPONSE) != 0 && message.getShort(at + 4) == 1 && same(asked, labels);
        if (!mine) {
            return Optional.empty();
        }
        boolean resolved = (flags & RESPONSE_CODE) == 0 && (message.getShort(at + 6) & 0xffff) > 0;
        return Optional.of(resolved ? Answer.GOOD : Answer.BAD);
    }

    /** Names are compared without regard to case. */
    private static boolean same(byte[] one, byte[] other) {
        return new String(one, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .equals(new String(other, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }
}
