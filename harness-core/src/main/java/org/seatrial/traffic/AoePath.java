package org.seatrial.traffic;

import java.util.List;
import java.util.Optional;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Volume;
import org.seatrial.topology.BroadcastDomain;
import org.seatrial.topology.Endpoint;

/**
 * How a node reaches a volume by ATA over Ethernet: frames without an IP header, which no router passes on.
 *
 * @param unit what answers
 * @param near where the frames of the node that asks leave it
 * @param far where the volume's node answers
 */
public record AoePath(Volume.Aoe unit, Endpoint near, Endpoint far) {

    /** @throws LabException naming what is not offered or not joined */
    public static AoePath of(StorageWorkload workload, Lab lab) {
        Volume volume = workload.volumeAt(workload.to(), lab.volumes());
        Volume.Aoe unit = volume.front()
                .filter(Volume.Aoe.class::isInstance)
                .map(Volume.Aoe.class::cast)
                .orElseThrow(() -> new LabException("volume " + volume.name() + " of " + volume.node()
                        + " is not offered by AoE; say so in the lab file: 'target: vblade', 'aoe' and 'interface'"));
        List<BroadcastDomain.Pair> joined = BroadcastDomain.between(lab.design(), workload.from(), workload.to());
        Optional<BroadcastDomain.Pair> pair = joined.stream()
                .filter(one -> one.far().interfaceName().equals(unit.interfaceName()))
                .findFirst();
        return pair.map(ends -> new AoePath(unit, ends.near(), ends.far()))
                .orElseThrow(() -> new LabException("AoE " + unit.text() + " of " + workload.to() + " answers at "
                        + unit.interfaceName() + ", and " + workload.from()
                        + " has no cable to that segment; joined are "
                        + joined.stream().map(one -> one.far().toString()).toList()));
    }
}
