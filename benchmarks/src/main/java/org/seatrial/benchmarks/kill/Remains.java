package org.seatrial.benchmarks.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LeftLab;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.run.Ledger;

/** What a killed run has left on this machine, looked at from outside. */
final class Remains {

    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final Path LABS = Path.of("/run/seatrial/labs");
    private static final String RECORD = "lab.json";
    private static final Path PROC = Path.of("/proc");
    private static final long POLL_NS = 20_000_000;

    private final Path runs;
    private final HarnessMark mark;
    private final Set<Path> foreign;
    private final Set<String> labs = new HashSet<>();

    /** @param foreign folders of labs that were there before the campaign */
    Remains(Path runs, HarnessMark mark, Set<Path> foreign) {
        this.runs = runs;
        this.mark = mark;
        this.foreign = Set.copyOf(foreign);
    }

    /** Folders of labs on this machine, those without a record too. */
    static Set<Path> folders() throws IOException {
        Set<Path> found = new HashSet<>();
        if (Files.isDirectory(LABS)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(LABS, Files::isDirectory)) {
                folders.forEach(found::add);
            }
        }
        return found;
    }

    /** Waits until nothing is left; returns what is left then, one phrase each. */
    List<String> await(long seconds) throws IOException {
        long limit = System.nanoTime() + seconds * 1_000_000_000L;
        List<String> left = left();
        while (!left.isEmpty() && System.nanoTime() < limit) {
            LockSupport.parkNanos(POLL_NS);
            left = left();
        }
        return left;
    }

    private List<String> left() throws IOException {
        List<String> left = new ArrayList<>();
        for (LeftLab lab : new NamespaceLabProvider().registered()) {
            if (lab.logs().startsWith(runs)) {
                labs.add(lab.id());
                left.add("lab " + lab.id() + " is registered");
            }
        }
        for (Path folder : folders()) {
            // Without a record nobody knows whose it is, and nothing that comes later removes it.
            if (!foreign.contains(folder) && !Files.exists(folder.resolve(RECORD)) && !isEmpty(folder)) {
                left.add("folder " + folder + " has no record");
            }
        }
        for (String lab : labs) {
            if (Files.exists(LABS.resolve(lab))) {
                left.add("folder " + LABS.resolve(lab));
            }
            try (DirectoryStream<Path> own = Files.newDirectoryStream(NAMESPACES, "st-" + lab + "-*")) {
                own.forEach(namespace -> left.add("namespace " + namespace));
            }
        }
        mark.bearers().forEach(process -> left.add("process " + process + " of the killed harness"));
        left.addAll(watchdogs());
        for (Path run : runs()) {
            Path ledger = run.resolve("ledger.jsonl");
            if (Files.exists(ledger)) {
                Ledger.read(ledger).open().forEach(undo -> left.add("fault: " + undo.description()));
            }
        }
        return left;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        } catch (NoSuchFileException removedMeanwhile) {
            return true;
        }
    }

    private List<Path> runs() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(runs)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs)) {
                folders.forEach(found::add);
            }
        }
        return found;
    }

    /** Processes that name the run's folder: its watchdog. */
    private List<String> watchdogs() throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                String command = commandOf(process);
                if (command.contains("WatchdogMain") && command.contains(runs.toString())) {
                    found.add("watchdog " + process.getFileName());
                }
            }
        }
        return found;
    }

    private static String commandOf(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
