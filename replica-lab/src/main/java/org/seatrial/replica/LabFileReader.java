package org.seatrial.replica;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;

/** Reads a lab file for a design. Every mistake is named at its place; reading goes on behind it. */
final class LabFileReader {

    static final List<String> DAEMONS = List.of("zebra", "bfdd", "bgpd", "staticd");

    private static final List<String> CABLE = List.of("length-km", "delay", "jitter", "loss", "rate");
    private static final int DEEPEST_BASE = 8;
    private static final long FIRST_ASN = 65_001;
    private static final long LARGEST_ASN = 4_294_967_294L;

    private final Design design;
    private final Path file;
    private final FileProblems problems;

    private LabFileReader(Design design, Path file, Problems problems) {
        this.design = design;
        this.file = file.toAbsolutePath().normalize();
        this.problems = new FileProblems(file.toString(), problems);
    }

    /** The lab file; of no use if problems were added. */
    static Optional<LabFile> read(Design design, Path file, Problems problems) {
        return document(design, file, problems, new ArrayList<>())
                .map(root -> new LabFileReader(design, file, problems).labFile(root));
    }

    /** The document with everything it is based on below it. What that gets wrong is reported of its own file. */
    private static Optional<YamlNode.Mapping> document(Design design, Path file, Problems problems, List<Path> above) {
        Optional<YamlNode.Mapping> own = YamlFile.read(file, problems);
        Optional<String> base = own.flatMap(map -> map.get("based-on")).flatMap(LabFileReader::text);
        if (own.isEmpty() || base.isEmpty()) {
            return own;
        }
        above.add(file.toAbsolutePath().normalize());
        Path below = file.resolveSibling(base.get());
        FileProblems found = new FileProblems(file.toString(), problems);
        Place place =
                own.get().get("based-on").map(YamlNode::place).orElse(own.get().place());
        if (above.contains(below.toAbsolutePath().normalize()) || above.size() > DEEPEST_BASE) {
            found.add(
                    place, base.get(), "the lab files are based on each other in a circle", "a file that stands alone");
            return Optional.empty();
        }
        Problems ofBase = new Problems();
        Optional<YamlNode.Mapping> lower = document(design, below, ofBase, above);
        lower.ifPresent(root -> new LabFileReader(design, below, ofBase).labFile(root));
        problems.addAll(ofBase.list());
        return ofBase.isEmpty() ? lower.map(root -> YamlOverlay.over(root, own.get())) : Optional.empty();
    }

    private static Optional<String> text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private LabFile labFile(YamlNode.Mapping root) {
        Fields fields = new Fields(
                problems,
                root,
                List.of(
                        "lab",
                        "based-on",
                        "class",
                        "wire",
                        "addressing",
                        "routing",
                        "nodes",
                        "programs",
                        "links",
                        "known-differences"));
        fields.text("class")
                .filter(text -> !text.equals("replica"))
                .ifPresent(text -> problems.add(
                        fields.place("class"),
                        text,
                        "a namespace lab is a replica and certifies no more than that",
                        "replica"));
        Optional<Fields> addressing =
                fields.fields("addressing", List.of("links", "loopbacks", "segments", "reference"));
        Place place = fields.place("addressing");
        long routed = design.links().stream()
                .filter(link -> !Segments.bridged(design, link))
                .count();
        Ipv4Block links = block(addressing, place, "links", "198.18.0.0/24", 2 * routed);
        Ipv4Block loopbacks = block(
                addressing,
                place,
                "loopbacks",
                "198.18.255.0/24",
                design.nodes().size() + 1L);
        Ipv4Block segments = block(addressing, place, "segments", "198.19.0.0/17", Segments.needed(design));
        Ipv4Block reference = block(addressing, place, "reference", "198.19.255.0/31", 2);
        if (overlap(List.of(links, loopbacks, segments, reference))) {
            problems.add(place, "", "the blocks overlap", "blocks of " + Ipv4Block.BENCHMARKING + " apart");
        }
        LabFile.Routing routing = new RoutingReader(problems).read(fields);
        GuestsReader guests = new GuestsReader(design, file, problems);
        SequencedMap<String, LabFile.NodeSettings> nodes = nodes(fields, loopbacks, guests);
        guests.apart(List.of(links, loopbacks, segments, reference), nodes);
        return new LabFile(
                new WireReader(design, problems).read(fields),
                links,
                loopbacks,
                segments,
                reference,
                routing,
                nodes,
                cables(fields),
                new LabProgramReader(problems, design, file).read(fields),
                differences(fields));
    }

    private SequencedMap<String, LinkCharacter> cables(Fields fields) {
        SequencedMap<String, LinkCharacter> cables = new LinkedHashMap<>();
        List<String> links = design.links().stream().map(Link::name).toList();
        fields.map("links")
                .ifPresent(map -> map.entries().forEach((name, value) -> {
                    if (!links.contains(name)) {
                        problems.unknown(value.place(), "link", name, links);
                    }
                    Fields.asMap(value, problems).ifPresent(vars -> cables.put(name, cable(vars)));
                }));
        return cables;
    }

    /** What the topology's own reader makes of it; keys that it would not know of are reported here. */
    private LinkCharacter cable(YamlNode.Mapping vars) {
        SequencedMap<String, YamlNode> known = new LinkedHashMap<>();
        vars.entries().forEach((key, value) -> {
            if (CABLE.contains(key)) {
                known.put(key, value);
            } else {
                problems.unknown(value.place(), "property of a cable", key, CABLE);
            }
        });
        return LinkCharacter.read(new YamlNode.Mapping(vars.place(), known), problems);
    }

    private List<String> differences(Fields fields) {
        return List.copyOf(fields.texts("known-differences").keySet());
    }

    private static boolean overlap(List<Ipv4Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.subList(0, i).stream().anyMatch(blocks.get(i)::overlaps)) {
                return true;
            }
        }
        return false;
    }

    private Ipv4Block block(Optional<Fields> addressing, Place none, String key, String usual, long needed) {
        Ipv4Block otherwise = Ipv4Block.parse(usual).orElseThrow();
        if (addressing.isEmpty() || addressing.get().text(key).isEmpty()) {
            if (otherwise.size() < needed) {
                problems.add(
                        none,
                        "",
                        "the design needs " + needed + " addresses for " + key + ", more than the usual " + usual,
                        "addressing: {" + key + ": a block within " + Ipv4Block.BENCHMARKING + "}");
            }
            return otherwise;
        }
        String text = addressing.get().text(key).orElse("");
        Place place = addressing.get().place(key);
        Optional<Ipv4Block> block = Ipv4Block.parse(text);
        String valid =
                "a block within " + Ipv4Block.BENCHMARKING + " of at least " + needed + " addresses, such as " + usual;
        if (block.isEmpty()) {
            problems.add(place, text, "this is not an IPv4 block, or has bits set behind its prefix", valid);
        } else if (!Ipv4Block.BENCHMARKING.contains(block.get())) {
            problems.add(place, text, "the addresses are not those set aside for tests (RFC 2544)", valid);
        } else if (block.get().size() < needed) {
            problems.add(
                    place, text, "the block has " + block.get().size() + " addresses, needed are " + needed, valid);
        } else {
            return block.get();
        }
        return otherwise;
    }

    private SequencedMap<String, LabFile.NodeSettings> nodes(Fields fields, Ipv4Block loopbacks, GuestsReader guests) {
        Map<String, YamlNode> written = new HashMap<>();
        fields.map("nodes")
                .ifPresent(map -> map.entries().forEach((name, value) -> {
                    if (design.node(name).isEmpty()) {
                        problems.unknown(
                                value.place(),
                                "node in the topology",
                                name,
                                design.nodes().keySet());
                    } else {
                        written.put(name, value);
                    }
                }));
        SequencedMap<String, LabFile.NodeSettings> nodes = new LinkedHashMap<>();
        Map<Long, String> asns = new HashMap<>();
        Map<String, String> addresses = new HashMap<>();
        int index = 0;
        for (String name : design.nodes().keySet()) {
            Optional<Fields> own = Optional.ofNullable(written.get(name))
                    .filter(node -> !(node instanceof YamlNode.Nothing))
                    .flatMap(node -> Fields.asMap(node, problems))
                    .map(map -> new Fields(
                            problems,
                            map,
                            List.of(
                                    "asn",
                                    "loopback",
                                    "routes",
                                    "frr",
                                    "storm-control",
                                    "volumes",
                                    "guests",
                                    "transit")));
            LabFile.NodeSettings settings =
                    settings(name, own, FIRST_ASN + index, loopbacks.address(index + 1L), guests);
            Place place = own.map(Fields::place).orElse(fields.place("nodes"));
            if (!Segments.switched(design, name)) {
                unique(asns, settings.asn(), name, place, "autonomous system number");
                unique(addresses, settings.loopback(), name, place, "loopback address");
            }
            nodes.put(name, settings);
            index++;
        }
        new VolumeReader(problems, design).mirrors(fields.place("nodes"), nodes);
        return nodes;
    }

    private <T> void unique(Map<T, String> taken, T value, String name, Place place, String what) {
        String other = taken.putIfAbsent(value, name);
        if (other != null) {
            problems.add(
                    place, String.valueOf(value), "the " + what + " of " + name + " is that of " + other, "one each");
        }
    }

    private LabFile.NodeSettings settings(
            String name, Optional<Fields> own, long asn, String loopback, GuestsReader guests) {
        if (own.isEmpty()) {
            return new LabFile.NodeSettings(
                    asn, loopback, List.of(), Map.of(), Optional.empty(), List.of(), List.of(), true);
        }
        Fields fields = own.get();
        String address = loopback;
        Optional<String> written = fields.text("loopback");
        if (written.isPresent()) {
            Optional<Ipv4Block> one = Ipv4Block.parse(written.get()).filter(block -> block.prefix() == 32);
            if (one.filter(Ipv4Block.BENCHMARKING::contains).isEmpty()) {
                problems.add(
                        fields.place("loopback"),
                        written.get(),
                        "this is not an address of the block set aside for tests (RFC 2544)",
                        "one address within " + Ipv4Block.BENCHMARKING + ", without a slash");
            } else {
                address = one.get().address(0);
            }
        }
        return new LabFile.NodeSettings(
                fields.integer("asn", 1, LARGEST_ASN).orElse(asn),
                address,
                routes(name, fields),
                configurations(fields),
                new StormControlReader(problems, design).read(name, fields),
                new VolumeReader(problems, design).read(name, fields),
                guests.read(name, fields),
                fields.bool("transit", true));
    }

    private List<LabFile.StaticRoute> routes(String name, Fields fields) {
        Set<String> neighbours = new HashSet<>();
        for (Link link : design.linksOf(name)) {
            if (!Segments.bridged(design, link)) {
                neighbours.add(link.farFrom(name).node());
            }
        }
        List<LabFile.StaticRoute> routes = new ArrayList<>();
        for (YamlNode item : fields.list("routes")) {
            Optional<Fields> route =
                    Fields.asMap(item, problems).map(map -> new Fields(problems, map, List.of("to", "via")));
            Optional<String> to = route.flatMap(found -> found.requiredText("to"));
            Optional<String> via = route.flatMap(found -> found.requiredText("via"));
            if (route.isEmpty() || to.isEmpty() || via.isEmpty()) {
                continue;
            }
            Optional<Ipv4Block> block = Ipv4Block.parse(to.get()).filter(Ipv4Block.BENCHMARKING::contains);
            if (block.isEmpty()) {
                String valid = "a block within " + Ipv4Block.BENCHMARKING;
                problems.add(route.get().place("to"), to.get(), "this is not a block of test addresses", valid);
            } else if (!neighbours.contains(via.get())) {
                String valid = NearNames.valid(via.get(), neighbours);
                problems.add(route.get().place("via"), via.get(), "no cable joins " + name + " to it", valid);
            } else {
                routes.add(new LabFile.StaticRoute(block.get(), via.get()));
            }
        }
        return routes;
    }

    private Map<String, Path> configurations(Fields fields) {
        Map<String, Path> files = new HashMap<>();
        fields.map("frr")
                .ifPresent(map -> map.entries().forEach((daemon, value) -> {
                    Optional<String> name = text(value);
                    if (!DAEMONS.contains(daemon)) {
                        problems.unknown(value.place(), "daemon in this lab", daemon, DAEMONS);
                    } else if (name.isEmpty()) {
                        problems.add(value.place(), value.shown(), "this is " + value.kind(), "the name of a file");
                    } else if (!Files.isReadable(file.resolveSibling(name.get()))) {
                        problems.add(
                                value.place(),
                                name.get(),
                                "there is no such file, or it cannot be read",
                                "a file beside " + file.getFileName());
                    } else {
                        files.put(daemon, file.resolveSibling(name.get()));
                    }
                }));
        return files;
    }
}
