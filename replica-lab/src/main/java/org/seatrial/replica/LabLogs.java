package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import org.seatrial.lab.LabException;

/**
 * Keeps what a lab's daemons and programs wrote when the lab goes.
 *
 * @param folder the lab's
 * @param into where they are kept
 */
record LabLogs(Layout layout, Path folder, Path into) {

    /** What the witness of standstills writes, within the lab's folder. */
    static final String WITNESS = "witness.log";

    void keep(NamespaceGuests guests, Collection<FrrNode> nodes) {
        try {
            Files.createDirectories(into);
            keep(folder.resolve(Wiring.LOG), Wiring.LOG);
            keep(folder.resolve(WITNESS), WITNESS);
            guests.keepLogs(into);
            for (FrrNode node : nodes) {
                keep(node);
            }
        } catch (IOException failed) {
            throw new LabException(
                    "the daemons' logs could not be kept in " + into + ": " + failed.getMessage(), failed);
        }
    }

    private void keep(FrrNode node) throws IOException {
        String name = node.namespace().substring(LabNames.prefix(layout.id()).length());
        for (String daemon : node.daemons()) {
            keep(node.log(daemon), name + "." + daemon + ".log");
        }
        for (VolumeTarget volume : VolumeTarget.of(layout, node)) {
            if (volume.front().isPresent()) {
                FrontProcess front = new FrontProcess(volume, volume.front().get());
                keep(front.log(), name + ".volume-" + volume.name() + ".log");
            }
        }
        for (LabProgram program : layout.file().programs(node.node())) {
            keep(program.log(node.folder()), name + ".program-" + program.name() + ".log");
        }
    }

    private void keep(Path log, String name) throws IOException {
        if (Files.exists(log)) {
            Files.copy(log, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
