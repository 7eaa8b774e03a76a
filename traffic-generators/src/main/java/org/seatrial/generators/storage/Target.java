package org.seatrial.generators.storage;

import java.nio.file.Path;
import java.time.Duration;

/** Where an export of a network block device is reached, and from where. */
record Target(String node, Path namespace, String address, int port, String export) {

    NbdConnection connect(Duration patience) {
        return NbdConnection.open(namespace, address, port, export, patience);
    }
}
