package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seatrial.lab.Conversation;

/** Knows frames of conversations by the addresses and the port in them, or by their EtherType. */
final class ConversationTap {

    private static final int ETHERNET_BYTES = 14;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final List<Ends> all;
    private final List<HardwareEnds> frames;
    private final Set<String> seen = new HashSet<>();

    ConversationTap(List<Conversation> between) {
        all = between.stream()
                .filter(one -> !one.ofHardware())
                .map(one -> new Ends(one.name(), number(one.client()), number(one.service()), one.port()))
                .toList();
        frames = between.stream()
                .filter(Conversation::ofHardware)
                .map(one -> new HardwareEnds(one.name(), octets(one.client()), octets(one.service()), one.port()))
                .toList();
    }

    /** Hardware addresses as they stand in a frame. */
    private record HardwareEnds(String name, long client, long service, int etherType) {

        boolean match(long from, long to, int found) {
            return found == etherType && ((from == client && to == service) || (from == service && to == client));
        }
    }

    /** Addresses as they stand in a packet. */
    private record Ends(String name, int client, int service, int port) {

        boolean match(int from, int fromPort, int to, int toPort) {
            boolean request = from == client && to == service && servicePort(toPort);
            boolean answer = from == service && to == client && servicePort(fromPort);
            return request || answer;
        }

        private boolean servicePort(int found) {
            return port == Conversation.ANY_PORT || port == found;
        }
    }

    private static int number(String dotted) {
        int number = 0;
        for (String part : dotted.split("\\.", -1)) {
            number = (number << 8) | Integer.parseInt(part);
        }
        return number;
    }

    private static long octets(String hardware) {
        return Long.parseLong(hardware.replace(":", ""), 16);
    }

    /** Names of those of which a frame was noted. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** Takes an IPv4 frame of which {@code length} octets were received. */
    void note(MemorySegment frame, long at, int length) {
        if (all.isEmpty() || length < ETHERNET_BYTES + 20) {
            return;
        }
        long ip = at + ETHERNET_BYTES;
        int ports = ETHERNET_BYTES + (octet(frame, ip) & 0xf) * 4;
        int protocol = octet(frame, ip + 9);
        if (length < ports + 4 || (protocol != TCP && protocol != UDP)) {
            return;
        }
        int from = word(frame, ip + 12);
        int to = word(frame, ip + 16);
        int fromPort = half(frame, at + ports);
        int toPort = half(frame, at + ports + 2);
        for (Ends one : all) {
            if (one.match(from, fromPort, to, toPort)) {
                seen.add(one.name());
            }
        }
    }

    /** Takes a frame that carries no IPv4, of which the Ethernet header was received. */
    void noteFrame(MemorySegment frame, long at) {
        if (frames.isEmpty()) {
            return;
        }
        long to = address(frame, at);
        long from = address(frame, at + 6);
        int etherType = half(frame, at + 12);
        for (HardwareEnds one : frames) {
            if (one.match(from, to, etherType)) {
                seen.add(one.name());
            }
        }
    }

    private static long address(MemorySegment frame, long at) {
        return ((long) half(frame, at) << 32) | (word(frame, at + 2) & 0xFFFF_FFFFL);
    }

    private static int word(MemorySegment frame, long at) {
        return (half(frame, at) << 16) | half(frame, at + 2);
    }

    private static int half(MemorySegment frame, long at) {
        return (octet(frame, at) << 8) | octet(frame, at + 1);
    }

    private static int octet(MemorySegment frame, long at) {
        return frame.get(JAVA_BYTE, at) & 0xff;
    }
}
