package org.seatrial.recording;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seatrial.recording.DelayIntervals.Clamped;

/** What a log of delays must hold: phases as tags, maxima that are those of the histograms, and what was clamped. */
final class DelayLogDemands implements LogDemands {

    private static final Pattern CLAMPED_LINE = Pattern.compile(
            "#\\[Clamped: over range (\\d+), below zero (\\d+), beyond clock error (\\d+), worst (\\d+) ns]");
    private static final Set<String> PHASES =
            Arrays.stream(Phase.values()).map(Phase::text).collect(Collectors.toUnmodifiableSet());
    private static final long LARGEST = HistogramLog.emptyHistogram().highestEquivalentValue(HistogramLog.HIGHEST_NS);

    private final AtomicReference<@Nullable Clamped> clamped = new AtomicReference<>();

    /** What did not fit; empty if the log has not said so. */
    Optional<Clamped> clamped() {
        return Optional.ofNullable(clamped.get());
    }

    @Override
    public String beginning() {
        return HistogramLog.FORMAT + "\n";
    }

    @Override
    public void comment(String line) throws BadLineException {
        Optional<Clamped> said = clamped(line);
        if (said.isPresent() && !clamped.compareAndSet(null, said.get())) {
            throw new BadLineException("says a second time how many delays were clamped");
        }
    }

    /** What a line says about clamped delays; empty if it is about something else. */
    static Optional<Clamped> clamped(String line) throws BadLineException {
        Matcher parts = CLAMPED_LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Clamped(
                    Long.parseLong(parts.group(1)),
                    Long.parseLong(parts.group(2)),
                    Long.parseLong(parts.group(3)),
                    Long.parseLong(parts.group(4))));
        } catch (NumberFormatException large) {
            throw new BadLineException("has more clamped delays than can be counted", large);
        }
    }

    @Override
    public void interval(String tag, long maximum, long largest, long samples) throws BadLineException {
        if (!PHASES.contains(tag)) {
            throw new BadLineException("is not an interval of a phase");
        }
        // The line states milliseconds with three decimals, rounded half up.
        long stated = (largest + 500) / 1_000 * 1_000_000;
        if (samples == 0 || largest > LARGEST || maximum != stated) {
            throw new BadLineException("holds another histogram than it says");
        }
    }
}
