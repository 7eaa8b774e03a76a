package org.seatrial.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The topology under certification.
 *
 * @param nodes by name, in file order
 * @param links in file order
 * @param digest SHA-256 of the topology file's bytes, lower-case hex
 */
public record Design(String name, Map<String, Node> nodes, List<Link> links, String digest) {

    public Design {
        links = List.copyOf(links);
    }

    /** The same design with other cables in the place of some, by the names of the links. */
    public Design recabled(Map<String, LinkCharacter> cables) {
        List<Link> recabled = links.stream()
                .map(link -> {
                    LinkCharacter other = cables.get(link.name());
                    return other == null ? link : new Link(link.name(), link.a(), link.b(), link.lengthKm(), other);
                })
                .toList();
        return new Design(name, nodes, recabled, digest);
    }

    public Optional<Link> link(String name) {
        return links.stream().filter(link -> link.name().equals(name)).findFirst();
    }

    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    public List<Link> linksOf(String node) {
        return links.stream().filter(link -> link.touches(node)).toList();
    }

    public List<String> sites() {
        TreeSet<String> sites = new TreeSet<>();
        nodes.values().stream().map(Node::site).filter(site -> !site.isEmpty()).forEach(sites::add);
        return List.copyOf(sites);
    }

    public List<String> feeds() {
        TreeSet<String> feeds = new TreeSet<>();
        nodes.values().forEach(node -> feeds.addAll(node.feeds()));
        return List.copyOf(feeds);
    }
}
