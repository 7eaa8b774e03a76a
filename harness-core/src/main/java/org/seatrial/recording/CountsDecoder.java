package org.seatrial.recording;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Adds an encoded histogram to a sum without making a histogram of it. Its buffers and its inflater are used again for
 * the next one. For one thread.
 *
 * <p>Encoded is HdrHistogram's V2: base64 of a cookie, a length and a zlib stream (RFC 1950), which holds a header of 40
 * octets and then the counts as zigzag LEB128 of at most 9 octets, a negative number being that many zeros.
 */
final class CountsDecoder implements AutoCloseable {

    private static final int COMPRESSED = 0x1c849304;
    private static final int PLAIN = 0x1c849303;
    private static final int WORD_SIZE_BITS = 0xf0;
    private static final int HEADER_BYTES = 40;
    private static final int LONGEST_BYTES = 16 << 20;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Inflater inflater = new Inflater();
    private byte[] deflated = new byte[1 << 12];
    private byte[] plain = new byte[1 << 12];
    private int length;
    private int at;
    private long highest;
    private long samples;
    private int last;

    /**
     * Reads the text of one histogram up to its counts.
     *
     * @param known the layout expected, so that none is made for each
     * @return its layout
     */
    CountsLayout open(byte[] text, int from, int until, @Nullable CountsLayout known) throws BadLineException {
        if (deflated.length < until - from) {
            deflated = new byte[2 * (until - from)];
        }
        inflate(Base64Bytes.decode(text, from, until, deflated));
        if (length < HEADER_BYTES
                || ((int) INT.get(plain, 0) & ~WORD_SIZE_BITS) != PLAIN
                || (int) INT.get(plain, 4) != length - HEADER_BYTES) {
            throw new BadLineException("holds a damaged histogram");
        }
        int offset = (int) INT.get(plain, 8);
        double ratio = Double.longBitsToDouble((long) LONG.get(plain, 32));
        if (offset != 0 || ratio != 1) {
            throw new BadLineException("holds a histogram whose values are shifted or scaled");
        }
        int digits = (int) INT.get(plain, 12);
        long lowest = (long) LONG.get(plain, 16);
        highest = (long) LONG.get(plain, 24);
        if (!CountsLayout.possible(lowest, digits) || highest < 2 * lowest) {
            throw new BadLineException("holds a histogram of an impossible range");
        }
        return known != null && known.digits() == digits && known.lowest() == lowest
                ? known
                : new CountsLayout(lowest, digits);
    }

    private void inflate(int size) throws BadLineException {
        if (size < 8 || ((int) INT.get(deflated, 0) & ~WORD_SIZE_BITS) != COMPRESSED) {
            throw new BadLineException("holds something else than a compressed histogram of version 2");
        }
        if ((int) INT.get(deflated, 4) != size - 8) {
            throw new BadLineException("holds a histogram of another length than it says");
        }
        inflater.reset();
        inflater.setInput(deflated, 8, size - 8);
        length = 0;
        try {
            while (!inflater.finished()) {
                if (length == plain.length) {
                    enlarge();
                }
                int got = inflater.inflate(plain, length, plain.length - length);
                if (got == 0 && !inflater.finished()) {
                    throw new BadLineException("holds a damaged histogram");
                }
                length += got;
            }
        } catch (DataFormatException damaged) {
            throw new BadLineException("holds a damaged histogram", damaged);
        }
        if (inflater.getRemaining() > 0) {
            throw new BadLineException("holds a damaged histogram");
        }
    }

    private void enlarge() throws BadLineException {
        if (plain.length >= LONGEST_BYTES) {
            throw new BadLineException("holds a histogram of more than " + LONGEST_BYTES + " bytes");
        }
        plain = Arrays.copyOf(plain, 2 * plain.length);
    }

    /**
     * Adds the counts of the histogram that was opened. Whatever it throws, the sum is of no use then.
     *
     * <p>Counts and runs of zeros follow each other like coin tosses, which no processor foresees: a run therefore adds
     * nothing to the count that it begins with, instead of being told from a count by a branch.
     */
    void addTo(CountsSum sum) throws BadLineException {
        long[] counts = sum.countsFor(highest);
        byte[] octets = plain;
        int end = sum.layout().length(highest);
        int index = 0;
        int latest = -1;
        long all = 0;
        // The sign of everything that must not be negative, looked at once at the end.
        long sign = 0;
        int i = HEADER_BYTES;
        while (i < length) {
            long number = octets[i++];
            if (number < 0) {
                at = i - 1;
                number = longNumber();
                i = at;
            }
            long run = -(number & 1);
            long size = number >>> 1;
            if (index >= end || (size & run) > end) {
                throw new BadLineException("holds counts beyond the range of its histogram");
            }
            long count = size & ~run;
            counts[index] += count;
            all += count;
            sign |= counts[index] | all;
            latest = count != 0 ? index : latest;
            index += 1 + (int) (size & run);
        }
        if (index > end) {
            throw new BadLineException("holds counts beyond the range of its histogram");
        }
        if (sign < 0) {
            throw new BadLineException("takes a count beyond what can be counted");
        }
        last = latest;
        samples = all;
    }

    /** The number at {@code at}, of more than one octet; leaves {@code at} behind it. */
    private long longNumber() throws BadLineException {
        long number = 0;
        int octet = -1;
        for (int shift = 0; octet < 0 && shift <= 56; shift += 7) {
            if (at == length) {
                throw new BadLineException("holds a histogram whose last count is cut off");
            }
            octet = plain[at++];
            number |= (shift == 56 ? octet & 0xffL : octet & 0x7fL) << shift;
        }
        return number;
    }

    /** How many samples the histogram added last has. */
    long samples() {
        return samples;
    }

    /** The largest value of the histogram added last, rounded up to the end of its bucket; 0 if it has no samples. */
    long largest(CountsLayout layout) {
        return last < 0 ? 0 : layout.largestAt(last);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
