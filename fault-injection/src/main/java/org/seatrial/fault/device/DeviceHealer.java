package org.seatrial.fault.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;

/**
 * Switches on again what a fault has switched off, from the undo's data alone: the points with their devices' addresses
 * and with the places of their secrets. The secrets themselves are looked up when they are needed.
 *
 * <p>The command is given even if the state reads on already: a delayed switching-off may still be under way in the device.
 */
public final class DeviceHealer implements Healer {

    static final String NAME = "device";

    private static final String POINTS = "points";
    private static final String LOG = "log";

    /** The undo of switching points off. */
    static Undo undo(String id, String description, List<ControlPoint> points, DeviceLog log) {
        String written = Json.mapper()
                .writer()
                .without(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(points);
        return new Undo(
                id,
                NAME,
                description,
                Map.of(POINTS, written, LOG, log.file().toAbsolutePath().toString()));
    }

    /** What an undo switches on; empty if it is not one of ours or does not say. */
    static List<ControlPoint> points(Undo undo) {
        String points = undo.data().get(POINTS);
        if (!undo.healer().equals(NAME) || points == null) {
            return List.of();
        }
        return Json.mapper().readValue(points, new TypeReference<List<ControlPoint>>() {});
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Commanded heal(Undo undo) {
        String points = undo.data().get(POINTS);
        String log = undo.data().get(LOG);
        if (points == null || log == null) {
            throw new HealException("undo " + undo.id() + " does not say what to switch on");
        }
        try {
            List<ControlPoint> read = Json.mapper().readValue(points, new TypeReference<List<ControlPoint>>() {});
            return undisturbed(read, new DeviceLog(Path.of(log)));
        } catch (LabException | JacksonException failed) {
            throw new HealException(undo.description() + ": " + failed.getMessage(), failed);
        }
    }

    /** On a thread of its own: a caller that is being interrupted could not wait for the devices. */
    private static Commanded undisturbed(List<ControlPoint> points, DeviceLog log) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> DeviceSwitching.switchAll(points, SwitchState.ON, log),
                            task -> Thread.ofPlatform().name("device-healing").start(task))
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof LabException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
