package org.seatrial.replica;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.recording.Noticed;

/** Reads what a daemon logged about its neighbours. */
final class FrrLog {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final int STAMP_LENGTH = "2026/11/21 09:36:00.132953".length();
    private static final Pattern BFD = Pattern.compile("state-change: \\[.*?\\] (\\S+) -> (\\S+)");
    private static final Pattern BGP = Pattern.compile("%ADJCHANGE: neighbor \\S+ .*?(Up|Down)\\b");
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private FrrLog() {}

    /**
     * A line as an event, if it is one.
     *
     * @param wallMinusMonotonicNs of the clocks, to convert the line's stamp
     */
    static Optional<Noticed> event(String node, String line, long wallMinusMonotonicNs) {
        Optional<String> what = what(line);
        if (what.isEmpty() || line.length() < STAMP_LENGTH) {
            return Optional.empty();
        }
        try {
            LocalDateTime stamp = LocalDateTime.parse(line.substring(0, STAMP_LENGTH), STAMP);
            long wall = ChronoUnit.NANOS.between(EPOCH, stamp);
            return Optional.of(new Noticed(node, what.get(), wall - wallMinusMonotonicNs, line));
        } catch (DateTimeParseException cutOff) {
            // A line that is being written; it is whole at the next reading.
            return Optional.empty();
        }
    }

    private static Optional<String> what(String line) {
        Matcher bfd = BFD.matcher(line);
        if (bfd.find()) {
            if (bfd.group(2).equals("up")) {
                return Optional.of(Noticed.BFD_UP);
            }
            // Only leaving "up" is a failure noticed; "down -> init" is a session on its way.
            return bfd.group(1).equals("up") ? Optional.of(Noticed.BFD_DOWN) : Optional.empty();
        }
        Matcher bgp = BGP.matcher(line);
        if (bgp.find()) {
            return Optional.of(bgp.group(1).equals("Up") ? Noticed.BGP_UP : Noticed.BGP_DOWN);
        }
        return Optional.empty();
    }
}
