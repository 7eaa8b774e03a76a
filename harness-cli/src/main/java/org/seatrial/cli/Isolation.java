package org.seatrial.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabInspection;
import org.seatrial.lab.LabProvider;
import org.seatrial.run.Quarantine;
import org.seatrial.run.Quarantine.Held;
import org.seatrial.suite.Suite;

/** The quarantine of this machine: where it is kept, and that nothing is run in a lab that is in it. */
final class Isolation {

    private static final Path OF_THE_MACHINE = Path.of("/var/lib/seatrial/quarantine");

    private Isolation() {}

    /**
     * Below {@code $XDG_STATE_HOME} if it is set; else the machine's, which ordinary users read beside their own: a lab that
     * the administrator's run has left broken is broken for everybody.
     */
    static Quarantine quarantine() {
        Optional<Path> state = Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
        if (state.isPresent()) {
            return Quarantine.in(below(state.get()));
        }
        boolean administrator = Files.isWritable(OF_THE_MACHINE)
                || (!Files.exists(OF_THE_MACHINE) && Files.isWritable(Path.of("/var/lib")));
        if (administrator) {
            return Quarantine.in(OF_THE_MACHINE);
        }
        return Quarantine.in(below(home().resolve(".local/state")), OF_THE_MACHINE);
    }

    /** In a user namespace the system takes us for root, whose home is not ours. */
    private static Path home() {
        return Path.of(
                Optional.ofNullable(System.getenv("HOME")).orElseGet(() -> System.getProperty("user.home", "/")));
    }

    private static Path below(Path state) {
        return state.resolve("seatrial").resolve("quarantine");
    }

    /** @throws InputException naming every lab of the suite that is in quarantine */
    static void refuse(Suite suite, Quarantine quarantine) {
        List<Problem> problems = new ArrayList<>();
        for (LabBinding binding : suite.labs().values()) {
            of(quarantine, binding.provider(), binding.file())
                    .forEach(held -> problems.add(new Problem(
                            binding.file().toString(),
                            "",
                            "",
                            "this lab is in quarantine since " + held.entry().since() + ", because run "
                                    + held.entry().run() + " left it so: "
                                    + held.entry().causes().getFirst(),
                            "a lab that was found healthy",
                            "seatrial recover " + held.entry().run() + " and then seatrial doctor --lab "
                                    + binding.file())));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    /** The quarantine of a lab; empty if it is in none. */
    static List<Held> of(Quarantine quarantine, String provider, Path labFile) {
        return inspection(provider)
                .map(inspection -> quarantine.of(provider, inspection.parts(labFile)))
                .orElse(List.of());
    }

    static Optional<LabInspection> inspection(String provider) {
        return Plugged.adapters().labs().stream()
                .filter(found -> found.name().equals(provider))
                .filter(LabInspection.class::isInstance)
                .map(LabInspection.class::cast)
                .findFirst();
    }

    /** Names of the providers whose labs can be in quarantine. */
    static List<String> inspected() {
        return Plugged.adapters().labs().stream()
                .filter(LabInspection.class::isInstance)
                .map(LabProvider::name)
                .toList();
    }
}
