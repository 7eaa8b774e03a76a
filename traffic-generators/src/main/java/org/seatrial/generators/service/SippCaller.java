package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.seatrial.generators.ScratchFolder;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
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
        return Asker.canAsk(ServiceWorkload.Generator.SIPP, workload, lab);
    }

    @Override
    public List<Lacking> lacking(Workload workload) {
        return Asker.asksBy(ServiceWorkload.Generator.SIPP, workload) && !OnPath.has(PROGRAM)
                ? List.of(new Lacking(
                        "the program " + PROGRAM + ", which makes the calls of " + workload.name(),
                        PACKAGE,
                        "apt-get install " + PACKAGE))
                : List.of();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        Asker asker = Asker.of(workload, lab);
        ServiceWorkload service = asker.service();
        try {
            Path folder = ScratchFolder.make(lab, "sipp");
            Files.writeString(
                    folder.resolve(SippScenario.FILE),
                    SippScenario.of(service.client().held(), service.patience()),
                    StandardCharsets.ISO_8859_1);
            return new SippSession(
                    service,
                    longest,
                    folder.resolve(SippScenario.MESSAGES),
                    GuardedProgram.guarded(
                            asker.namespace(),
                            folder,
                            SippScenario.command(service, asker.address(), asker.asked(), longest)));
        } catch (IOException refused) {
            throw new LabException("the caller of " + service.name() + " cannot be made ready: " + refused, refused);
        }
    }
}
