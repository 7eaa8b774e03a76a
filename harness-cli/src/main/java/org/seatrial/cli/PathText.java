package org.seatrial.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seatrial.engine.stamp.DelaySummary;
import org.seatrial.engine.stamp.MeasuredPath;
import org.seatrial.engine.stamp.PathLoss;
import org.seatrial.engine.stamp.SenderSettings;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** A measured path for people: every time with its unit, its bounds and its sample count. */
final class PathText {

    private PathText() {}

    static void print(MeasuredPath path, SenderSettings settings, PrintWriter out) {
        MeasuredPath.Packets packets = path.packets();
        out.printf(
                "STAMP to %s from %s, session %d, %d B every %s, %s, %s timestamps%n",
                path.target(),
                path.source(),
                path.ssid(),
                path.bytes(),
                time(path.intervalNs()),
                path.authenticated() ? "authenticated" : "not authenticated",
                path.format().name());
        out.printf(
                "sent         %d of %d intended%s%s%n",
                packets.sent(),
                packets.intended(),
                packets.unsent() > 0 ? ", " + packets.unsent() + " refused by the kernel" : "",
                packets.intended() < settings.count() ? "; stopped before all " + settings.count() : "");
        out.printf(
                "answered     %d; of these later than %s: %d; duplicates %d, reordered %d%n",
                packets.answered(), time(path.timeoutNs()), packets.late(), packets.duplicates(), packets.reordered());
        out.printf("lost         %s%n", loss(packets, path.loss()));
        packets.discarded()
                .forEach((reason, count) -> out.printf("discarded    %d replies %s%n", count, reason.text()));
        out.printf("reflector    %s%n", reflector(path.reflector()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "", "value", "at least", "at most", "samples"));
        delay("round trip", path.roundTrip(), rows);
        delay("forward", path.forward(), rows);
        delay("backward", path.backward(), rows);
        delay("in reflector", path.residence(), rows);
        delay("send lateness", path.lateness(), rows);
        if (rows.size() > 1) {
            out.print(Text.table(rows));
        }
        unmeasured("round trip", path.roundTrip(), out);
        unmeasured("forward", path.forward(), out);
        unmeasured("backward", path.backward(), out);
        path.doubts().forEach(doubt -> out.printf("note         %s%n", doubt));
        if (!path.forward().measured() && path.roundTrip().measured() && !settings.sameClock()) {
            out.printf("next         if the reflector runs on this machine: --same-clock%n");
        }
    }

    private static String loss(MeasuredPath.Packets packets, PathLoss loss) {
        if (packets.sent() == 0) {
            return "not measured: nothing was sent";
        }
        String total = "%d of %d (%s)"
                .formatted(
                        packets.lost(),
                        packets.sent(),
                        Quantities.format(Dimension.RATIO, (double) packets.lost() / packets.sent()));
        return total
                + loss.forward()
                        .map(forward -> "; forward %d, backward %d, direction unknown %d"
                                .formatted(
                                        forward,
                                        loss.backward().orElseThrow(),
                                        loss.undirected().orElseThrow()))
                        .orElseGet(() -> "; direction not measured: " + loss.notMeasured());
    }

    private static String reflector(MeasuredPath.Reflector reflector) {
        List<String> known = new ArrayList<>();
        known.add(
                reflector.ownNumbers() ? "numbers its replies by itself" : "not seen to number its replies by itself");
        known.add(reflector
                .knowsSessions()
                .map(knows -> knows ? "returns the session identifier" : "knows no session identifiers")
                .orElse("silent"));
        known.add("time to live there " + ttl(reflector.ttlThere()) + ", back " + ttl(reflector.ttlBack()));
        return String.join("; ", known);
    }

    private static String ttl(Optional<Integer> value) {
        return value.map(String::valueOf).orElse("not measured");
    }

    private static void delay(String name, DelaySummary delay, List<List<String>> rows) {
        String[] shown = {name};
        delay.statistics().forEach((statistic, value) -> {
            rows.add(List.of(
                    shown[0],
                    statistic,
                    time(value.value()),
                    time(value.lower()),
                    time(value.upper()),
                    String.format(Locale.ROOT, "%d", delay.samples())));
            shown[0] = "";
        });
    }

    private static void unmeasured(String name, DelaySummary delay, PrintWriter out) {
        if (!delay.measured()) {
            out.printf("%-12s not measured: %s%n", name, delay.notMeasured());
        }
    }

    private static String time(double ns) {
        return Quantities.format(Dimension.TIME, ns);
    }
}
