package org.seatrial.generators.service;

import java.nio.file.Path;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Station;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;

/**
 * Where the clients of a service ask from, and whom.
 *
 * @param namespace the network namespace that they are in
 * @param address their own
 * @param asked the first address that they ask
 */
record Asker(ServiceWorkload service, Path namespace, String address, String asked) {

    /** Whether a workload's clients are those of this generator, and the lab has a place for them. */
    static boolean canAsk(ServiceWorkload.Generator generator, Workload workload, Lab lab) {
        return asksBy(generator, workload)
                && lab.station(workload.from()).namespace().isPresent();
    }

    static boolean asksBy(ServiceWorkload.Generator generator, Workload workload) {
        return workload instanceof ServiceWorkload service && service.client().generator() == generator;
    }

    /** @throws LabException if it is no workload of a service, or nothing can be asked from where it should be */
    static Asker of(Workload workload, Lab lab) {
        if (!(workload instanceof ServiceWorkload service)) {
            throw new LabException(workload.name() + " is no workload of a service");
        }
        Station client = lab.station(service.from());
        Path namespace = client.namespace()
                .orElseThrow(() -> new LabException(
                        "node " + client.node() + " has no network namespace, so services cannot be asked from it"));
        return new Asker(
                service,
                namespace,
                client.address(),
                service.address().orElseGet(() -> lab.station(service.to()).address()));
    }
}
