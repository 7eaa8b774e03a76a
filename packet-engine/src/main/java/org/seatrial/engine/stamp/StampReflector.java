package org.seatrial.engine.stamp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.sys.Timespec;

/**
 * Answers test packets until it is stopped. A reply is never longer than its request, goes only to a port that no service
 * listens at, and the number a second is bounded: it amplifies nothing and starts no loop.
 *
 * <p>{@link #run} takes real-time priority if it is allowed to, so it belongs on a thread of its own.
 */
public final class StampReflector implements Runnable, AutoCloseable {

    private static final long LOOK_NS = 100_000_000;
    private static final long REST_NS = 1_000_000;
    private static final int FIRST_USER_PORT = 1024;

    private final ReflectorSettings settings;
    private final int[] sockets;
    private final int port;
    private final AddressPrefix[] allowed;
    private final Reflection reflection;
    private final DatagramBatch batch = new DatagramBatch();
    private final ReplyMessage reply = new ReplyMessage();
    private final LocalClock clock = new LocalClock();
    private final SessionTable sessions = new SessionTable();
    private final ReplyBudget budget;
    private final ReasonCounts<Refusal> refused = new ReasonCounts<>(Refusal.class);
    private long received;
    private long answered;
    private volatile boolean stopping;

    private StampReflector(ReflectorSettings settings, List<Integer> opened) {
        this.settings = settings;
        sockets = opened.stream().mapToInt(fd -> fd).toArray();
        port = SocketAddresses.bound(sockets[0]).getPort();
        allowed = settings.allowed().toArray(AddressPrefix[]::new);
        reflection = new Reflection(settings.key());
        budget = new ReplyBudget(settings.repliesPerSecond());
    }

    /** @throws SystemCallException if the namespace cannot be entered or the port cannot be had */
    public static StampReflector open(ReflectorSettings settings) {
        return settings.namespace()
                .map(namespace -> NetworkNamespace.within(namespace, () -> openHere(settings)))
                .orElseGet(() -> openHere(settings));
    }

    private static StampReflector openHere(ReflectorSettings settings) {
        if (settings.bind().isPresent()) {
            return new StampReflector(
                    settings, List.of(StampSockets.reflector(settings.bind().get(), settings.port())));
        }
        List<Integer> opened = new ArrayList<>();
        opened.add(StampSockets.reflector(AddressPrefix.literal("0.0.0.0"), settings.port()));
        InetAddress all = AddressPrefix.literal("::");
        try {
            int samePort = SocketAddresses.bound(opened.getFirst()).getPort();
            opened.add(StampSockets.reflector(all, samePort));
        } catch (SystemCallException refusedOne) {
            if (refusedOne.errno() != Errno.EAFNOSUPPORT && refusedOne.errno() != Errno.EADDRNOTAVAIL) {
                opened.forEach(Linux::close);
                throw refusedOne;
            }
        }
        return new StampReflector(settings, opened);
    }

    /** Where it listens. */
    public List<InetSocketAddress> addresses() {
        List<InetSocketAddress> all = new ArrayList<>();
        for (int socket : sockets) {
            all.add(SocketAddresses.bound(socket));
        }
        return all;
    }

    /** Asks it to stop; it does within a tenth of a second. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        ClockCalls.sharpenTimers();
        SchedulingCalls.runAtOnce();
        Timespec rest = new Timespec();
        StampSockets.Waiter waiter = new StampSockets.Waiter(sockets);
        while (!stopping) {
            waiter.await(LOOK_NS);
            clock.refresh(System.nanoTime());
            long before = refused.of(Refusal.OVER_RATE);
            for (int socket : sockets) {
                int count = batch.receive(socket);
                for (int i = 0; i < count; i++) {
                    take(socket, i);
                }
            }
            if (refused.of(Refusal.OVER_RATE) != before) {
                // A flood is left to the kernel to drop: at real-time priority it would take the processor.
                rest.sleepUntil(System.nanoTime() + REST_NS);
            }
        }
    }

    private void take(int socket, int request) {
        received++;
        Refusal refusal = refusal(request);
        if (refusal != null) {
            refused.count(refusal);
            return;
        }
        long at = batch.offset(request);
        int ssid = reflection.ssid(batch.buffers(), at);
        long name = batch.nameOffset(request);
        int sequence = reflection.sequence(batch.buffers(), at);
        if (settings.stateful()) {
            int slot = sessions.slot(
                    SocketAddresses.high(batch.names(), name),
                    SocketAddresses.low(batch.names(), name),
                    SocketAddresses.port(batch.names(), name),
                    ssid,
                    System.nanoTime());
            if (slot < 0) {
                refused.count(Refusal.NO_ROOM);
                return;
            }
            sequence = sessions.takeSequence(slot);
        }
        answer(socket, request, sequence);
    }

    private void answer(int socket, int request, int sequence) {
        long at = batch.offset(request);
        int bytes = batch.length(request);
        TimestampFormat format = reflection.format(batch.buffers(), at);
        reflection.compose(
                reply.buffer(),
                batch.buffers(),
                at,
                bytes,
                sequence,
                clock.errorEstimate(format),
                batch.arrivalNs(request),
                batch.ttl(request));
        reflection.seal(reply.buffer(), format, clock.wallNs());
        if (reply.send(socket, bytes)) {
            answered++;
        } else {
            refused.count(Refusal.NOT_SENT);
        }
    }

    /** The cheap questions first, so that a flood costs little. */
    private @Nullable Refusal refusal(int request) {
        long name = batch.nameOffset(request);
        int from = SocketAddresses.port(batch.names(), name);
        if (from < FIRST_USER_PORT || from == port) {
            return Refusal.SERVICE_PORT;
        }
        if (!allows(SocketAddresses.high(batch.names(), name), SocketAddresses.low(batch.names(), name))) {
            return Refusal.NOT_ALLOWED;
        }
        if (batch.truncated(request)) {
            return Refusal.TOO_LONG;
        }
        if (!reply.answer(batch, request)) {
            return Refusal.NOT_UNICAST;
        }
        Refusal unusable = reflection.refusal(batch.buffers(), batch.offset(request), batch.length(request));
        if (unusable != null) {
            return unusable;
        }
        return budget.take(System.nanoTime()) ? null : Refusal.OVER_RATE;
    }

    private boolean allows(long high, long low) {
        for (AddressPrefix prefix : allowed) {
            if (prefix.holds(high, low)) {
                return true;
            }
        }
        return allowed.length == 0;
    }

    /** What it did; to be read after {@link #run} has returned. */
    public ReflectorCounts counts() {
        return new ReflectorCounts(received, answered, sessions.size(), refused.found());
    }

    /** To be called after {@link #run} has returned. */
    @Override
    public void close() {
        for (int socket : sockets) {
            Linux.close(socket);
        }
    }
}
