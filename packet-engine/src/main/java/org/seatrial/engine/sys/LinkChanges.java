package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Sets up the interfaces of one namespace through rtnetlink (RFC 3549), a few microseconds each, where starting a
 * program for each namespace takes milliseconds. For one thread at a time.
 */
public final class LinkChanges implements AutoCloseable {

    /** The index of the loopback interface of every namespace. */
    public static final int LOOPBACK = 1;

    private static final int NETLINK_ROUTE = 0;
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_NEWADDR = 20;
    private static final int NLMSG_ERROR = 2;
    private static final int NLM_F_REQUEST_ACK = 0x5;
    private static final int NLM_F_CREATE_EXCL = 0x600;
    private static final int HEADER_BYTES = 16;
    private static final int LINK_BYTES = 16;
    private static final int ADDRESS_BYTES = 8;
    private static final int ATTRIBUTE_BYTES = 8;
    private static final int IFLA_MASTER = 10;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFF_UP = 1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(64, 8);
    private final MemorySegment answer = arena.allocate(1024, 8);
    private final int fd;
    private int sequence;

    private LinkChanges(int fd) {
        this.fd = fd;
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    public static LinkChanges open(Path namespace) {
        return NetworkNamespace.within(namespace, LinkChanges::openHere);
    }

    /** For the namespace of the calling thread. */
    public static LinkChanges openHere() {
        return new LinkChanges(Linux.checked(
                "socket(AF_NETLINK)", SocketCalls.socket(Linux.AF_NETLINK, Linux.SOCK_RAW, NETLINK_ROUTE)));
    }

    /** Sets an interface up. */
    public void up(int index) {
        int length = link(index);
        request.set(JAVA_INT, HEADER_BYTES + 8, IFF_UP);
        request.set(JAVA_INT, HEADER_BYTES + 12, IFF_UP);
        send("set interface " + index + " up", length);
    }

    /** Makes an interface a port of a bridge. */
    public void join(int index, int bridge) {
        int length = link(index);
        attribute(length, IFLA_MASTER);
        request.set(JAVA_INT, length + 4, bridge);
        send("join interface " + index + " to bridge " + bridge, length + ATTRIBUTE_BYTES);
    }

    /**
     * Gives an interface an address.
     *
     * @param address IPv4 with its prefix, for example {@code 198.18.0.1/31}
     * @throws SystemCallException if it has that address already
     */
    public void address(int index, String address) {
        int slash = address.indexOf('/');
        String[] octets = address.substring(0, slash).split("\\.", -1);
        int length = HEADER_BYTES + ADDRESS_BYTES;
        header(RTM_NEWADDR, NLM_F_REQUEST_ACK | NLM_F_CREATE_EXCL);
        request.set(JAVA_BYTE, HEADER_BYTES, (byte) Linux.AF_INET);
        request.set(JAVA_BYTE, HEADER_BYTES + 1, Byte.parseByte(address.substring(slash + 1)));
        request.set(JAVA_INT, HEADER_BYTES + 4, index);
        for (int type : new int[] {IFA_LOCAL, IFA_ADDRESS}) {
            attribute(length, type);
            for (int i = 0; i < octets.length; i++) {
                request.set(JAVA_BYTE, length + 4L + i, (byte) Integer.parseInt(octets[i]));
            }
            length += ATTRIBUTE_BYTES;
        }
        send("give interface " + index + " the address " + address, length);
    }

    private int link(int index) {
        header(RTM_NEWLINK, NLM_F_REQUEST_ACK);
        request.set(JAVA_INT, HEADER_BYTES + 4, index);
        return HEADER_BYTES + LINK_BYTES;
    }

    private void header(int type, int flags) {
        request.fill((byte) 0);
        request.set(JAVA_SHORT, 4, (short) type);
        request.set(JAVA_SHORT, 6, (short) flags);
        request.set(JAVA_INT, 8, ++sequence);
    }

    private void attribute(int at, int type) {
        request.set(JAVA_SHORT, at, (short) ATTRIBUTE_BYTES);
        request.set(JAVA_SHORT, at + 2L, (short) type);
    }

    private void send(String what, int length) {
        request.set(JAVA_INT, 0, length);
        Linux.checked(what, SocketCalls.send(fd, request, length, 0));
        while (true) {
            Linux.checked(what, SocketCalls.recv(fd, answer, 0));
            boolean own = answer.get(JAVA_INT, 8) == sequence;
            if (own && (answer.get(JAVA_SHORT, 4) & 0xffff) == NLMSG_ERROR) {
                Linux.checked(what, answer.get(JAVA_INT, HEADER_BYTES));
                return;
            }
        }
    }

    @Override
    public void close() {
        Linux.close(fd);
        arena.close();
    }
}
