package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireMode;
import org.seatrial.engine.wire.WireProcess;
import org.seatrial.engine.wire.WireSpec;
import org.seatrial.lab.LabException;

/** What carries the frames of a lab's wired cables: a process of the lab's own for some, the kernel's queues for others. */
final class Wiring {

    /** What the process writes, within the lab's folder. */
    static final String LOG = "wire.log";

    private static final String CONTROL = "wire.control";

    private final Layout layout;
    private final Path folder;
    private final Map<Integer, DelayLine> lines = new LinkedHashMap<>();
    private @Nullable WireControl control;
    private @Nullable WireProcess process;

    /** @param folder the lab's */
    Wiring(Layout layout, Path folder) {
        this.layout = layout;
        this.folder = folder;
    }

    /** Starts the process if a cable needs it; its wires need not exist yet. */
    void launch() {
        if (specs().isEmpty()) {
            return;
        }
        process = WireProcess.launch(folder.resolve(LOG));
    }

    /** Waits until the process carries its wires, if it has any. */
    void carry() {
        WireProcess started = process;
        if (started == null) {
            return;
        }
        List<WireSpec> specs = specs();
        try {
            control = WireControl.create(controlFile(), specs.size());
        } catch (IOException failed) {
            throw new LabException("the wire's control file cannot be made: " + failed.getMessage(), failed);
        }
        started.carry(Layout.handle(layout.wireNamespace()), controlFile(), specs, WireMode.ECONOMICAL, 1);
        Priority.raise(started.pid());
    }

    private List<WireSpec> specs() {
        List<WireSpec> specs = new ArrayList<>();
        for (Cable cable : layout.wired()) {
            Cable.Wire ends = cable.wire().orElseThrow();
            if (ends.medium() instanceof Medium.WireProcess) {
                specs.add(new WireSpec(
                        ends.interfaceA(), ends.interfaceB(), cable.link().character()));
            }
        }
        return specs;
    }

    private Path controlFile() {
        return folder.resolve(CONTROL);
    }

    /** Makes every wired cable known, once what carries them is there. */
    void connect(Kernels kernels) {
        for (Cable cable : layout.wired()) {
            Cable.Wire wire = cable.wire().orElseThrow();
            DelayLine line = switch (wire.medium()) {
                case Medium.WireProcess carrier -> new WireLine(shared(), controlFile(), carrier.slot());
                case Medium.KernelQueue queue ->
                    new NetemLine(cable, layout.wireNamespace(), kernels.queues(), queue.netem());
            };
            lines.put(wire.number(), line);
        }
    }

    private WireControl shared() {
        if (control == null) {
            throw new IllegalStateException("the wire process was not started");
        }
        return control;
    }

    /** By the number of the wire. */
    Map<Integer, DelayLine> lines() {
        return lines;
    }

    /** What keeps wired cables from carrying frames as the design says, one phrase each. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (process != null && !process.alive()) {
            missing.add("the wire process has ended: no link that it carries passes frames");
        }
        lines.values().forEach(line -> missing.addAll(line.missing()));
        return missing;
    }

    /** Frames that the process lost, and no design. */
    long ownDrops() {
        // Without a link that the process carries there is no memory to share with it.
        return control == null ? 0 : control.ownDrops();
    }

    /** May be repeated. */
    void endProcess() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Lets go of the memory that is shared with the process, which must have ended; may be repeated. */
    void letGo() {
        if (control != null) {
            control.close();
            control = null;
        }
    }
}
