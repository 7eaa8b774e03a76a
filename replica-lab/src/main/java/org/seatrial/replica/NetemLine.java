package org.seatrial.replica;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.QueueState;
import org.seatrial.engine.sys.TrafficControl;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.lab.LabException;

/**
 * A cable that the kernel carries: netem at both of its ends in the wire namespace, each for the frames that leave
 * there. A loss of all frames makes it silent.
 *
 * <p>The kernel counts what netem drops without saying why. Each look at the counter therefore books what came since the
 * last: as swallowed if the line was silent then, else as the link's own loss or, where it has none, as an overflow.
 */
final class NetemLine implements DelayLine {

    private static final long COUNTER_MASK = 0xffff_ffffL;

    private final String link;
    private final String namespace;
    private final TrafficControl control;
    private final Netem netem;
    private final End towardA;
    private final End towardB;

    NetemLine(Cable cable, String namespace, TrafficControl control, Netem netem) {
        Cable.Wire wire = cable.wire()
                .orElseThrow(() -> new IllegalArgumentException(cable.link().name() + " is a plain cable"));
        link = cable.link().name();
        this.namespace = namespace;
        this.control = control;
        this.netem = netem;
        towardA = new End(wire.interfaceA(), wire.indexA());
        towardB = new End(wire.interfaceB(), wire.indexB());
    }

    /** One end: everything that crosses the link in one direction leaves here. */
    private static final class End {

        private final String interfaceName;
        private final int index;
        private long booked;
        private long swallowed;
        private long overflowed;
        private boolean silent;

        End(String interfaceName, int index) {
            this.interfaceName = interfaceName;
            this.index = index;
        }
    }

    /** Ends at which frames of a strand leave. */
    private List<End> ends(Strand strand) {
        return switch (strand) {
            case BOTH -> List.of(towardB, towardA);
            case A_TO_B -> List.of(towardB);
            case B_TO_A -> List.of(towardA);
        };
    }

    @Override
    public synchronized Commanded silence(Strand strand) {
        book();
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        ends(strand).forEach(end -> settings.put(end.index, netem.silent()));
        Commanded commanded = control.set(settings);
        ends(strand).forEach(end -> end.silent = true);
        return commanded;
    }

    @Override
    public Map<String, String> passing(Strand strand) {
        return Map.of(
                UndoKeys.WIRE_NAMESPACE, namespace,
                UndoKeys.NETEM, UndoKeys.text(netem),
                UndoKeys.QUEUES,
                        UndoKeys.list(ends(strand).stream()
                                .map(end -> end.interfaceName)
                                .toList()));
    }

    @Override
    public synchronized Swallowed swallowed() {
        book();
        return new Swallowed(towardB.swallowed, towardA.swallowed);
    }

    @Override
    public synchronized List<String> missing() {
        List<String> missing = new ArrayList<>();
        Map<Integer, QueueState> queues = book();
        for (End end : ends(Strand.BOTH)) {
            QueueState state = queues.get(end.index);
            if (state == null || !state.netem().filter(netem::equals).isPresent()) {
                missing.add("netem of " + link + " at " + end.interfaceName + " is not as the design says: "
                        + (state == null
                                ? "gone"
                                : state.netem().map(String::valueOf).orElse(state.kind())));
            }
            if (end.overflowed > 0) {
                missing.add("netem of " + link + " at " + end.interfaceName + " dropped " + end.overflowed
                        + " frames that the design does not lose");
            }
        }
        return missing;
    }

    private Map<Integer, QueueState> book() {
        Map<Integer, QueueState> queues = control.queues();
        for (End end : List.of(towardB, towardA)) {
            QueueState state = queues.get(end.index);
            if (state == null) {
                throw new LabException(
                        "interface " + end.interfaceName + " of " + link + " is gone: the lab is broken");
            }
            long dropped = (state.dropped() - end.booked) & COUNTER_MASK;
            end.booked = state.dropped();
            if (end.silent) {
                end.swallowed += dropped;
            } else if (!netem.drops()) {
                end.overflowed += dropped;
            }
            // The healer is another object, or another process: that it has healed is seen here.
            end.silent = end.silent && state.netem().filter(Netem::losesAll).isPresent();
        }
        return queues;
    }
}
