package org.seatrial.replica;

import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.Netem;

/** The data of this lab's undos: written by its controls, understood by its healer. */
final class UndoKeys {

    /** The healer's name. */
    static final String HEALER = NamespaceLabProvider.NAME;

    static final String ACTION = "action";
    static final String RAISE = "raise";
    static final String PASS = "pass";
    static final String POWER_ON = "power-on";
    static final String RUN = "run";

    static final String NAMESPACE = "namespace";
    static final String INTERFACES = "interfaces";
    static final String WIRE_NAMESPACE = "wire-namespace";
    static final String WIRE_INTERFACES = "wire-interfaces";
    static final String CONTROL = "control";
    static final String WIRE = "wire";
    static final String DIRECTIONS = "directions";
    static final String NETEM = "netem";
    static final String QUEUES = "queues";
    static final String NODE = "node";
    static final String ADDRESSES = "addresses";
    static final String FOLDER = "folder";
    static final String DAEMONS = "daemons";
    static final String COMMAND = "command";
    static final String ENVIRONMENT = "environment";
    static final String OUTPUT = "output";
    static final String WITHIN = "within";

    private UndoKeys() {}

    /** Delay, jitter, loss, rate, overhead and limit, in the units of {@link Netem}. */
    static String text(Netem netem) {
        return "%d,%d,%d,%d,%d,%d"
                .formatted(
                        netem.delayNs(),
                        netem.jitterNs(),
                        netem.loss(),
                        netem.bytesPerSecond(),
                        netem.overheadBytes(),
                        netem.limitFrames());
    }

    static Netem netem(Map<String, String> data) {
        List<Long> numbers = list(data, NETEM).stream().map(Long::parseLong).toList();
        if (numbers.size() != 6) {
            throw new IllegalArgumentException("the undo's netem needs six numbers: " + data);
        }
        return new Netem(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                Math.toIntExact(numbers.get(4)),
                Math.toIntExact(numbers.get(5)));
    }

    static String list(List<String> values) {
        return String.join(",", values);
    }

    static List<String> list(Map<String, String> data, String key) {
        String text = text(data, key);
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    static String text(Map<String, String> data, String key) {
        String value = data.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the undo has no " + key + ": " + data);
        }
        return value;
    }
}
