package org.seatrial.fault.device.drbd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.seatrial.lab.MirrorLook;
import org.seatrial.lab.MirrorWatch;
import org.seatrial.recording.MirrorSpan;

/**
 * A volume that DRBD mirrors, watched at both its hosts. It is in sync only where both say so; what one of them sees broken
 * is broken, whether or not the other can be asked.
 */
public final class DrbdMirror implements AutoCloseable {

    /** Each look starts a few programs at the hosts, which have better to do. */
    private static final MirrorWatch.Pace PACE = new MirrorWatch.Pace(Duration.ofMillis(200), Duration.ofMillis(100));

    private final DrbdHost own;
    private final DrbdHost copy;
    private final boolean synchronous;
    private final MirrorWatch watch;

    /**
     * @param own the host of the volume
     * @param copy that of its copy
     * @param synchronous whether the copy must hold whatever is acknowledged
     */
    public DrbdMirror(MirrorWatch.Mirror mirror, boolean synchronous, DrbdHost own, DrbdHost copy) {
        this.synchronous = synchronous;
        this.own = own;
        this.copy = copy;
        this.watch = new MirrorWatch(mirror, PACE, this::look);
    }

    public void start() {
        own.start();
        copy.start();
        watch.start();
    }

    private MirrorLook look() {
        CompletableFuture<MirrorLook> there =
                CompletableFuture.supplyAsync(() -> copy.look(synchronous), Thread::startVirtualThread);
        MirrorLook here = own.look(synchronous);
        return both(here, there.join());
    }

    /** The worse of two, of which a broken mirror is worse than one that nobody sees, and the worst one that is not kept. */
    static MirrorLook both(MirrorLook own, MirrorLook copy) {
        return rank(copy) > rank(own) ? copy : own;
    }

    private static int rank(MirrorLook look) {
        return switch (look.state()) {
            case IN_SYNC -> 0;
            case UNSEEN -> 1;
            case COPYING -> 2;
            case INTERRUPTED -> 3;
        };
    }

    /** What was seen of late, by time. */
    public List<MirrorSpan> seen() {
        return watch.seen();
    }

    /** Why the copy is none, by a look that is taken now; empty if it is one. */
    public Optional<String> missing() {
        return watch.missing();
    }

    /** Ends the looking; the mirror stays what it is. */
    @Override
    public void close() {
        own.close();
        copy.close();
        watch.close();
    }
}
