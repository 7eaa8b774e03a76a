package org.seatrial.generators;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.flow.FlowDirectory;
import org.seatrial.engine.flow.PacedSender;
import org.seatrial.engine.flow.ReceiveLoop;
import org.seatrial.engine.flow.StreamLog;
import org.seatrial.engine.flow.StreamSocket;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;

/** The packet flows of one trial: one sending thread, one receiving thread, a log for each stream. */
final class PacketTrafficSession implements TrafficSession {

    private static final long LEAD_NS = 20_000_000;

    private final long session;
    private final List<Flow> flows;
    private final StreamLog[][] logs;
    private final List<FlowSockets> sockets;
    private final ReceiveLoop receiver;
    private final Thread receiving;
    private @Nullable PacedSender sender;
    private @Nullable Thread sending;
    private boolean stopped;
    private String broken = "";
    private boolean closed;

    private PacketTrafficSession(long session, List<Flow> flows, StreamLog[][] logs, List<FlowSockets> sockets) {
        this.session = session;
        this.flows = flows;
        this.logs = logs;
        this.sockets = sockets;
        int[] receivers = sockets.stream()
                .flatMap(flow -> flow.receivers().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        receiver = new ReceiveLoop(receivers, logs, session);
        receiving = Thread.ofPlatform().name("receive").daemon().unstarted(receiver);
    }

    static PacketTrafficSession open(Lab lab, List<Flow> flows, Duration longest) {
        // Garbage of the trials before is collected now, so that no collection falls into this one and stops the
        // sender.
        System.gc();
        long session = new SecureRandom().nextLong();
        StreamLog[][] logs = new StreamLog[flows.size()][];
        List<FlowSockets> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < flows.size(); i++) {
                Flow flow = flows.get(i);
                logs[i] = logsOf(flow, i, flows.size(), longest);
                sockets.add(FlowSockets.open(
                        flow,
                        i,
                        logs[i],
                        lab.station(flow.from().node()),
                        lab.station(flow.to().node())));
            }
        } catch (RuntimeException refused) {
            sockets.forEach(FlowSockets::close);
            throw refused;
        }
        FlowDirectory.enter(session, flows.stream().map(Flow::name).toList());
        return new PacketTrafficSession(session, List.copyOf(flows), logs, sockets);
    }

    /** Streams start spread over one interval, so that the load is even and not a burst at each tick. */
    private static StreamLog[] logsOf(Flow flow, int index, int flows, Duration longest) {
        int packets = (int) Math.ceil(longest.toNanos() / flow.intervalNs()) + 1;
        StreamLog[] logs = new StreamLog[flow.allStreams()];
        for (int stream = 0; stream < logs.length; stream++) {
            double share = (stream + (double) index / flows) / logs.length;
            logs[stream] = new StreamLog(
                    index, stream, flow.frameBytes(), flow.intervalNs(), share * flow.intervalNs(), packets);
        }
        return logs;
    }

    @Override
    public long start() {
        receiving.start();
        long startNs = System.nanoTime() + LEAD_NS;
        List<StreamSocket> streams = new ArrayList<>();
        for (FlowSockets flow : sockets) {
            for (StreamSocket stream : flow.senders()) {
                stream.log().start(startNs);
                streams.add(stream);
            }
        }
        PacedSender paced = new PacedSender(streams, session);
        sender = paced;
        sending = Thread.ofPlatform().name("send").daemon().start(paced);
        return startNs;
    }

    @Override
    public List<FlowProgress> progress(long fromNs, long untilNs) {
        long visible = receiver.drainedNs();
        List<FlowProgress> progress = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            long intended = 0;
            long sent = 0;
            long received = 0;
            long worst = 0;
            for (StreamLog log : logs[i]) {
                int until = log.intendedBefore(Math.min(untilNs, visible));
                for (int sequence = log.intendedBefore(fromNs); sequence < until; sequence++) {
                    intended++;
                    if (log.wasSent(sequence)) {
                        sent++;
                        worst = Math.max(worst, log.sentNs(sequence) - log.intendedNs(sequence));
                    }
                    if (log.copies(sequence) > 0) {
                        received++;
                    }
                }
            }
            progress.add(new FlowProgress(flows.get(i).name(), intended, sent, received, worst));
        }
        return progress;
    }

    @Override
    public void stop(Duration drain) {
        if (stopped || sender == null || sending == null) {
            stopped = true;
            return;
        }
        stopped = true;
        long askedNs = System.nanoTime();
        sender.stop();
        join(sending);
        Timespec timespec = new Timespec();
        long until = System.nanoTime() + drain.toNanos();
        while (System.nanoTime() < until) {
            timespec.sleepUntil(until);
        }
        receiver.stop();
        join(receiving);
        broken = broken(sender.endNs(), askedNs);
    }

    /**
     * Why nothing may be concluded from this session; empty if it ran to its end. Packets that were never intended leave
     * no gap, so a sender that died or ran out would look like a design that lost nothing.
     */
    private String broken(long endNs, long askedNs) {
        if (endNs == 0) {
            return "the sending thread died";
        }
        if (endNs < askedNs) {
            return "the traffic ended " + (askedNs - endNs) / 1_000_000 + " ms before it was stopped";
        }
        return receiver.drainedNs() < endNs ? "the receiving thread died" : "";
    }

    /** Waits for a thread of this session to end, whatever interrupts: its sockets must not be closed under it. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void replay(Flow flow, Duration forwardingDelayThreshold, SampleSink sink) {
        if (!stopped || sender == null) {
            throw new IllegalStateException("samples are final only after the traffic was stopped");
        }
        if (!broken.isEmpty()) {
            throw new LabException("flow " + flow.name() + " cannot be judged: " + broken);
        }
        int index = flows.indexOf(flow);
        if (index < 0) {
            throw new IllegalArgumentException("flow " + flow.name() + " is not part of this session");
        }
        long endNs = sender.endNs();
        for (StreamLog log : logs[index]) {
            int intended = log.intendedBefore(endNs);
            for (int sequence = 0; sequence < intended; sequence++) {
                long received = log.receivedNs(sequence);
                sink.sample(
                        log.stream(),
                        sequence,
                        log.intendedNs(sequence),
                        log.sentNs(sequence),
                        received,
                        outcome(log, sequence, received, forwardingDelayThreshold.toNanos()),
                        log.copies(sequence),
                        log.reordered(sequence));
            }
        }
    }

    private static Outcome outcome(StreamLog log, int sequence, long received, long thresholdNs) {
        if (log.copies(sequence) == 0) {
            return log.wasSent(sequence) ? Outcome.LOST : Outcome.UNSENT;
        }
        return received - log.sentNs(sequence) > thresholdNs ? Outcome.LATE : Outcome.RECEIVED;
    }

    @Override
    public boolean prompt() {
        return Linux.mayRunAtOnce();
    }

    @Override
    public ClockRecord clock() {
        return new ClockRecord(
                receiver.clock().offsetNs(),
                receiver.clock().errorNs(),
                receiver.clock().stepped());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop(Duration.ZERO);
        sockets.forEach(FlowSockets::close);
        FlowDirectory.leave(session);
    }
}
