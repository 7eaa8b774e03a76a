package org.seatrial.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a node of the design is realised, and what it carries. Closed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Realisation.NamespaceNode.class, name = "namespace"),
    @JsonSubTypes.Type(value = Realisation.Guest.class, name = "guest"),
    @JsonSubTypes.Type(value = Realisation.PhysicalNode.class, name = "physical"),
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

    /**
     * A virtual machine that a node starts: no node of the design, and able to run on another.
     *
     * @param node its home
     * @param memoryMib in units of 1,048,576 octets
     */
    record Guest(String node, String name, String address, int memoryMib) implements Realisation {
        @Override
        public String description() {
            return "guest " + name + " with address " + address + " and " + memoryMib + " MiB";
        }
    }

    /** The thing itself; {@code powerBy} are the outlets that feed it, as far as they can be switched. */
    record PhysicalNode(String node, List<String> powerBy) implements Realisation {
        public PhysicalNode {
            powerBy = List.copyOf(powerBy);
        }

        @Override
        public String description() {
            return "real device, " + (powerBy.isEmpty() ? "power not switchable" : String.join(", ", powerBy));
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
