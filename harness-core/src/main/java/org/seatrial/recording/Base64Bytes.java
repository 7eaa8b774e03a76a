package org.seatrial.recording;

import java.util.Arrays;

/** Decodes base64 (RFC 4648 section 4) out of the middle of an array into another one, without allocating. */
final class Base64Bytes {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int[] VALUE = new int[256];

    static {
        Arrays.fill(VALUE, -1);
        for (int value = 0; value < ALPHABET.length(); value++) {
            VALUE[ALPHABET.charAt(value)] = value;
        }
    }

    private Base64Bytes() {}

    /**
     * Decodes {@code text[from, until)}.
     *
     * @param into has room for three bytes of every four characters
     * @return how many bytes there are
     */
    static int decode(byte[] text, int from, int until, byte[] into) throws BadLineException {
        int length = until - from;
        if (length == 0 || length % 4 != 0) {
            throw new BadLineException("holds base64 that is cut off");
        }
        int padding = text[until - 1] != '=' ? 0 : text[until - 2] != '=' ? 1 : 2;
        int whole = padding == 0 ? until : until - 4;
        int at = 0;
        // A character outside the alphabet is -1 and makes the sum of all quanta negative; one test is enough.
        int sign = 0;
        for (int i = from; i < whole; i += 4) {
            int quantum = VALUE[text[i] & 255] << 18
                    | VALUE[text[i + 1] & 255] << 12
                    | VALUE[text[i + 2] & 255] << 6
                    | VALUE[text[i + 3] & 255];
            sign |= quantum;
            into[at] = (byte) (quantum >> 16);
            into[at + 1] = (byte) (quantum >> 8);
            into[at + 2] = (byte) quantum;
            at += 3;
        }
        if (padding > 0) {
            int quantum = VALUE[text[whole] & 255] << 18 | VALUE[text[whole + 1] & 255] << 12;
            if (padding == 1) {
                quantum |= VALUE[text[whole + 2] & 255] << 6;
                into[at + 1] = (byte) (quantum >> 8);
            }
            sign |= quantum;
            into[at] = (byte) (quantum >> 16);
            at += 3 - padding;
        }
        if (sign < 0) {
            throw new BadLineException("holds something else than base64");
        }
        return at;
    }
}
