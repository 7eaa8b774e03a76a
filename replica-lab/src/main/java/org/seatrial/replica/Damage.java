package org.seatrial.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

/**
 * What one fault breaks in a lab, and how it is repaired.
 *
 * @param claim names the fault; the same fault on the same target has the same
 * @param repairs in the order in which they are made
 */
record Damage(String claim, List<Repair> repairs) {

    private static final String BETWEEN = "\n";

    Damage {
        repairs = List.copyOf(repairs);
    }

    Undo undo(String undoId, Claims claims, String description) {
        return new Undo(
                undoId,
                UndoKeys.HEALER,
                description,
                Map.of(
                        UndoKeys.ACTION,
                        UndoKeys.REPAIR,
                        UndoKeys.LAB,
                        claims.lab().toString(),
                        UndoKeys.CLAIM,
                        claim,
                        UndoKeys.REPAIRS,
                        repairs.stream().map(Repair::text).collect(Collectors.joining(BETWEEN))));
    }

    static Damage of(Map<String, String> undo) {
        return new Damage(
                UndoKeys.text(undo, UndoKeys.CLAIM),
                Arrays.stream(UndoKeys.text(undo, UndoKeys.REPAIRS).split(BETWEEN, -1))
                        .map(Repair::of)
                        .toList());
    }

    List<String> parts() {
        return repairs.stream().map(Repair::part).distinct().toList();
    }

    /** Claims every part, then breaks it. An interrupt of the caller does not stop it half-way. */
    Commanded inflict(Claims claims, Supplier<Commanded> breaking) {
        return Undisturbed.call(() -> claims.alone(() -> inflictAlone(claims, breaking)));
    }

    /** The same for whom nobody disturbs already, by {@link Claims#alone}. */
    Commanded inflictAlone(Claims claims, Supplier<Commanded> breaking) {
        claims.take(claim, parts());
        return breaking.get();
    }

    /** Takes the claims back and repairs what nobody else keeps broken. */
    Commanded heal(Claims claims) {
        return claims.alone(() -> healAlone(claims));
    }

    Commanded healAlone(Claims claims) {
        claims.release(claim, parts());
        List<Repair> free = new ArrayList<>(repairs);
        free.removeIf(repair -> !claims.free(repair.part()));
        return Repairing.carryOut(free);
    }

    /** Only what is broken, without the timetable that breaks it. */
    Damage withoutTimetable() {
        return new Damage(
                claim,
                repairs.stream()
                        .filter(repair -> !(repair instanceof Repair.Forget))
                        .toList());
    }
}
