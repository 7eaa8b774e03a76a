package org.seatrial.replica.guest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.seatrial.lab.LabException;

/** The memory file system that every guest of a lab boots: busybox, a few modules, and two scripts of ours. */
public final class GuestImage {

    private GuestImage() {}

    /**
     * Writes it.
     *
     * @throws LabException if a part cannot be read
     */
    public static void write(GuestParts parts, Path file) {
        KernelModules modules = new KernelModules(parts.modules());
        SequencedSet<String> order = new LinkedHashSet<>();
        GuestParts.LOADED.forEach(module -> order.addAll(modules.closure(module)));
        Initramfs image = new Initramfs();
        for (String folder : List.of("bin", "dev", "proc", "tmp", "modules", "www", "www/cgi-bin")) {
            image.folder(folder);
        }
        image.characterDevice("dev/console", 5, 1);
        try {
            image.file("bin/busybox", Files.readAllBytes(parts.busybox()));
            for (String module : order) {
                image.file("modules/" + module + ".ko", Files.readAllBytes(modules.file(module)));
            }
        } catch (IOException failed) {
            throw new LabException("a part of the guests cannot be read: " + failed.getMessage(), failed);
        }
        image.file("init", script("init.sh").replace("MODULES", String.join(" ", order)));
        image.file("www/cgi-bin/index.cgi", script("index.cgi"));
        image.write(file);
    }

    /** One of the scripts beside this class. */
    public static String script(String name) {
        try (InputStream in = GuestImage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the script " + name + " is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
