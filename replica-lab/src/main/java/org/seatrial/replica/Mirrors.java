package org.seatrial.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.LabException;
import tools.jackson.databind.JsonNode;

/**
 * Keeps volumes mirrored: sets a mirror up when both its ends are there, and again after one of them was gone, with a whole
 * copy of the volume. While it is copied for the first time a mirror is as fast as it goes; only then its throttle holds.
 */
final class Mirrors implements AutoCloseable {

    private static final String JOB = "mirror";
    private static final String FAR = "far";
    private static final String COPY = "copy";
    private static final long REST_NS = 100_000_000;
    private static final int REACH_MS = 300;
    /** Seconds for which the target keeps a write that its partner does not answer, after the connection was lost. */
    private static final int RECONNECT_S = 2;

    private final Layout layout;
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Pair, String> missing = new LinkedHashMap<>();
    private @Nullable Thread keeper;
    private volatile boolean closed;

    /** A volume, its copy, and how the copy is kept. */
    private record Pair(VolumeTarget source, VolumeTarget copy, VolumeSettings.Mirror settings) {}

    Mirrors(Layout layout, Map<String, FrrNode> nodes) {
        this.layout = layout;
        nodes.values()
                .forEach(node -> layout.file()
                        .node(node.node())
                        .volumes()
                        .forEach(volume ->
                                volume.mirror().ifPresent(mirror -> pairs.add(pair(node, volume, mirror, nodes)))));
        pairs.forEach(pair -> missing.put(pair, told(pair, "it was not set up yet")));
    }

    private Pair pair(FrrNode node, VolumeSettings volume, VolumeSettings.Mirror mirror, Map<String, FrrNode> nodes) {
        FrrNode far = nodes.get(mirror.to());
        if (far == null) {
            throw new LabException("this lab has no node " + mirror.to());
        }
        VolumeTarget copy = VolumeTarget.of(layout, far).stream()
                .filter(one -> one.name().equals(mirror.volume()))
                .findFirst()
                .orElseThrow(() -> new LabException("node " + mirror.to() + " has no volume " + mirror.volume()));
        return new Pair(VolumeTarget.of(node, volume), copy, mirror);
    }

    private static String told(Pair pair, String why) {
        return "volume " + pair.source().name() + " of " + pair.source().node() + " is not mirrored to "
                + pair.copy().node() + ": " + why;
    }

    void start() {
        if (!pairs.isEmpty()) {
            keeper = Thread.ofPlatform().name("mirrors").daemon().start(this::keep);
        }
    }

    private void keep() {
        while (!closed) {
            for (Pair pair : pairs) {
                String state;
                try {
                    state = tend(pair);
                } catch (LabException | SystemCallException refused) {
                    state = String.valueOf(refused.getMessage());
                }
                synchronized (missing) {
                    if (state.isEmpty()) {
                        missing.remove(pair);
                    } else {
                        missing.put(pair, told(pair, state));
                    }
                }
            }
            LockSupport.parkNanos(REST_NS);
        }
    }

    /** Mirrors that do not hold what their volume holds, one phrase each, as of the last look. */
    List<String> missing() {
        synchronized (missing) {
            return List.copyOf(missing.values());
        }
    }

    /** Why a volume is not mirrored; empty if it is. */
    private String tend(Pair pair) {
        if (!pair.source().running()) {
            return "it is not offered";
        }
        Qmp qmp = pair.source().control();
        for (JsonNode job : qmp.call("query-block-jobs", Map.of())) {
            if (job.path("device").asString().equals(JOB)) {
                boolean ready = job.path("ready").asBoolean();
                if (ready) {
                    limit(qmp, pair.settings().bytesPerSecond());
                }
                return ready ? "" : "it is being copied";
            }
        }
        if (!pair.copy().running()) {
            return "the copy is not offered";
        }
        if (!reached(pair)) {
            return "the copy is not reached";
        }
        setUp(pair, qmp);
        return "it is being copied";
    }

    private boolean reached(Pair pair) {
        InetSocketAddress address =
                new InetSocketAddress(address(pair), pair.copy().port());
        return NetworkNamespace.within(Layout.handle(pair.source().namespace()), () -> {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.socket().connect(address, REACH_MS);
                return true;
            } catch (IOException notReached) {
                return false;
            }
        });
    }

    private String address(Pair pair) {
        String node = pair.copy().node();
        return layout.switched(node)
                ? layout.cablesOf(node).getFirst().endAt(node).address()
                : layout.file().node(node).loopback();
    }

    private void setUp(Pair pair, Qmp qmp) {
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
                        Map.of(
                                "type", "inet",
                                "host", address(pair),
                                "port", String.valueOf(pair.copy().port())),
                        "export",
                        pair.copy().name(),
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
                        pair.settings().synchronous() ? "write-blocking" : "background",
                        "on-target-error",
                        "report"));
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

    /** Leaves the mirrors themselves to the end of their processes. */
    @Override
    public void close() {
        closed = true;
        Thread thread = keeper;
        if (thread != null) {
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
