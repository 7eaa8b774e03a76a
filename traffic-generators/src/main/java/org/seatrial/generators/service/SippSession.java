package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.recording.CallLog;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/** SIPp in one trial. It stamps messages by the wall clock; they are converted when it has ended. */
final class SippSession implements WorkloadSession {

    private static final Duration SAMPLE_EVERY = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** How long it may take to make the calls that were due before the end, and to end when all calls are over. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final ServiceWorkload workload;
    private final Duration longest;
    private final Path messages;
    private final GuardedProgram program;
    private final WallStamps stamps = new WallStamps();
    private final List<String> shortfalls = new ArrayList<>();
    private volatile boolean over;
    private long endNs = Long.MAX_VALUE;
    private boolean started;
    private boolean stopped;
    private List<String> log = List.of();

    /** @param messages where SIPp logs them */
    SippSession(ServiceWorkload workload, Duration longest, Path messages, GuardedProgram program) {
        this.workload = workload;
        this.longest = longest;
        this.messages = messages;
        this.program = program;
    }

    /** SIPp makes its first call one interval after it was started. */
    @Override
    public void start(long atNs) {
        started = true;
        endNs = atNs + longest.toNanos();
        long goNs = atNs - Math.round(workload.intervalNs() / workload.streams());
        Thread.ofPlatform().name("sipp-" + workload.name()).daemon().start(() -> {
            for (long left = goNs - System.nanoTime(); left > 0 && !over; left = goNs - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (!over) {
                program.go();
            }
            while (!over) {
                stamps.sample();
                LockSupport.parkNanos(SAMPLE_EVERY.toNanos());
            }
        });
    }

    private SippCalls calls(List<String> lines) {
        return new SippCalls(workload, SippMessages.read(lines, stamps::monotonicNs), stamps.errorNs() + 1000);
    }

    private List<String> read() {
        return TextEvidence.soFar(messages);
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        return calls(read()).progress(fromNs, untilNs, System.nanoTime());
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (!started) {
            return;
        }
        endNs = Math.min(endNs, System.nanoTime());
        boolean early = program.hasEnded();
        if (early) {
            shortfalls.add("SIPp ended before it was told to; it said: " + program.said());
        } else {
            awaitDueCalls();
            program.signal();
            Duration limit = workload.patience()
                    .multipliedBy(2)
                    .plus(workload.client().held())
                    .plus(SLACK);
            if (program.exit(limit).isEmpty()) {
                shortfalls.add("SIPp did not end by itself within " + limit.toSeconds() + " s");
            }
        }
        over = true;
        stamps.sample();
        log = read();
        if (stamps.stepped()) {
            shortfalls.add("the wall clock was stepped while SIPp stamped by it");
        }
    }

    /** A call that was due before the end is made within milliseconds, unless SIPp is in trouble. */
    private void awaitDueCalls() {
        long limitNs = System.nanoTime() + SLACK.toNanos();
        while (System.nanoTime() < limitNs
                && !program.hasEnded()
                && !Thread.currentThread().isInterrupted()) {
            SippCalls calls = calls(read());
            if (calls.seen().size() >= calls.dueBefore(endNs)) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("calls are final only after the workload was stopped");
        }
        calls(log).replay(endNs, sink);
    }

    @Override
    public List<EvidenceFile> evidence(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# messages as SIPp stamped them by CLOCK_REALTIME, which was %d ns ahead of CLOCK_MONOTONIC in the end,"
                        .formatted(stamps.offsetNs()));
        lines.add("# known to %d ns either way throughout; stamps are cut to 1000 ns".formatted(stamps.errorNs()));
        lines.addAll(log);
        return List.of(
                CallLog.write(folder, CallLog.name(workload.name()), calls(log).calls(endNs)),
                TextEvidence.write(folder, workload.name() + ".sipp.tsv", lines));
    }

    @Override
    public List<String> shortfalls() {
        return List.copyOf(shortfalls);
    }

    @Override
    public void close() {
        over = true;
        program.close();
    }
}
