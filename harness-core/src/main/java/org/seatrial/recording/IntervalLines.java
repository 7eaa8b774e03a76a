package org.seatrial.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the lines of a histogram log, one after the other, into sums by tag. For one thread.
 *
 * <pre>
 *   Tag=fault,2.000,1.000,0.412,HISTFAAAAEV42pNpmSzMwMDAxQ...      tag, start and length in s, maximum, histogram
 * </pre>
 */
final class IntervalLines implements AutoCloseable {

    private static final byte[] TAG = "Tag=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LEGEND = "\"StartTimestamp\",".getBytes(StandardCharsets.US_ASCII);
    private static final int FRACTION_DIGITS = 9;
    private static final long NANOS = 1_000_000_000;
    private static final long LARGEST_SECONDS = Long.MAX_VALUE / NANOS / 2;

    private final LogDemands demands;
    private final CountsDecoder decoder = new CountsDecoder();
    private final Map<String, CountsSum> sums = new HashMap<>();
    private byte[] text = {};
    private int at;
    private int end;
    private byte[] lastTag = {};
    private String lastName = "";

    IntervalLines(LogDemands demands) {
        this.demands = demands;
    }

    /** By tag; no tag is the empty one. */
    Map<String, CountsSum> sums() {
        return sums;
    }

    /** Reads the line {@code [from, until)}, without what ends it. */
    void read(byte[] lines, int from, int until) throws BadLineException {
        if (from == until) {
            throw new BadLineException("is empty");
        }
        text = lines;
        at = from;
        end = until;
        if (text[at] == '#') {
            demands.comment(new String(text, from, until - from, StandardCharsets.UTF_8));
        } else if (!startsWith(LEGEND)) {
            interval();
        }
    }

    private void interval() throws BadLineException {
        String tag = tag();
        long startNs = seconds("start");
        long endNs = startNs + seconds("length");
        long maximum = decimal("maximum");
        CountsSum known = sums.get(tag);
        CountsLayout layout = decoder.open(text, at, end, known == null ? null : known.layout());
        if (known == null) {
            known = new CountsSum(layout);
            sums.put(tag, known);
        } else if (!known.layout().equals(layout)) {
            throw new BadLineException("has a histogram of another resolution than those before it");
        }
        decoder.addTo(known);
        demands.interval(tag, maximum, decoder.largest(layout), decoder.samples());
        known.added(startNs, endNs, decoder.samples());
    }

    private String tag() throws BadLineException {
        if (!startsWith(TAG)) {
            return "";
        }
        int from = at + TAG.length;
        int comma = comma(from);
        if (comma == from) {
            throw new BadLineException("has an empty tag");
        }
        at = comma + 1;
        // Tags repeat: a name is made only where one differs from that of the line before.
        if (!Arrays.equals(text, from, comma, lastTag, 0, lastTag.length)) {
            lastTag = Arrays.copyOfRange(text, from, comma);
            lastName = new String(lastTag, StandardCharsets.UTF_8);
        }
        return lastName;
    }

    private boolean startsWith(byte[] beginning) {
        return end - at >= beginning.length
                && Arrays.equals(text, at, at + beginning.length, beginning, 0, beginning.length);
    }

    private int comma(int from) throws BadLineException {
        for (int i = from; i < end; i++) {
            if (text[i] == ',') {
                return i;
            }
        }
        throw new BadLineException("is not an interval");
    }

    private long seconds(String what) throws BadLineException {
        long billionths = decimal(what);
        if (billionths == Long.MAX_VALUE) {
            throw new BadLineException("has a " + what + " beyond all time");
        }
        return billionths;
    }

    /** The number up to the next comma, in billionths; {@link Long#MAX_VALUE} if it is larger than any time. */
    private long decimal(String what) throws BadLineException {
        int comma = comma(at);
        long whole = 0;
        int digits = 0;
        while (at < comma && text[at] != '.') {
            whole = Math.min(10 * whole + digit(what), LARGEST_SECONDS);
            digits++;
        }
        long fraction = 0;
        if (at < comma) {
            at++;
            int places = comma - at;
            if (places == 0 || places > FRACTION_DIGITS) {
                throw new BadLineException("has a " + what + " that is no number");
            }
            while (at < comma) {
                fraction = 10 * fraction + digit(what);
            }
            for (int i = places; i < FRACTION_DIGITS; i++) {
                fraction *= 10;
            }
        }
        if (digits == 0) {
            throw new BadLineException("has a " + what + " that is no number");
        }
        at = comma + 1;
        return whole == LARGEST_SECONDS ? Long.MAX_VALUE : whole * NANOS + fraction;
    }

    private int digit(String what) throws BadLineException {
        int digit = text[at++] - '0';
        if (digit < 0 || digit > 9) {
            throw new BadLineException("has a " + what + " that is no number");
        }
        return digit;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
