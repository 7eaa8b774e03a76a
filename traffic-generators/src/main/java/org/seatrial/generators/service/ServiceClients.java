package org.seatrial.generators.service;

import java.time.Duration;
import java.util.List;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
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
        return Asker.canAsk(ServiceWorkload.Generator.OWN, workload, lab);
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        Asker asker = Asker.of(workload, lab);
        ServiceWorkload service = asker.service();
        List<ClientSockets> sockets = service.addressesFrom(asker.asked()).stream()
                .map(one -> ClientSockets.of(asker.address(), one, service.port()))
                .toList();
        GuestAnswers kept = new GuestAnswers();
        try {
            return ServiceSession.open(service, asker.namespace(), opener(service, sockets, kept), kept, longest);
        } catch (SystemCallException refused) {
            throw new LabException(
                    "the clients of " + service.name() + " could not be made ready: " + refused.getMessage(), refused);
        }
    }

    /** Each stream asks its own address. */
    private static DialogueOpener opener(ServiceWorkload service, List<ClientSockets> sockets, GuestAnswers kept) {
        List<DialogueOpener> openers =
                sockets.stream().map(one -> opener(service, one, kept)).toList();
        return (stream, sequence, nowNs) ->
                openers.get(service.addressIndex(stream)).open(stream, sequence, nowNs);
    }

    private static DialogueOpener opener(ServiceWorkload service, ClientSockets sockets, GuestAnswers kept) {
        return switch (service.protocol()) {
            case TCP -> TcpDialogue.opener(sockets);
            case HTTP ->
                service.recordOf().isPresent()
                        ? HttpDialogue.opener(sockets, service.request(), kept)
                        : HttpDialogue.opener(sockets, service.request());
            case DNS -> DnsDialogue.opener(sockets, service.request());
            case SIP ->
                SipDialogue.opener(
                        sockets, service.request(), service.client().held().toNanos());
        };
    }
}
