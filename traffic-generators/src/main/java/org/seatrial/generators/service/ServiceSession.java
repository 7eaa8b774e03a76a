package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.lab.LabException;
import org.seatrial.recording.CallLog;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.GuestAnswerLog;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.WorkloadSession;

/** The clients of one workload, on a thread of their own that lives in their network namespace. */
final class ServiceSession implements WorkloadSession {

    private static final Duration SLACK = Duration.ofSeconds(5);

    private final ServiceWorkload workload;
    private final Duration longest;
    private final ExchangeTable table;
    private final ClientLoop loop;
    private final GuestAnswers kept;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<String> shortfalls = new ArrayList<>();
    private boolean stopped;

    private ServiceSession(ServiceWorkload workload, DialogueOpener opener, GuestAnswers kept, Duration longest) {
        this.workload = workload;
        this.kept = kept;
        this.longest = longest;
        Schedule schedule = new Schedule(workload.streams(), workload.intervalNs());
        this.table = new ExchangeTable(schedule);
        this.loop = new ClientLoop(schedule, opener, workload.patience(), table);
    }

    /**
     * @param kept where the opener keeps what virtual machines say, if the workload is about their records
     * @throws LabException if the namespace cannot be entered, or the first socket of the machine is refused
     */
    static ServiceSession open(
            ServiceWorkload workload, Path namespace, DialogueOpener opener, GuestAnswers kept, Duration longest) {
        ServiceSession session = new ServiceSession(workload, opener, kept, longest);
        CompletableFuture<Void> inside = new CompletableFuture<>();
        Thread.ofPlatform().name("clients-" + workload.name()).daemon().start(() -> session.live(namespace, inside));
        try {
            inside.join();
        } catch (CompletionException refused) {
            throw new LabException(
                    "the clients of " + workload.name() + " cannot work in " + namespace + ": " + refused.getMessage(),
                    refused);
        }
        return session;
    }

    /** The thread ends in the namespace that it entered: no other work is ever done on it. */
    private void live(Path namespace, CompletableFuture<Void> inside) {
        try {
            NetworkNamespace.enter(namespace);
            inside.complete(null);
            loop.run();
            ended.complete(null);
        } catch (RuntimeException | Error failed) {
            inside.completeExceptionally(failed);
            ended.completeExceptionally(failed);
        }
    }

    @Override
    public void start(long atNs) {
        loop.start(atNs, atNs + longest.toNanos());
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        return table.progress(loop.startNs(), fromNs, untilNs);
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        loop.stop(System.nanoTime());
        // A call under way is first cleared, and each of its requests may take its patience.
        Duration limit = workload.patience().multipliedBy(2).plus(SLACK);
        try {
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            shortfalls.add("the clients did not end within " + limit.toSeconds() + " s");
        } catch (ExecutionException failed) {
            shortfalls.add("the clients broke off: " + failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            shortfalls.add("the clients were not waited for, because the run was stopped");
        }
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("exchanges are final only after the workload was stopped");
        }
        table.replay(loop.startNs(), loop.endNs(), sink);
    }

    @Override
    public List<EvidenceFile> evidence(Path folder) throws IOException {
        List<EvidenceFile> files = new ArrayList<>();
        if (workload.protocol() == ServiceWorkload.Protocol.SIP) {
            files.add(CallLog.write(folder, CallLog.name(workload.name()), table.calls(loop.startNs(), loop.endNs())));
        }
        if (workload.recordOf().isPresent()) {
            files.add(GuestAnswerLog.write(folder, workload.name() + ".records.csv", kept.all()));
        }
        return files;
    }

    @Override
    public List<String> shortfalls() {
        List<String> all = new ArrayList<>(shortfalls);
        if (loop.notAsked() > 0) {
            all.add(loop.notAsked() + " requests were not made, because this machine had no socket left");
        }
        return all;
    }

    @Override
    public void close() {
        stop();
    }
}
