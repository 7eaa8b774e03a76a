package org.seatrial.engine.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One request to the kernel (RFC 3549): a header, the fixed part of its type, then attributes, which may hold
 * attributes. Everything is in the machine's own byte order and aligned to four bytes.
 */
final class NetlinkMessage {

    static final int HEADER_BYTES = 16;
    static final int REQUEST = 0x1;
    static final int ACKNOWLEDGE = 0x4;
    static final int DUMP = 0x300;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;

    private static final int MOST_BYTES = 512;
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int SEQUENCE_AT = 8;

    private final ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.nativeOrder());

    NetlinkMessage(int type, int flags) {
        int lengthLater = 0;
        int sequenceLater = 0;
        int portOfKernel = 0;
        buffer.putInt(lengthLater)
                .putShort((short) type)
                .putShort((short) (REQUEST | flags))
                .putInt(sequenceLater)
                .putInt(portOfKernel);
    }

    NetlinkMessage int8(int value) {
        buffer.put((byte) value);
        return this;
    }

    NetlinkMessage int16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    NetlinkMessage int32(long value) {
        buffer.putInt((int) value);
        return this;
    }

    NetlinkMessage int64(long value) {
        buffer.putLong(value);
        return this;
    }

    /** Text that ends with a zero byte. */
    NetlinkMessage text(String value) {
        buffer.put(value.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        return this;
    }

    NetlinkMessage attribute(int type, Consumer<NetlinkMessage> content) {
        int begin = buffer.position();
        int lengthLater = 0;
        buffer.putShort((short) lengthLater).putShort((short) type);
        content.accept(this);
        buffer.putShort(begin, (short) (buffer.position() - begin));
        while (buffer.position() % ATTRIBUTE_HEADER_BYTES != 0) {
            buffer.put((byte) 0);
        }
        return this;
    }

    byte[] bytes(int sequence) {
        buffer.putInt(0, buffer.position());
        buffer.putInt(SEQUENCE_AT, sequence);
        byte[] whole = new byte[buffer.position()];
        buffer.get(0, whole);
        return whole;
    }
}
