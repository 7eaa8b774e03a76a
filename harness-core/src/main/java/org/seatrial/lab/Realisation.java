package org.seatrial.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a node of the design is realised. Closed: guests and physical hosts follow with their own life cycles. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Realisation.NamespaceNode.class, name = "namespace"),
    @JsonSubTypes.Type(value = Realisation.FakeNode.class, name = "fake")
})
public sealed interface Realisation {

    String node();

    /** One line for the report. */
    @JsonIgnore
    String description();

    /** A network namespace with real daemons in it. */
    record NamespaceNode(String node, String namespace, List<String> daemons) implements Realisation {
        @Override
        public String description() {
            return "network namespace with " + (daemons.isEmpty() ? "no daemons" : String.join(", ", daemons));
        }
    }

    /** Nothing but arithmetic. */
    record FakeNode(String node) implements Realisation {
        @Override
        public String description() {
            return "simulated, no packets";
        }
    }
}
