package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * A function of the C library that no loop calls. The JVM needs 6 ms to bind a shape of arguments and result, and a lab wants
 * twenty functions before it has its first namespace; so all of these have one: six registers in, one out. On Linux that is
 * how x86-64 and arm64 pass whole numbers and addresses alike, also to functions that take a varying number of them, and a
 * function looks at no register, and no half of one, that it has no argument in.
 */
final class SeldomCall {

    private static final int REGISTERS = 6;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final MethodHandle handle;

    private SeldomCall(MethodHandle handle) {
        this.handle = handle;
    }

    static SeldomCall of(String name) {
        return new SeldomCall(LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), SHAPE, Linker.Option.captureCallState("errno")));
    }

    /**
     * What a function that returns an {@code int} returned, or the negated error number if that is below 0.
     *
     * @param arguments integers, longs and segments, six at most
     */
    int result(Object... arguments) {
        return NativeCall.result((int) register(arguments));
    }

    /** What it left in the register of the result, all 64 bits; {@link NativeCall#errno} tells what went wrong. */
    long register(Object... arguments) {
        long[] in = new long[REGISTERS];
        for (int i = 0; i < arguments.length; i++) {
            in[i] = switch (arguments[i]) {
                case MemorySegment segment -> segment.address();
                case Number number -> number.longValue();
                default -> throw new IllegalArgumentException("no argument of a system call: " + arguments[i]);
            };
        }
        try {
            return (long) handle.invokeExact(NativeCall.state(), in[0], in[1], in[2], in[3], in[4], in[5]);
        } catch (Throwable thrown) {
            throw NativeCall.impossible(thrown);
        } finally {
            // An address keeps no memory from being freed.
            Reference.reachabilityFence(arguments);
        }
    }
}
