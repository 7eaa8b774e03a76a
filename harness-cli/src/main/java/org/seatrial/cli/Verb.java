package org.seatrial.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** What the command can do, in the order of its help. */
enum Verb {
    CHECK(CheckVerb.class),
    PLAN(PlanVerb.class),
    REGISTER(RegisterVerb.class),
    RUN(RunVerb.class),
    JUDGE(JudgeVerb.class),
    REPORT(ReportVerb.class),
    SIGN(SignVerb.class),
    VERIFY(VerifyVerb.class),
    COUNTERSIGN(CountersignVerb.class),
    WAIVE(WaiveVerb.class),
    COMPARE(CompareVerb.class),
    CERTIFY(CertifyVerb.class),
    LIST(ListVerb.class),
    RECOVER(RecoverVerb.class),
    DOCTOR(DoctorVerb.class),
    MEASURE(MeasureVerb.class),
    REFLECT(ReflectVerb.class);

    private final Class<?> options;

    Verb(Class<?> options) {
        this.options = options;
    }

    /** As the user writes it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    void addTo(CommandLine commandLine) {
        commandLine.addSubcommand(text(), options);
    }

    /**
     * The verbs that some arguments can mean: learning what options a verb takes costs milliseconds, and most commands name
     * theirs first. All of them where the arguments begin with anything else, because help lists them and a mistyped verb is
     * likened to them.
     */
    static List<Verb> meantBy(String... arguments) {
        List<Verb> named = Arrays.stream(values())
                .filter(verb -> arguments.length > 0 && verb.text().equals(arguments[0]))
                .toList();
        return named.isEmpty() ? List.of(values()) : named;
    }
}
