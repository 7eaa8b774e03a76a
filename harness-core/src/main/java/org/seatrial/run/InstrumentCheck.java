package org.seatrial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabRequest;
import org.seatrial.recording.Digests;
import org.seatrial.recording.SelfTest;
import org.seatrial.topology.Design;

/** The self-test of every run, alone: in a lab that holds no design, only the empty path. Nothing of it is kept. */
public final class InstrumentCheck {

    private final LabProvider provider;
    private final Adapters adapters;
    private final Clock clock;
    private final Cancellation cancellation;

    public InstrumentCheck(LabProvider provider, Adapters adapters, Clock clock, Cancellation cancellation) {
        this.provider = provider;
        this.adapters = adapters;
        this.clock = clock;
        this.cancellation = cancellation;
    }

    /**
     * Brings the lab up, measures and tears it down.
     *
     * @throws org.seatrial.lab.LabException if the lab cannot be brought up here
     * @throws org.seatrial.fault.HealException if the known outage could not be ended
     */
    public SelfTest run() throws IOException {
        Path folder = Files.createTempDirectory("seatrial-instrument");
        try {
            return in(folder);
        } finally {
            delete(folder);
        }
    }

    private SelfTest in(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: " + provider.name() + "\n");
        LabBinding binding = new LabBinding("instrument", provider.name(), file, Digests.sha256(file));
        Design nothing = new Design("instrument", Map.of(), List.of(), "0".repeat(64));
        Path logs = Files.createDirectory(folder.resolve("logs"));
        try (Lab lab = provider.bringUp(new LabRequest(nothing, binding, Set.of(), logs));
                Ledger ledger = new Ledger(folder.resolve("ledger.jsonl"));
                EventLog events = new EventLog(folder.resolve("events.jsonl"), clock)) {
            Logbook log = new Logbook(clock, ledger, events, null);
            return new InstrumentTest(lab, adapters, log, cancellation)
                    .run(binding.name(), folder.resolve("self-test"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
