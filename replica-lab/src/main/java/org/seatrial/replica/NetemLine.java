package org.seatrial.replica;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 */
final class NetemLine implements DelayLine {

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
    private record End(String interfaceName, int index, DropCount drops) {

        End(String interfaceName, int index) {
            this(interfaceName, index, new DropCount());
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
    public synchronized Commanded silence(Strand strand, long fromNs) {
        look();
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        for (End end : ends(strand)) {
            settings.put(end.index(), netem.silent());
            end.drops().silence();
        }
        return control.set(settings);
    }

    @Override
    public List<Repair> passing(Strand strand) {
        return ends(strand).stream()
                .<Repair>map(end -> new Repair.PassNetem(namespace, end.interfaceName(), netem))
                .toList();
    }

    @Override
    public synchronized Swallowed swallowed() {
        look();
        return new Swallowed(towardB.drops().swallowed(), towardA.drops().swallowed());
    }

    @Override
    public synchronized List<String> missing() {
        List<String> missing = new ArrayList<>();
        look().forEach((end, state) -> {
            String where = "netem of " + link + " at " + end.interfaceName();
            if (!state.netem().equals(Optional.of(netem))) {
                missing.add(where + " is not as the design says: "
                        + state.netem().map(String::valueOf).orElse(state.kind()));
            }
            if (!netem.drops() && end.drops().others() > 0) {
                missing.add(where + " dropped " + end.drops().others() + " frames that the design does not lose");
            }
        });
        return missing;
    }

    /** Both ends as they are now. */
    private SequencedMap<End, QueueState> look() {
        Map<Integer, QueueState> queues = control.queues();
        SequencedMap<End, QueueState> ends = new LinkedHashMap<>();
        for (End end : ends(Strand.BOTH)) {
            QueueState state = queues.get(end.index());
            if (state == null) {
                throw new LabException(
                        "interface " + end.interfaceName() + " of " + link + " is gone: the lab is broken");
            }
            end.drops()
                    .look(state.dropped(), state.netem().filter(Netem::losesAll).isPresent());
            ends.put(end, state);
        }
        return ends;
    }
}
