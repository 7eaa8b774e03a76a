package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A fault. The set is closed: a new kind changes the suite's schema, the documents and the report, and the compiler
 * finds the places. What is open is who injects it, {@link FaultInjector}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.CablePull.class, name = Fault.CABLE_PULL),
    @JsonSubTypes.Type(value = Fault.SilentCut.class, name = Fault.SILENT_CUT),
    @JsonSubTypes.Type(value = Fault.PowerOff.class, name = Fault.POWER_OFF)
})
public sealed interface Fault {

    String CABLE_PULL = "cable-pull";
    String SILENT_CUT = "silent-cut";
    String POWER_OFF = "power-off";

    /** The name of the kind in suite files and reports. */
    @JsonIgnore
    String kindName();

    /** The link or node it strikes. */
    @JsonIgnore
    String target();

    /** A cable is pulled: the carrier is lost at one or both ends. */
    record CablePull(String link, CableEnd end) implements Fault {
        @Override
        public String kindName() {
            return CABLE_PULL;
        }

        @Override
        public String target() {
            return link;
        }
    }

    /** A link stops passing frames while its carrier stays: only a protocol can notice. */
    record SilentCut(String link, Strand strand) implements Fault {
        @Override
        public String kindName() {
            return SILENT_CUT;
        }

        @Override
        public String target() {
            return link;
        }
    }

    /** A node loses power: its processes are gone and its cables dark at one instant. */
    record PowerOff(String node) implements Fault {
        @Override
        public String kindName() {
            return POWER_OFF;
        }

        @Override
        public String target() {
            return node;
        }
    }
}
