package org.seatrial.fault.device;

import java.util.List;
import java.util.Set;
import org.seatrial.lab.Lacking;

/**
 * Speaks the protocol of one sort of device. One adapter is one file, found by {@link java.util.ServiceLoader}; see
 * CONTRIBUTING, "Adding a fault adapter". It only reads and commands: locks, deadlines of the whole, read-back, undo,
 * ledger and the hiding of secrets are done around it.
 */
public interface DeviceAdapter {

    /** The name that an inventory gives under {@code adapter}. */
    String name();

    /** One line for {@code seatrial list adapters}. */
    String meaning();

    Set<Use> uses();

    /** Whether the device can be asked whenever it pleases us: a person cannot. */
    default boolean answersByItself() {
        return true;
    }

    /** What an inventory says of the device, besides {@code adapter}, {@code reply-within} and {@code done-within}. */
    List<Key> deviceKeys();

    /** What an inventory says of one thing that the device switches, besides {@code device} and {@code feed}. */
    List<Key> targetKeys();

    /** What is wrong with a device's settings beyond single keys, one sentence each without secrets. Touches nothing. */
    default List<String> wrongWithDevice(Settings device) {
        return List.of();
    }

    /** Why a device with these settings switches nothing, although its adapter could; empty if it does. */
    default List<String> wrongForSwitching(Settings device) {
        return List.of();
    }

    /** The same of a target's. */
    default List<String> wrongWithTarget(Settings target) {
        return List.of();
    }

    /** What this machine lacks to speak to the device. Touches nothing. */
    default List<Lacking> lacking(Settings device) {
        return List.of();
    }

    /** Makes ready to ask. Sends nothing. */
    Actuator connect(Settings device, Settings target, Secrets secrets);
}
