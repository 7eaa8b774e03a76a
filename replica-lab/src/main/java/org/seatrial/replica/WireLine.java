package org.seatrial.replica;

import java.nio.file.Path;
import java.util.List;
import org.seatrial.engine.wire.StrandCharacter;
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
    public Commanded silence(Strand strand, long fromNs) {
        for (int direction : directions(strand)) {
            // A second fault must not move the instant from which the first one swallows frames.
            if (!control.silenced(slot, direction, fromNs)) {
                control.silence(slot, direction, fromNs);
            }
        }
        return new Commanded(fromNs, System.nanoTime());
    }

    @Override
    public List<Repair> passing(Strand strand) {
        return directions(strand).stream()
                .<Repair>map(direction -> new Repair.PassWire(file, slot, direction))
                .toList();
    }

    /** What makes directions of this line carry frames as the design says. */
    List<Repair> asDesigned(Strand strand, StrandCharacter designed) {
        return directions(strand).stream()
                .<Repair>map(direction -> new Repair.AsDesigned(file, slot, direction, designed))
                .toList();
    }

    /** Carries frames otherwise from now on. */
    void set(Strand strand, StrandCharacter character) {
        directions(strand).forEach(direction -> control.set(slot, direction, character));
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
