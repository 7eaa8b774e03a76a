package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.List;

/** Maps values to positions, linear or logarithmic, and says where the ticks are. */
record Scale(double from, double to, double start, double end, boolean logarithmic) {

    /** Linear over the given values. */
    static Scale linear(double from, double to, double start, double end) {
        return new Scale(from, to > from ? to : from + 1, start, end, false);
    }

    /** Linear from 0 if the values are of one magnitude, else logarithmic over whole decades or their halves. */
    static Scale fitting(double smallest, double largest, double start, double end) {
        double low = Math.max(smallest, 1);
        double high = Math.max(largest, low);
        return high / low > 20
                ? new Scale(floor125(low), ceil125(high), start, end, true)
                : linear(0, high * 1.08, start, end);
    }

    double at(double value) {
        double clamped = Math.clamp(value, from, to);
        double share = logarithmic ? Math.log(clamped / from) / Math.log(to / from) : (clamped - from) / (to - from);
        return start + share * (end - start);
    }

    List<Double> ticks(int wanted) {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            double decades = Math.log10(to / from);
            for (double tick = from; tick <= to * 1.0001; tick = next(tick, decades > 3 ? 10 : 1)) {
                ticks.add(tick);
            }
            return ticks;
        }
        double step = ceil125((to - from) / wanted);
        for (double tick = Math.ceil(from / step - 1e-9) * step; tick <= to * 1.0001; tick += step) {
            ticks.add(Math.abs(tick) < step / 1e6 ? 0.0 : tick);
        }
        return ticks;
    }

    private static double next(double tick, double factor) {
        return factor > 1 ? tick * factor : ceil125(tick * 1.5);
    }

    private static double ceil125(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double digits = value / decade;
        double nice = digits <= 1.0001 ? 1 : digits <= 2.0001 ? 2 : digits <= 5.0001 ? 5 : 10;
        return nice * decade;
    }

    private static double floor125(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        double digits = value / decade;
        double nice = digits >= 4.9999 ? 5 : digits >= 1.9999 ? 2 : 1;
        return nice * decade;
    }
}
