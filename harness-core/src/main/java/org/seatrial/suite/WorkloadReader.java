package org.seatrial.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.topology.BroadcastDomain;
import org.seatrial.topology.Design;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;
import org.seatrial.units.QuantityException;
import org.seatrial.verdict.Metric;

/** Reads what applications ask of the design: the sections {@code storage} and {@code services}. */
final class WorkloadReader {

    /** The section of {@link StorageWorkload}s. */
    static final String STORAGE = "storage";

    /** The section of {@link ServiceWorkload}s. */
    static final String SERVICES = "services";

    private static final int MOST_STREAMS = 1000;
    private static final int SECTOR_BYTES = 512;
    private static final int LARGEST_BLOCK_BYTES = 1 << 20;
    private static final long LARGEST_SPAN_BYTES = 1L << 40;
    private static final int BLOCK_BYTES = 4096;
    private static final long SPAN_BYTES = 16L << 20;
    private static final int LARGEST_PORT = 65535;

    /** Each exchange is kept in memory and on a line of its own until the trial ends. */
    private static final double FASTEST_PER_SECOND = 1e5;

    private static final Duration STORAGE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(5);
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
    private final Optional<Design> design;

    /** @param design empty if it could not be read; then nodes are not looked up */
    WorkloadReader(FileProblems problems, Optional<Design> design) {
        this.problems = problems;
        this.design = design;
    }

    /** Names of workloads as written, so that one with a problem of its own is not called unknown elsewhere. */
    static Set<String> names(Fields suite) {
        Set<String> names = new LinkedHashSet<>();
        for (String section : List.of(STORAGE, SERVICES)) {
            suite.map(section).ifPresent(map -> names.addAll(map.entries().keySet()));
        }
        return names;
    }

    List<Workload> read(Fields suite) {
        Set<String> taken = new LinkedHashSet<>(
                suite.map("traffic").map(map -> map.entries().keySet()).orElse(Set.of()));
        List<Workload> workloads = new ArrayList<>();
        workloads.addAll(section(suite, STORAGE, SuiteKeys.STORAGE, taken, this::storage));
        List<String> written = suite.map(STORAGE)
                .map(map -> List.copyOf(map.entries().keySet()))
                .orElse(List.of());
        RecordOf recordOf = new RecordOf(problems, written, workloads);
        workloads.addAll(
                section(suite, SERVICES, SuiteKeys.SERVICE, taken, (name, fields) -> service(name, fields, recordOf)));
        return workloads;
    }

    private List<Workload> section(
            Fields suite,
            String section,
            List<String> keys,
            Set<String> taken,
            BiFunction<String, Fields, Optional<Workload>> reader) {
        List<Workload> workloads = new ArrayList<>();
        suite.map(section)
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    if (!SuiteReader.NAME.matcher(name).matches() || name.equals(Metric.DESIGN_SUBJECT)) {
                        problems.add(value.place(), name, "this cannot be a workload's name", SuiteReader.NAME_RULE);
                    }
                    if (!taken.add(name)) {
                        problems.add(
                                value.place(),
                                name,
                                "a flow or another workload has this name",
                                "a name once in traffic, " + STORAGE + " and " + SERVICES);
                    }
                    Fields.asMap(value, problems)
                            .flatMap(map -> reader.apply(name, new Fields(problems, map, keys)))
                            .ifPresent(workloads::add);
                }));
        return workloads;
    }

    private Optional<Workload> storage(String name, Fields fields) {
        Optional<String> from = node(fields, "from");
        Optional<String> to = node(fields, "to");
        Optional<String> survivor = fields.has("survivor") ? node(fields, "survivor") : Optional.empty();
        Optional<StorageWorkload.Protocol> protocol = fields.requiredText("protocol")
                .flatMap(text ->
                        known(fields, text, StorageWorkload.Protocol.named(text), StorageWorkload.Protocol.names()));
        String volume = fields.text("volume").orElse("");
        int writers = (int) fields.integer("writers", 1, MOST_STREAMS).orElse(1);
        Optional<Double> rate = rate(fields, writers, "per writer");
        long block = bytes(fields, "block", BLOCK_BYTES, SECTOR_BYTES, LARGEST_BLOCK_BYTES, SECTOR_BYTES);
        long span = bytes(fields, "span", Math.max(SPAN_BYTES, block), block, LARGEST_SPAN_BYTES, block);
        Duration patience = patience(fields, STORAGE_PATIENCE);
        if (from.isEmpty() || to.isEmpty() || protocol.isEmpty() || rate.isEmpty()) {
            return Optional.empty();
        }
        joined(fields, from.get(), to.get(), protocol.get());
        StorageWorkload.Generator generator = generator(fields, protocol.get(), rate.get());
        return Optional.of(new StorageWorkload(
                name,
                from.get(),
                to.get(),
                protocol.get(),
                volume,
                writers,
                rate.get(),
                patience,
                (int) block,
                span,
                survivor,
                generator));
    }

    private StorageWorkload.Generator generator(Fields fields, StorageWorkload.Protocol protocol, double perSecond) {
        String text = fields.text("generator").orElse(StorageWorkload.Generator.SEATRIAL.text());
        Optional<StorageWorkload.Generator> named = StorageWorkload.Generator.named(text);
        if (named.isEmpty()) {
            problems.unknown(fields.place("generator"), "generator of writes", text, StorageWorkload.Generator.names());
        }
        if (named.equals(Optional.of(StorageWorkload.Generator.FIO))) {
            if (protocol != StorageWorkload.Protocol.NBD) {
                problems.add(fields.place("protocol"), protocol.text(), "fio does not write so", "nbd");
            }
            if (fields.has("survivor")) {
                problems.add(
                        fields.place("survivor"), text, "fio keeps no ledger to compare a copy with", "leave it out");
            }
            if (perSecond < 1 || perSecond != Math.rint(perSecond)) {
                problems.add(
                        fields.place("rate"),
                        fields.text("rate").orElse(""),
                        "fio writes whole numbers a second",
                        "1/s per writer or another whole number");
            }
        }
        return named.orElse(StorageWorkload.Generator.SEATRIAL);
    }

    /** What no router passes on needs both ends on one segment. */
    private void joined(Fields fields, String from, String to, StorageWorkload.Protocol protocol) {
        boolean linkLocal = switch (protocol) {
            case NBD, ISCSI -> false;
            case AOE -> true;
        };
        if (linkLocal
                && design.filter(known ->
                                BroadcastDomain.between(known, from, to).isEmpty())
                        .isPresent()) {
            problems.add(
                    fields.place("to"),
                    to,
                    "no cable and no bridge joins it to " + from + ", and no router passes on what " + protocol.text()
                            + " sends",
                    "a node on a segment of " + from + ", or a protocol on IP such as nbd");
        }
    }

    private Optional<Workload> service(String name, Fields fields, RecordOf recordOf) {
        Optional<String> from = node(fields, "from");
        Optional<String> to = node(fields, "to");
        Optional<ServiceWorkload.Protocol> protocol = fields.requiredText("protocol")
                .flatMap(text ->
                        known(fields, text, ServiceWorkload.Protocol.named(text), ServiceWorkload.Protocol.names()));
        Optional<String> address = fields.text("address");
        if (address.isPresent() && !IPV4.matcher(address.get()).matches()) {
            problems.add(fields.place("address"), address.get(), "this is not an IPv4 address", "198.18.3.10");
        }
        fields.require("port", "the port that is asked, for example 80");
        int port = (int) fields.integer("port", 1, LARGEST_PORT).orElse(1);
        String request = request(fields, protocol);
        int addresses = addresses(fields, address);
        int clients = clients(fields, addresses);
        Optional<Double> rate = rate(fields, clients, "per client");
        Duration patience = patience(fields, SERVICE_PATIENCE);
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
        int addresses = (int) fields.integer("addresses", 1, MOST_STREAMS).orElse(1);
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
        int clients = (int) fields.integer("clients", 1, MOST_STREAMS).orElse(addresses);
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

    private <P> Optional<P> known(Fields fields, String text, Optional<P> protocol, List<String> names) {
        if (protocol.isEmpty()) {
            problems.unknown(fields.place("protocol"), "protocol", text, names);
        }
        return protocol;
    }

    private Optional<String> node(Fields fields, String key) {
        return fields.requiredText(key).filter(name -> {
            if (design.isEmpty() || design.get().node(name).isPresent()) {
                return true;
            }
            problems.add(
                    fields.place(key),
                    name,
                    "there is no node '" + name + "' in the design",
                    NearNames.valid(name, List.copyOf(design.get().nodes().keySet())));
            return false;
        });
    }

    /** Exchanges a second of one stream. */
    private Optional<Double> rate(Fields fields, int streams, String perStream) {
        fields.require("rate", "\"50/s " + perStream + "\", or \"200/s\" for all together");
        return fields.text("rate").flatMap(text -> {
            boolean each = text.strip().endsWith(perStream);
            String number = each ? text.strip().substring(0, text.strip().length() - perStream.length()) : text;
            try {
                double rate = Quantities.parse(number, Dimension.PACKET_RATE).base();
                double whole = each ? rate * streams : rate;
                if (rate > 0 && whole <= FASTEST_PER_SECOND) {
                    return Optional.of(whole / streams);
                }
                problems.add(
                        fields.place("rate"),
                        text,
                        rate > 0 ? "no workload is that fast" : "a workload that asks nothing measures nothing",
                        "above 0, at most " + Quantities.format(Dimension.PACKET_RATE, FASTEST_PER_SECOND));
            } catch (QuantityException e) {
                problems.add(fields.place("rate"), text, e.reason(), e.valid() + " or '50/s " + perStream + "'");
            }
            return Optional.empty();
        });
    }

    private long bytes(Fields fields, String key, long otherwise, long least, long most, long multipleOf) {
        Optional<Quantity> size = fields.quantity(key, Dimension.SIZE);
        if (size.isEmpty()) {
            return otherwise;
        }
        double bytes = size.get().base();
        if (bytes < least || bytes > most || bytes % multipleOf != 0) {
            problems.add(
                    fields.place(key),
                    size.get().text(),
                    "writes cannot have this " + key,
                    "a multiple of " + multipleOf + " B from " + least + " B to " + most + " B");
            return otherwise;
        }
        return (long) bytes;
    }

    private Duration patience(Fields fields, Duration otherwise) {
        Optional<Quantity> time = fields.quantity("patience", Dimension.TIME);
        if (time.isEmpty()) {
            return otherwise;
        }
        double ns = time.get().base();
        if (ns < 1e6 || ns > LONGEST_PATIENCE.toNanos()) {
            problems.add(
                    fields.place("patience"),
                    time.get().text(),
                    "no client waits so",
                    "from 1 ms to " + LONGEST_PATIENCE.toSeconds() + " s");
            return otherwise;
        }
        return Duration.ofNanos(Math.round(ns));
    }
}
