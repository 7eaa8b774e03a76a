package org.seatrial.generators.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.LabException;
import org.seatrial.lab.ThreadEnd;
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.WorkloadSession;

/**
 * Writers of one volume in one trial, and the copy that is read back. With a survivor its copy is read at the end of the
 * hold, and never later: what heals the fault may copy to it what was lost. Without one, each writer that was cut off
 * reads its own blocks when it is connected again, before it writes on: what
 * is lost must not be written over before it was looked at. What was not read by then is read at the end.
 */
final class StorageSession implements WorkloadSession {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final Duration READING = Duration.ofSeconds(10);
    private static final Duration READING_AGAIN = Duration.ofSeconds(3);
    private static final long AGAIN_NS = 100_000_000;

    private final StorageWorkload workload;
    private final Target target;
    private final Target survivor;
    private final long longestNs;
    private final List<Writer> writers = new ArrayList<>();
    private final WriterLoop loop;
    private final Thread working;
    private final CopyReader reader;
    private final Retries retries = new Retries(AGAIN_NS);
    private final Map<Integer, List<CopiedBlock>> copied = new ConcurrentHashMap<>();
    private final List<String> shortfalls = new ArrayList<>();
    private volatile boolean closed;
    private boolean onlyBeforeHealing;
    private boolean started;
    private boolean stopped;

    /** @param survivor whose copy is read; the target itself if the workload names none */
    StorageSession(StorageWorkload workload, Target target, Target survivor, Duration longest) {
        this.workload = workload;
        this.target = target;
        this.survivor = survivor;
        longestNs = longest.toNanos();
        BlockStamp stamp = new BlockStamp(workload.name(), new SecureRandom().nextLong(), workload.blockBytes());
        for (int stream = 0; stream < workload.streams(); stream++) {
            double offset = workload.intervalNs() * stream / workload.streams();
            writers.add(new Writer(workload, stamp, stream, new WriteLog(stream, workload.intervalNs(), offset)));
        }
        reader = new CopyReader(workload, stamp, this::acknowledged);
        loop = new WriterLoop(writers, this::reconnect);
        working =
                Thread.ofPlatform().name("storage-" + workload.name()).daemon().unstarted(loop);
    }

    private long acknowledged(CopyReader.Place place) {
        Writer writer = writers.get(place.stream());
        long first = place.stream() * workload.blocksPerStream();
        synchronized (writer) {
            return writer.log().acknowledged(place.block() - first, workload.blocksPerStream(), place.atNs());
        }
    }

    /** Connects every writer. */
    void connect() {
        for (Writer writer : writers) {
            writer.connected(checked(target));
        }
        if (!survivor.equals(target)) {
            checked(survivor).close();
        }
    }

    private VolumeConnection checked(Target to) {
        VolumeConnection connection;
        try {
            connection = to.connect(CONNECTING);
        } catch (TargetException | SystemCallException refused) {
            throw new LabException(
                    "volume " + to.volume() + " of " + to.node() + " cannot be used: " + refused.getMessage(), refused);
        }
        if (connection.bytes() < workload.spanBytes() || !connection.writable()) {
            connection.close();
            throw new LabException("volume " + to.volume() + " of " + to.node()
                    + (connection.writable()
                            ? " has " + connection.bytes() + " B, and " + workload.name() + " writes to "
                                    + workload.spanBytes() + " B"
                            : " cannot be written"));
        }
        return connection;
    }

    @Override
    public void start(long atNs) {
        for (Writer writer : writers) {
            synchronized (writer) {
                writer.log().start(atNs);
            }
        }
        loop.stop(atNs + longestNs, Long.MAX_VALUE);
        started = true;
        working.start();
    }

    private void reconnect(Writer writer) {
        Thread.ofPlatform()
                .name("connect-" + workload.name() + "-" + writer.stream())
                .daemon()
                .start(() -> connectAgain(writer));
    }

    private void connectAgain(Writer writer) {
        while (!closed) {
            if (retries.mayTry(System.nanoTime()) && connected(writer)) {
                return;
            }
            LockSupport.parkNanos(AGAIN_NS);
        }
    }

    /** Whether the target could be reached. */
    private boolean connected(Writer writer) {
        try {
            VolumeConnection connection = target.connect(CONNECTING);
            retries.answered();
            if (workload.survivor().isEmpty()) {
                readRegion(connection, writer.stream(), System.nanoTime() + READING.toNanos());
            }
            if (closed) {
                connection.close();
            } else {
                writer.connected(connection);
            }
            return true;
        } catch (TargetException | SystemCallException refused) {
            // It is not back yet: that shows in every write that is due meanwhile.
            retries.refused(System.nanoTime());
            return false;
        }
    }

    /** Reads what a writer has written, unless it was read before. */
    private void readRegion(VolumeConnection connection, int stream, long untilNs) {
        if (!copied.containsKey(stream)) {
            long blocks = workload.blocksPerStream();
            copied.putIfAbsent(stream, reader.read(connection, stream * blocks, blocks, untilNs));
        }
    }

    private void readSurvivor() {
        long untilNs = System.nanoTime() + READING.toNanos();
        try (VolumeConnection connection = survivor.connect(CONNECTING)) {
            writers.forEach(writer -> readRegion(connection, writer.stream(), untilNs));
        } catch (TargetException | SystemCallException gone) {
            throw new LabException("the copy at " + survivor.node() + " cannot be read: " + gone.getMessage(), gone);
        }
    }

    @Override
    public Progress progress(long fromNs, long untilNs) {
        long good = 0;
        long bad = 0;
        long outstanding = 0;
        for (Writer writer : writers) {
            synchronized (writer) {
                Progress one = writer.log().progress(fromNs, untilNs);
                good += one.good();
                bad += one.bad();
                outstanding += one.outstanding();
            }
        }
        return new Progress(good, bad, outstanding);
    }

    @Override
    public void beforeHealing() {
        if (workload.survivor().isPresent()) {
            onlyBeforeHealing = true;
            readSurvivor();
        }
    }

    /**
     * Of volumes that make sense only together: a write that is still missing when the copies of all have been read was
     * missing while they held what was found in them.
     */
    @Override
    public void lookAgain() {
        boolean lacking = copied.values().stream().flatMap(List::stream).anyMatch(StorageSession::lacks);
        if (workload.group().isEmpty() || !onlyBeforeHealing || !lacking) {
            return;
        }
        long untilNs = System.nanoTime() + READING_AGAIN.toNanos();
        try (VolumeConnection connection = survivor.connect(CONNECTING)) {
            copied.replaceAll((stream, blocks) -> reader.again(connection, blocks, StorageSession::lacks, untilNs));
        } catch (TargetException | SystemCallException gone) {
            throw new LabException(
                    "the copy at " + survivor.node() + " cannot be read once more: " + gone.getMessage(), gone);
        }
    }

    private static boolean lacks(CopiedBlock read) {
        return read.state() != CopiedBlock.State.UNREAD && read.found() < read.expected();
    }

    @Override
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (started) {
            long nowNs = System.nanoTime();
            loop.stop(nowNs, nowNs + workload.patience().toNanos());
            ThreadEnd.await(working);
            if (!loop.ended()) {
                shortfalls.add("the writing thread died");
            }
            readRest();
        }
        closed = true;
        writers.forEach(Writer::drop);
    }

    private void readRest() {
        if (copied.size() == writers.size()) {
            return;
        }
        if (onlyBeforeHealing) {
            shortfalls.add("the copy at " + survivor.node()
                    + " could not be read whole while the fault lasted, and says" + " nothing after it was healed");
            return;
        }
        try {
            readSurvivor();
        } catch (LabException gone) {
            shortfalls.add(String.valueOf(gone.getMessage()));
        }
    }

    @Override
    public void replay(ExchangeSink sink) {
        if (!stopped) {
            throw new IllegalStateException("writes are final only after the workload was stopped");
        }
        if (started && !loop.ended()) {
            throw new LabException("workload " + workload.name() + " cannot be judged: the writing thread died");
        }
        for (Writer writer : writers) {
            synchronized (writer) {
                writer.log().replay(sink);
            }
        }
    }

    @Override
    public List<EvidenceFile> evidence(Path folder) throws IOException {
        if (copied.isEmpty()) {
            return List.of();
        }
        List<CopiedBlock> blocks = new TreeMap<>(copied)
                .values().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(CopiedBlock::block))
                        .toList();
        return List.of(new SurvivingCopy(survivor.node(), blocks).write(folder, workload.name() + ".ledger.csv"));
    }

    @Override
    public List<String> shortfalls() {
        return List.copyOf(shortfalls);
    }

    @Override
    public void close() {
        if (!stopped && started) {
            long nowNs = System.nanoTime();
            loop.stop(nowNs, nowNs);
            ThreadEnd.await(working);
        }
        stopped = true;
        closed = true;
        writers.forEach(Writer::drop);
        target.close();
    }
}
