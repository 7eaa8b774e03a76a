package org.seatrial.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * A node of the design.
 *
 * @param kind the containerlab kind after inheritance, for example {@code linux}
 * @param image the container image the file names; kept, the namespace lab does not use it; may be empty
 * @param site the site from label {@code site}; empty if none is declared
 * @param feeds power feeds from label {@code feeds}, in file order
 * @param labels all labels after inheritance
 */
public record Node(
        String name,
        String kind,
        String image,
        Role role,
        String site,
        List<String> feeds,
        Map<String, String> labels) {

    public Node {
        feeds = List.copyOf(feeds);
        labels = Map.copyOf(labels);
    }

    /** Whether it only forwards frames between its links (IEEE 802.1D), and has no address. */
    @JsonIgnore
    public boolean isBridge() {
        return kind.equals("bridge");
    }
}
