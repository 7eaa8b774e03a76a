package org.seatrial.generators.storage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.NearNames;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Station;
import org.seatrial.lab.Volume;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Writers to network block devices, from stations that have a network namespace. */
public final class StorageGenerator implements WorkloadGenerator {

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return workload instanceof StorageWorkload storage
                && storage.protocol() == StorageWorkload.Protocol.NBD
                && lab.station(storage.from()).namespace().isPresent();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        if (!(workload instanceof StorageWorkload storage)) {
            throw new LabException(workload.name() + " writes to no volume");
        }
        Station from = lab.station(storage.from());
        Target target = target(lab, from, storage.to(), storage);
        // The survivor's copy is read where it is: a network that the fault cut is not in the way.
        Target survivor = storage.survivor()
                .map(node -> target(lab, lab.station(node), node, storage))
                .orElse(target);
        StorageSession session = new StorageSession(storage, target, survivor, longest);
        try {
            session.connect();
            return session;
        } catch (RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    private static Target target(Lab lab, Station from, String node, StorageWorkload workload) {
        List<Volume> offered =
                lab.volumes().stream().filter(one -> one.node().equals(node)).toList();
        Optional<Volume> volume = workload.volume().isEmpty() && offered.size() == 1
                ? Optional.of(offered.getFirst())
                : offered.stream()
                        .filter(one -> one.name().equals(workload.volume()))
                        .findFirst();
        Volume found = volume.orElseThrow(() -> new LabException("node " + node + " offers no volume '"
                + workload.volume() + "' for " + workload.name() + "; valid: "
                + NearNames.valid(
                        workload.volume(), offered.stream().map(Volume::name).toList())));
        return new Target(
                node,
                from.namespace()
                        .orElseThrow(() -> new LabException("node " + from.node() + " has no network namespace")),
                from.address(),
                lab.station(node).address(),
                found.port(),
                found.name());
    }
}
