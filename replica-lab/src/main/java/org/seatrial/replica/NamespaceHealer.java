package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;

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
        long before = System.nanoTime();
        try {
            String action = UndoKeys.text(data, UndoKeys.ACTION);
            switch (action) {
                case UndoKeys.RAISE -> raiseWire(data);
                case UndoKeys.PASS -> pass(data);
                case UndoKeys.POWER_ON -> powerOn(data);
                default ->
                    throw new HealException("undo " + undo.id() + " asks for '" + action + "', which is unknown here");
            }
            return new Commanded(before, System.nanoTime());
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

    private static void pass(Map<String, String> data) {
        Path file = Path.of(UndoKeys.text(data, UndoKeys.CONTROL));
        int wire = Integer.parseInt(UndoKeys.text(data, UndoKeys.WIRE));
        try (WireControl control = WireControl.open(file)) {
            long now = System.nanoTime();
            for (String text : UndoKeys.list(data, UndoKeys.DIRECTIONS)) {
                int direction = Integer.parseInt(text);
                control.pass(wire, direction, now);
                if (control.silenced(wire, direction, System.nanoTime())) {
                    throw new HealException(
                            "wire " + wire + " swallows frames after it was told to pass them: " + file);
                }
            }
        } catch (NoSuchFileException gone) {
            // The lab was torn down and its wire with it.
            return;
        } catch (IOException failed) {
            throw new HealException("the wire's control file cannot be opened: " + failed.getMessage(), failed);
        }
    }

    private static void powerOn(Map<String, String> data) {
        String namespace = UndoKeys.text(data, UndoKeys.NAMESPACE);
        Path handle = Layout.handle(namespace);
        if (!Files.exists(handle)) {
            return;
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
        node.start();
        List<String> ended = node.ended();
        if (!ended.isEmpty()) {
            throw new HealException("of " + node.node() + " do not run: " + String.join(", ", ended));
        }
    }
}
