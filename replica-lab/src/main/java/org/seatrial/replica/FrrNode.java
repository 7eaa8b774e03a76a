package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.lab.LabException;

/**
 * The FRR daemons of one node. Known by its namespace and its folder alone, so that it can be started again by a process
 * that did not make it.
 *
 * @param folder holds configurations, logs, process numbers and sockets
 * @param daemons in the order in which they start
 */
record FrrNode(String node, String namespace, Path folder, List<String> daemons, FrrAccount account) {

    /** The folder of all nodes within a lab's. */
    static final String FOLDER = "frr";

    private static final Path PROGRAMS = Path.of("/usr/lib/frr");
    private static final int LAST_LINES = 5;

    static Path program(String daemon) {
        return PROGRAMS.resolve(daemon);
    }

    static Path folderOf(Path lab, String namespace) {
        return lab.resolve(FOLDER).resolve(namespace);
    }

    Path log(String daemon) {
        return folder.resolve(daemon + ".log");
    }

    Path terminal(String daemon) {
        return folder.resolve(daemon + ".vty");
    }

    /** Writes the configurations. */
    void configure(FrrConfiguration configuration) {
        try {
            LabRegistry.makeFolder(folder);
            if (daemons.isEmpty()) {
                // The account's number is looked up each time, which shows in a lab of hundreds of hosts.
                return;
            }
            account.own(folder);
            for (String daemon : daemons) {
                Path file = folder.resolve(daemon + ".conf");
                Files.writeString(file, configuration.of(daemon, log(daemon)));
                account.own(file);
            }
        } catch (IOException failed) {
            throw new LabException(
                    "the daemons of " + node + " could not be configured: " + failed.getMessage(), failed);
        }
    }

    /**
     * Starts what does not run. Each daemon runs when this returns; its configuration it reads right after.
     *
     * @throws LabException naming the daemon and what it said
     */
    void start() {
        for (String daemon : daemons) {
            if (running(daemon)) {
                continue;
            }
            List<String> command = new ArrayList<>(List.of(
                    "ip",
                    "netns",
                    "exec",
                    namespace,
                    "nice",
                    "-n",
                    Priority.NICENESS,
                    program(daemon).toString()));
            command.addAll(List.of("-d", "-u", account.user(), "-g", account.group(), "-P", "0"));
            command.addAll(List.of("-f", folder.resolve(daemon + ".conf").toString()));
            command.addAll(List.of("-i", pidFile(daemon).toString()));
            command.addAll(List.of("-z", folder.resolve("zserv.api").toString(), "--vty_socket", folder.toString()));
            if (daemon.equals("bfdd")) {
                command.addAll(List.of("--bfdctl", folder.resolve("bfdd.sock").toString()));
            }
            try {
                Program.run(command, "");
            } catch (LabException failed) {
                throw new LabException(
                        daemon + " of " + node + " did not start: " + failed.getMessage() + said(daemon), failed);
            }
            if (!running(daemon)) {
                throw new LabException(daemon + " of " + node + " ended at once" + said(daemon));
            }
        }
    }

    /** Daemons that do not run. */
    List<String> ended() {
        Set<Integer> inside = new HashSet<>(NamespaceProcesses.in(namespace));
        return daemons.stream()
                .filter(daemon -> !inside.contains(number(pidFile(daemon))))
                .toList();
    }

    /** The process of a daemon, if it is in the node's namespace: a number from a file alone may be somebody else's. */
    static Optional<Integer> process(String namespace, Path folder, String daemon) {
        int number = number(folder.resolve(daemon + ".pid"));
        return number > 0 && NamespaceProcesses.in(namespace).contains(number) ? Optional.of(number) : Optional.empty();
    }

    /** The same without a list of all processes, for those who ask often. */
    static Optional<Integer> processNow(String namespace, Path folder, String daemon) {
        int number = number(folder.resolve(daemon + ".pid"));
        return number > 0 && NamespaceProcesses.isIn(namespace, number) ? Optional.of(number) : Optional.empty();
    }

    private boolean running(String daemon) {
        return process(namespace, folder, daemon).isPresent();
    }

    /** The last lines of a daemon's log, for messages. */
    String said(String daemon) {
        try {
            List<String> lines = Files.readAllLines(log(daemon));
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return "; its log ends: " + String.join(" | ", last);
        } catch (IOException unreadable) {
            return "; it has no log at " + log(daemon);
        }
    }

    /** Lines of configuration that a daemon did not understand and skipped; it reads them after it has started. */
    List<String> refusedLines() {
        List<String> refused = new ArrayList<>();
        for (String daemon : daemons) {
            try {
                Files.readAllLines(log(daemon)).stream()
                        .filter(line -> line.contains("on config line"))
                        .forEach(line -> refused.add(daemon + " of " + node + ": " + line));
            } catch (NoSuchFileException notYet) {
                // It has not read its configuration; what it makes of it shows at the next look.
            } catch (IOException unreadable) {
                refused.add(daemon + " of " + node + " has no readable log: " + unreadable.getMessage());
            }
        }
        return refused;
    }

    private Path pidFile(String daemon) {
        return folder.resolve(daemon + ".pid");
    }

    /** The process numbers that the daemons of a node's folder wrote. */
    static List<Integer> registered(Path folder) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pid")) {
                for (Path file : files) {
                    numbers.add(number(file));
                }
            }
        }
        return numbers;
    }

    /** The process number in a file; -1 if there is none. */
    private static int number(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        } catch (NoSuchFileException never) {
            return -1;
        } catch (IOException unreadable) {
            throw new LabException(
                    "the process number in " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
