package org.seatrial.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a hypervisor gives this machine, by the descriptions in a folder of the kernel's. */
record VirtioDevices(Path folder) {

    /** Device type and feature bit of the virtio specification, 5.5. */
    private static final String BALLOON = "0x0005";

    private static final int FREE_PAGE_REPORTING = 5;

    VirtioDevices() {
        this(Path.of("/sys/bus/virtio/devices"));
    }

    /** Whether the host takes back memory as soon as it is free here. */
    boolean freedMemoryIsTakenBack() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(folder)) {
            for (Path device : devices) {
                // A digit for each feature that both sides want, the lowest first.
                String features = text(device.resolve("features"));
                if (text(device.resolve("device")).equals(BALLOON)
                        && features.length() > FREE_PAGE_REPORTING
                        && features.charAt(FREE_PAGE_REPORTING) == '1') {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }
}
