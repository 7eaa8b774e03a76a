package org.seatrial.replica;

import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.engine.sys.Netem;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** Reads the key {@code wire} of a lab file. */
final class WireReader {

    private static final String KEY = "wire";

    private final Design design;
    private final FileProblems problems;

    WireReader(Design design, FileProblems problems) {
        this.design = design;
        this.problems = problems;
    }

    Medium.Choice read(Fields file) {
        Optional<String> text = file.text(KEY);
        if (text.isEmpty()) {
            return Medium.Choice.AUTO;
        }
        Optional<Medium.Choice> choice = Stream.of(Medium.Choice.values())
                .filter(known -> known.text().equals(text.get()))
                .findFirst();
        if (choice.isEmpty()) {
            problems.unknown(
                    file.place(KEY),
                    "kind of wire",
                    text.get(),
                    Stream.of(Medium.Choice.values()).map(Medium.Choice::text).toList());
        }
        choice.filter(Medium.Choice.NETEM::equals).ifPresent(netem -> refuseWhatNetemCannot(file));
        return choice.orElse(Medium.Choice.AUTO);
    }

    private void refuseWhatNetemCannot(Fields file) {
        for (Link link : design.links()) {
            if (!Medium.netemCan(link.character())) {
                problems.add(
                        file.place(KEY),
                        Medium.Choice.NETEM.text(),
                        "netem cannot delay " + link.name() + " with a jitter above "
                                + Quantities.format(Dimension.TIME, Netem.MOST_JITTER_NS),
                        Medium.Choice.AUTO.text() + " or " + Medium.Choice.USER_SPACE.text());
            }
        }
    }
}
