package org.seatrial.engine.stamp;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a reflector is to do.
 *
 * @param bind the address to listen at; empty for all of the host, IPv4 and IPv6
 * @param port 1 to 65535; 0 for one that is free
 * @param key if present, only packets signed with it are answered
 * @param stateful whether replies are numbered by session, so that the sender can tell losses there from losses back;
 *     otherwise the sender's sequence numbers are copied
 * @param allowed who is answered; empty for everybody
 * @param repliesPerSecond upper bound, 1 to 1 000 000, with all senders together
 * @param namespace a network namespace such as {@code /run/netns/NAME}; empty for the own
 */
public record ReflectorSettings(
        Optional<InetAddress> bind,
        int port,
        Optional<AuthenticationKey> key,
        boolean stateful,
        List<AddressPrefix> allowed,
        int repliesPerSecond,
        Optional<Path> namespace) {

    /** The port of STAMP and TWAMP test packets (RFC 8762 section 4.1, RFC 8545). */
    public static final int USUAL_PORT = 862;

    /** Enough for twenty senders at a thousand packets a second. */
    public static final int USUAL_REPLIES_PER_SECOND = 20_000;

    public static final int MOST_REPLIES_PER_SECOND = 1_000_000;

    public ReflectorSettings {
        allowed = List.copyOf(allowed);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port is " + port);
        }
        if (repliesPerSecond < 1 || repliesPerSecond > MOST_REPLIES_PER_SECOND) {
            throw new IllegalArgumentException("replies a second are 1 to a million, not " + repliesPerSecond);
        }
    }
}
