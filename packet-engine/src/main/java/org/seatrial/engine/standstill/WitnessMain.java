package org.seatrial.engine.standstill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.SchedulingCalls;

/**
 * The witness: on each processor two threads that want to run every 4 ms. One goes before all others; the other is an
 * ordinary one, because the kernel stops real-time threads for up to 50 ms a second so that ordinary ones can run, such as
 * the nodes under test. Where both were due and neither ran, nothing did. Its loop allocates nothing and the process is started so that its virtual machine never
 * pauses it. It ends with its input, so it never outlives the harness.
 */
public final class WitnessMain {

    /** Watchers of each processor. */
    static final int WATCHERS = 2;

    static final long EVERY_NS = 4_000_000;

    /** Waking up takes a while even where nothing is wrong. */
    static final long NOTABLE_NS = 3_000_000;

    private WitnessMain() {}

    /** @param arguments the file to write to, and the numbers of the processors to watch */
    public static void main(String[] arguments) throws IOException {
        WatchFile file = WatchFile.openForever(Path.of(arguments[0]));
        for (int watcher = 0; watcher < file.watchers(); watcher++) {
            int number = watcher;
            int processor = Integer.parseInt(arguments[1 + watcher / WATCHERS]);
            boolean first = watcher % WATCHERS == 0;
            Thread.ofPlatform()
                    .daemon()
                    .name("processor-" + processor + (first ? "-first" : "-fair"))
                    .start(() -> watch(file, number, processor, first));
        }
        while (System.in.read() >= 0) {
            // Whatever is said, only the end of its saying matters.
        }
    }

    private static void watch(WatchFile file, int watcher, int processor, boolean first) {
        // A watcher that others may go before, or that runs elsewhere, would see standstills that are none.
        if (SchedulingCalls.runOn(processor) < 0 || (first && !SchedulingCalls.runBeforeOthers())) {
            return;
        }
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(EVERY_NS);
            long now = System.nanoTime();
            long due = last + EVERY_NS;
            if (now - due >= NOTABLE_NS) {
                file.add(watcher, due, now);
            }
            last = now;
        }
    }
}
