package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalmTest {

    private final List<Double> notCalm = new ArrayList<>();

    private void await(Double... disturbed) {
        Iterator<Double> looks = List.of(disturbed).iterator();
        Calm.await(looks::next, notCalm::add);
        assertThat(looks).isExhausted();
    }

    @Test
    void aMachineThatIsCalmIsLookedAtOnce() {
        await(0.05);

        assertThat(notCalm).isEmpty();
    }

    @Test
    void aMachineThatCalmsDownIsWaitedFor() {
        await(0.9, 0.2, 0.04);

        assertThat(notCalm).containsExactly(0.9, 0.2);
    }

    @Test
    void aMachineThatIsNeverCalmIsTakenAsItIsAfterEightLooks() {
        await(Collections.nCopies(8, 0.06).toArray(Double[]::new));

        assertThat(notCalm).hasSize(8);
    }
}
