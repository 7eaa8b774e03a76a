package org.seatrial.fault.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.input.NearNames;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** What all faults by devices share: find the points, refuse what is off already, switch off. */
final class DeviceFaults {

    private DeviceFaults() {}

    static PhysicalLab physical(Lab lab) {
        if (lab instanceof PhysicalLab physical) {
            return physical;
        }
        throw new LabException("lab " + lab.id() + " has no inventory of devices");
    }

    static LabException foreign(String injector, Fault fault) {
        return new LabException(injector + " cannot inject " + fault.kindName());
    }

    /** The points of a target, or what was probably meant. */
    static List<ControlPoint> points(
            String what, String name, Collection<String> switchable, Optional<List<ControlPoint>> points) {
        return points.orElseThrow(() -> new LabException("no device of the inventory acts on " + what + " '" + name
                + "'; valid: " + NearNames.valid(name, switchable)));
    }

    /** The undo; the devices are asked whether they answer and are on, and nothing is switched. */
    static Undo prepare(List<ControlPoint> points, Fault fault, Lab lab, String undoId) {
        List<Optional<Duration>> takenBack = DeviceSwitching.requireOn(points);
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            shown.add(points.get(i).shown()
                    + takenBack
                            .get(i)
                            .map(after -> " (by itself " + after.toSeconds() + " s after it was switched off)")
                            .orElse(""));
        }
        return DeviceHealer.undo(
                undoId,
                "switch on again what " + fault.kindName() + " of " + fault.target() + " switched off: "
                        + String.join(", ", shown),
                points,
                physical(lab).log());
    }

    static Commanded inject(List<ControlPoint> points, Lab lab) {
        return DeviceSwitching.switchAll(points, SwitchState.OFF, physical(lab).log());
    }
}
