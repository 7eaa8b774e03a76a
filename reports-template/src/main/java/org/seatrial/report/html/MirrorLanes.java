package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.report.plot.Timeline.Lane;
import org.seatrial.report.plot.Timeline.Span;

/** A lane for each mirror: when its copy was none, and when it was being filled. */
final class MirrorLanes {

    private MirrorLanes() {}

    /** @param spans one mirror after the other, each by time */
    static List<Lane> of(List<MirrorSpan> spans, long zero) {
        List<Lane> lanes = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= spans.size(); to++) {
            if (to == spans.size() || !spans.get(to).sameMirror(spans.get(from))) {
                lanes.add(lane(spans.subList(from, to), zero));
                from = to;
            }
        }
        return lanes;
    }

    /** From the first look that saw a state until the first that saw another; looks at the same state are one. */
    private static Lane lane(List<MirrorSpan> mirror, long zero) {
        List<Span> drawn = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= mirror.size(); to++) {
            MirrorSpan first = mirror.get(from);
            if (to == mirror.size() || mirror.get(to).state() != first.state()) {
                long until = to == mirror.size()
                        ? mirror.getLast().lastAfterNs()
                        : mirror.get(to).firstAfterNs();
                String words = first.words() + (to - from > 1 ? " to " + percent(mirror.get(to - 1)) : "");
                switch (first.state()) {
                    case IN_SYNC -> {
                        // As it should be.
                    }
                    case COPYING ->
                        drawn.add(new Span(first.firstAfterNs() - zero, until - zero, "resynchronising", words));
                    case INTERRUPTED, UNSEEN ->
                        drawn.add(new Span(first.firstAfterNs() - zero, until - zero, "outage", words));
                }
                from = to;
            }
        }
        MirrorSpan any = mirror.getFirst();
        return Lane.of("mirror " + any.volume() + " of " + any.node() + " at " + any.copy(), drawn);
    }

    private static String percent(MirrorSpan span) {
        return span.words().replace("resynchronising ", "");
    }
}
