package org.seatrial.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.report.Headroom;

/** Up to which load the design kept its limits. */
final class HeadroomPart {

    private static final List<String> HEADINGS = List.of("Year", "Load, times today's", "Verdict", "Not passed");

    private HeadroomPart() {}

    /** Empty if no trial's load grew. */
    static Optional<Page.Section> of(List<Headroom> all) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String title = "Headroom";
        return Optional.of(new Page.Section(
                title,
                Words.anchor("about", title),
                all.stream().map(HeadroomPart::sentence).toList(),
                List.of(),
                all.stream().map(HeadroomPart::table).toList(),
                List.of()));
    }

    private static String sentence(Headroom headroom) {
        return headroom.breaksIn()
                .map(year ->
                        "%s: the first limit is not kept, or not shown to be kept, in year %d, at %s today's load: %s."
                                .formatted(
                                        headroom.trial(),
                                        year.year(),
                                        times(year.factor()),
                                        String.join(", ", year.notPassed())))
                .orElseGet(() -> "%s: every limit is kept up to year %d, at %s today's load; more was not tried."
                        .formatted(
                                headroom.trial(),
                                headroom.years().getLast().year(),
                                times(headroom.years().getLast().factor())));
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f times", factor);
    }

    private static Page.Facts table(Headroom headroom) {
        return new Page.Facts(
                headroom.trial(),
                HEADINGS,
                headroom.years().stream()
                        .map(year -> List.of(
                                Integer.toString(year.year()),
                                String.format(Locale.ROOT, "%.2f", year.factor()),
                                year.verdict().name(),
                                year.notPassed().isEmpty() ? "none" : String.join(", ", year.notPassed())))
                        .toList());
    }
}
