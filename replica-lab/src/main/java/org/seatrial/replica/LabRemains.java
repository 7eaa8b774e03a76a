package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.LabException;

/**
 * Removes a lab from its record alone: its processes, then its namespaces, which take their interfaces with them, then
 * its folder. Touches nothing that the record does not name; may be repeated.
 */
final class LabRemains {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NS = 5_000_000;

    private final Path folder;
    private final LabRecord lab;

    LabRemains(Path folder, LabRecord lab) {
        this.folder = folder;
        this.lab = lab;
    }

    /**
     * Removes a lab whose owner is dead. A program that the owner was running when it died would make again what is
     * removed here, so that what bears the owner's mark ends first, and then whatever is in the lab's namespaces.
     *
     * @throws LabException if the owner lives, or something would not go
     */
    void removeDead() {
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        while (lab.owned()) {
            // The system drops a dying process's locks some time before it is gone.
            if (System.nanoTime() > limit) {
                throw new LabException("lab " + lab.id() + " is in use by process " + lab.ownerPid());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        List<String> failures = new ArrayList<>();
        try {
            endMarked();
            for (String namespace : lab.namespaces()) {
                List<Integer> inside = NamespaceProcesses.in(namespace);
                inside.remove(Integer.valueOf((int) ProcessHandle.current().pid()));
                NamespaceProcesses.kill(inside);
                NamespaceProcesses.awaitEnd(inside, namespace);
            }
        } catch (LabException | SystemCallException failed) {
            failures.add(String.valueOf(failed.getMessage()));
        }
        remove(failures);
    }

    private void endMarked() {
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        try {
            // A marked program may be starting another one: only a look that finds none is the end.
            for (List<Integer> left = lab.owner().bearers();
                    !left.isEmpty();
                    left = lab.owner().bearers()) {
                if (System.nanoTime() > limit) {
                    throw new LabException("processes " + left + " of the dead harness do not end");
                }
                NamespaceProcesses.kill(left);
                LockSupport.parkNanos(POLL_NS);
            }
        } catch (IOException failed) {
            throw new LabException("the processes of this machine cannot be listed: " + failed.getMessage(), failed);
        }
    }

    /** @throws LabException if something would not go; everything else has been removed all the same */
    void remove() {
        remove(new ArrayList<>());
    }

    private void remove(List<String> failures) {
        try {
            GuestProcess.endAll(folder.resolve(NamespaceGuests.FOLDER));
        } catch (LabException | SystemCallException failed) {
            failures.add(String.valueOf(failed.getMessage()));
        }
        List<Integer> daemons = registered(failures);
        List<String> empty = new ArrayList<>();
        for (String namespace : lab.namespaces()) {
            try {
                endProcesses(namespace, daemons);
                empty.add(namespace);
            } catch (LabException failed) {
                failures.add(String.valueOf(failed.getMessage()));
            }
        }
        removeNamespaces(empty, failures);
        if (failures.isEmpty()) {
            deleteFolder(failures);
        }
        if (!failures.isEmpty()) {
            throw new LabException("lab " + lab.id() + " could not be removed whole: " + String.join("; ", failures)
                    + "; look at " + folder);
        }
    }

    private static void endProcesses(String namespace, List<Integer> daemons) {
        if (daemons.isEmpty() || !Files.exists(Layout.handle(namespace))) {
            return;
        }
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        // A shell that keeps a target may be starting it again: only a look that finds nothing is the end.
        for (List<Integer> own = own(namespace, daemons); !own.isEmpty(); own = own(namespace, daemons)) {
            if (System.nanoTime() > limit) {
                throw new LabException("processes " + own + " of namespace " + namespace + " do not end");
            }
            NamespaceProcesses.kill(own);
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Daemons, and what was started in the session of one: that has no number of its own in the lab's files. */
    private static List<Integer> own(String namespace, List<Integer> daemons) {
        return NamespaceProcesses.in(namespace).stream()
                .filter(process -> daemons.contains(process)
                        || NamespaceProcesses.sessionOf(process)
                                .filter(daemons::contains)
                                .isPresent())
                .toList();
    }

    /** Removes all that are there at once, and goes on behind one that will not go. */
    private static void removeNamespaces(List<String> namespaces, List<String> failures) {
        List<String> present = namespaces.stream()
                .filter(namespace -> Files.exists(Layout.handle(namespace)))
                .toList();
        if (present.isEmpty()) {
            return;
        }
        StringBuilder commands = new StringBuilder();
        present.forEach(
                namespace -> commands.append("netns del ").append(namespace).append('\n'));
        try {
            Program.run(List.of("ip", "-force", "-batch", "-"), commands.toString());
        } catch (LabException failed) {
            failures.add(String.valueOf(failed.getMessage()));
        }
    }

    /** Process numbers that the lab's daemons wrote; each counts only where its namespace is the lab's too. */
    private List<Integer> registered(List<String> failures) {
        List<Integer> found = new ArrayList<>();
        Path nodes = folder.resolve(FrrNode.FOLDER);
        if (!Files.isDirectory(nodes)) {
            return found;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(nodes)) {
            for (Path node : all) {
                found.addAll(FrrNode.registered(node));
            }
        } catch (IOException failed) {
            failures.add("the daemons' folder " + nodes + " cannot be read: " + failed.getMessage());
        }
        return found;
    }

    private void deleteFolder(List<String> failures) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            new GuestMemory().remove(lab.id());
            for (Path path : inOrderOfDeletion(folder)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            failures.add("the folder cannot be deleted: " + failed.getMessage());
        }
    }

    /**
     * What is in a lab's folder, the folder last and the record before it: whenever this ends half-way, what is left has a
     * record that says whose it is, or is empty.
     */
    static List<Path> inOrderOfDeletion(Path folder) throws IOException {
        Path record = folder.resolve(LabRegistry.RECORD);
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.comparing((Path path) -> path.equals(folder))
                            .thenComparing(path -> path.equals(record))
                            .thenComparing(Comparator.reverseOrder()))
                    .toList();
        }
    }
}
