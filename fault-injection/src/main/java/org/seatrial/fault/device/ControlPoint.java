package org.seatrial.fault.device;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One thing that a device switches, with everything needed to switch it again later, from another process: it is what an
 * undo holds.
 *
 * @param device the device's name in the inventory
 * @param adapter {@link DeviceAdapter#name()}
 * @param settings of the device
 * @param target of the thing it switches
 */
public record ControlPoint(String device, String adapter, Settings settings, Settings target) {

    static final String REPLY_WITHIN = "reply-within";
    static final String DONE_WITHIN = "done-within";

    static final Duration USUAL_REPLY = Duration.ofSeconds(5);
    private static final Duration USUAL_DONE = Duration.ofSeconds(30);

    /** How long one exchange may take. */
    Duration replyWithin() {
        return settings.time(REPLY_WITHIN, USUAL_REPLY);
    }

    /** How long a command may take until the device tells the state that was asked for. */
    Duration doneWithin() {
        return settings.time(DONE_WITHIN, USUAL_DONE);
    }

    /**
     * What must not be asked twice at the same time: the device's address where it has one, since two entries of an
     * inventory may mean one device.
     */
    String serialised() {
        return settings.text("address").or(() -> settings.text("url")).orElse(device);
    }

    /**
     * Names the device for whoever knows it from another file or another run: by its address, else by everything that is
     * said of it.
     */
    static String identity(String device, String adapter, Settings settings) {
        return settings.text("address")
                .or(() -> settings.text("url"))
                .orElseGet(() -> adapter + " " + device + " " + new TreeMap<>(settings.values()));
    }

    /** The same of this point's device. */
    String identity() {
        return identity(device, adapter, settings);
    }

    /** For messages: {@code pdu-a outlet 3}. */
    String shown() {
        Map<String, String> target = new TreeMap<>(target().values());
        return device
                + target.entrySet().stream()
                        .map(entry -> " " + entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining());
    }
}
