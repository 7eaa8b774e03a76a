package org.seatrial.generators.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.generators.ScratchFolder;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.Station;
import org.seatrial.lab.Volume;
import org.seatrial.traffic.AoePath;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Writers to volumes, from stations that have a network namespace. */
public final class StorageGenerator implements WorkloadGenerator {

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return workload instanceof StorageWorkload storage
                && lab.station(storage.from()).namespace().isPresent();
    }

    @Override
    public List<Lacking> lacking(Workload workload) {
        if (!(workload instanceof StorageWorkload storage)) {
            return List.of();
        }
        if (storage.generator() == StorageWorkload.Generator.FIO) {
            return FioProgram.lacking();
        }
        return storage.protocol() == StorageWorkload.Protocol.ISCSI ? IscsiInitiator.lacking() : List.of();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        if (!(workload instanceof StorageWorkload storage)) {
            throw new LabException(workload.name() + " writes to no volume");
        }
        Station from = lab.station(storage.from());
        if (storage.generator() == StorageWorkload.Generator.FIO) {
            return FioSession.open(storage, exported(lab, from, storage.to(), storage), longest, ScratchFolder.of(lab));
        }
        // The survivor's copy is read where it is: a network that the fault cut is not in the way.
        Optional<Target> survivor = storage.survivor().map(node -> exported(lab, lab.station(node), node, storage));
        Target target = target(lab, from, storage);
        StorageSession session = new StorageSession(storage, target, survivor.orElse(target), longest);
        try {
            session.connect();
            return session;
        } catch (RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    /** The volume by the protocol that the workload names. */
    private static Target target(Lab lab, Station from, StorageWorkload storage) {
        return switch (storage.protocol()) {
            case NBD -> exported(lab, from, storage.to(), storage);
            case ISCSI -> {
                Volume volume = storage.volumeAt(storage.to(), lab.volumes());
                Volume.Iscsi front = volume.front()
                        .filter(Volume.Iscsi.class::isInstance)
                        .map(Volume.Iscsi.class::cast)
                        .orElseThrow(() -> new LabException("volume " + volume.name() + " of " + volume.node()
                                + " is not offered by iSCSI; say so in the lab file: 'target: tgt'"));
                yield new IscsiTarget(
                        storage.to(),
                        volume.name(),
                        IscsiInitiator.start(
                                ScratchFolder.of(lab),
                                namespace(from),
                                lab.station(storage.to()).address(),
                                front));
            }
            case AOE -> {
                AoePath path = AoePath.of(storage, lab);
                yield new AoeTarget(
                        storage.to(),
                        namespace(from),
                        path.near().interfaceName(),
                        path.unit(),
                        storage.volume(),
                        storage.streams());
            }
        };
    }

    private static Path namespace(Station of) {
        return of.namespace().orElseThrow(() -> new LabException("node " + of.node() + " has no network namespace"));
    }

    /** The volume as it is offered by everybody: as a network block device. */
    private static NbdTarget exported(Lab lab, Station from, String node, StorageWorkload workload) {
        Volume found = workload.volumeAt(node, lab.volumes());
        return new NbdTarget(
                node, namespace(from), from.address(), lab.station(node).address(), found.port(), found.name());
    }
}
