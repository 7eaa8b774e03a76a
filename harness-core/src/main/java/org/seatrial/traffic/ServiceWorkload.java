package org.seatrial.traffic;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients that ask a service again and again.
 *
 * @param protocol what is asked
 * @param address the address that is asked, where it is not the one of {@code to}: a service may move from node to node
 * @param port where it is asked, 1 to 65535
 * @param request what is asked for: a path of HTTP, a name of DNS, a user of SIP; empty for TCP
 * @param perSecond requests or calls a second of each client
 * @param addresses how many addresses are asked that follow each other, 1 or more; where there are several, each has one
 *     client, whose stream has the number of its address
 * @param recordOf the storage workload whose writer of the same number writes to the disk of the virtual machine that
 *     answers at an address; then what the answers say of that disk is kept
 * @param client which program asks, and how
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
        Duration patience,
        int addresses,
        Optional<String> recordOf,
        Client client)
        implements Workload {

    private static final int OCTET = 256;

    /** How long a call is held where nobody says otherwise. */
    public static final Duration HELD = Duration.ofSeconds(1);

    /** The number of the address that a stream asks, from 0. */
    public int addressIndex(int stream) {
        return addresses == 1 ? 0 : stream;
    }

    /**
     * All addresses that are asked.
     *
     * @param first the first of them, IPv4
     */
    public List<String> addressesFrom(String first) {
        long base =
                Arrays.stream(first.split("\\.", -1)).mapToLong(Long::parseLong).reduce(0, (a, b) -> a * OCTET + b);
        return Stream.iterate(base, number -> number + 1)
                .limit(addresses)
                .map(ServiceWorkload::dotted)
                .toList();
    }

    private static String dotted(long number) {
        return Stream.of(24, 16, 8, 0)
                .map(shift -> Long.toString((number >> shift) % OCTET))
                .collect(Collectors.joining("."));
    }

    @Override
    public ServiceWorkload at(double otherPerSecond) {
        return new ServiceWorkload(
                name,
                from,
                to,
                protocol,
                address,
                port,
                request,
                streams,
                otherPerSecond,
                patience,
                addresses,
                recordOf,
                client);
    }

    /**
     * @param generator whose clients they are
     * @param held how long a call lasts that was set up; of no meaning to other protocols
     */
    public record Client(Generator generator, Duration held) {}

    /** The program that asks. */
    public enum Generator {
        /** The product's own clients. */
        OWN("own"),
        /** SIPp, which makes calls. */
        SIPP("sipp"),
        /** Gatling, which asks web servers. */
        GATLING("gatling");

        private final String text;

        Generator(String text) {
            this.text = text;
        }

        /** As suites write it. */
        public String text() {
            return text;
        }

        /** Whether it speaks the protocol. */
        public boolean speaks(Protocol protocol) {
            return switch (this) {
                case OWN -> true;
                case SIPP -> protocol == Protocol.SIP;
                case GATLING -> protocol == Protocol.HTTP;
            };
        }

        public static Optional<Generator> named(String text) {
            return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
        }

        public static List<String> names() {
            return Arrays.stream(values()).map(Generator::text).toList();
        }
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
