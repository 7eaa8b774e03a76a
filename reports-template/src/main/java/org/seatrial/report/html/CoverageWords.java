package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.SingleFailures;
import org.seatrial.report.SingleFailures.Failure;
import org.seatrial.report.SingleFailures.State;

/** How the page says what was tested and what was not. */
final class CoverageWords {

    /** What counts, so that nobody has to guess. */
    static final String COUNTS = "A single failure is one link, node, power feed or site of the design with one kind of"
            + " fault. It counts as proven if at least one valid trial struck it and nothing else, the effect was read"
            + " back by another way than it was made, and every requirement that rests on such trials passed, advisory"
            + " ones included; a requirement that passes by showing a weakness proves nothing. A trial that struck one"
            + " element says nothing about another of the same kind, and a waiver counts for nothing here.";

    private CoverageWords() {}

    static String sentence(AcceptanceReport report, SingleFailures failures) {
        String proven = failures.count(State.PROVEN) + " of " + Words.count(failures.applicable(), "single failure");
        List<String> others = new ArrayList<>();
        count(others, failures, State.NOT_SHOWN, "struck, but not shown as required");
        count(others, failures, State.NOT_STRUCK, "planned, but struck by no valid trial");
        count(others, failures, State.NOT_TESTED, "not tested");
        return (report.certifies() ? proven + " proven" : proven + " shown, in a run that certifies nothing")
                + (others.isEmpty() ? "." : "; " + String.join("; ", others) + ".");
    }

    private static void count(List<String> texts, SingleFailures failures, State state, String words) {
        long number = failures.count(state);
        if (number > 0) {
            texts.add(number + " " + words);
        }
    }

    /** What the first screen has to say of what was not tested. */
    static List<String> notTested(SingleFailures failures) {
        List<String> sentences = new ArrayList<>();
        List<String> never = failures.kindsNeverTested();
        if (!never.isEmpty()) {
            sentences.add("Kinds of fault that nothing was struck with: " + String.join(", ", never) + ".");
        }
        List<String> untouched = new ArrayList<>();
        for (String kind : List.of("link", "node", "feed", "site")) {
            List<String> names = untouched(failures, kind);
            if (!names.isEmpty()) {
                untouched.add((names.size() == 1 ? kind : kind + "s") + " " + shortened(names));
            }
        }
        if (!untouched.isEmpty()) {
            sentences.add("Not struck at all: " + String.join("; ", untouched) + ".");
        }
        sentences.add(pairs(failures));
        return sentences;
    }

    /** Elements of which no failure was tested. */
    private static List<String> untouched(SingleFailures failures, String kind) {
        return failures.failures().stream()
                .filter(row -> row.elementKind().equals(kind))
                .map(Failure::element)
                .distinct()
                .filter(element -> untouched(failures, kind, element))
                .toList();
    }

    private static boolean untouched(SingleFailures failures, String kind, String element) {
        List<State> states = failures.failures().stream()
                .filter(row -> row.elementKind().equals(kind) && row.element().equals(element))
                .map(Failure::state)
                .filter(state -> state != State.NOT_APPLICABLE)
                .toList();
        return !states.isEmpty()
                && states.stream().allMatch(state -> state == State.NOT_TESTED || state == State.NOT_STRUCK);
    }

    private static String shortened(List<String> names) {
        int most = 12;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    static String pairs(SingleFailures failures) {
        List<Failure> pairs =
                failures.failures().stream().filter(row -> !row.single()).toList();
        if (pairs.isEmpty()) {
            return "Two failures at once: the suite declares no pair, so nothing is said about any.";
        }
        long proven = pairs.stream().filter(row -> row.state() == State.PROVEN).count();
        return "Two failures at once: " + proven + " of " + Words.count(pairs.size(), "declared pair")
                + " shown as required; nothing is said about others.";
    }

    static Page.CoverageCell cell(Failure row) {
        return switch (row.state()) {
            case PROVEN ->
                new Page.CoverageCell("tested", "✓ tested", Words.count(row.trials(), "trial") + " of " + row.reason());
            case NOT_SHOWN -> new Page.CoverageCell("failed", "✗ tested, not shown", row.reason());
            case NOT_STRUCK -> new Page.CoverageCell("not-tested", "? not tested", row.reason());
            case NOT_TESTED -> new Page.CoverageCell("not-tested", "? not tested", row.reason());
            case NOT_APPLICABLE -> new Page.CoverageCell("not-applicable", "not applicable", row.reason());
        };
    }
}
