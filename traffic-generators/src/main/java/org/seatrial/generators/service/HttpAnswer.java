package org.seatrial.generators.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.traffic.Answer;

/**
 * Reads a response as it arrives (RFC 9112, section 6): by its length, by its chunks, or to the end of the connection. A
 * body that is cut short is a bad answer, whatever its status says.
 */
final class HttpAnswer {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final int LONGEST_LINE = 16 << 10;
    private static final int FIRST_BAD_STATUS = 400;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int KEPT_BYTES = 4 << 10;

    private enum Part {
        STATUS_LINE,
        FIELDS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        OVER
    }

    private final StringBuilder line = new StringBuilder();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Part part = Part.STATUS_LINE;
    private int status;
    private boolean chunked;
    private long length = -1;
    private long left;
    private boolean broken;

    /** Takes what arrived; the answer once it is known. */
    Optional<Answer> add(ByteBuffer arrived) {
        while (arrived.hasRemaining() && part != Part.OVER && !broken) {
            switch (part) {
                case BODY, CHUNK -> take(arrived);
                case STATUS_LINE, FIELDS, CHUNK_SIZE, CHUNK_END, TRAILER -> {
                    byte octet = arrived.get();
                    if (octet == '\n') {
                        String whole = line.toString();
                        line.setLength(0);
                        line(whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole);
                    } else {
                        line.append((char) (octet & 0xff));
                        broken = line.length() > LONGEST_LINE;
                    }
                }
                case OVER -> throw new IllegalStateException("the answer is over");
            }
        }
        if (broken) {
            return Optional.of(Answer.BAD);
        }
        return part == Part.OVER ? Optional.of(byStatus()) : Optional.empty();
    }

    /** The connection has ended. */
    Answer atEnd() {
        boolean untilEnd = part == Part.BODY && length < 0;
        return !broken && (part == Part.OVER || untilEnd) ? byStatus() : Answer.BAD;
    }

    private Answer byStatus() {
        return status < FIRST_BAD_STATUS ? Answer.GOOD : Answer.BAD;
    }

    /** The beginning of the body, at most 4 KiB. */
    byte[] beginning() {
        return body.toByteArray();
    }

    private void keep(ByteBuffer arrived, int count) {
        byte[] octets = new byte[Math.min(count, KEPT_BYTES - body.size())];
        arrived.get(arrived.position(), octets);
        body.writeBytes(octets);
        arrived.position(arrived.position() + count);
    }

    private void take(ByteBuffer arrived) {
        if (part == Part.BODY && length < 0) {
            keep(arrived, arrived.remaining());
            return;
        }
        int taken = (int) Math.min(left, arrived.remaining());
        keep(arrived, taken);
        left -= taken;
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.OVER;
        }
    }

    private void line(String text) {
        switch (part) {
            case STATUS_LINE -> {
                Matcher matcher = STATUS.matcher(text);
                broken = !matcher.matches();
                status = broken ? 0 : Integer.parseInt(matcher.group(1));
                part = Part.FIELDS;
            }
            case FIELDS -> {
                if (text.isEmpty()) {
                    body();
                } else {
                    field(text);
                }
            }
            case CHUNK_SIZE -> {
                left = number(text.split(";", 2)[0].strip(), 16);
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
            }
            case CHUNK_END -> {
                broken = !text.isEmpty();
                part = Part.CHUNK_SIZE;
            }
            case TRAILER -> part = text.isEmpty() ? Part.OVER : Part.TRAILER;
            case BODY, CHUNK, OVER -> throw new IllegalStateException("no line is expected in " + part);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            broken = true;
            return;
        }
        String value = text.substring(colon + 1).strip();
        switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-length" -> length = number(value, 10);
            case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
            default -> {
                // No other field says where the body ends.
            }
        }
    }

    private void body() {
        if (status < 200) {
            // An interim response; the final one follows.
            part = Part.STATUS_LINE;
        } else if (status == NO_CONTENT || status == NOT_MODIFIED) {
            part = Part.OVER;
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else {
            left = length;
            part = length == 0 ? Part.OVER : Part.BODY;
        }
    }

    private long number(String text, int radix) {
        try {
            long number = Long.parseLong(text, radix);
            broken |= number < 0;
            return number;
        } catch (NumberFormatException none) {
            broken = true;
            return 0;
        }
    }
}
