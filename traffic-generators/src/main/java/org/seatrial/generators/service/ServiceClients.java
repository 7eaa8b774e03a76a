package org.seatrial.generators.service;

import java.time.Duration;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Station;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Asks services from stations that have a network namespace. The clients are our own: they need no other program. */
public final class ServiceClients implements WorkloadGenerator {

    @Override
    public String name() {
        return "services";
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return workload instanceof ServiceWorkload service
                && service.client().generator() == ServiceWorkload.Generator.OWN
                && lab.station(workload.from()).namespace().isPresent();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        if (!(workload instanceof ServiceWorkload service)) {
            throw new LabException(workload.name() + " is no workload of a service");
        }
        Station client = lab.station(service.from());
        String address =
                service.address().orElseGet(() -> lab.station(service.to()).address());
        ClientSockets sockets = ClientSockets.of(client.address(), address, service.port());
        try {
            return ServiceSession.open(
                    service,
                    client.namespace()
                            .orElseThrow(() -> new LabException("node " + client.node()
                                    + " has no network namespace, so services cannot be asked from it")),
                    opener(service, sockets),
                    longest);
        } catch (SystemCallException refused) {
            throw new LabException(
                    "the clients of " + service.name() + " could not be made ready: " + refused.getMessage(), refused);
        }
    }

    private static DialogueOpener opener(ServiceWorkload service, ClientSockets sockets) {
        return switch (service.protocol()) {
            case TCP -> TcpDialogue.opener(sockets);
            case HTTP -> HttpDialogue.opener(sockets, service.request());
            case DNS -> DnsDialogue.opener(sockets, service.request());
            case SIP ->
                SipDialogue.opener(
                        sockets, service.request(), service.client().held().toNanos());
        };
    }
}
