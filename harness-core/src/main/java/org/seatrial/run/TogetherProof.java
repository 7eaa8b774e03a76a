package org.seatrial.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.recording.FaultRecord.Effect;

/** Several elements struck by one fault: it is proven if it is at each of them, within the span of all. */
final class TogetherProof implements EffectProof {

    private final List<? extends EffectProof> parts;

    /** @param parts at least one */
    TogetherProof(List<? extends EffectProof> parts) {
        if (parts.isEmpty()) {
            throw new TrialInvalidException("the fault strikes nothing of this design");
        }
        this.parts = List.copyOf(parts);
    }

    @Override
    public void justBefore() {
        parts.forEach(EffectProof::justBefore);
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        return all(parts.stream().map(part -> part.awaitEffect(commanded)).toList());
    }

    @Override
    public void earlyInHold() {
        parts.forEach(EffectProof::earlyInHold);
    }

    @Override
    public Effect lasted(Effect shown) {
        Effect late = all(parts.stream().map(part -> part.lasted(shown)).toList());
        return late.proven()
                ? new Effect(true, shown.earliestNs(), shown.latestNs(), shown.observer(), shown.detail())
                : late;
    }

    @Override
    public Optional<String> notRestored() {
        return parts.stream()
                .map(EffectProof::notRestored)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Effect all(List<Effect> effects) {
        Effect first = effects.getFirst();
        return effects.stream()
                .filter(effect -> !effect.proven())
                .findFirst()
                .orElseGet(() -> new Effect(
                        true,
                        effects.stream().mapToLong(Effect::earliestNs).min().orElse(first.earliestNs()),
                        effects.stream().mapToLong(Effect::latestNs).max().orElse(first.latestNs()),
                        first.observer(),
                        effects.stream().map(Effect::detail).distinct().collect(Collectors.joining("; "))));
    }
}
