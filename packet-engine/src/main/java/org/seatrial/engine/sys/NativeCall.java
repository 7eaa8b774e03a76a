package org.seatrial.engine.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * How a function of the C library is bound and called. A handle that keeps the error number takes {@link #state} as its
 * first argument; {@link #result} reads it.
 */
final class NativeCall {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE_OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private NativeCall() {}

    static MethodHandle call(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /**
     * For calls that never wait: the thread stays where the JVM believes it, which is cheaper, but nothing that stops
     * every thread can happen until the call returns.
     */
    static MethodHandle critical(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.critical(false),
                Linker.Option.captureCallState("errno"));
    }

    /**
     * For calls in a loop: the error number is not kept, because keeping it makes an object of 40 bytes a call wherever
     * the compiler does not see through it, and the quick compiler never does. What fails is done again by the handle that
     * keeps the number, and its answer counts.
     */
    static MethodHandle plain(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    static MethodHandle plain(String name, ValueLayout result, Linker.Option option, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments), option);
    }

    static MemorySegment state() {
        return STATE_OF_THREAD.get();
    }

    static int errno() {
        return (int) ERRNO.get(state(), 0L);
    }

    static int result(int value) {
        return value >= 0 ? value : -errno();
    }

    static AssertionError impossible(Throwable thrown) {
        return new AssertionError("a downcall handle threw", thrown);
    }
}
