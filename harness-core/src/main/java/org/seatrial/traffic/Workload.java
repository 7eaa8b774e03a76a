package org.seatrial.traffic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/**
 * What an application asks of the design: exchanges of a request and its answer, each due at an instant of its own
 * whether or not the one before was answered (open loop), so that a stall cannot hide.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StorageWorkload.class, name = "storage"),
    @JsonSubTypes.Type(value = ServiceWorkload.class, name = "service")
})
public sealed interface Workload permits StorageWorkload, ServiceWorkload {

    String name();

    /** The node whose client asks. */
    String from();

    /** The node that answers as long as nothing is broken. */
    String to();

    /** Clients that ask independently of each other, 1 or more: each has its own sequence. */
    int streams();

    /** Intended exchanges a second of each stream, above 0. */
    double perSecond();

    /** The same with another rate of each stream. */
    Workload at(double otherPerSecond);

    /** An exchange that is not answered within this is given up; above 0. */
    Duration patience();

    /** Nanoseconds between two exchanges of one stream. */
    @JsonIgnore
    default double intervalNs() {
        return 1e9 / perSecond();
    }
}
