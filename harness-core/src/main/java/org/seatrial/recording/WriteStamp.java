package org.seatrial.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of text at the beginning of every sector that a writer writes, for whoever boots from the volume and can read no
 * more than text: {@code writes writer 3 sequence 17 due 81234567890}. No two trials on one machine have writes that are
 * due at the same instants, so that a line of an earlier trial is told from one of this.
 *
 * @param workload the workload's name
 * @param writer index within the workload, from 0
 * @param sequence of the write, from 0
 * @param dueNs when the write was due, monotonic nanoseconds
 */
public record WriteStamp(String workload, int writer, long sequence, long dueNs) {

    /** Characters of a workload's name for which the line has room. */
    public static final int LONGEST_NAME = 48;

    /** Octets of the longest line with its end. */
    public static final int LINE_BYTES = 128;

    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9_-]{1,48}) writer (\\d{1,4}) sequence (\\d{1,18}) due (\\d{1,18})");

    /** Without the end of the line; a name that is too long is cut, and then belongs to no workload. */
    public String line() {
        String name = workload.length() > LONGEST_NAME ? workload.substring(0, LONGEST_NAME) : workload;
        return name + " writer " + writer + " sequence " + sequence + " due " + dueNs;
    }

    /** What a line says; empty if it is no such line. */
    public static Optional<WriteStamp> parse(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches()
                ? Optional.of(new WriteStamp(
                        found.group(1),
                        Integer.parseInt(found.group(2)),
                        Long.parseLong(found.group(3)),
                        Long.parseLong(found.group(4))))
                : Optional.empty();
    }
}
