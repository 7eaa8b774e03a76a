package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.seatrial.fault.device.Inventory.Device;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;

/** Reads what switches one node, feed, cable or port: one point, or a list of points that are switched together. */
final class PointReader {

    private static final String DEVICE = "device";
    private static final String FEED = "feed";

    private final FileProblems problems;
    private final Path folder;
    private final Map<String, Device> devices;
    private final Map<String, Place> taken = new HashMap<>();
    private final Map<String, List<ControlPoint>> feedsOfNodes = new LinkedHashMap<>();

    PointReader(FileProblems problems, Path folder, Map<String, Device> devices) {
        this.problems = problems;
        this.folder = folder;
        this.devices = devices;
    }

    /** The points whose target names a feed, by feed. */
    Map<String, List<ControlPoint>> feedsOfNodes() {
        return feedsOfNodes;
    }

    /** @param feeds of the node that the points power; if a point names one, each must be named once */
    List<ControlPoint> of(YamlNode node, Use use, List<String> feeds) {
        List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
        List<ControlPoint> points = new ArrayList<>();
        Set<String> fed = new TreeSet<>();
        for (YamlNode item : items) {
            Fields.asMap(item, problems)
                    .flatMap(map -> point(map, use, feeds, fed))
                    .ifPresent(points::add);
        }
        if (items.isEmpty()) {
            problems.add(node.place(), "", "the list is empty", "{device: NAME, ...}");
        }
        List<String> missing =
                feeds.stream().filter(feed -> !fed.contains(feed)).toList();
        if (!fed.isEmpty() && !missing.isEmpty()) {
            problems.add(
                    node.place(),
                    "",
                    "the node would keep its power from feed " + String.join(", ", missing),
                    "one point for each of its feeds " + String.join(", ", feeds));
        }
        return points;
    }

    private Optional<ControlPoint> point(YamlNode.Mapping map, Use use, List<String> feeds, Set<String> fed) {
        Optional<String> name = map.get(DEVICE)
                .flatMap(
                        node -> node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
        if (name.isEmpty()) {
            problems.add(map.place(), "", "no device is named", "device: " + String.join(", ", devices.keySet()));
            return Optional.empty();
        }
        Device device = devices.get(name.get());
        if (device == null) {
            problems.unknown(map.get(DEVICE).orElse(map).place(), "device", name.get(), devices.keySet());
            return Optional.empty();
        }
        Optional<DeviceAdapter> adapter = DeviceAdapters.named(device.adapter());
        if (adapter.isEmpty()) {
            return Optional.empty();
        }
        if (!adapter.get().uses().contains(use)) {
            String uses = adapter.get().uses().stream().map(Use::text).sorted().collect(Collectors.joining(", "));
            problems.add(
                    map.place(),
                    name.get(),
                    device.adapter() + " cannot be used for '" + use.text() + "', which is another fault",
                    "a device whose adapter can; this one is for: " + uses);
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(List.of(DEVICE));
        if (use == Use.POWER) {
            keys.add(FEED);
        }
        adapter.get().targetKeys().forEach(key -> keys.add(key.name()));
        Fields fields = new Fields(problems, map, keys);
        int before = problems.all().list().size();
        Settings target =
                new SettingsReader(problems, folder).read(fields, adapter.get().targetKeys(), List.of());
        if (problems.all().list().size() == before) {
            adapter.get()
                    .wrongForSwitching(device.settings())
                    .forEach(wrong -> problems.add(map.place(), "", wrong, ""));
            adapter.get().wrongWithTarget(target).forEach(wrong -> problems.add(map.place(), "", wrong, ""));
        }
        ControlPoint point = new ControlPoint(name.get(), device.adapter(), device.settings(), target);
        unique(point, map.place());
        if (use == Use.POWER) {
            fields.text(FEED).ifPresent(feed -> feed(feed, point, fields.place(FEED), feeds, fed));
        }
        return Optional.of(point);
    }

    private void feed(String feed, ControlPoint point, Place place, List<String> feeds, Set<String> fed) {
        if (!feeds.contains(feed)) {
            problems.add(place, feed, "the node has no such power feed in the topology", NearNames.valid(feed, feeds));
        } else if (!fed.add(feed)) {
            problems.add(place, feed, "two points of the node are on one feed", "one point for each feed");
        } else {
            feedsOfNodes.computeIfAbsent(feed, _ -> new ArrayList<>()).add(point);
        }
    }

    /** Two feeds on one outlet are no redundancy, and two nodes on one outlet fail together: neither was asked for. */
    private void unique(ControlPoint point, Place place) {
        Place other =
                taken.putIfAbsent(point.serialised() + " " + point.target().values(), place);
        if (other != null) {
            problems.add(
                    place,
                    point.shown(),
                    "this is switched by two entries, the other is " + other,
                    "a point of its own for each feed of each node, each cable and each port");
        }
    }
}
