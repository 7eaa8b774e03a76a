package org.seatrial.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seatrial.fault.Fault;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/** Finds what a fault of a suite strikes in the design, or says what was probably meant. */
final class FaultTargets {

    private final FileProblems problems;
    private final Optional<Design> design;
    private final boolean linksKnown;

    /**
     * @param design empty if it could not be read; then links and nodes are not looked up
     * @param linksKnown whether the design has every link that its file names; if not, links are not looked up
     */
    FaultTargets(FileProblems problems, Optional<Design> design, boolean linksKnown) {
        this.problems = problems;
        this.design = design;
        this.linksKnown = linksKnown;
    }

    /** A fault for {@code link: NAME}, or one for each of {@code one-of: [NAME, NAME]}; none if one is wrong. */
    List<Fault> links(Fields fields, Function<String, Fault> fault) {
        return named(fields, "link", this::isLink, fault);
    }

    /** The same for {@code node: NAME}. */
    List<Fault> nodes(Fields fields, Function<String, Fault> fault) {
        return named(fields, "node", this::isNode, fault);
    }

    /** Whether a name is good; if not, it is reported. */
    private interface Known {
        boolean at(String name, Place place);
    }

    private List<Fault> named(Fields fields, String key, Known known, Function<String, Fault> fault) {
        if (fields.has(key) == fields.has("one-of")) {
            String reason = fields.has(key) ? "'" + key + "' stands beside 'one-of'" : "what is struck is missing";
            problems.add(fields.place(), "", reason, key + ": NAME, or one-of: [NAME, NAME]");
            return List.of();
        }
        Map<String, Place> names = fields.has(key)
                ? fields.text(key).map(name -> Map.of(name, fields.place(key))).orElse(Map.of())
                : fields.texts("one-of");
        if (fields.has("one-of") && names.isEmpty()) {
            problems.add(fields.place("one-of"), "", "there is nothing to choose from", "one-of: [NAME, NAME]");
        }
        List<Fault> faults = new ArrayList<>();
        names.forEach((name, place) -> {
            if (known.at(name, place)) {
                faults.add(fault.apply(name));
            }
        });
        return faults.size() == names.size() ? faults : List.of();
    }

    /** The loss of a feed: it takes the nodes that have no other one. Test equipment is never taken. */
    List<Fault> feed(Fields fields) {
        String feed = fields.text("feed").orElse("");
        if (design.isEmpty()) {
            return List.of(new Fault.FeedLoss(feed, List.of()));
        }
        if (!design.get().feeds().contains(feed)) {
            problems.unknown(
                    fields.place("feed"),
                    "power feed in the design",
                    feed,
                    design.get().feeds());
            return List.of();
        }
        List<String> nodes = sutNodes(node -> node.feeds().equals(List.of(feed)));
        if (nodes.isEmpty()) {
            problems.add(
                    fields.place("feed"),
                    feed,
                    "no node of the design depends on this feed alone, so that its loss takes nothing",
                    "a feed that is the only one of a node (label feeds)");
            return List.of();
        }
        return List.of(new Fault.FeedLoss(feed, nodes));
    }

    /** The loss of a site: it takes all its nodes but for test equipment. */
    List<Fault> site(Fields fields) {
        String site = fields.text("site").orElse("");
        if (design.isEmpty()) {
            return List.of(new Fault.SiteLoss(site, List.of()));
        }
        if (!design.get().sites().contains(site)) {
            problems.unknown(
                    fields.place("site"),
                    "site in the design",
                    site,
                    design.get().sites());
            return List.of();
        }
        List<String> nodes = sutNodes(node -> node.site().equals(site));
        if (nodes.isEmpty()) {
            problems.add(
                    fields.place("site"),
                    site,
                    "this site has nothing but test equipment (label role: tester)",
                    "a site with a node of role sut");
            return List.of();
        }
        return List.of(new Fault.SiteLoss(site, nodes));
    }

    /** An endpoint of the design, cabled to a node of it; empty if it is not one, which is reported. */
    Optional<Endpoint> endpoint(Fields fields, String key) {
        String text = fields.text(key).orElse("");
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            problems.add(
                    fields.place(key), text, "this is not an endpoint", "node:interface, for example \"desk:eth1\"");
            return Optional.empty();
        }
        Endpoint endpoint = new Endpoint(text.substring(0, colon), text.substring(colon + 1));
        if (design.isEmpty() || !linksKnown || cable(endpoint).isPresent()) {
            return Optional.of(endpoint);
        }
        List<String> ends = design.get().links().stream()
                .flatMap(link -> Stream.of(link.a(), link.b()))
                .map(Endpoint::toString)
                .toList();
        problems.add(
                fields.place(key), text, "no link of the design ends at this endpoint", NearNames.valid(text, ends));
        return Optional.empty();
    }

    /** The node that what is sent from an endpoint reaches first; empty if that says nothing about the design. */
    Optional<String> struckBy(Endpoint from, Place place) {
        if (design.isEmpty() || !linksKnown) {
            return Optional.of("");
        }
        String node = cable(from).orElseThrow().farFrom(from.node()).node();
        return isNode(node, place) ? Optional.of(node) : Optional.empty();
    }

    private Optional<Link> cable(Endpoint end) {
        return design.orElseThrow().links().stream()
                .filter(link -> link.a().equals(end) || link.b().equals(end))
                .findFirst();
    }

    private List<String> sutNodes(Predicate<Node> which) {
        return design.orElseThrow().nodes().values().stream()
                .filter(node -> node.role() == Role.SUT)
                .filter(which)
                .map(Node::name)
                .toList();
    }

    private boolean isLink(String name, Place place) {
        if (design.isEmpty() || !linksKnown || design.get().link(name).isPresent()) {
            return true;
        }
        List<String> links = design.get().links().stream().map(Link::name).toList();
        problems.unknown(place, "link in the design", name, links);
        return false;
    }

    private boolean isNode(String name, Place place) {
        if (design.isEmpty()) {
            return true;
        }
        if (design.get().node(name).isEmpty()) {
            problems.unknown(
                    place, "node in the design", name, design.get().nodes().keySet());
            return false;
        }
        if (design.get().node(name).map(node -> node.role() == Role.TESTER).orElse(false)) {
            problems.add(
                    place,
                    name,
                    "this node is test equipment (label role: tester), losing it says nothing about the design",
                    "a node with role sut");
            return false;
        }
        return true;
    }
}
