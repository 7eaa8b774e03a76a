package org.seatrial.generators.storage;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an export of a network block device is reached, and from where.
 *
 * @param from the station's own address, by which its exchanges are known on the wire, whichever interface they leave by
 */
record NbdTarget(String node, Path namespace, String from, String address, int port, String volume) implements Target {

    @Override
    public VolumeConnection connect(Duration patience) {
        return new NbdVolume(NbdConnection.open(namespace, from, address, port, volume, patience));
    }
}
