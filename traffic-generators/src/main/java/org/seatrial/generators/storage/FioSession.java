package org.seatrial.generators.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.LabException;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.WorkloadSession;

/**
 * fio as writer of one volume in one trial. It lists a write only when it is done, so that what was not answered at the end is
 * nowhere; a list that ends before the trial does is no evidence of the trial.
 */
final class FioSession implements WorkloadSession {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final int SIGINT = 2;
    /** Of a terse line, version 3: octets written, in KiB. */
    private static final int WRITTEN_KIB = 46;

    private final StorageWorkload workload;
    private final NbdTarget target;
    private final Duration longest;
    private final Path folder;
    private final ConcurrentSkipListMap<Long, Long> written = new ConcurrentSkipListMap<>();
    private final List<String> shortfalls = new ArrayList<>();
    private @Nullable Process fio;
    private long offsetNs;
    private boolean stopped;

    private FioSession(StorageWorkload workload, NbdTarget target, Duration longest, Path folder) {
        this.workload = workload;
        this.target = target;
        this.longest = longest;
        this.folder = folder;
    }

    /**
     * @param scratch the folder in which fio gets one of its own
     * @throws LabException if the volume cannot be written to
     */
    static FioSession open(StorageWorkload workload, NbdTarget target, Duration longest, Path scratch) {
        try (VolumeConnection connection = target.connect(CONNECTING)) {
            if (connection.bytes() < workload.spanBytes() || !connection.writable()) {
                throw new LabException("volume " + target.volume() + " of " + target.node() + " is smaller than what "
                        + workload.name() + " writes to, or cannot be written");
            }
            return new FioSession(workload, target, longest, Files.createTempDirectory(scratch, "seatrial-fio"));
        } catch (TargetException | SystemCallException | IOException refused) {
            throw new LabException(
                    "volume " + target.volume() + " of " + target.node() + " cannot be used: " + refused.getMessage(),
                    refused);
        }
    }

    @Override
    public void start(long atNs) {
        try {
            Process started = FioProgram.start(workload, target, longest, folder);
            fio = started;
            Thread.ofPlatform().name("fio-" + workload.name()).daemon().start(() -> listen(started));
        } catch (IOException refused) {
            throw new LabException("fio cannot be started: " + refused.getMessage(), refused);
        }
    }

    private void listen(Process to) {
        try (BufferedReader lines = to.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(";", -1);
                if (cells.length > WRITTEN_KIB && cells[WRITTEN_KIB].matches("\\d{1,15}")) {
                    written.put(System.nanoTime(), Long.parseLong(cells[WRITTEN_KIB]) * 1024 / workload.blockBytes());
                }
            }
        } catch (IOException ended) {
            // Its pipe is closed when it is killed; what it had said by then stays.
            written.putIfAbsent(System.nanoTime(), writtenBy(Long.MAX_VALUE));
        }
    }

    private long writtenBy(long atNs) {
        Map.Entry<Long, Long> last = written.floorEntry(atNs);
        return last == null ? 0 : last.getValue();
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        Process running = fio;
        boolean gone = !stopped && (running == null || !running.isAlive());
        return new Progress(writtenBy(untilNs) - writtenBy(fromNs), gone ? 1 : 0, 0);
    }

    @Override
    public void stop() {
        Process running = fio;
        if (stopped || running == null) {
            return;
        }
        stopped = true;
        offsetNs = new ClockOffset().offsetNs();
        if (!running.isAlive()) {
            shortfalls.add("fio ended before the trial did: " + said());
            return;
        }
        Linux.checked("interrupt fio", Linux.kill((int) running.pid(), SIGINT));
        boolean ended = false;
        try {
            ended = running.waitFor(workload.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            shortfalls.add("fio did not end within the patience and was killed, with its lists of writes");
            running.destroyForcibly().onExit().join();
        }
    }

    private String said() {
        try {
            return String.join(
                    " | ",
                    Files.readAllLines(folder.resolve("said")).stream().limit(3).toList());
        } catch (IOException unreadable) {
            return "nothing that could be read";
        }
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("writes are final only after the workload was stopped");
        }
        try {
            for (Map.Entry<Integer, Path> list : lists().entrySet()) {
                FioLog.read(Files.readAllLines(list.getValue()), offsetNs)
                        .replay(list.getKey(), workload.patience(), sink);
            }
        } catch (IOException | TargetException unreadable) {
            throw new LabException(
                    "workload " + workload.name() + " cannot be judged: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Writer to its list; fio counts from 1. */
    private Map<Integer, Path> lists() throws IOException {
        Map<Integer, Path> lists = new TreeMap<>();
        for (int stream = 0; stream < workload.streams(); stream++) {
            Path list = folder.resolve(FioProgram.LOG + "_lat." + (stream + 1) + ".log");
            if (Files.exists(list)) {
                lists.put(stream, list);
            }
        }
        return lists;
    }

    @Override
    public List<String> shortfalls() {
        return List.copyOf(shortfalls);
    }

    @Override
    public void close() {
        Process running = fio;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
        stopped = true;
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new LabException("fio's folder " + folder + " stays: " + failed.getMessage(), failed);
        }
    }
}
