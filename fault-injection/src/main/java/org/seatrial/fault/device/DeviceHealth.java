package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Undo;
import org.seatrial.input.Problems;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Design;
import tools.jackson.core.JacksonException;

/** Reads back, from undos alone, what devices were told to switch off. Switches nothing. */
final class DeviceHealth {

    private static final Design NO_DESIGN = new Design("", Map.of(), List.of(), "");

    private DeviceHealth() {}

    /** The devices of an inventory; of no matter which design. */
    static Set<String> devices(Path labFile) {
        return InventoryReader.read(NO_DESIGN, labFile, new Problems()).stream()
                .flatMap(inventory -> inventory.devices().entrySet().stream())
                .map(device -> ControlPoint.identity(
                        device.getKey(),
                        device.getValue().adapter(),
                        device.getValue().settings()))
                .collect(Collectors.toSet());
    }

    /** The devices that undos are about. */
    static Set<String> damaged(List<Undo> undos) {
        return undos.stream()
                .flatMap(undo -> DeviceHealer.points(undo).stream())
                .map(ControlPoint::identity)
                .collect(Collectors.toSet());
    }

    /** Every point of the undos that is not on, or does not tell. */
    static List<String> unhealthy(List<Undo> undos) {
        List<String> unhealthy = new ArrayList<>();
        Map<String, ControlPoint> points = new LinkedHashMap<>();
        for (Undo undo : undos) {
            try {
                DeviceHealer.points(undo)
                        .forEach(point -> points.putIfAbsent(point.identity() + point.target(), point));
            } catch (JacksonException unreadable) {
                unhealthy.add("'" + undo.description() + "' does not say what to read back");
            }
        }
        unhealthy.addAll(notOn(List.copyOf(points.values())));
        return unhealthy;
    }

    /** Points that are not on or do not tell; a person is not asked. */
    static List<String> unanswered(List<Undo> undos) {
        Map<String, ControlPoint> devices = new LinkedHashMap<>();
        undos.stream()
                .flatMap(undo -> DeviceHealer.points(undo).stream())
                .filter(point -> DeviceAdapters.named(point.adapter())
                        .map(DeviceAdapter::answersByItself)
                        .orElse(true))
                .forEach(point -> devices.putIfAbsent(point.identity(), point));
        return DeviceSwitching.unanswered(List.copyOf(devices.values()));
    }

    private static List<String> notOn(List<ControlPoint> points) {
        List<String> wrong = new ArrayList<>();
        // One after the other: a person may be among them, and there is no hurry.
        for (ControlPoint point : points) {
            try {
                SwitchState state = DeviceSwitching.read(point);
                if (state != SwitchState.ON) {
                    wrong.add(point.shown() + " is " + state.text());
                }
            } catch (LabException failed) {
                wrong.add(String.valueOf(failed.getMessage()));
            }
        }
        return wrong;
    }
}
