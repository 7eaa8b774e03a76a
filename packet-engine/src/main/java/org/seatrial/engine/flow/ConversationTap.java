package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seatrial.lab.Conversation;

/** Knows frames of conversations by the addresses and the port in them. */
final class ConversationTap {

    private static final int ETHERNET_BYTES = 14;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final List<Ends> all;
    private final Set<String> seen = new HashSet<>();

    ConversationTap(List<Conversation> between) {
        all = between.stream()
                .map(one -> new Ends(one.name(), number(one.client()), number(one.service()), one.port()))
                .toList();
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
