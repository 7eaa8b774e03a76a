package org.seatrial.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.LabException;
import org.seatrial.lab.MirrorLook;
import org.seatrial.lab.MirrorWatch;
import org.seatrial.recording.MirrorSpan.State;
import tools.jackson.databind.JsonNode;

/**
 * A volume, its copy and the job between them. The job calls itself ready for as long as nothing is written, though its
 * partner be dead, and goes on with a partner that was started anew and has lost its cache. So a copy counts only while
 * its node can be connected to, the job's own connection is established and acknowledged, and its processes are those that
 * it was copied to.
 */
final class MirrorPair {

    private static final String JOB = "mirror";
    private static final String FAR = "far";
    private static final String COPY = "copy";
    private static final int REACH_MS = 300;
    /** Seconds for which the target keeps a write that its partner does not answer, after the connection was lost. */
    private static final int RECONNECT_S = 2;
    /** A segment that is lost once is the network's everyday. */
    private static final int TIMEOUTS = 2;
    /** What the job tells of is no finer. */
    private static final long GRANULARITY_BYTES = 64 << 10;

    /** qemu's own buffer, and how often a second it looks whether a job keeps to its speed. */
    private static final long USUAL_BUFFER_BYTES = 10 << 20;

    private static final int SLICES_A_SECOND = 10;

    private final VolumeTarget source;
    private final VolumeTarget copy;
    private final VolumeSettings volume;
    private final VolumeSettings.Mirror settings;
    private final String address;
    private String copiedTo = "";
    private long mostBehind = GRANULARITY_BYTES;
    private boolean copiedBefore;
    private boolean atWork;
    private boolean catchingUp;

    /** @param address where the copy is offered */
    MirrorPair(
            VolumeTarget source,
            VolumeTarget copy,
            VolumeSettings volume,
            VolumeSettings.Mirror settings,
            String address) {
        this.source = source;
        this.copy = copy;
        this.volume = volume;
        this.settings = settings;
        this.address = address;
    }

    MirrorWatch.Mirror mirror() {
        return new MirrorWatch.Mirror(source.node(), source.name(), copy.node());
    }

    /** How what is written to the copy looks on the wire; empty if there is no connection. */
    Optional<Conversation> conversation() {
        return connection()
                .map(found ->
                        new Conversation(source.node() + "/" + source.name(), found.local(), address, copy.port()));
    }

    private Optional<TcpConnections.Connection> connection() {
        Optional<Integer> process = source.targetProcess();
        if (process.isEmpty()) {
            return Optional.empty();
        }
        try {
            return TcpConnections.to(process.get(), address, copy.port());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Takes a look, and sets the mirror up when it can be. It takes up to 0.3 s while the copy's node does not answer, and 3 s
     * at each question where the target itself hangs.
     */
    MirrorLook look() {
        try {
            return lookAtVolume();
        } catch (SystemCallException refused) {
            return MirrorLook.interrupted(String.valueOf(refused.getMessage()));
        }
    }

    private MirrorLook lookAtVolume() {
        if (source.incarnation().isEmpty()) {
            copiedTo = "";
            return MirrorLook.interrupted("it is not offered");
        }
        Qmp qmp = source.control();
        String copyNow = copy.incarnation();
        for (JsonNode job : qmp.call("query-block-jobs", Map.of())) {
            if (job.path("device").asString().equals(JOB)) {
                return lookAt(job, qmp, copyNow);
            }
        }
        if (copyNow.isEmpty()) {
            return MirrorLook.interrupted("the copy is not offered");
        }
        if (!reached()) {
            return MirrorLook.interrupted("the copy is not reached");
        }
        setUp(qmp);
        copiedTo = copyNow;
        copiedBefore = true;
        atWork = false;
        catchingUp = false;
        return new MirrorLook(State.COPYING, volume.bytes(), volume.bytes(), "it is being copied");
    }

    private MirrorLook lookAt(JsonNode job, Qmp qmp, String copyNow) {
        if (copyNow.isEmpty()) {
            return MirrorLook.interrupted("the copy is not offered");
        }
        Optional<TcpConnections.Connection> connection = connection();
        if (connection.isEmpty() || connection.get().timeouts() >= TIMEOUTS || !reached()) {
            catchingUp = true;
            return MirrorLook.interrupted(connection.isEmpty() ? "the connection is lost" : "the copy does not answer");
        }
        if (!copyNow.equals(copiedTo)) {
            if (copy.cache() != VolumeSettings.Cache.NONE) {
                // What the old processes had not yet on their disk is gone, and the job would never ask. To end the job
                // with writes under way can kill or hang the target, so the mirror stays what it is: none.
                return MirrorLook.interrupted("the copy was started anew and lost its cache");
            }
            // It had on its disk whatever it had acknowledged, and is asked again for the rest.
            copiedTo = copyNow;
        }
        long left = job.path("len").asLong() - job.path("offset").asLong();
        if (!job.path("ready").asBoolean()) {
            return new MirrorLook(State.COPYING, left, volume.bytes(), "it is being copied");
        }
        if (!atWork) {
            limit(qmp, settings.bytesPerSecond());
            qmp.call("block-job-set-speed", Map.of("device", JOB, "speed", 0));
            atWork = true;
        }
        // Whatever a synchronous mirror acknowledges is there; one that is not catches up first.
        if (catchingUp && !settings.synchronous() && left > mostBehind) {
            return new MirrorLook(
                    State.COPYING, left, volume.bytes(), "the copy is further behind than before it was interrupted");
        }
        catchingUp = false;
        mostBehind = Math.max(mostBehind, left);
        return new MirrorLook(State.IN_SYNC, left, volume.bytes(), "");
    }

    private boolean reached() {
        InetSocketAddress there = new InetSocketAddress(address, copy.port());
        return NetworkNamespace.within(Layout.handle(source.namespace()), () -> {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.socket().connect(there, REACH_MS);
                channel.socket().setSoTimeout(REACH_MS);
                // The kernel accepts for a process that stands still; only one that runs greets.
                return channel.socket().getInputStream().read() >= 0;
            } catch (IOException notReached) {
                return false;
            }
        });
    }

    private void setUp(Qmp qmp) {
        for (String left : List.of(COPY, FAR)) {
            try {
                qmp.call("blockdev-del", Map.of("node-name", left));
            } catch (LabException absent) {
                // There was no mirror before; one that is in use is refused when it is made again below.
            }
        }
        limit(qmp, OptionalDouble.empty());
        qmp.call(
                "blockdev-add",
                Map.of(
                        "driver",
                        "nbd",
                        "node-name",
                        FAR,
                        "server",
                        Map.of("type", "inet", "host", address, "port", String.valueOf(copy.port())),
                        "export",
                        copy.name(),
                        "reconnect-delay",
                        RECONNECT_S));
        qmp.call(
                "blockdev-add",
                Map.of(
                        "driver",
                        "throttle",
                        "node-name",
                        COPY,
                        "throttle-group",
                        VolumeTarget.MIRROR_LIMIT,
                        "file",
                        FAR));
        OptionalDouble pace = copiedBefore ? settings.copyBytesPerSecond() : OptionalDouble.empty();
        qmp.call(
                "blockdev-mirror",
                Map.of(
                        "job-id",
                        JOB,
                        "device",
                        VolumeTarget.VOLUME,
                        "target",
                        COPY,
                        "sync",
                        "full",
                        "copy-mode",
                        settings.synchronous() ? "write-blocking" : "background",
                        "on-target-error",
                        "report",
                        "speed",
                        (long) pace.orElse(0),
                        "buf-size",
                        atOnceBytes(pace)));
    }

    /**
     * The job hands over as much at a stroke as its buffer takes, and only then waits for as long as that may take: a small
     * volume would be copied within a moment, whatever its pace. So it gets what may be copied in one of its slices.
     */
    private static long atOnceBytes(OptionalDouble bytesPerSecond) {
        if (bytesPerSecond.isEmpty()) {
            return USUAL_BUFFER_BYTES;
        }
        long pieces = (long) Math.ceil(bytesPerSecond.getAsDouble() / SLICES_A_SECOND / GRANULARITY_BYTES);
        return Math.clamp(pieces * GRANULARITY_BYTES, GRANULARITY_BYTES, USUAL_BUFFER_BYTES);
    }

    private static void limit(Qmp qmp, OptionalDouble bytesPerSecond) {
        qmp.call(
                "qom-set",
                Map.of(
                        "path",
                        "/objects/" + VolumeTarget.MIRROR_LIMIT,
                        "property",
                        "limits",
                        "value",
                        Map.of("bps-write", (long) bytesPerSecond.orElse(0))));
    }
}
