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
 * @param stolen what the hypervisor gave to other guests while this one wanted to run
 */
record ProcessorTime(long total, long stolen) {

    private static final Path FILE = Path.of("/proc/stat");
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
        return Optional.of(new ProcessorTime(Arrays.stream(ticks).sum(), ticks[STEAL]));
    }

    /** The share, 0 to 1, that was stolen since an earlier reading; empty if no tick has passed. Some kernels count back. */
    Optional<Double> stolenSince(ProcessorTime earlier) {
        long passed = total - earlier.total;
        return passed <= 0
                ? Optional.empty()
                : Optional.of((double) Math.clamp(stolen - earlier.stolen, 0, passed) / passed);
    }
}
