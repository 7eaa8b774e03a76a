package org.seatrial.replica;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.Undo;

/**
 * Whether anything is left of a lab that faults have damaged. A lab does not outlive its run, so that all its links, nodes
 * and daemons are as they should be when none of them is there any more.
 */
final class NamespaceHealth {

    /** All labs of this kind stand on one machine, and what is left of one disturbs the next. */
    static final Set<String> MACHINE = Set.of("the network namespaces of this machine");

    private NamespaceHealth() {}

    static boolean ours(Undo undo) {
        return undo.healer().equals(UndoKeys.HEALER);
    }

    /** What is still there of the labs that undos are about. */
    static List<String> unhealthy(List<Undo> undos) {
        return undos.stream()
                .filter(NamespaceHealth::ours)
                .map(NamespaceHealth::left)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> left(Undo undo) {
        String namespace = undo.data().get(UndoKeys.NAMESPACE);
        if (namespace != null && Files.exists(Layout.handle(namespace))) {
            return Optional.of("the namespace " + namespace + " is still there");
        }
        String lab = undo.data().get(UndoKeys.LAB);
        if (lab != null && Files.exists(Path.of(lab))) {
            return Optional.of("the lab in " + lab + " is still there");
        }
        return lab == null && namespace == null
                ? Optional.of("'" + undo.description() + "' does not say where it was")
                : Optional.empty();
    }
}
