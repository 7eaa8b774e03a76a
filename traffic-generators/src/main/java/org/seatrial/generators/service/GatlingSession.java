package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/** Gatling in one trial: it asks from before the trial, so that it is warm, until it is killed when all is over. */
final class GatlingSession implements WorkloadSession {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int WARM_AFTER = 20;
    private static final Duration WARM_AT_LAST = Duration.ofSeconds(4);
    private static final Duration SLACK = Duration.ofSeconds(3);

    private final ServiceWorkload workload;
    private final Duration longest;
    private final Path folder;
    private final GuardedProgram program;
    private final List<String> shortfalls = new ArrayList<>();
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MAX_VALUE;
    private boolean started;
    private boolean stopped;
    private List<String> log = List.of();

    private GatlingSession(ServiceWorkload workload, Duration longest, Path folder, GuardedProgram program) {
        this.workload = workload;
        this.longest = longest;
        this.folder = folder;
        this.program = program;
    }

    /**
     * Starts the program and waits until it has asked some times: before, it loads its libraries, which takes seconds of
     * processor time and makes the first answers late.
     *
     * @throws LabException if it has asked nothing within a minute
     */
    static GatlingSession armed(ServiceWorkload workload, Duration longest, Path folder, GuardedProgram program) {
        GatlingSession session = new GatlingSession(workload, longest, folder, program);
        program.go();
        long limitNs = System.nanoTime() + START_LIMIT.toNanos();
        while (!session.warm(System.nanoTime())) {
            if (program.hasEnded() || System.nanoTime() > limitNs) {
                String said = program.said();
                program.close();
                throw new LabException("Gatling did not begin to ask for " + workload.name() + "; it said: " + said);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return session;
    }

    /** A service that does not answer is found out when the steady state is to be proven, not here. */
    private boolean warm(long nowNs) {
        GatlingRequests requests = GatlingRequests.read(workload, read());
        return requests.over() >= WARM_AFTER
                || (requests.beginsNs() != Long.MAX_VALUE && nowNs - requests.beginsNs() > WARM_AT_LAST.toNanos());
    }

    @Override
    public void start(long atNs) {
        started = true;
        startNs = atNs;
        endNs = atNs + longest.toNanos();
    }

    private GatlingRequests requests(List<String> lines) {
        return GatlingRequests.read(workload, lines).since(startNs);
    }

    private List<String> read() {
        return TextEvidence.soFar(folder.resolve("requests.tsv"));
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        return requests(read()).progress(fromNs, untilNs, System.nanoTime());
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
        long limitNs = System.nanoTime() + workload.patience().plus(SLACK).toNanos();
        while (System.nanoTime() < limitNs
                && !program.hasEnded()
                && !Thread.currentThread().isInterrupted()
                && !requests(read()).settled(endNs, System.nanoTime())) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        if (program.hasEnded()) {
            shortfalls.add("Gatling ended before it was told to; it said: " + program.said());
        }
        log = read();
        program.close();
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("requests are final only after the workload was stopped");
        }
        requests(log).replay(endNs, sink);
    }

    @Override
    public List<EvidenceFile> evidence(Path into) throws IOException {
        return List.of(TextEvidence.write(into, workload.name() + ".gatling.tsv", log));
    }

    @Override
    public List<String> shortfalls() {
        return List.copyOf(shortfalls);
    }

    @Override
    public void close() {
        program.close();
    }
}
