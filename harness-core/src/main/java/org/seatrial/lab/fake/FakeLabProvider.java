package org.seatrial.lab.fake;

import java.util.List;
import org.seatrial.input.Problem;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.topology.Design;

/** Brings simulated labs up. Needs nothing, works everywhere, certifies nothing. */
public final class FakeLabProvider implements LabProvider {

    static final String NAME = "fake";

    private final FakeBehaviour behaviour;
    private final FakeTime time;

    /** A sound design in the machine's own time; the one that {@link java.util.ServiceLoader} finds. */
    public FakeLabProvider() {
        this(FakeBehaviour.SOUND, FakeTime.system());
    }

    public FakeLabProvider(FakeBehaviour behaviour, FakeTime time) {
        this.behaviour = behaviour;
        this.time = time;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Problem> check(Design design, LabBinding binding) {
        return List.of();
    }

    @Override
    public List<Lacking> lacking(Design design, LabBinding binding) {
        return List.of();
    }

    @Override
    public Lab bringUp(LabRequest request) {
        return new FakeLab(request.design(), behaviour, time);
    }
}
