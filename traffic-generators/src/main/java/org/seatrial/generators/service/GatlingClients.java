package org.seatrial.generators.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.generators.ScratchFolder;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;

/** Asks web servers by Gatling, in a process of its own with a class path of its own. */
public final class GatlingClients implements WorkloadGenerator {

    private static final String NAME = "gatling";
    private static final String MAIN = "org.seatrial.gatling.GatlingMain";

    /** Names a folder of Gatling's libraries and our clients; else they are where the build puts them. */
    private static final String ELSEWHERE = "SEATRIAL_GATLING";

    private static final Duration SLACK = Duration.ofMinutes(2);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean runs(Workload workload, Lab lab) {
        return Asker.canAsk(ServiceWorkload.Generator.GATLING, workload, lab);
    }

    private static Path libraries() {
        return Optional.ofNullable(System.getenv(ELSEWHERE))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("seatrial.home", "."), "gatling-clients", "target", "app"));
    }

    private static boolean installed(Path libraries) {
        File[] jars = libraries.toFile().listFiles((folder, name) -> name.endsWith(".jar"));
        return jars != null
                && List.of(jars).stream().anyMatch(jar -> jar.getName().startsWith("gatling-http-"))
                && List.of(jars).stream().anyMatch(jar -> jar.getName().startsWith("gatling-clients-"));
    }

    @Override
    public List<Lacking> lacking(Workload workload) {
        Path libraries = libraries();
        return Asker.asksBy(ServiceWorkload.Generator.GATLING, workload) && !installed(libraries)
                ? List.of(new Lacking(
                        "Gatling in " + libraries + ", which asks for " + workload.name(),
                        "",
                        "./mvnw -pl gatling-clients package in the folder of the product, or let " + ELSEWHERE
                                + " name the folder that it is in"))
                : List.of();
    }

    @Override
    public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
        Asker asker = Asker.of(workload, lab);
        ServiceWorkload service = asker.service();
        try {
            Path folder = ScratchFolder.make(lab, "gatling");
            GuardedProgram program = GuardedProgram.guarded(asker.namespace(), folder, command(asker, longest, folder));
            return GatlingSession.armed(service, longest, folder, program);
        } catch (IOException refused) {
            throw new LabException("the clients of " + service.name() + " cannot be made ready: " + refused, refused);
        }
    }

    /** It takes second place behind whatever stands for the design. */
    private static List<String> command(Asker asker, Duration longest, Path folder) {
        ServiceWorkload service = asker.service();
        double perSecond = service.perSecond() * service.streams();
        long patienceMs = Math.max(1, service.patience().toMillis());
        return List.of(
                "nice",
                "-n",
                "10",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx192m",
                "-Djava.util.prefs.userRoot=" + folder,
                "-Djava.util.prefs.systemRoot=" + folder,
                // One library unpacks itself and stays where the program is killed. Those that speed up sockets remove
                // themselves, and need a place that programs may run from.
                "-Djava.io.tmpdir=" + folder,
                "-Dio.netty.native.workdir=" + System.getProperty("java.io.tmpdir"),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dseatrial.folder=" + folder,
                "-Dseatrial.base=http://" + asker.asked() + ":" + service.port(),
                "-Dseatrial.from=" + asker.address(),
                "-Dseatrial.path=" + (service.request().isEmpty() ? "/" : service.request()),
                "-Dseatrial.rate=" + perSecond,
                "-Dseatrial.lasts=" + longest.plus(SLACK).toMillis(),
                "-Dgatling.http.requestTimeout=" + patienceMs,
                "-Dgatling.socket.connectTimeout=" + patienceMs,
                "-cp",
                libraries() + "/*",
                MAIN);
    }
}
