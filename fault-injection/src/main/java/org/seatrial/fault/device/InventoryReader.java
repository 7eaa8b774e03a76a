package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.device.Inventory.Device;
import org.seatrial.fault.device.Inventory.Mirror;
import org.seatrial.fault.device.Inventory.Ports;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Problems;
import org.seatrial.input.YamlFile;
import org.seatrial.input.YamlNode;
import org.seatrial.lab.CertificateClass;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/** Reads a physical lab file for a design. Every mistake is named at its place; reading goes on behind it. */
final class InventoryReader {

    private final Design design;
    private final Path folder;
    private final FileProblems problems;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final PointReader points;

    private InventoryReader(Design design, Path file, Problems problems) {
        this.design = design;
        Path parent = file.toAbsolutePath().getParent();
        this.folder = parent == null ? file.toAbsolutePath() : parent;
        this.problems = new FileProblems(file.toString(), problems);
        this.points = new PointReader(this.problems, folder, devices);
    }

    /** The inventory; of no use if problems were added. */
    static Optional<Inventory> read(Design design, Path file, Problems problems) {
        return YamlFile.read(file, problems).map(root -> new InventoryReader(design, file, problems).inventory(root));
    }

    private Inventory inventory(YamlNode.Mapping root) {
        Fields fields = new Fields(
                problems,
                root,
                List.of("lab", "class", "devices", "nodes", "feeds", "links", "mirrors", "never", "known-differences"));
        fields.require("devices", "NAME: {adapter: NAME, ...}");
        fields.map("devices").ifPresent(map -> map.entries().forEach(this::device));
        Set<String> links = Set.copyOf(design.links().stream().map(Link::name).toList());
        Map<String, List<ControlPoint>> nodes = new HashMap<>();
        Map<String, List<ControlPoint>> feeds = new HashMap<>();
        Map<String, List<ControlPoint>> cables = new HashMap<>();
        Map<String, Ports> ports = new HashMap<>();
        each(
                fields,
                "nodes",
                "node",
                design.nodes().keySet(),
                List.of("power"),
                (name, entry) -> entry.node("power")
                        .ifPresent(node -> nodes.put(name, points.of(node, Use.POWER, feedsOf(name)))));
        each(
                fields,
                "feeds",
                "power feed",
                Set.copyOf(design.feeds()),
                List.of("power"),
                (name, entry) ->
                        entry.node("power").ifPresent(node -> feeds.put(name, points.of(node, Use.POWER, List.of()))));
        each(fields, "links", "link", links, List.of("cable", "shutdown"), (name, entry) -> {
            entry.node("cable").ifPresent(node -> cables.put(name, points.of(node, Use.CABLE, List.of())));
            entry.fields("shutdown", List.of("near", "far"))
                    .ifPresent(ends -> ports.put(name, new Ports(port(ends, "near"), port(ends, "far"))));
        });
        List<Mirror> mirrors = new ArrayList<>();
        MirrorReader reader = new MirrorReader(problems, design.nodes().keySet(), devices);
        fields.map("mirrors")
                .ifPresent(map -> map.entries()
                        .forEach((name, node) -> reader.of(name, node).ifPresent(mirrors::add)));
        points.feedsOfNodes().forEach((feed, found) -> {
            if (wholeFeed(feed, found.size(), nodes.keySet())) {
                feeds.putIfAbsent(feed, found);
            }
        });
        never(fields, nodes, cables, ports);
        return new Inventory(
                certificateClass(fields),
                devices,
                nodes,
                feeds,
                cables,
                ports,
                mirrors,
                List.copyOf(fields.texts("known-differences").keySet()));
    }

    /** Points of single nodes are the loss of a feed only if no node of the design keeps it. */
    private boolean wholeFeed(String feed, int points, Set<String> switchable) {
        List<Node> fed = design.nodes().values().stream()
                .filter(node -> node.feeds().contains(feed))
                .toList();
        return points
                        == fed.stream()
                                .filter(node -> switchable.contains(node.name()))
                                .count()
                && fed.stream().allMatch(node -> node.role() == Role.TESTER || switchable.contains(node.name()));
    }

    private List<String> feedsOf(String node) {
        return design.node(node).map(found -> found.feeds()).orElse(List.of());
    }

    private Optional<ControlPoint> port(Fields ends, String end) {
        return ends.node(end)
                .flatMap(node ->
                        points.of(node, Use.SHUTDOWN, List.of()).stream().findFirst());
    }

    private CertificateClass certificateClass(Fields fields) {
        String written = fields.text("class").orElse(CertificateClass.PHYSICAL_LAB.text());
        if (written.equals(CertificateClass.PRODUCTION_CABLING.text())) {
            return CertificateClass.PRODUCTION_CABLING;
        }
        if (!written.equals(CertificateClass.PHYSICAL_LAB.text())) {
            problems.add(
                    fields.place("class"),
                    written,
                    "a lab of real devices is one of two classes",
                    CertificateClass.PHYSICAL_LAB.text() + ", " + CertificateClass.PRODUCTION_CABLING.text());
        }
        return CertificateClass.PHYSICAL_LAB;
    }

    private void device(String name, YamlNode node) {
        Optional<YamlNode.Mapping> map = Fields.asMap(node, problems);
        Optional<String> named = map.flatMap(found -> found.get("adapter"))
                .flatMap(found ->
                        found instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
        if (map.isEmpty()) {
            return;
        }
        if (named.isEmpty()) {
            problems.add(
                    node.place(),
                    "",
                    "the device names no adapter",
                    "adapter: one of " + String.join(", ", DeviceAdapters.names()),
                    "seatrial list adapters");
            return;
        }
        Optional<DeviceAdapter> adapter = DeviceAdapters.named(named.get());
        if (adapter.isEmpty()) {
            problems.unknown(
                    map.get().get("adapter").orElse(node).place(),
                    "device adapter",
                    named.get(),
                    DeviceAdapters.names());
            return;
        }
        List<String> times = List.of(ControlPoint.REPLY_WITHIN, ControlPoint.DONE_WITHIN);
        List<String> keys = new ArrayList<>(List.of("adapter"));
        keys.addAll(times);
        adapter.get().deviceKeys().forEach(key -> keys.add(key.name()));
        int before = problems.all().list().size();
        Settings settings = new SettingsReader(problems, folder)
                .read(new Fields(problems, map.get(), keys), adapter.get().deviceKeys(), times);
        devices.put(name, new Device(named.get(), settings));
        // What follows from a problem that was told already is no news.
        if (problems.all().list().size() == before) {
            adapter.get().wrongWithDevice(settings).forEach(wrong -> problems.add(node.place(), "", wrong, ""));
        }
    }

    private void each(Fields top, String section, String what, Set<String> known, List<String> keys, Entry entry) {
        top.map(section)
                .ifPresent(map -> map.entries().forEach((name, value) -> {
                    if (!known.contains(name)) {
                        problems.unknown(value.place(), what + " in the topology", name, known);
                    } else {
                        Fields.asMap(value, problems)
                                .ifPresent(found -> entry.read(name, new Fields(problems, found, keys)));
                    }
                }));
    }

    /** What must not be touched, such as the way to the devices themselves, must not be switchable. */
    private void never(
            Fields fields,
            Map<String, List<ControlPoint>> nodes,
            Map<String, List<ControlPoint>> cables,
            Map<String, Ports> ports) {
        List<String> known = new ArrayList<>(design.nodes().keySet());
        design.links().forEach(link -> known.add(link.name()));
        fields.texts("never").forEach((name, place) -> {
            if (!known.contains(name)) {
                problems.unknown(place, "node or link in the topology", name, known);
            } else if (nodes.containsKey(name) || cables.containsKey(name) || ports.containsKey(name)) {
                problems.add(
                        place,
                        name,
                        "it must never be touched, and yet a device is named that switches it",
                        "one of the two");
            }
        });
    }

    /** What is done with an entry of a section. */
    private interface Entry {
        void read(String name, Fields entry);
    }
}
