package org.seatrial.generators.storage;

import java.time.Duration;

/** A volume behind an iSCSI initiator that runs already. */
record IscsiTarget(String node, String volume, IscsiInitiator initiator) implements Target {

    @Override
    public VolumeConnection connect(Duration patience) {
        return new NbdVolume(
                NbdConnection.over(LocalSocket.connect(initiator.socket(), patience), IscsiInitiator.EXPORT));
    }

    @Override
    public void close() {
        initiator.close();
    }
}
