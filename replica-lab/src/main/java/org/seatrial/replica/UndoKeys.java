package org.seatrial.replica;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.Netem;

/** The data of this lab's undos: written by its controls, understood by its healer. */
final class UndoKeys {

    /** The healer's name. */
    static final String HEALER = NamespaceLabProvider.NAME;

    static final String ACTION = "action";
    static final String REPAIR = "repair";
    static final String RUN = "run";

    static final String NAMESPACE = "namespace";
    static final String LAB = "lab";
    static final String CLAIM = "claim";
    static final String REPAIRS = "repairs";
    static final String NODE = "node";
    static final String FOLDER = "folder";
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

    static Netem netem(String text) {
        List<Long> numbers =
                Arrays.stream(text.split(",", -1)).map(Long::parseLong).toList();
        if (numbers.size() != 6) {
            throw new IllegalArgumentException("the undo's netem needs six numbers: " + text);
        }
        return new Netem(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                Math.toIntExact(numbers.get(4)),
                Math.toIntExact(numbers.get(5)));
    }

    static String text(Map<String, String> data, String key) {
        String value = data.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the undo has no " + key + ": " + data);
        }
        return value;
    }
}
