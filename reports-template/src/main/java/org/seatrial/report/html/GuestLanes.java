package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.seatrial.recording.Noticed;
import org.seatrial.report.plot.Timeline.Lane;
import org.seatrial.report.plot.Timeline.Span;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** A lane for each node on which virtual machines were started, with a row for each: from its start until it serves, and on. */
final class GuestLanes {

    private GuestLanes() {}

    /** @param noticed by time, of guests and of others */
    static List<Lane> of(List<Noticed> noticed, long zero, long untilNs) {
        Map<String, Map<String, Row>> nodes = new LinkedHashMap<>();
        for (Noticed one : noticed) {
            if (one.what().startsWith("guest-")) {
                nodes.computeIfAbsent(one.node(), node -> new LinkedHashMap<>())
                        .computeIfAbsent(one.detail(), guest -> new Row(guest, zero))
                        .add(one);
            }
        }
        List<Lane> lanes = new ArrayList<>();
        nodes.forEach((node, guests) -> {
            List<List<Span>> rows = guests.values().stream()
                    .map(row -> row.until(untilNs))
                    .filter(spans -> !spans.isEmpty())
                    .toList();
            if (!rows.isEmpty()) {
                lanes.add(new Lane(rows.size() + (rows.size() == 1 ? " machine at " : " machines at ") + node, rows));
            }
        });
        return lanes;
    }

    /** What became of one machine at one node. */
    private static final class Row {
        private final String guest;
        private final long zero;
        private final List<Span> spans = new ArrayList<>();
        private @Nullable Long startedNs;
        private @Nullable Long readyNs;

        Row(String guest, long zero) {
            this.guest = guest;
            this.zero = zero;
        }

        void add(Noticed one) {
            switch (one.what()) {
                case Noticed.GUEST_STARTED -> {
                    end(one.atNs());
                    startedNs = one.atNs();
                }
                // Whoever asked may have done so long after it was ready.
                case Noticed.GUEST_READY, Noticed.GUEST_ANSWERED -> readyNs = readyNs == null ? one.atNs() : readyNs;
                case Noticed.GUEST_FAILED -> {
                    end(one.atNs());
                    spans.add(
                            new Span(one.atNs() - zero, one.atNs() - zero, "outage", guest + " could not be started"));
                }
                case Noticed.GUEST_STOPPED -> end(one.atNs());
                default -> {
                    // Something that later versions tell.
                }
            }
        }

        List<Span> until(long untilNs) {
            end(untilNs);
            return spans;
        }

        private void end(long ns) {
            Long started = startedNs;
            Long ready = readyNs;
            startedNs = null;
            readyNs = null;
            if (started == null) {
                return;
            }
            if (ready == null) {
                spans.add(new Span(started - zero, ns - zero, "starting", guest + " started and did not get ready"));
                return;
            }
            String took = Quantities.format(Dimension.TIME, (double) ready - started);
            String at = Quantities.format(Dimension.TIME, (double) ready - zero);
            spans.add(new Span(started - zero, ready - zero, "starting", guest + " took " + took + " to start"));
            spans.add(new Span(ready - zero, ns - zero, "serving", guest + " serves from " + at + " on"));
        }
    }
}
