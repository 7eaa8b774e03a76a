package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.seatrial.fault.Commanded;

/**
 * Sets and reads, in one namespace, how frames leave interfaces (Linux traffic control), without starting a program: a
 * change takes tens of microseconds, and its instant is known. Safe for one thread at a time.
 */
public final class TrafficControl implements AutoCloseable {

    private static final int RTM_NEWQDISC = 36;
    private static final int RTM_GETQDISC = 38;
    private static final int RTM_NEWTFILTER = 44;
    private static final int HEADER_BYTES = NetlinkMessage.HEADER_BYTES;
    private static final int BODY_BYTES = 20;
    private static final int PARENT_AT = HEADER_BYTES + 12;
    private static final int TCA_KIND = 1;
    private static final int TCA_OPTIONS = 2;
    private static final int TCA_STATS2 = 7;
    private static final int TCA_STATS_BASIC = 1;
    private static final int TCA_STATS_QUEUE = 3;
    private static final int TCA_STATS_PKT64 = 8;
    private static final long TC_H_ROOT = 0xffff_ffffL;
    private static final long TC_H_INGRESS = 0xffff_fff1L;
    private static final long INGRESS_HANDLE = 0xffff_0000L;
    private static final long NETEM_HANDLE = 0x1_0000;
    private static final String NETEM = "netem";

    private final NetlinkSocket socket;
    private final MemorySegment answer;

    private TrafficControl(NetlinkSocket socket) {
        this.socket = socket;
        answer = socket.answer();
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    public static TrafficControl open(Path namespace) {
        return new TrafficControl(NetlinkSocket.open(namespace));
    }

    static TrafficControl openHere() {
        return new TrafficControl(NetlinkSocket.openHere());
    }

    /**
     * Gives interfaces netem, or changes the one they have. Frames that wait stay and leave when they were due.
     *
     * @param settings by interface index; carried out in this order, by one system call
     * @return the instants around the system call
     * @throws SystemCallException if the kernel refuses one; the others are set all the same
     */
    public synchronized Commanded set(SequencedMap<Integer, Netem> settings) {
        return socket.command(
                "set netem at interfaces " + settings.keySet(),
                settings.entrySet().stream()
                        .map(setting -> netem(setting.getKey(), setting.getValue()))
                        .toList());
    }

    /** Lets each frame that arrives at one interface leave at the other and the reverse, whatever it is. */
    public synchronized void join(int a, int b) {
        List<NetlinkMessage> requests = a == b
                ? List.of(ingress(a), redirect(a, a))
                : List.of(ingress(a), ingress(b), redirect(a, b), redirect(b, a));
        socket.command("join interfaces " + a + " and " + b, requests);
    }

    /** How frames leave each interface of the namespace, by its index. */
    public synchronized Map<Integer, QueueState> queues() {
        Map<Integer, QueueState> found = new HashMap<>();
        socket.dump(body(RTM_GETQDISC, NetlinkMessage.DUMP, 0, 0, 0, 0), RTM_NEWQDISC, at -> {
            if (Integer.toUnsignedLong(answer.get(JAVA_INT, at + PARENT_AT)) == TC_H_ROOT) {
                QueueState state = readQueue(at);
                found.put(state.interfaceIndex(), state);
            }
        });
        return found;
    }

    static NetlinkMessage netem(int index, Netem netem) {
        return body(
                        RTM_NEWQDISC,
                        NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE | NetlinkMessage.REPLACE,
                        index,
                        NETEM_HANDLE,
                        TC_H_ROOT,
                        0)
                .attribute(TCA_KIND, kind -> kind.text(NETEM))
                .attribute(TCA_OPTIONS, netem::write);
    }

    static NetlinkMessage ingress(int index) {
        return body(
                        RTM_NEWQDISC,
                        NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE | NetlinkMessage.EXCLUSIVE,
                        index,
                        INGRESS_HANDLE,
                        TC_H_INGRESS,
                        0)
                .attribute(TCA_KIND, kind -> kind.text("ingress"));
    }

    /** A filter that matches every frame, with one action: the frame is stolen and leaves at another interface. */
    static NetlinkMessage redirect(int from, int to) {
        int everyProtocol = 0x0300; // ETH_P_ALL in network byte order
        long priority = 1L << 16;
        int selector = 5;
        int actions = 7;
        return body(
                        RTM_NEWTFILTER,
                        NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.CREATE | NetlinkMessage.EXCLUSIVE,
                        from,
                        0,
                        INGRESS_HANDLE,
                        priority | everyProtocol)
                .attribute(TCA_KIND, kind -> kind.text("u32"))
                .attribute(
                        TCA_OPTIONS,
                        options -> options.attribute(selector, TrafficControl::matchAll)
                                .attribute(actions, list -> list.attribute(1, action -> mirred(action, to))));
    }

    /** {@code struct tc_u32_sel} with one {@code tc_u32_key} that masks nothing, and is therefore always met. */
    private static void matchAll(NetlinkMessage selector) {
        int terminal = 1;
        int noShift = 0;
        int oneKey = 1;
        int padding = 0;
        selector.int8(terminal).int8(noShift).int8(oneKey).int8(padding);
        int restOfSelectorBytes = 12;
        int keyBytes = 16;
        for (int i = 0; i < restOfSelectorBytes + keyBytes; i++) {
            selector.int8(0);
        }
    }

    /** {@code struct tc_mirred}. */
    private static void mirred(NetlinkMessage action, int to) {
        int kind = 1;
        int options = 2;
        int parameters = 2;
        int unused = 0;
        int stolen = 4;
        int egressRedirect = 1;
        action.attribute(kind, text -> text.text("mirred"))
                .attribute(
                        options,
                        nested -> nested.attribute(
                                parameters,
                                mirred -> mirred.int32(unused)
                                        .int32(unused)
                                        .int32(stolen)
                                        .int32(unused)
                                        .int32(unused)
                                        .int32(egressRedirect)
                                        .int32(to)));
    }

    /** {@code struct tcmsg}. */
    private static NetlinkMessage body(int type, int flags, int index, long handle, long parent, long info) {
        int familyAndPadding = 0;
        return new NetlinkMessage(type, flags)
                .int32(familyAndPadding)
                .int32(index)
                .int32(handle)
                .int32(parent)
                .int32(info);
    }

    private QueueState readQueue(long at) {
        int index = answer.get(JAVA_INT, at + HEADER_BYTES + 4);
        String kind = "";
        Optional<Netem> netem = Optional.empty();
        long[] counted = new long[3];
        long end = at + answer.get(JAVA_INT, at);
        for (long attribute = at + HEADER_BYTES + BODY_BYTES; attribute + 4 <= end; ) {
            int length = answer.get(JAVA_SHORT, attribute) & 0xffff;
            switch (answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case TCA_KIND -> kind = answer.getString(attribute + 4);
                case TCA_OPTIONS -> {
                    if (kind.equals(NETEM)) {
                        netem = Optional.of(Netem.read(answer, attribute + 4, attribute + length));
                    }
                }
                case TCA_STATS2 -> readCounters(attribute + 4, attribute + length, counted);
                default -> {}
            }
            attribute += NetlinkSocket.align(length);
        }
        return new QueueState(index, kind, netem, counted[0], counted[1], counted[2]);
    }

    private void readCounters(long from, long end, long[] counted) {
        for (long attribute = from; attribute + 4 <= end; ) {
            int length = answer.get(JAVA_SHORT, attribute) & 0xffff;
            switch (answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case TCA_STATS_BASIC ->
                    counted[0] = Math.max(counted[0], Integer.toUnsignedLong(answer.get(JAVA_INT, attribute + 12)));
                case TCA_STATS_PKT64 -> counted[0] = answer.get(JAVA_LONG_UNALIGNED, attribute + 4);
                case TCA_STATS_QUEUE -> {
                    counted[2] = Integer.toUnsignedLong(answer.get(JAVA_INT, attribute + 4));
                    counted[1] = Integer.toUnsignedLong(answer.get(JAVA_INT, attribute + 12));
                }
                default -> {}
            }
            attribute += NetlinkSocket.align(length);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
