package org.seatrial.replica;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.seatrial.recording.Noticed;

/** Reads what the guests' script notes: {@code 2026-11-21T10:15:03.123456Z hv2 vm01 guest-started}. */
final class GuestEvents {

    private static final Set<String> KINDS = Set.of(
            Noticed.GUEST_STARTED,
            Noticed.GUEST_FAILED,
            Noticed.GUEST_READY,
            Noticed.GUEST_ANSWERED,
            Noticed.GUEST_STOPPED);
    private static final long NS_PER_S = 1_000_000_000;

    private GuestEvents() {}

    /**
     * A line as an event, if it is one.
     *
     * @param wallMinusMonotonicNs of the clocks, to convert the line's stamp
     */
    static Optional<Noticed> event(String line, long wallMinusMonotonicNs) {
        String[] words = line.split(" ", -1);
        if (words.length != 4 || !KINDS.contains(words[3])) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(words[0]);
            long wall = at.getEpochSecond() * NS_PER_S + at.getNano();
            return Optional.of(new Noticed(words[1], words[3], wall - wallMinusMonotonicNs, words[2]));
        } catch (DateTimeParseException cutOff) {
            // A line that is being written; it is whole at the next reading.
            return Optional.empty();
        }
    }
}
