package org.seatrial.generators.storage;

import java.nio.file.Path;
import java.time.Duration;
import org.seatrial.lab.Volume;

/**
 * Where a disk answers by ATA over Ethernet, and from where.
 *
 * @param interfaceName where frames leave the namespace
 * @param sharing connections at once, which share the target's buffers
 */
record AoeTarget(String node, Path namespace, String interfaceName, Volume.Aoe unit, String volume, int sharing)
        implements Target {

    @Override
    public VolumeConnection connect(Duration patience) {
        return AoeVolume.open(namespace, interfaceName, unit, sharing, patience);
    }
}
