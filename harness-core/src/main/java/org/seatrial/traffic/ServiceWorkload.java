package org.seatrial.traffic;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Clients that ask a service again and again.
 *
 * @param protocol what is asked
 * @param address the address that is asked, where it is not the one of {@code to}: a service may move from node to node
 * @param port where it is asked, 1 to 65535
 * @param request what is asked for: a path of HTTP, a name of DNS, a user of SIP; empty for TCP
 * @param perSecond requests or calls a second of each client
 */
public record ServiceWorkload(
        String name,
        String from,
        String to,
        Protocol protocol,
        Optional<String> address,
        int port,
        String request,
        int streams,
        double perSecond,
        Duration patience)
        implements Workload {

    @Override
    public ServiceWorkload at(double otherPerSecond) {
        return new ServiceWorkload(name, from, to, protocol, address, port, request, streams, otherPerSecond, patience);
    }

    /** What is asked. */
    public enum Protocol {
        /** A connection that is accepted. */
        TCP,
        /** A GET that is answered with a status below 400 (RFC 9110). */
        HTTP,
        /** A name that is resolved (RFC 1035). */
        DNS,
        /** A call that is set up, held and cleared (RFC 3261). */
        SIP;

        /** As suites write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Protocol> named(String text) {
            return Arrays.stream(values())
                    .filter(one -> one.text().equals(text))
                    .findFirst();
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Protocol::text).toList();
        }
    }
}
