package org.seatrial.benchmarks.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel did, from its own trace (tracefs), on the clock that packets are sent by: an instance of its own, which
 * disturbs no other trace and is removed again. Stamps are whole microseconds.
 */
public final class KernelTrace implements AutoCloseable {

    private static final Path INSTANCES = Path.of("/sys/kernel/tracing/instances");
    private static final String BUFFER_KIB = "16384";
    /** Threads that take turns, and interrupts. */
    private static final List<String> TURNS = List.of("sched/sched_switch", "irq_vectors");

    /** The same with what follows interrupts and with timers: hundreds of thousands a second where many packets are sent. */
    private static final List<String> EVERYTHING = List.of(
            "sched/sched_switch",
            "sched/sched_waking",
            "irq_vectors",
            "irq/softirq_entry",
            "irq/softirq_exit",
            "timer/hrtimer_start");

    private static final Pattern LINE =
            Pattern.compile("\\s*(.+)-\\d+\\s+\\[(\\d+)]\\s+\\S+\\s+(\\d+)\\.(\\d{6}): (\\w+): ?(.*)");
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S+)");

    private final Path instance;

    /**
     * An event.
     *
     * @param task name of the thread that ran
     * @param processor from 0
     * @param ns monotonic
     */
    public record Event(String task, int processor, long ns, String name, Map<String, String> fields) {

        /** What it says of something; empty if nothing. */
        public String field(String of) {
            return fields.getOrDefault(of, "");
        }
    }

    private KernelTrace(List<String> events) {
        instance = INSTANCES.resolve("seatrial-" + ProcessHandle.current().pid());
        try {
            if (!Files.isDirectory(INSTANCES)) {
                throw new IllegalStateException(
                        "there is no " + INSTANCES + "; next: mount -t tracefs none /sys/kernel/tracing");
            }
            Files.createDirectory(instance);
            write("trace_clock", "mono");
            write("buffer_size_kb", BUFFER_KIB);
            for (String event : events) {
                write("events/" + event + "/enable", "1");
            }
            write("tracing_on", "1");
        } catch (IOException failed) {
            close();
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts one of threads that take turns, of interrupts, of timers and of what follows interrupts. */
    public static KernelTrace ofEverything() {
        return new KernelTrace(EVERYTHING);
    }

    /** Starts one of threads that take turns and of interrupts. */
    public static KernelTrace ofTurns() {
        return new KernelTrace(TURNS);
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(instance.resolve(file), value);
    }

    /** Stops it; what was seen, in the order of time. */
    public List<Event> stop() {
        try {
            write("tracing_on", "0");
            try (Stream<String> lines = Files.lines(instance.resolve("trace"), StandardCharsets.ISO_8859_1)) {
                return lines.filter(line -> !line.startsWith("#"))
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .map(KernelTrace::event)
                        .toList();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Event event(Matcher line) {
        long ns = Long.parseLong(line.group(3)) * 1_000_000_000 + Long.parseLong(line.group(4)) * 1000;
        Map<String, String> fields = FIELD.matcher(line.group(6))
                .results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2), (first, _) -> first));
        return new Event(line.group(1), Integer.parseInt(line.group(2)), ns, line.group(5), fields);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(instance);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
