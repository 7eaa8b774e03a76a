package org.seatrial.generators;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.seatrial.engine.flow.FlowDirectory;
import org.seatrial.engine.flow.ReceiveLoop;
import org.seatrial.engine.flow.ReceiveSocket;
import org.seatrial.engine.flow.StreamLog;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.WakefulProcessors;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.ThreadEnd;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;

/** The packet flows of one trial: a sending thread for each precision, one receiving thread, a log for each stream. */
final class PacketTrafficSession implements TrafficSession {

    private static final long LEAD_NS = 20_000_000;

    private final long session;
    private final List<Flow> flows;
    private final StreamLog[][] logs;
    private final List<FlowSockets> sockets;
    private final ReceiveLoop receiver;
    private final Thread receiving;
    private final Senders senders;
    private final ThreadFactory threads;
    private final WakefulProcessors awake;
    private boolean started;
    private boolean stopped;
    private String broken = "";
    private boolean closed;

    private PacketTrafficSession(
            long session, List<Flow> flows, StreamLog[][] logs, List<FlowSockets> sockets, ThreadFactory threads) {
        this.session = session;
        this.flows = flows;
        this.logs = logs;
        this.sockets = sockets;
        List<ReceiveSocket> receivers =
                sockets.stream().flatMap(flow -> flow.receivers().stream()).toList();
        this.threads = threads;
        senders = new Senders(flows);
        receiver = new ReceiveLoop(receivers, logs, session);
        if (senders.spin()) {
            receiver.keepApart();
        }
        receiving = threads.newThread(receiver);
        awake = WakefulProcessors.request();
    }

    /** @param threads makes the threads of the loops, not started */
    static PacketTrafficSession open(Lab lab, List<Flow> flows, Duration longest, ThreadFactory threads) {
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
        return new PacketTrafficSession(session, List.copyOf(flows), logs, sockets, threads);
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
        started = true;
        receiving.start();
        long startNs = System.nanoTime() + LEAD_NS;
        for (StreamLog[] flow : logs) {
            for (StreamLog stream : flow) {
                stream.start(startNs);
            }
        }
        senders.start(flows, sockets, session, threads);
        return startNs;
    }

    @Override
    public List<FlowProgress> progress(long fromNs, long untilNs) {
        long visible = receiver.drainedNs();
        List<FlowProgress> progress = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            progress.add(new FlowLogs(flows.get(i), List.of(logs[i])).progress(fromNs, Math.min(untilNs, visible)));
        }
        return progress;
    }

    @Override
    public void stop(Duration drain) {
        if (stopped || !started) {
            stopped = true;
            return;
        }
        stopped = true;
        long askedNs = System.nanoTime();
        senders.stop();
        Timespec timespec = new Timespec();
        long until = System.nanoTime() + drain.toNanos();
        while (System.nanoTime() < until) {
            timespec.sleepUntil(until);
        }
        receiver.stop();
        ThreadEnd.await(receiving);
        broken = flows.stream()
                .map(flow -> broken(senders.endNs(flow), askedNs))
                .filter(why -> !why.isEmpty())
                .findFirst()
                .orElse("");
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
        if (receiver.drainedNs() < endNs) {
            return "the receiving thread died";
        }
        return receiver.trouble() == 0 ? "" : "a receiving socket failed with error number " + receiver.trouble();
    }

    @Override
    public void replay(Flow flow, Duration forwardingDelayThreshold, SampleSink sink) {
        int index = judged(flow);
        new FlowLogs(flow, List.of(logs[index])).replay(senders.endNs(flow), forwardingDelayThreshold.toNanos(), sink);
    }

    /** The flow's index, if it may be judged. */
    private int judged(Flow flow) {
        if (!stopped || !started) {
            throw new IllegalStateException("samples are final only after the traffic was stopped");
        }
        if (!broken.isEmpty()) {
            throw new LabException("flow " + flow.name() + " cannot be judged: " + broken);
        }
        int index = flows.indexOf(flow);
        if (index < 0) {
            throw new IllegalArgumentException("flow " + flow.name() + " is not part of this session");
        }
        return index;
    }

    @Override
    public long receiverDrops(Flow flow) {
        int index = judged(flow);
        int first = 0;
        for (int i = 0; i < index; i++) {
            first += sockets.get(i).receivers().size();
        }
        long drops = 0;
        for (int i = 0; i < sockets.get(index).receivers().size(); i++) {
            drops += receiver.drops(first + i);
        }
        return drops;
    }

    @Override
    public long ownDropsSoFar() {
        return receiver.dropsSoFar();
    }

    @Override
    public List<String> shortfalls(Flow flow) {
        String shortfall = senders.pacing(flow).shortfall();
        return shortfall.isEmpty() ? List.of() : List.of(shortfall);
    }

    @Override
    public boolean prompt() {
        return SchedulingCalls.mayRunAtOnce();
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
        awake.close();
        FlowDirectory.leave(session);
    }
}
