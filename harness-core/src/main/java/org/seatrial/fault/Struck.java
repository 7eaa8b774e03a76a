package org.seatrial.fault;

import java.util.List;

/** Where in the design a fault strikes: what it disturbs, who can notice it and whom it exposes follow from this alone. */
public sealed interface Struck {

    /** A link, by its name. */
    record OnLink(String link) implements Struck {}

    /**
     * Nodes, by their names.
     *
     * @param dark whether they are without power, so that nothing runs in them
     */
    record OnNodes(List<String> nodes, boolean dark) implements Struck {
        public OnNodes {
            nodes = List.copyOf(nodes);
        }
    }
}
