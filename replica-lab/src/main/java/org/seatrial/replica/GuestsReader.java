package org.seatrial.replica;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;

/** Reads {@code guests} of the nodes in a lab file; one reader sees all nodes, because names and addresses are unique. */
final class GuestsReader {

    private static final String KEY = "guests";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern RANGE = Pattern.compile("([a-z][a-z0-9-]*)\\[(\\d{1,4})-(\\d{1,4})\\]");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,6}) ?MiB");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

    /** Debian's kernel does not come up in less. */
    private static final int LEAST_MIB = 80;

    private static final int MOST_MIB = 65_536;
    private static final int USUAL_MIB = 96;
    private static final int HTTP = 80;
    private static final int MOST = 1_000;

    private final Design design;
    private final Path file;
    private final FileProblems problems;
    private final Map<String, Place> names = new LinkedHashMap<>();
    private final Map<Ipv4Block, Place> addresses = new LinkedHashMap<>();

    GuestsReader(Design design, Path file, FileProblems problems) {
        this.design = design;
        this.file = file;
        this.problems = problems;
    }

    /** The guests of one node; those that are wrong are reported and left out. */
    List<LabFile.Guest> read(String node, Fields fields) {
        Optional<YamlNode.Mapping> written = fields.map(KEY);
        List<LabFile.Guest> guests = new ArrayList<>();
        if (written.isEmpty()) {
            return guests;
        }
        if (Segments.switched(design, node) || !HOST.matcher(node).matches()) {
            problems.add(
                    fields.place(KEY),
                    node,
                    "guests are reached through a node that routes, and it does not",
                    "a node of which some cable ends on no bridge");
            return guests;
        }
        written.get().entries().forEach((key, value) -> {
            List<String> named = names(key, value.place());
            Optional<Fields> own = Fields.asMap(value, problems)
                    .map(map ->
                            new Fields(problems, map, List.of("memory", "address", "service", "disk", "autostart")));
            if (own.isPresent() && !named.isEmpty()) {
                guests.addAll(guests(node, named, own.get()));
            }
        });
        return guests;
    }

    /** One name, or all that a range such as {@code vm[01-50]} stands for; empty if it is neither. */
    private List<String> names(String key, Place place) {
        List<String> found = new ArrayList<>();
        Matcher range = RANGE.matcher(key);
        if (range.matches() && range.group(2).length() == range.group(3).length()) {
            int last = Integer.parseInt(range.group(3));
            for (int i = Integer.parseInt(range.group(2)); i <= last; i++) {
                found.add(range.group(1) + ("%0" + range.group(2).length() + "d").formatted(i));
            }
        } else {
            found.add(key);
        }
        if (found.isEmpty()
                || found.size() > MOST
                || !NAME.matcher(found.getFirst()).matches()) {
            problems.add(
                    place,
                    key,
                    "this names no guest",
                    "lower-case letters, digits and dashes, at most 31, or a range of at most " + MOST
                            + " such as vm[01-50]");
            return List.of();
        }
        for (String name : found) {
            if (names.putIfAbsent(name, place) != null) {
                problems.add(place, name, "there is a guest of this name already", "each name once in a lab");
                return List.of();
            }
        }
        return found;
    }

    private List<LabFile.Guest> guests(String node, List<String> named, Fields fields) {
        int first = names.size() - named.size() + 1;
        int memory = memory(fields);
        Optional<Fields> service = fields.fields("service", List.of("http", "sip"));
        int port = service.map(own -> (int) own.integer("http", 1, 65_535).orElse(HTTP))
                .orElse(HTTP);
        OptionalInt sip = sip(service);
        Optional<GuestDisks> disks = GuestDisks.read(file, named, fields);
        boolean autostart = fields.bool("autostart", true);
        Optional<Ipv4Block> address = address(named, fields);
        List<LabFile.Guest> guests = new ArrayList<>();
        for (int i = 0; address.isPresent() && i < named.size(); i++) {
            int index = i;
            String name = named.get(i);
            Ipv4Block own = new Ipv4Block(address.get().base() + i, 32);
            if (addresses.putIfAbsent(own, fields.place("address")) != null) {
                problems.add(
                        fields.place("address"), own.address(0), "another guest has this address", "one of its own");
            }
            guests.add(new LabFile.Guest(
                    name,
                    first + i,
                    node,
                    memory,
                    own.address(0),
                    port,
                    sip,
                    disks.map(all -> all.of(index)),
                    autostart));
        }
        return guests;
    }

    private int memory(Fields fields) {
        Optional<String> text = fields.text("memory");
        if (text.isEmpty()) {
            return USUAL_MIB;
        }
        Matcher written = MEMORY.matcher(text.get());
        int mib = written.matches() ? Integer.parseInt(written.group(1)) : 0;
        if (mib < LEAST_MIB || mib > MOST_MIB) {
            problems.add(
                    fields.place("memory"),
                    text.get(),
                    "no guest can have this much memory",
                    "whole MiB, " + LEAST_MIB + " MiB to " + MOST_MIB + " MiB");
        }
        return mib;
    }

    private static OptionalInt sip(Optional<Fields> service) {
        OptionalLong port = service.map(own -> own.integer("sip", 1, 65_535)).orElse(OptionalLong.empty());
        return port.isPresent() ? OptionalInt.of((int) port.getAsLong()) : OptionalInt.empty();
    }

    private Optional<Ipv4Block> address(List<String> named, Fields fields) {
        Optional<String> text = fields.requiredText("address");
        Optional<Ipv4Block> first = text.flatMap(Ipv4Block::parse)
                .filter(block -> block.prefix() == 32)
                .filter(block -> {
                    long last = block.base() + named.size() - 1;
                    return Ipv4Block.BENCHMARKING.contains(block)
                            && Ipv4Block.BENCHMARKING.contains(new Ipv4Block(last, 32));
                });
        if (text.isPresent() && first.isEmpty()) {
            problems.add(
                    fields.place("address"),
                    text.get(),
                    "this is not an address of the block set aside for tests (RFC 2544)",
                    "one address within " + Ipv4Block.BENCHMARKING + "; the guests of a range follow each other");
        }
        return first;
    }

    /** Reports guests whose addresses are those of something else. */
    void apart(List<Ipv4Block> blocks, Map<String, LabFile.NodeSettings> nodes) {
        addresses.forEach((address, place) -> {
            boolean loopback =
                    nodes.values().stream().anyMatch(node -> node.loopback().equals(address.address(0)));
            if (loopback || blocks.stream().anyMatch(block -> block.contains(address))) {
                problems.add(
                        place,
                        address.address(0),
                        "the lab gives this address to something else",
                        "an address within " + Ipv4Block.BENCHMARKING + " that is in none of: " + blocks);
            }
        });
    }
}
