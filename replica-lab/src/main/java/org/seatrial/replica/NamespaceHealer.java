package org.seatrial.replica;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.RunningProgram;

/** Undoes the faults of this lab from their data alone; every state it sets it reads back. */
public final class NamespaceHealer implements Healer {

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
                case UndoKeys.REPAIR -> Damage.of(data).heal(new Claims(Path.of(UndoKeys.text(data, UndoKeys.LAB))));
                case UndoKeys.RUN -> run(data);
                default ->
                    throw new HealException("undo " + undo.id() + " asks for '" + action + "', which is unknown here");
            };
        } catch (LabException | SystemCallException | IllegalArgumentException failed) {
            throw new HealException(undo.description() + ": " + failed.getMessage(), failed);
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
}
