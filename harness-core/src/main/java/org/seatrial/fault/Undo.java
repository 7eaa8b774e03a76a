package org.seatrial.fault;

import java.util.Map;

/**
 * How to undo a fault, as data. It is written to the run's ledger and fsynced before the fault is injected, and carries
 * everything that healing needs, so that a watchdog or {@code recover} needs no living object.
 *
 * @param id unique within the run
 * @param healer the {@link Healer} that understands {@code data}
 * @param description one line for people
 */
public record Undo(String id, String healer, String description, Map<String, String> data) {

    public Undo {
        data = Map.copyOf(data);
    }
}
