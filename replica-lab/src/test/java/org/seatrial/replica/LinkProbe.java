package org.seatrial.replica;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.Strand;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Numbered UDP packets over one link, whatever the routes are: from address to address of its ends. */
final class LinkProbe implements AutoCloseable {

    static final int FRAME_BYTES = 142;

    private static final int HEADERS_BYTES = 42;
    private static final int PORT = 7000;
    private static final int LONGEST_WAIT_MS = 1_500;
    private static final int UNNUMBERED = -1;

    private final DatagramSocket a;
    private final DatagramSocket b;
    private int number = 1_000_000;

    private LinkProbe(DatagramSocket a, DatagramSocket b) {
        this.a = a;
        this.b = b;
    }

    /** In a lab with the usual addresses. */
    static LinkProbe open(String lab, Design design, Link link) {
        int place = design.links().indexOf(link);
        Ipv4Block block = Ipv4Block.parse("198.18.0.0/24").orElseThrow();
        return new LinkProbe(
                socket(lab, link.a(), block.address(2L * place)), socket(lab, link.b(), block.address(2L * place + 1)));
    }

    private static DatagramSocket socket(String lab, Endpoint end, String address) {
        return NetworkNamespace.within(Layout.handle(LabNames.namespace(lab, end.node())), () -> {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, PORT));
            socket.setReceiveBufferSize(1 << 20);
            return socket;
        });
    }

    /** @return the instant just before it was sent */
    long send(Strand direction, int value) {
        DatagramSocket from = direction == Strand.A_TO_B ? a : b;
        DatagramSocket to = direction == Strand.A_TO_B ? b : a;
        byte[] bytes = new byte[FRAME_BYTES - HEADERS_BYTES];
        ByteBuffer.wrap(bytes).putInt(value);
        try {
            long before = System.nanoTime();
            from.send(new DatagramPacket(bytes, bytes.length, to.getLocalSocketAddress()));
            return before;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    long send(Strand direction) {
        return send(direction, UNNUMBERED);
    }

    private Optional<Integer> receive(Strand direction, int waitMs) {
        DatagramSocket at = direction == Strand.A_TO_B ? b : a;
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            at.setSoTimeout(waitMs);
            at.receive(packet);
            return Optional.of(ByteBuffer.wrap(packet.getData()).getInt());
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The instant just after any packet arrived. */
    OptionalLong awaitArrival(Strand direction) {
        return receive(direction, LONGEST_WAIT_MS).isPresent()
                ? OptionalLong.of(System.nanoTime())
                : OptionalLong.empty();
    }

    /** Sends one packet and waits for that very packet. */
    boolean arrives(Strand direction) {
        int own = ++number;
        send(direction, own);
        Optional<Integer> got = receive(direction, LONGEST_WAIT_MS);
        while (got.isPresent() && got.get() != own) {
            got = receive(direction, LONGEST_WAIT_MS);
        }
        return got.isPresent();
    }

    long delayNs(Strand direction) {
        // The first packet waits for address resolution too.
        if (!arrives(direction)) {
            throw new AssertionError("no packet arrives");
        }
        long sent = send(direction);
        return awaitArrival(direction).orElseThrow() - sent;
    }

    /** Collects numbers until nothing more arrives; the instant just after the last arrived. */
    long awaitNumbers(Strand direction, List<Integer> numbers) {
        long last = System.nanoTime();
        for (Optional<Integer> got = receive(direction, LONGEST_WAIT_MS);
                got.isPresent();
                got = receive(direction, LONGEST_WAIT_MS)) {
            last = System.nanoTime();
            numbers.add(got.get());
        }
        return last;
    }

    /** Drops what has arrived, and what still may. */
    void forget() {
        boolean quiet = false;
        while (!quiet) {
            quiet = receive(Strand.A_TO_B, LONGEST_WAIT_MS).isEmpty()
                    && receive(Strand.B_TO_A, LONGEST_WAIT_MS).isEmpty();
        }
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
