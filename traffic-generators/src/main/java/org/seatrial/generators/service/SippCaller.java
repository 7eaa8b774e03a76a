package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.Station;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Makes calls by SIPp: a program that telephone people know, and whose messages their equipment has met before. */
public final class SippCaller implements WorkloadGenerator {

    private static final String PROGRAM = "sipp";
    private static final String PACKAGE = "sip-tester";

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return isOurs(workload) && lab.station(workload.from()).namespace().isPresent();
    }

    private static boolean isOurs(Workload workload) {
        return workload instanceof ServiceWorkload service
                && service.client().generator() == ServiceWorkload.Generator.SIPP;
    }

    @Override
    public List<Lacking> lacking(Workload workload) {
        return isOurs(workload) && !OnPath.has(PROGRAM)
                ? List.of(new Lacking(
                        "the program " + PROGRAM + ", which makes the calls of " + workload.name(),
                        PACKAGE,
                        "apt-get install " + PACKAGE))
                : List.of();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        if (!(workload instanceof ServiceWorkload service)) {
            throw new LabException(workload.name() + " is no workload of a service");
        }
        Station client = lab.station(service.from());
        Path namespace = client.namespace()
                .orElseThrow(() -> new LabException(
                        "node " + client.node() + " has no network namespace, so no calls can be made from it"));
        String address =
                service.address().orElseGet(() -> lab.station(service.to()).address());
        try {
            Path folder = Files.createTempDirectory("seatrial-sipp-");
            Files.writeString(
                    folder.resolve(SippScenario.FILE),
                    SippScenario.of(service.client().held(), service.patience()),
                    StandardCharsets.ISO_8859_1);
            SippSession session = new SippSession(
                    service,
                    longest,
                    folder.resolve(SippScenario.MESSAGES),
                    GuardedProgram.guarded(
                            namespace, folder, SippScenario.command(service, client.address(), address, longest)));
            return session;
        } catch (IOException refused) {
            throw new LabException("the caller of " + service.name() + " cannot be made ready: " + refused, refused);
        }
    }
}
