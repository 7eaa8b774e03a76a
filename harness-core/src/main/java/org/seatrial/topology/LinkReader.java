package org.seatrial.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;

/** Reads the links of a topology, brief ({@code endpoints: ["a:eth1", "b:eth1"]}) and extended ({@code type: veth}). */
final class LinkReader {

    /** What the Linux kernel accepts as the name of an interface, without the colon that ends the node's name. */
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");

    private final Fields topology;
    private final FileProblems problems;
    private final Map<String, YamlNode.Mapping> nodes;
    private final Map<Endpoint, Place> taken = new LinkedHashMap<>();
    private final Map<String, Place> names = new LinkedHashMap<>();

    /** @param nodes the design's nodes with all they inherit */
    LinkReader(Fields topology, Map<String, YamlNode.Mapping> nodes) {
        this.topology = topology;
        this.problems = topology.problems();
        this.nodes = nodes;
    }

    List<Link> read() {
        List<Link> links = new ArrayList<>();
        for (YamlNode item : topology.list("links")) {
            Fields.asMap(item, problems).flatMap(this::link).ifPresent(links::add);
        }
        return links;
    }

    private Optional<Link> link(YamlNode.Mapping map) {
        boolean brief = map.get("type").isEmpty();
        if (!brief && !supported(map)) {
            return Optional.empty();
        }
        Fields fields = new Fields(problems, map, brief ? TopologyKeys.BRIEF_LINK : TopologyKeys.VETH_LINK);
        fields.require("endpoints", "[\"leaf1:eth1\", \"leaf2:eth1\"]");
        LinkVars vars = LinkVars.read(fields.map("vars"), problems);
        if (!fields.has("endpoints")) {
            return Optional.empty();
        }
        List<YamlNode> written = fields.list("endpoints");
        List<Endpoint> ends = new ArrayList<>();
        for (YamlNode end : written) {
            (brief ? brief(end) : extended(end)).ifPresent(ends::add);
        }
        if (written.size() != 2) {
            problems.add(
                    fields.place("endpoints"),
                    "",
                    "a link has two endpoints, here are " + written.size(),
                    "two endpoints");
            return Optional.empty();
        }
        if (ends.size() != 2) {
            return Optional.empty();
        }
        return Optional.of(checked(fields, ends.getFirst(), ends.getLast(), vars));
    }

    private boolean supported(YamlNode.Mapping map) {
        Place place = map.get("type").map(YamlNode::place).orElse(map.place());
        String type = map.get("type").map(YamlNode::shown).orElse("");
        if (TopologyKeys.SUPPORTED_LINK_TYPES.contains(type)) {
            return true;
        }
        if (TopologyKeys.LINK_TYPES.contains(type)) {
            problems.add(place, type, "links of this type are not supported", "veth", "use a cable between two nodes");
        } else {
            problems.unknown(place, "link type", type, TopologyKeys.LINK_TYPES);
        }
        return false;
    }

    private Link checked(Fields fields, Endpoint a, Endpoint b, LinkVars vars) {
        Place place = fields.place("endpoints");
        if (a.node().equals(b.node())) {
            problems.add(place, a + ", " + b, "both ends are on the same node", "endpoints on two nodes");
        }
        String name = vars.name().orElse(a + "--" + b);
        Place first = names.putIfAbsent(name, fields.place());
        if (first != null) {
            problems.add(fields.place(), name, "this link name is taken by " + first, "a name once in the design");
        }
        return new Link(name, a, b, vars.lengthKm(), vars.character());
    }

    private Optional<Endpoint> brief(YamlNode end) {
        if (!(end instanceof YamlNode.Scalar scalar)) {
            problems.add(
                    end.place(),
                    end.shown(),
                    "this is " + end.kind() + ", not an endpoint",
                    "\"leaf1:eth1\"; maps with node and interface need 'type: veth' at the link");
            return Optional.empty();
        }
        String text = scalar.text();
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            problems.add(end.place(), text, "this is not an endpoint", "node:interface, for example \"leaf1:eth1\"");
            return Optional.empty();
        }
        return endpoint(text.substring(0, colon), text.substring(colon + 1), end.place(), end.place(), text);
    }

    private Optional<Endpoint> extended(YamlNode end) {
        return Fields.asMap(end, problems).flatMap(map -> {
            Fields fields = new Fields(problems, map, TopologyKeys.VETH_ENDPOINT);
            Optional<String> node = fields.requiredText("node");
            Optional<String> name = fields.requiredText("interface");
            return node.flatMap(n ->
                    name.flatMap(i -> endpoint(n, i, fields.place("node"), fields.place("interface"), n + ":" + i)));
        });
    }

    private Optional<Endpoint> endpoint(String node, String name, Place nodeAt, Place nameAt, String written) {
        if (!nodes.containsKey(node)) {
            if (TopologyKeys.PSEUDO_NODES.contains(node)) {
                problems.add(nodeAt, written, "links to '" + node + "' leave the design", "an endpoint on a node");
            } else {
                problems.add(nodeAt, written, "there is no node '" + node + "'", NearNames.valid(node, nodes.keySet()));
            }
            return Optional.empty();
        }
        if (!INTERFACE.matcher(name).matches()) {
            problems.add(
                    nameAt,
                    written,
                    "'" + name + "' cannot be the name of a Linux interface, and vendors' aliases are not translated",
                    "1 to 15 characters without / and :, for example eth1");
            return Optional.empty();
        }
        if (name.equals("eth0") && !unmanaged(node)) {
            problems.add(nameAt, written, "containerlab keeps eth0 for its management network", "eth1 and up");
        }
        Endpoint endpoint = new Endpoint(node, name);
        Place first = taken.putIfAbsent(endpoint, nameAt);
        if (first != null) {
            problems.add(
                    nameAt,
                    written,
                    "two links on one interface: it is taken by " + first,
                    "one link an interface",
                    "use another interface of " + node);
        }
        return Optional.of(endpoint);
    }

    /** Whether a node has no management interface of containerlab's. */
    private boolean unmanaged(String node) {
        boolean bridge = Optional.ofNullable(nodes.get(node))
                .flatMap(map -> map.get("kind"))
                .map(kind -> kind.shown().equals("bridge"))
                .orElse(false);
        return bridge
                || Optional.ofNullable(nodes.get(node))
                        .flatMap(map -> map.get("network-mode"))
                        .map(mode -> mode.shown().equals("none"))
                        .orElse(false);
    }
}
