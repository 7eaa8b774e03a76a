package org.seatrial.engine.stamp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.sys.WakefulProcessors;

/**
 * Sends test packets at intended instants, open loop, and reads the replies on the same thread: the kernel stamps arrivals,
 * so when they are read does not matter.
 *
 * <p>{@link #measure} takes real-time priority if it is allowed to, so it belongs on a thread of its own.
 */
public final class StampSender implements AutoCloseable {

    private static final long CLOCK_PERIOD_NS = 20_000_000;
    private static final long LONGEST_WAIT_NS = 50_000_000;
    private static final long START_AFTER_NS = 2_000_000;
    private static final int OPENING_PACKETS = 3;
    private static final long OPENING_WAIT_NS = 300_000_000;

    private final SenderSettings settings;
    private final int socket;
    private final WakefulProcessors awake = WakefulProcessors.request();
    private final InetSocketAddress source;
    private final ReplyReader replies;
    private final TestPacket packet;
    private final @Nullable PacketAuthenticator authenticator;
    private final MemorySegment request;
    private final DatagramBatch batch = new DatagramBatch();
    private final LocalClock clock = new LocalClock();
    private final ClockOffset offset = new ClockOffset();
    private final SessionRecord record;
    private final ReasonCounts<Discard> discarded = new ReasonCounts<>(Discard.class);
    private final long[] openingNs = new long[OPENING_PACKETS];
    private int openings;
    private boolean opened;
    private long unreachable;
    private long sampleNs;

    private StampSender(SenderSettings settings, int socket) {
        this.settings = settings;
        this.socket = socket;
        source = SocketAddresses.bound(socket);
        replies = new ReplyReader(settings.key(), settings.ssid());
        packet = replies.packet();
        authenticator = settings.key()
                .map(key -> new PacketAuthenticator(key, DatagramBatch.LONGEST_BYTES))
                .orElse(null);
        request = Arena.ofAuto().allocate(settings.bytes(), 8);
        int base = SenderSettings.baseBytes(settings.key().isPresent());
        if (settings.bytes() > base) {
            Tlvs.pad(request, base, settings.bytes());
        }
        record = new SessionRecord(settings);
    }

    /** @throws SystemCallException if the namespace cannot be entered or no route leads to the target */
    public static StampSender open(SenderSettings settings) {
        int socket = settings.namespace()
                .map(namespace -> NetworkNamespace.within(namespace, () -> StampSockets.sender(settings.target())))
                .orElseGet(() -> StampSockets.sender(settings.target()));
        return new StampSender(settings, socket);
    }

    /** Where it sends from. */
    public InetSocketAddress source() {
        return source;
    }

    /**
     * Measures to the end.
     *
     * @param stop is asked all the time; once true, nothing more is sent, and what is under way is still waited for
     */
    public Measurement measure(BooleanSupplier stop) {
        ClockCalls.sharpenTimers();
        SchedulingCalls.runAtOnce();
        StampSockets.Waiter waiter = new StampSockets.Waiter(socket);
        opening(waiter, stop);
        long start = System.nanoTime() + START_AFTER_NS;
        int next = 0;
        long endNs = start;
        while (true) {
            long now = System.nanoTime();
            boolean sending = next < settings.count() && !stop.getAsBoolean();
            if (sending && start + next * settings.intervalNs() <= now) {
                send(next, now - start - next * settings.intervalNs());
                next++;
                endNs = now + settings.timeoutNs();
                continue;
            }
            drain();
            if (!sending && (record.sequences().allAnswered() || now >= endNs)) {
                break;
            }
            sample(now);
            long due = sending ? start + next * settings.intervalNs() : endNs;
            waiter.await(Math.min(due - System.nanoTime(), LONGEST_WAIT_NS));
        }
        // Duplicates of the last replies follow them closely.
        waiter.await(Math.min(settings.timeoutNs(), START_AFTER_NS));
        drain();
        offset.sample();
        MeasuredPath path =
                new Conclusion(settings, record, replies, offset).path(source, next, discarded.found(), unreachable);
        return new Measurement(path, record.intervals().intervals(), start + offset.offsetNs());
    }

    /**
     * Sends up to three packets, numbered from 0 as the session is, until one is answered. They are not part of the
     * measurement; a reflector that numbers its replies itself is ahead by them.
     */
    private void opening(StampSockets.Waiter waiter, BooleanSupplier stop) {
        while (openings < OPENING_PACKETS && !opened && !stop.getAsBoolean()) {
            openingNs[openings] = fill(openings);
            hand();
            openings++;
            long until = System.nanoTime() + Math.min(OPENING_WAIT_NS, settings.timeoutNs());
            for (long now = System.nanoTime(); now < until && !opened; now = System.nanoTime()) {
                waiter.await(Math.min(until - now, LONGEST_WAIT_NS));
                drain();
            }
        }
    }

    private void sample(long now) {
        if (now >= sampleNs) {
            offset.sample();
            clock.refresh(now);
            sampleNs = now + CLOCK_PERIOD_NS;
        }
    }

    private void send(int sequence, long lateNs) {
        long wallNs = fill(sequence);
        if (hand()) {
            record.sent(sequence, wallNs, lateNs);
        } else {
            record.unsent();
        }
    }

    /** Makes the next packet; returns the instant it carries. */
    private long fill(int sequence) {
        packet.writeRequest(request, 0, sequence, clock.errorEstimate(settings.format()), settings.ssid());
        long wallNs = clock.wallNs();
        packet.writeTimestamp(request, 0, settings.format().encode(wallNs));
        if (authenticator != null) {
            authenticator.sign(request, 0);
        }
        return wallNs;
    }

    private boolean hand() {
        int sent = SocketCalls.send(socket, request, settings.bytes(), Linux.MSG_DONTWAIT);
        if (sent < 0 && sent != -Errno.EAGAIN && sent != -Errno.ENOBUFS) {
            // An error that an earlier packet provoked is reported to a later call once, and then cleared.
            unreachable++;
            sent = SocketCalls.send(socket, request, settings.bytes(), Linux.MSG_DONTWAIT);
        }
        return sent == settings.bytes();
    }

    private void drain() {
        int received;
        do {
            received = batch.receive(socket);
            if (received < 0 && received != -Errno.EAGAIN && received != -Errno.EINTR) {
                unreachable++;
            }
            for (int i = 0; i < received; i++) {
                take(i);
            }
        } while (received == DatagramBatch.COUNT);
    }

    private void take(int message) {
        MemorySegment buffers = batch.buffers();
        long at = batch.offset(message);
        Discard discard = replies.discard(buffers, at, batch.length(message));
        if (discard != null) {
            discarded.count(discard);
            return;
        }
        int sequence = packet.senderSequence(buffers, at);
        long echo = packet.senderTimestamp(buffers, at);
        if (isOpening(sequence, echo)) {
            if (!opened) {
                opened = true;
                // Opening packets that followed it take numbers too.
                record.sequences().expectFirstNumber(packet.sequence(buffers, at) + openings - sequence);
            }
            return;
        }
        long sentNs = record.sentNs(sequence);
        if (sentNs == 0 || settings.format().encode(sentNs) != echo) {
            discarded.count(Discard.NOT_OURS);
            return;
        }
        int otherError = packet.errorEstimate(buffers, at);
        TimestampFormat format = ErrorEstimate.format(otherError);
        long arrivalNs = batch.arrivalNs(message);
        record.ttl(replies.ttlThere(buffers, at, batch.length(message)), batch.ttl(message));
        record.answered(
                sequence,
                packet.sequence(buffers, at),
                format.decode(packet.receiveTimestamp(buffers, at), arrivalNs),
                format.decode(packet.timestamp(buffers, at), arrivalNs),
                arrivalNs,
                clock.errorEstimate(settings.format()),
                otherError);
    }

    private boolean isOpening(int sequence, long echo) {
        return sequence >= 0 && sequence < openings && settings.format().encode(openingNs[sequence]) == echo;
    }

    @Override
    public void close() {
        Linux.close(socket);
        awake.close();
    }
}
