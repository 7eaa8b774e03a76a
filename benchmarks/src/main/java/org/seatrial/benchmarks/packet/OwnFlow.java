package org.seatrial.benchmarks.packet;

import java.util.List;
import org.seatrial.engine.flow.PacedSender;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.engine.flow.ReceiveLoop;
import org.seatrial.engine.flow.ReceiveSocket;
import org.seatrial.engine.flow.StreamLog;
import org.seatrial.engine.flow.StreamSocket;
import org.seatrial.engine.flow.UdpSockets;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.WakefulProcessors;
import org.seatrial.traffic.Precision;

/** One stream of ours over the pair, sent and received as in a trial. */
final class OwnFlow {

    static final int PORT = 20_000;
    static final int PAYLOAD_BYTES = 64;

    private static final long SESSION = 0x5ea741a1;
    private static final int HEADERS_BYTES = 42;
    private static final long LEAD_NS = 20_000_000;
    private static final long DRAIN_NS = 100_000_000;

    private final StreamLog log;
    private final PacedSender sender;
    private final ReceiveLoop receiver;
    private final Thread sending;
    private final Thread receiving;
    private final int in;
    private final int out;
    private final long startNs;
    private final WakefulProcessors awake = WakefulProcessors.request();

    /**
     * Starts it.
     *
     * @param segments packets a call where the sender is late; 1 for packets of their own
     * @param longestNs for which the log has room
     */
    OwnFlow(VethPair pair, double perSecond, int segments, Pacing pacing, long longestNs) {
        int packets = (int) Math.min(Integer.MAX_VALUE - 8, perSecond * longestNs / 1e9);
        log = new StreamLog(0, 0, HEADERS_BYTES + PAYLOAD_BYTES, 1e9 / perSecond, 0, packets);
        in = NetworkNamespace.within(pair.far(), () -> UdpSockets.receiver(VethPair.TO, PORT));
        out = NetworkNamespace.within(pair.near(), () -> UdpSockets.sender(VethPair.FROM, 30_000, VethPair.TO, PORT));
        if (segments > 1) {
            UdpSockets.segment(out, PAYLOAD_BYTES);
            UdpSockets.gather(in);
        }
        receiver = new ReceiveLoop(List.of(new ReceiveSocket(in, segments > 1)), new StreamLog[][] {{log}}, SESSION);
        if (pacing.precision() == Precision.PRECISE && segments == 1) {
            receiver.keepApart();
        }
        startNs = System.nanoTime() + LEAD_NS;
        log.start(startNs);
        sender = new PacedSender(List.of(new StreamSocket(out, log, segments)), SESSION, pacing);
        receiving = Thread.ofPlatform().name("receive").daemon().start(receiver);
        sending = Thread.ofPlatform().name("send").daemon().start(sender);
    }

    long startNs() {
        return startNs;
    }

    Thread sending() {
        return sending;
    }

    Thread receiving() {
        return receiving;
    }

    StreamLog log() {
        return log;
    }

    /** Stops it and waits for stragglers; its log is then final. */
    Counts stop() {
        try {
            sender.stop();
            sending.join();
            sleepUntil(System.nanoTime() + DRAIN_NS);
            receiver.stop();
            receiving.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            Linux.close(in);
            Linux.close(out);
            awake.close();
        }
        if (sender.endNs() == 0 || receiver.trouble() != 0) {
            throw new IllegalStateException("the sender or the receiver failed");
        }
        return Counts.of(log, log.intendedBefore(sender.endNs()));
    }

    static void sleepUntil(long instant) {
        Timespec timespec = new Timespec();
        while (System.nanoTime() < instant) {
            timespec.sleepUntil(instant);
        }
    }

    /**
     * What became of the packets.
     *
     * @param timed that arrived with a latency of their own
     * @param perSecond sent, from the first to the last
     */
    record Counts(int intended, int sent, int timed, double perSecond) {

        static Counts of(StreamLog log, int intended) {
            int sent = 0;
            int timed = 0;
            long last = 0;
            for (int i = 0; i < intended; i++) {
                if (log.wasSent(i)) {
                    sent++;
                    last = Math.max(last, log.sentNs(i));
                    timed += log.copies(i) == 1 && log.receivedNs(i) > 0 ? 1 : 0;
                }
            }
            return new Counts(intended, sent, timed, (sent - 1) * 1e9 / (last - log.sentNs(0)));
        }

        boolean lossFree() {
            return sent > 0 && timed == sent;
        }
    }
}
