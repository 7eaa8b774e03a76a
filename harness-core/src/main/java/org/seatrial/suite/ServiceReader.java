package org.seatrial.suite;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.topology.Design;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads a workload of the section {@code services}. */
final class ServiceReader {

    private static final int LARGEST_PORT = 65535;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern IPV4 =
            Pattern.compile("(([1-9]?|1[0-9]|2[0-4])[0-9]|25[0-5])(\\.(([1-9]?|1[0-9]|2[0-4])[0-9]|25[0-5])){3}");
    private static final Duration SHORTEST_CALL = Duration.ofMillis(10);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);
    private static final double NS_PER_MS = 1e6;
    private static final Pattern NOTHING = Pattern.compile("");
    private static final Pattern PATH = Pattern.compile("(/[!-~]*)?");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,120}\\.?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.+-]{1,64}");

    private final FileProblems problems;
    private final RecordOf recordOf;
    private final WorkloadFields common;

    ServiceReader(FileProblems problems, Optional<Design> design, RecordOf recordOf) {
        this.problems = problems;
        this.recordOf = recordOf;
        this.common = new WorkloadFields(problems, design);
    }

    Optional<Workload> read(String name, Fields fields) {
        Optional<String> from = common.node(fields, "from");
        Optional<String> to = common.node(fields, "to");
        Optional<ServiceWorkload.Protocol> protocol = fields.requiredText("protocol")
                .flatMap(text -> common.known(
                        fields, text, ServiceWorkload.Protocol.named(text), ServiceWorkload.Protocol.names()));
        Optional<String> address = fields.text("address");
        if (address.isPresent() && !IPV4.matcher(address.get()).matches()) {
            problems.add(fields.place("address"), address.get(), "this is not an IPv4 address", "198.18.3.10");
        }
        fields.require("port", "the port that is asked, for example 80");
        int port = (int) fields.integer("port", 1, LARGEST_PORT).orElse(1);
        String request = request(fields, protocol);
        int addresses = addresses(fields, address);
        int clients = clients(fields, addresses);
        Optional<Double> rate = common.rate(fields, clients, "per client");
        Duration patience = common.patience(fields, PATIENCE);
        Optional<String> record = recordOf.read(fields, protocol, addresses);
        Optional<ServiceWorkload.Client> client = client(fields, protocol, addresses);
        if (from.isEmpty() || to.isEmpty() || protocol.isEmpty() || rate.isEmpty() || client.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceWorkload(
                name,
                from.get(),
                to.get(),
                protocol.get(),
                address,
                port,
                request,
                clients,
                rate.get(),
                patience,
                addresses,
                record,
                client.get()));
    }

    /** How many addresses follow each other, the first included. */
    private int addresses(Fields fields, Optional<String> first) {
        int addresses = (int)
                fields.integer("addresses", 1, WorkloadReader.MOST_STREAMS).orElse(1);
        if (addresses > 1 && first.isEmpty()) {
            problems.add(
                    fields.place("addresses"),
                    Integer.toString(addresses),
                    "nothing says which addresses these are",
                    "address: with the first of them; the others follow it");
        }
        return addresses;
    }

    private int clients(Fields fields, int addresses) {
        int clients =
                (int) fields.integer("clients", 1, WorkloadReader.MOST_STREAMS).orElse(addresses);
        if (addresses > 1 && clients != addresses) {
            problems.add(
                    fields.place("clients"),
                    Integer.toString(clients),
                    "each of the " + addresses + " addresses is asked by one client",
                    Integer.toString(addresses),
                    "leave 'clients' out");
            return addresses;
        }
        return clients;
    }

    /** Empty if the program is unknown or does not speak the protocol. */
    private Optional<ServiceWorkload.Client> client(
            Fields fields, Optional<ServiceWorkload.Protocol> protocol, int addresses) {
        String text = fields.text("generator").orElse(ServiceWorkload.Generator.OWN.text());
        Optional<ServiceWorkload.Generator> generator = ServiceWorkload.Generator.named(text);
        if (generator.isEmpty()) {
            problems.unknown(fields.place("generator"), "generator", text, ServiceWorkload.Generator.names());
        } else if (protocol.isPresent() && !generator.get().speaks(protocol.get())) {
            problems.add(
                    fields.place("generator"),
                    text,
                    "this program does not speak " + protocol.get().text(),
                    Arrays.stream(ServiceWorkload.Generator.values())
                            .filter(one -> one.speaks(protocol.get()))
                            .map(ServiceWorkload.Generator::text)
                            .collect(Collectors.joining(", ")));
            return Optional.empty();
        } else if (generator.get() != ServiceWorkload.Generator.OWN && (addresses > 1 || fields.has("record-of"))) {
            problems.add(
                    fields.place("generator"),
                    text,
                    "this program asks one address and keeps no records",
                    ServiceWorkload.Generator.OWN.text());
            return Optional.empty();
        }
        Duration held = held(fields, protocol);
        return generator.map(one -> new ServiceWorkload.Client(one, held));
    }

    private Duration held(Fields fields, Optional<ServiceWorkload.Protocol> protocol) {
        Optional<Quantity> time = fields.quantity("held", Dimension.TIME);
        if (time.isEmpty()) {
            return ServiceWorkload.HELD;
        }
        if (protocol.isPresent() && protocol.get() != ServiceWorkload.Protocol.SIP) {
            problems.add(
                    fields.place("held"), time.get().text(), "only calls are held", "leave it out, or protocol: sip");
            return ServiceWorkload.HELD;
        }
        double ns = time.get().base();
        if (ns < SHORTEST_CALL.toNanos() || ns > LONGEST_CALL.toNanos()) {
            problems.add(
                    fields.place("held"),
                    time.get().text(),
                    "no call is held so",
                    "from " + SHORTEST_CALL.toMillis() + " ms to " + LONGEST_CALL.toMinutes() + " min");
            return ServiceWorkload.HELD;
        }
        return Duration.ofMillis(Math.round(ns / NS_PER_MS));
    }

    private String request(Fields fields, Optional<ServiceWorkload.Protocol> protocol) {
        String request = fields.text("request").orElse("");
        if (protocol.isEmpty()) {
            return request;
        }
        Pattern valid = switch (protocol.get()) {
            case TCP -> NOTHING;
            case HTTP -> PATH;
            case DNS -> DOMAIN;
            case SIP -> USER;
        };
        if (!valid.matcher(request).matches()) {
            problems.add(
                    fields.has("request") ? fields.place("request") : fields.place("protocol"),
                    request,
                    "this cannot be asked by " + protocol.get().text(),
                    switch (protocol.get()) {
                        case TCP -> "nothing: a connection that is accepted is the answer";
                        case HTTP -> "a path, for example /index.html; without one, /";
                        case DNS -> "a name of labels of 1 to 63 letters, digits, dashes and underscores";
                        case SIP -> "a user, for example 100";
                    });
        }
        return request;
    }
}
