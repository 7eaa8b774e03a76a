package org.seatrial.replica;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;

/**
 * A cable that the wire process carries. It drops by the clock: two stores into the memory it shares are the command.
 *
 * @param file that memory's, by which an undo finds it
 * @param slot the cable's number there
 */
record WireLine(WireControl control, Path file, int slot) implements DelayLine {

    private static List<Integer> directions(Strand strand) {
        return switch (strand) {
            case BOTH -> List.of(WireControl.A_TO_B, WireControl.B_TO_A);
            case A_TO_B -> List.of(WireControl.A_TO_B);
            case B_TO_A -> List.of(WireControl.B_TO_A);
        };
    }

    @Override
    public Commanded silence(Strand strand) {
        List<Integer> directions = directions(strand);
        long before = System.nanoTime();
        directions.forEach(direction -> control.silence(slot, direction, before));
        return new Commanded(before, System.nanoTime());
    }

    @Override
    public Map<String, String> passing(Strand strand) {
        return Map.of(
                UndoKeys.CONTROL, file.toString(),
                UndoKeys.WIRE, Integer.toString(slot),
                UndoKeys.DIRECTIONS,
                        UndoKeys.list(
                                directions(strand).stream().map(String::valueOf).toList()));
    }

    @Override
    public Swallowed swallowed() {
        return new Swallowed(
                control.silencedFrames(slot, WireControl.A_TO_B), control.silencedFrames(slot, WireControl.B_TO_A));
    }

    /** What all wires share, the process, is looked at by its owner. */
    @Override
    public List<String> missing() {
        return List.of();
    }
}
