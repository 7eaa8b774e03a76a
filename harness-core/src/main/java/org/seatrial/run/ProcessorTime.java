package org.seatrial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Time of all processors since boot, in clock ticks, as {@code /proc/stat} counts it.
 *
 * @param total everything
 * @param idle of that, nothing to do or waiting for a disk
 * @param stolen what the hypervisor gave to other guests while this one wanted to run
 */
record ProcessorTime(long total, long idle, long stolen) {

    private static final Path FILE = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STEAL = 7;
    /** Guest time, the ninth and tenth number, is in user time already. */
    private static final int COUNTED = 8;

    /** Empty where the kernel does not say. */
    static Optional<ProcessorTime> read() {
        try {
            return Files.isReadable(FILE) ? of(Files.readAllLines(FILE).getFirst()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** From the line {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}. */
    static Optional<ProcessorTime> of(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (!words[0].equals("cpu") || words.length <= COUNTED) {
            return Optional.empty();
        }
        long[] ticks =
                Arrays.stream(words, 1, COUNTED + 1).mapToLong(Long::parseLong).toArray();
        return Optional.of(new ProcessorTime(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[WAITING], ticks[STEAL]));
    }

    /** The share, 0 to 1, that was stolen since an earlier reading; empty if no tick has passed. Some kernels count back. */
    Optional<Double> stolenSince(ProcessorTime earlier) {
        return share(stolen - earlier.stolen, earlier);
    }

    /** The share, 0 to 1, in which a processor was in use or stolen since an earlier reading; empty likewise. */
    Optional<Double> usedSince(ProcessorTime earlier) {
        return share(total - earlier.total - (idle - earlier.idle), earlier);
    }

    private Optional<Double> share(long ticks, ProcessorTime earlier) {
        long passed = total - earlier.total;
        return passed <= 0 ? Optional.empty() : Optional.of((double) Math.clamp(ticks, 0, passed) / passed);
    }
}
