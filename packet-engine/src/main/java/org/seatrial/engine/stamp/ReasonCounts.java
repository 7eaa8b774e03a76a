package org.seatrial.engine.stamp;

import java.util.EnumMap;
import java.util.Map;

/** Counts by reason. Counting does not allocate. For one thread. */
final class ReasonCounts<R extends Enum<R>> {

    private final Class<R> type;
    private final Map<R, long[]> counts;

    ReasonCounts(Class<R> type) {
        this.type = type;
        counts = new EnumMap<>(type);
        for (R reason : type.getEnumConstants()) {
            counts.put(reason, new long[1]);
        }
    }

    void count(R reason) {
        cell(reason)[0]++;
    }

    long of(R reason) {
        return cell(reason)[0];
    }

    private long[] cell(R reason) {
        long[] cell = counts.get(reason);
        if (cell == null) {
            throw new IllegalStateException("every reason has a count");
        }
        return cell;
    }

    /** Reasons that occurred. */
    Map<R, Long> found() {
        Map<R, Long> found = new EnumMap<>(type);
        counts.forEach((reason, cell) -> {
            if (cell[0] > 0) {
                found.put(reason, cell[0]);
            }
        });
        return found;
    }
}
