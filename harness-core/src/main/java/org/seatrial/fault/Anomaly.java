package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seatrial.topology.Endpoint;

/**
 * Traffic that should not be there. It is bounded in rate and time, always: what lies above {@link #FASTEST_PER_SECOND},
 * {@link #MOST_BITS_PER_SECOND} or {@link #LONGEST} is refused wherever it comes from.
 *
 * @param framesPerSecond on average, 1 to {@link #FASTEST_PER_SECOND}
 * @param frameBytes the Ethernet frame without FCS, within the form's range
 * @param burst how many frames leave back to back, 1 to {@link #LONGEST_BURST}
 * @param lasts from the first frame to the last, {@link #SHORTEST} to {@link #LONGEST}
 * @param station whom it concerns: a microburst's destination, the owner of a duplicated address; else null
 */
public record Anomaly(
        Form form,
        double framesPerSecond,
        int frameBytes,
        int burst,
        Duration lasts,
        @Nullable Endpoint station) {

    public static final double FASTEST_PER_SECOND = 50_000;
    public static final double MOST_BITS_PER_SECOND = 400e6;
    public static final int LONGEST_BURST = 1_000;
    public static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException naming what lies outside its range */
    public Anomaly {
        check(framesPerSecond >= 1 && framesPerSecond <= FASTEST_PER_SECOND, "rate " + framesPerSecond + "/s");
        check(form.carries(frameBytes), form.text() + " of " + frameBytes + " B");
        check(framesPerSecond * frameBytes * Byte.SIZE <= MOST_BITS_PER_SECOND, "more than 400 Mbit/s");
        check(burst >= 1 && burst <= LONGEST_BURST, "burst of " + burst);
        check(lasts.compareTo(SHORTEST) >= 0 && lasts.compareTo(LONGEST) <= 0, "for " + lasts);
        check(form != Form.DUPLICATE_ADDRESS || station != null, "a duplicate address of nobody");
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException("no such traffic anomaly: " + what);
        }
    }

    /** How many frames it is from its first to its last. */
    public long frames() {
        return Math.max(1, Math.round(framesPerSecond * lasts.toNanos() / 1e9));
    }

    /** What is wrong with the traffic. */
    public enum Form {
        /** Frames to everybody, which every bridge repeats at every port. */
        BROADCAST_STORM("broadcast-storm", 60, 1514, 60),
        /** Frames to an address that no bridge has learnt, which it repeats at every port too. */
        UNKNOWN_UNICAST_FLOOD("unknown-unicast-flood", 60, 1514, 60),
        /** Frames to one station in bursts: the average is modest, the buffers overflow. */
        MICROBURST("microburst", 60, 1514, 1514),
        /** Frames longer than IEEE 802.3 allows. */
        OVERSIZE("oversize", 1519, 9014, 9014),
        /** Frames shorter than IEEE 802.3 allows. */
        RUNT("runt", 18, 59, 40),
        /** A second station announces another's IPv4 address as its own (RFC 5227). */
        DUPLICATE_ADDRESS("duplicate-address", 60, 60, 60);

        private final String text;
        private final int smallest;
        private final int largest;
        private final int usual;

        Form(String text, int smallest, int largest, int usual) {
            this.text = text;
            this.smallest = smallest;
            this.largest = largest;
            this.usual = usual;
        }

        /** The name in suite files and reports. */
        @JsonValue
        public String text() {
            return text;
        }

        /** The shortest frame of this form, octets without FCS. */
        public int smallest() {
            return smallest;
        }

        /** The longest. */
        public int largest() {
            return largest;
        }

        /** The length where a suite gives none. */
        public int usual() {
            return usual;
        }

        public boolean carries(int frameBytes) {
            return frameBytes >= smallest && frameBytes <= largest;
        }

        public static Optional<Form> named(String text) {
            return Arrays.stream(values())
                    .filter(form -> form.text.equals(text))
                    .findFirst();
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Form::text).toList();
        }
    }
}
