package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.seatrial.lab.LabException;

/** The modules of an unpacked kernel package. */
final class KernelModules {

    private static final String SUFFIX = ".ko";
    private static final String DEPENDS = "\0depends=";

    private final Map<String, Path> files = new LinkedHashMap<>();

    /** @param folder {@code lib/modules} of the package */
    KernelModules(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> files.put(name(file.getFileName().toString()), file));
        } catch (IOException failed) {
            throw new LabException("the modules in " + folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static String name(String file) {
        return file.substring(0, file.length() - SUFFIX.length()).replace('-', '_');
    }

    Path file(String module) {
        Path file = files.get(module);
        if (file == null) {
            throw new LabException("the guest's kernel has no module " + module);
        }
        return file;
    }

    /** The module behind all that it needs, in the order in which they are loaded. */
    SequencedSet<String> closure(String module) {
        SequencedSet<String> order = new LinkedHashSet<>();
        for (String needed : needs(module)) {
            order.addAll(closure(needed));
        }
        order.add(module);
        return order;
    }

    private List<String> needs(String module) {
        try {
            String content = Files.readString(file(module), StandardCharsets.ISO_8859_1);
            int begin = content.indexOf(DEPENDS);
            if (begin < 0) {
                return List.of();
            }
            begin += DEPENDS.length();
            String names = content.substring(begin, content.indexOf('\0', begin));
            return names.isEmpty() ? List.of() : List.of(names.replace('-', '_').split(",", -1));
        } catch (IOException failed) {
            throw new LabException("module " + module + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
