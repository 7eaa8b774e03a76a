package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.Lacking;

/** Installs the Debian packages a lab needs, when asked to; else says which they are. */
final class PackageInstaller {

    private PackageInstaller() {}

    /**
     * Makes sure that nothing lacks.
     *
     * @throws InputException if something lacks that was not to be, or cannot be, installed
     */
    static void provide(List<Lacking> lacking, boolean install, PrintWriter out) {
        List<String> packages = lacking.stream()
                .map(Lacking::debianPackage)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        List<Problem> problems = new ArrayList<>();
        for (Lacking missing : lacking) {
            if (missing.debianPackage().isEmpty() || !install) {
                problems.add(new Problem(
                        "this machine",
                        "",
                        missing.what(),
                        "is needed by the suite and is not there",
                        missing.debianPackage().isEmpty() ? "" : "Debian package " + missing.debianPackage(),
                        missing.debianPackage().isEmpty()
                                ? missing.action()
                                : "run again with --install, or: apt-get install " + String.join(" ", packages)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        if (!packages.isEmpty()) {
            out.println("installing Debian packages: " + String.join(" ", packages));
            out.flush();
            apt(List.of("apt-get", "update", "-qq"));
            List<String> command =
                    new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
            command.addAll(packages);
            apt(command);
        }
    }

    private static void apt(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        String why;
        try {
            int exit = builder.start().waitFor();
            if (exit == 0) {
                return;
            }
            why = "it ended with exit code " + exit;
        } catch (IOException notStarted) {
            why = notStarted.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            why = "interrupted";
        }
        throw new InputException(new Problem(
                "--install",
                "",
                String.join(" ", command),
                "the packages could not be installed: " + why,
                "",
                "install them by hand, as root, and run again without --install"));
    }
}
