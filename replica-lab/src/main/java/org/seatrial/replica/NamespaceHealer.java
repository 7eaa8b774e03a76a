package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.QueueState;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.sys.TrafficControl;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.RunningProgram;

/** Undoes the faults of this lab from their data alone; every state it sets it reads back. */
public final class NamespaceHealer implements Healer {

    private static final int IFF_UP = 0x1;

    @Override
    public String name() {
        return UndoKeys.HEALER;
    }

    @Override
    public Commanded heal(Undo undo) {
        return Undisturbed.call(() -> undo(undo));
    }

    private static Commanded undo(Undo undo) {
        Map<String, String> data = undo.data();
        try {
            String action = UndoKeys.text(data, UndoKeys.ACTION);
            return switch (action) {
                case UndoKeys.RAISE -> {
                    raiseWire(data);
                    // Frames pass only now: this is when the cable is back, and it is known to a few microseconds.
                    yield pass(data);
                }
                case UndoKeys.PASS -> pass(data);
                case UndoKeys.POWER_ON -> powerOn(data);
                case UndoKeys.RUN -> run(data);
                default ->
                    throw new HealException("undo " + undo.id() + " asks for '" + action + "', which is unknown here");
            };
        } catch (LabException | SystemCallException | IllegalArgumentException failed) {
            throw new HealException(undo.description() + ": " + failed.getMessage(), failed);
        }
    }

    private static void raiseWire(Map<String, String> data) {
        Path namespace = Layout.handle(UndoKeys.text(data, UndoKeys.WIRE_NAMESPACE));
        raise(namespace, UndoKeys.list(data, UndoKeys.WIRE_INTERFACES));
    }

    /** Sets interfaces up. A namespace that is gone took its interfaces along: nothing is left to undo. */
    private static void raise(Path namespace, List<String> interfaces) {
        if (!Files.exists(namespace)) {
            return;
        }
        try (InterfaceControl control = InterfaceControl.open(namespace)) {
            interfaces.forEach(name -> control.setUp(name, true));
            for (String name : interfaces) {
                if ((control.flags(name) & IFF_UP) == 0) {
                    throw new HealException("interface " + name + " in " + namespace + " is down after it was set up");
                }
            }
        }
    }

    private static Commanded pass(Map<String, String> data) {
        return data.containsKey(UndoKeys.NETEM) ? passNetem(data) : passWire(data);
    }

    private static Commanded passNetem(Map<String, String> data) {
        Netem wanted = UndoKeys.netem(data);
        Path namespace = Layout.handle(UndoKeys.text(data, UndoKeys.WIRE_NAMESPACE));
        if (!Files.exists(namespace)) {
            // The lab was torn down and its interfaces with it.
            long now = System.nanoTime();
            return new Commanded(now, now);
        }
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        for (String name : UndoKeys.list(data, UndoKeys.QUEUES)) {
            int index = NetworkNamespace.within(namespace, () -> Linux.interfaceIndex(name));
            if (index == 0) {
                throw new HealException("interface " + name + " in " + namespace + " is gone");
            }
            settings.put(index, wanted);
        }
        try (TrafficControl control = TrafficControl.open(namespace)) {
            Commanded commanded = control.set(settings);
            Map<Integer, QueueState> now = control.queues();
            for (int index : settings.keySet()) {
                QueueState state = now.get(index);
                if (state == null || state.netem().filter(wanted::equals).isEmpty()) {
                    throw new HealException("netem of interface " + index + " in " + namespace + " is "
                            + (state == null ? "gone" : state) + " after it was set to " + wanted);
                }
            }
            return commanded;
        }
    }

    private static Commanded passWire(Map<String, String> data) {
        Path file = Path.of(UndoKeys.text(data, UndoKeys.CONTROL));
        int wire = Integer.parseInt(UndoKeys.text(data, UndoKeys.WIRE));
        try (WireControl control = WireControl.open(file)) {
            long before = System.nanoTime();
            for (String text : UndoKeys.list(data, UndoKeys.DIRECTIONS)) {
                int direction = Integer.parseInt(text);
                control.pass(wire, direction, before);
            }
            long after = System.nanoTime();
            for (String text : UndoKeys.list(data, UndoKeys.DIRECTIONS)) {
                if (control.silenced(wire, Integer.parseInt(text), System.nanoTime())) {
                    throw new HealException(
                            "wire " + wire + " swallows frames after it was told to pass them: " + file);
                }
            }
            return new Commanded(before, after);
        } catch (NoSuchFileException gone) {
            // The lab was torn down and its wire with it.
            long now = System.nanoTime();
            return new Commanded(now, now);
        } catch (IOException failed) {
            throw new HealException("the wire's control file cannot be opened: " + failed.getMessage(), failed);
        }
    }

    private static Commanded run(Map<String, String> data) {
        String namespace = UndoKeys.text(data, UndoKeys.NAMESPACE);
        long before = System.nanoTime();
        if (!Files.exists(Layout.handle(namespace))) {
            return new Commanded(before, before);
        }
        NodeProgram program = NamespacePrograms.ofUndo(data);
        try (RunningProgram running = NamespacePrograms.start(namespace, program)) {
            RunningProgram.End end = running.await();
            if (end.exitCode().isEmpty() || end.exitCode().getAsInt() != 0) {
                String how = end.exitCode().isEmpty()
                        ? "did not end within " + program.within().toMillis() + " ms"
                        : "ended with code " + end.exitCode().getAsInt();
                throw new HealException(
                        "'" + String.join(" ", program.command()) + "' " + how + "; it wrote " + program.output());
            }
            return new Commanded(before, end.atNs());
        }
    }

    private static Commanded powerOn(Map<String, String> data) {
        String namespace = UndoKeys.text(data, UndoKeys.NAMESPACE);
        Path handle = Layout.handle(namespace);
        long before = System.nanoTime();
        if (!Files.exists(handle)) {
            return new Commanded(before, before);
        }
        raise(handle, UndoKeys.list(data, UndoKeys.INTERFACES));
        String present = Program.run("ip", "-n", namespace, "-4", "-oneline", "addr");
        for (String pair : UndoKeys.list(data, UndoKeys.ADDRESSES)) {
            String name = pair.substring(0, pair.indexOf('='));
            String address = pair.substring(pair.indexOf('=') + 1);
            if (present.lines()
                    .noneMatch(line -> line.contains(" " + name + " ") && line.contains(" " + address + " "))) {
                Program.run("ip", "-n", namespace, "addr", "add", address, "dev", name);
            }
        }
        FrrNode node = new FrrNode(
                UndoKeys.text(data, UndoKeys.NODE),
                namespace,
                Path.of(UndoKeys.text(data, UndoKeys.FOLDER)),
                UndoKeys.list(data, UndoKeys.DAEMONS),
                FrrAccount.ofThisProcess());
        raiseWire(data);
        long after = System.nanoTime();
        node.start();
        List<String> ended = node.ended();
        if (!ended.isEmpty()) {
            throw new HealException("of " + node.node() + " do not run: " + String.join(", ", ended));
        }
        return new Commanded(before, after);
    }
}
