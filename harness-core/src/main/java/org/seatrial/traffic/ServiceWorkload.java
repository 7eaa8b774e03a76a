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
        Client client)
        implements Workload {

    /** How long a call is held where nobody says otherwise. */
    public static final Duration HELD = Duration.ofSeconds(1);

    /** Asked by our own client. */
    public ServiceWorkload(
            String name,
            String from,
            String to,
            Protocol protocol,
            Optional<String> address,
            int port,
            String request,
            int streams,
            double perSecond,
            Duration patience) {
        this(
                name,
                from,
                to,
                protocol,
                address,
                port,
                request,
                streams,
                perSecond,
                patience,
                new Client(Generator.OWN, HELD, false));
    }

    /**
     * @param generator whose clients they are
     * @param held how long a call lasts that was set up; of no meaning to other protocols
     * @param bystander whether the service is outside of what faults strike: it is to be undisturbed, and need not be
     *     seen crossing what fails
     */
    public record Client(Generator generator, Duration held, boolean bystander) {}

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
