package org.seatrial.verdict;

import org.seatrial.plan.PlanKind;
import org.seatrial.verdict.Expectation.Claim;

/** What a tally shows about a claim, before anything else is weighed. */
enum Ruling {
    /** The claim is shown. */
    HOLDS,
    /** The claim is shown not to be true. */
    VIOLATED,
    /** The claim is not shown, by trials that are beyond doubt; whether it is true stays open. */
    NOT_DEMONSTRATED,
    /** It could go either way. */
    OPEN;

    /** @param planned the number of trials fixed before the run, from which the allowed exceedances follow */
    static Ruling of(Claim claim, PlanKind kind, int planned, Tally tally) {
        return switch (claim) {
            case Claim.AllTrials() -> all(planned, tally);
            case Claim.Tolerance tolerance ->
                switch (kind) {
                    case SMOKE -> all(planned, tally);
                    case CERTIFY -> tolerance(tolerance, planned, tally);
                };
        };
    }

    private static Ruling all(int planned, Tally tally) {
        if (tally.broken() > 0) {
            return VIOLATED;
        }
        return tally.undecided() > 0 || tally.count() < planned || planned < 1 ? OPEN : HOLDS;
    }

    private static Ruling tolerance(Claim.Tolerance claim, int planned, Tally tally) {
        int allowed = OperatingCharacteristic.exceedancesAllowed(claim.coverage(), claim.confidence(), planned);
        if (allowed < 0 || tally.count() == 0) {
            return OPEN;
        }
        if (tally.broken() > allowed) {
            double atLeast = Statistics.exceedanceAtLeast(tally.broken(), tally.count(), claim.confidence());
            return atLeast > 1 - claim.coverage() ? VIOLATED : NOT_DEMONSTRATED;
        }
        boolean shown = tally.count() == planned && tally.broken() + tally.undecided() <= allowed;
        return shown && !tally.nothingMeasured() ? HOLDS : OPEN;
    }
}
