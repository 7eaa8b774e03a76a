package org.seatrial.replica.guest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;

/**
 * The telephone of guests that have one: SIPp as it is installed here, with every library that it needs, in a second memory
 * file system behind the first. A kernel unpacks both.
 */
public final class GuestTelephone {

    private static final String PROGRAM = "sipp";
    private static final String PACKAGE = "sip-tester";

    /** A line of ldd ends with the file and where it is mapped. */
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:^|\\s)(/\\S+) \\(0x[0-9a-f]+\\)$");

    private GuestTelephone() {}

    /** Empty if the program is installed. */
    public static Optional<Lacking> lacking() {
        return program().isPresent()
                ? Optional.empty()
                : Optional.of(new Lacking(
                        "the program " + PROGRAM + ", for guests that take calls",
                        PACKAGE,
                        "apt-get install " + PACKAGE));
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, PROGRAM))) {
                return Optional.of(Path.of(folder, PROGRAM));
            }
        }
        return Optional.empty();
    }

    /**
     * Writes what guests with a telephone boot.
     *
     * @param initramfs what all guests boot
     * @throws LabException if a part cannot be read
     */
    public static void append(Path initramfs, Path whole) {
        Path program = program()
                .orElseThrow(() -> new LabException("guests that take calls need " + PROGRAM + ": install " + PACKAGE));
        Path folder = whole.toAbsolutePath().getParent();
        if (folder == null) {
            throw new LabException(whole + " is in no folder");
        }
        List<Path> libraries = libraries(folder, program);
        Initramfs image = new Initramfs();
        Set<String> folders = new LinkedHashSet<>();
        libraries.forEach(library -> parents(library).forEach(parent -> {
            if (folders.add(parent)) {
                image.folder(parent);
            }
        }));
        Path telephone = folder.resolve("telephone");
        try {
            image.file("bin/" + PROGRAM, Files.readAllBytes(program));
            for (Path library : libraries) {
                image.file(library.toString().substring(1), Files.readAllBytes(library));
            }
            image.write(telephone);
            try (OutputStream out = Files.newOutputStream(whole)) {
                Files.copy(initramfs, out);
                Files.copy(telephone, out);
            }
            Files.delete(telephone);
        } catch (IOException failed) {
            throw new LabException("a part of the guests' telephone cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Every library that a program needs. */
    static List<Path> libraries(Path folder, Path program) {
        List<Path> libraries = new ArrayList<>();
        String said = Tool.run(folder, DebianPackages.LIMIT, List.of("ldd", program.toString()));
        Matcher found = LIBRARY.matcher(said);
        while (found.find()) {
            libraries.add(Path.of(found.group(1)));
        }
        if (libraries.isEmpty() || said.contains("not found")) {
            throw new LabException(program + " lacks libraries: " + said);
        }
        return libraries;
    }

    /** Folders above a file, the outermost first, without the root. */
    static List<String> parents(Path file) {
        List<String> parents = new ArrayList<>();
        for (Path parent = file.getParent(); parent != null && parent.getNameCount() > 0; parent = parent.getParent()) {
            parents.addFirst(parent.toString().substring(1));
        }
        return parents;
    }
}
