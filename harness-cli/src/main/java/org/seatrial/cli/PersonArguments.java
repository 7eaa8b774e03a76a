package org.seatrial.cli;

import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import picocli.CommandLine.Option;

/** Who signs, shared by the verbs in which somebody takes responsibility. */
final class PersonArguments {

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "In whose place you sign, as the policy names it. Default: customer.")
    private String role = "customer";

    @Option(names = "--organisation", required = true, paramLabel = "NAME", description = "Your organisation.")
    private String organisation = "";

    @Option(names = "--person", required = true, paramLabel = "NAME", description = "Your name.")
    private String person = "";

    void check(Problems problems) {
        named(problems, "--role", role);
        named(problems, "--organisation", organisation);
        named(problems, "--person", person);
    }

    private static void named(Problems problems, String option, String text) {
        if (text.isBlank()) {
            problems.add(new Problem(option, "", text, "a signature without a name is nobody's", "a name", ""));
        }
    }

    String role() {
        return role;
    }

    String organisation() {
        return organisation;
    }

    String person() {
        return person;
    }
}
