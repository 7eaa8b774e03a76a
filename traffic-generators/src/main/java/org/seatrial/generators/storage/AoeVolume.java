package org.seatrial.generators.storage;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.lab.Volume;

/**
 * An ATA disk behind Ethernet. A write goes out in as many frames as the MTU asks for, and is acknowledged when all of them
 * are and the disk's cache was flushed behind them. Writes of one block never overtake each other, because of each block one
 * is under way at a time.
 */
final class AoeVolume implements VolumeConnection {

    private static final int WRITES_AT_MOST = 64;
    private static final int WINDOW_AT_MOST = 64;
    private static final long POLL_NS = 2_000_000;
    private static final short POLLIN = 1;
    private static final int KNOWS_LBA48 = 1 << 10;
    private static final int KNOWS_FLUSH = 1 << 12;
    private static final int KNOWS_FLUSH_EXT = 1 << 13;
    private static final int CAPABILITIES = 83;
    private static final int LBA48_SECTORS = 100;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final AoeSocket socket;
    private final Volume.Aoe unit;
    private final AoeRequests requests;
    private final Deque<Write> finished = new ArrayDeque<>();
    private final Set<Long> underWay = new HashSet<>();
    private final Timespec timespec = new Timespec();
    private final MemorySegment polled = Arena.ofAuto().allocate(8, 8);
    private long target;
    private int sectorsAtOnce;
    private long sectors;
    private int flush;

    /** A write whose frames are not all answered, or whose flush is not. */
    private static final class Write {
        private final int sequence;
        private final long offset;
        private int frames;
        private boolean well = true;
        private long atNs;

        Write(int sequence, long offset) {
            this.sequence = sequence;
            this.offset = offset;
        }
    }

    private AoeVolume(AoeSocket socket, Volume.Aoe unit) {
        this.socket = socket;
        this.unit = unit;
        requests = new AoeRequests(socket, unit);
    }

    /**
     * Finds the target and asks what it can do.
     *
     * @param sharing connections that share the target's buffers
     */
    static AoeVolume open(Path namespace, String interfaceName, Volume.Aoe unit, int sharing, Duration patience) {
        int number = NUMBERS.getAndIncrement() & ((1 << AoeSocket.NUMBER_BITS) - 1);
        AoeSocket socket = AoeSocket.open(namespace, interfaceName, number);
        try {
            AoeVolume volume = new AoeVolume(socket, unit);
            volume.find(sharing, patience);
            volume.identify(patience);
            return volume;
        } catch (RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    private void find(int sharing, Duration patience) {
        ByteBuffer query = requests.blank();
        AoeFrame.query(query, socket.address(), unit);
        requests.submit(query.flip(), (reply, _) -> {
            target = AoeFrame.sourceOf(reply);
            requests.window(Math.clamp(AoeFrame.buffers(reply) / sharing, 1, WINDOW_AT_MOST));
            int fitting = (socket.mtu() - (AoeFrame.ATA_BYTES - AoeFrame.ETHERNET_BYTES)) / AoeFrame.SECTOR_BYTES;
            sectorsAtOnce = Math.min(AoeFrame.mostSectors(reply), fitting);
        });
        await(patience, "finds nobody");
        if (sectorsAtOnce < 1) {
            throw new TargetException("an MTU of " + socket.mtu() + " has no room for a sector");
        }
    }

    private void identify(Duration patience) {
        requests.submit(command(AoeFrame.IDENTIFY, 0, 1), (reply, _) -> {
            demand(reply, "does not say what it is", AoeFrame.SECTOR_BYTES);
            int capabilities = AoeFrame.identityWord(reply, CAPABILITIES);
            if ((capabilities & KNOWS_LBA48) == 0) {
                throw new TargetException("AoE " + unit.text() + " does not know 48-bit sector numbers");
            }
            for (int word = 3; word >= 0; word--) {
                sectors = (sectors << 16) | AoeFrame.identityWord(reply, LBA48_SECTORS + word);
            }
            flush = (capabilities & KNOWS_FLUSH_EXT) != 0
                    ? AoeFrame.FLUSH_EXT
                    : (capabilities & KNOWS_FLUSH) != 0 ? AoeFrame.FLUSH : 0;
        });
        await(patience, "does not say what it is");
    }

    private void demand(ByteBuffer reply, String what, int bytes) {
        String complaint = AoeFrame.complaint(reply);
        if (complaint.isEmpty() && reply.limit() < AoeFrame.ATA_BYTES + bytes) {
            complaint = "the answer is cut short";
        }
        if (!complaint.isEmpty()) {
            throw new TargetException("AoE " + unit.text() + " " + what + ": " + complaint);
        }
    }

    /** Works until everything is answered. */
    private void await(Duration patience, String otherwise) {
        long limit = System.nanoTime() + patience.toNanos();
        requests.work();
        while (!requests.idle()) {
            if (System.nanoTime() > limit) {
                throw new TargetException(
                        "AoE " + unit.text() + " " + otherwise + " within " + patience.toMillis() + " ms");
            }
            polled.set(JAVA_INT, 0, socket.fd());
            polled.set(JAVA_SHORT, 4, POLLIN);
            Linux.ppoll(polled, 1, timespec.of(POLL_NS));
            requests.work();
        }
    }

    private ByteBuffer command(int command, long sector, int count) {
        ByteBuffer frame = requests.blank();
        AoeFrame.ata(frame, target, socket.address(), unit, command, sector, count);
        return frame.flip();
    }

    @Override
    public long bytes() {
        return sectors * AoeFrame.SECTOR_BYTES;
    }

    /** Only a write tells. */
    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public int fd() {
        return socket.fd();
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        int wanted = into.remaining() / AoeFrame.SECTOR_BYTES;
        for (int done = 0; done < wanted; done += sectorsAtOnce) {
            int count = Math.min(sectorsAtOnce, wanted - done);
            int at = into.position() + done * AoeFrame.SECTOR_BYTES;
            int bytes = count * AoeFrame.SECTOR_BYTES;
            requests.submit(command(AoeFrame.READ_EXT, offset / AoeFrame.SECTOR_BYTES + done, count), (reply, _) -> {
                demand(reply, "cannot be read at " + offset, bytes);
                into.put(at, reply, AoeFrame.ATA_BYTES, bytes);
            });
        }
        await(AoeRequests.SILENCE, "cannot be read");
        into.position(into.limit()).flip();
    }

    @Override
    public boolean takes(long offset) {
        return underWay.size() < WRITES_AT_MOST && !underWay.contains(offset);
    }

    @Override
    public void write(int sequence, long offset, ByteBuffer block) {
        underWay.add(offset);
        Write write = new Write(sequence, offset);
        long sector = offset / AoeFrame.SECTOR_BYTES;
        while (block.hasRemaining()) {
            int count = Math.min(sectorsAtOnce, block.remaining() / AoeFrame.SECTOR_BYTES);
            ByteBuffer frame = requests.blank();
            AoeFrame.ata(frame, target, socket.address(), unit, AoeFrame.WRITE_EXT, sector, count);
            frame.put(block.slice(block.position(), count * AoeFrame.SECTOR_BYTES));
            block.position(block.position() + count * AoeFrame.SECTOR_BYTES);
            sector += count;
            write.frames++;
            requests.submit(frame.flip(), (reply, atNs) -> written(write, reply, atNs));
        }
        requests.work();
    }

    private void written(Write write, ByteBuffer reply, long atNs) {
        write.well &= AoeFrame.complaint(reply).isEmpty();
        write.atNs = atNs;
        if (--write.frames > 0) {
            return;
        }
        if (write.well && flush != 0) {
            requests.submit(command(flush, 0, 0), (flushed, whenNs) -> {
                write.well = AoeFrame.complaint(flushed).isEmpty();
                write.atNs = whenNs;
                finished.add(write);
            });
        } else {
            finished.add(write);
        }
    }

    @Override
    public boolean wantsToSend() {
        return requests.blocked();
    }

    @Override
    public void work(Acknowledgements to) {
        requests.work();
        for (@Nullable Write write = finished.poll(); write != null; write = finished.poll()) {
            underWay.remove(write.offset);
            to.answered(write.sequence, write.well, write.atNs);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
