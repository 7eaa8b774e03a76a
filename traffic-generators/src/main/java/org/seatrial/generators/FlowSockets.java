package org.seatrial.generators;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.flow.ReceiveSocket;
import org.seatrial.engine.flow.StreamLog;
import org.seatrial.engine.flow.StreamSocket;
import org.seatrial.engine.flow.UdpSockets;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Station;
import org.seatrial.traffic.Flow;

/**
 * The sockets of one flow: one receiver a direction, one sender a stream, each stream with a source port of its own so
 * that multipath routing spreads them.
 */
final class FlowSockets implements AutoCloseable {

    private static final int RECEIVE_PORT = 20_000;
    private static final int SEND_PORT = 30_000;
    private static final int PORTS_A_FLOW = 1_000;

    private final List<ReceiveSocket> receivers = new ArrayList<>();
    private final List<StreamSocket> senders = new ArrayList<>();

    private FlowSockets() {}

    /** Opens everything or, if the kernel refuses one, nothing. */
    static FlowSockets open(Flow flow, int flowIndex, StreamLog[] logs, Station from, Station to) {
        FlowSockets sockets = new FlowSockets();
        try {
            sockets.openDirection(flow, flowIndex, 0, logs, from, to);
            if (flow.bothWays()) {
                sockets.openDirection(flow, flowIndex, 1, logs, to, from);
            }
            return sockets;
        } catch (RuntimeException refused) {
            sockets.close();
            throw refused;
        }
    }

    private void openDirection(Flow flow, int flowIndex, int direction, StreamLog[] logs, Station from, Station to) {
        int port = RECEIVE_PORT + 2 * flowIndex + direction;
        int in = NetworkNamespace.within(namespace(to), () -> UdpSockets.receiver(to.address(), port));
        boolean bursts = flow.burst() > 1;
        receivers.add(new ReceiveSocket(in, bursts));
        if (bursts) {
            UdpSockets.gather(in);
        }
        int first = direction * flow.streams();
        List<StreamSocket> opened = NetworkNamespace.within(namespace(from), () -> {
            List<StreamSocket> some = new ArrayList<>();
            try {
                for (int stream = first; stream < first + flow.streams(); stream++) {
                    int source = SEND_PORT + PORTS_A_FLOW * flowIndex + stream;
                    int fd = UdpSockets.sender(from.address(), source, to.address(), port);
                    some.add(new StreamSocket(fd, logs[stream], flow.burst()));
                    if (bursts) {
                        UdpSockets.segment(fd, flow.frameBytes() - Flow.HEADER_BYTES);
                    }
                }
            } catch (RuntimeException refused) {
                some.forEach(socket -> Linux.close(socket.fd()));
                throw refused;
            }
            return some;
        });
        senders.addAll(opened);
    }

    private static java.nio.file.Path namespace(Station station) {
        return station.namespace()
                .orElseThrow(() -> new LabException(
                        "node " + station.node() + " has no network namespace, so packets cannot be sent from it"));
    }

    /** One for each direction. */
    List<ReceiveSocket> receivers() {
        return receivers;
    }

    List<StreamSocket> senders() {
        return senders;
    }

    @Override
    public void close() {
        receivers.forEach(socket -> Linux.close(socket.fd()));
        senders.forEach(socket -> Linux.close(socket.fd()));
        receivers.clear();
        senders.clear();
    }
}
