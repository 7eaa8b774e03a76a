package org.seatrial.replica;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.seatrial.engine.sys.NetemSupport;

/** Skips tests that need netem where the kernel has none, and says why. */
final class OnKernelsWithNetem implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return switch (NetemSupport.ofThisKernel()) {
            case NetemSupport.Present present -> ConditionEvaluationResult.enabled("this kernel has netem");
            case NetemSupport.Absent absent ->
                ConditionEvaluationResult.disabled("this kernel cannot carry links: " + absent.reason());
        };
    }
}
