package org.seatrial.generators.storage;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an export of a network block device is reached, and from where.
 *
 * @param from the station's own address, by which its exchanges are known on the wire, whichever interface they leave by
 */
record Target(String node, Path namespace, String from, String address, int port, String export) {

    NbdConnection connect(Duration patience) {
        return NbdConnection.open(namespace, from, address, port, export, patience);
    }
}
