package org.seatrial.report.attestation;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which token is in which slot, asked of a PKCS #11 library (v2.40) before anybody logs in: Java opens a slot by its
 * number only, and a PIN that is tried at the wrong token may lock it.
 */
final class Pkcs11Tokens {

    private static final long OK = 0;
    private static final long ALREADY_INITIALIZED = 0x191;
    private static final long PIN_LOCKED = 0x40000;

    /** Places in CK_FUNCTION_LIST, whose pointers follow its version. */
    private static final int INITIALIZE = 0;

    private static final int FINALIZE = 1;
    private static final int GET_SLOT_LIST = 4;
    private static final int GET_TOKEN_INFO = 6;
    private static final int FUNCTIONS = 68;

    private static final int LABEL_BYTES = 32;
    private static final int SERIAL_AT = 80;
    private static final int SERIAL_BYTES = 16;
    private static final int FLAGS_AT = 96;
    private static final int TOKEN_INFO_BYTES = 256;

    private final MemorySegment functions;

    private Pkcs11Tokens(MemorySegment functions) {
        this.functions = functions;
    }

    /**
     * A token in a slot.
     *
     * @param pinLocked whether the user's PIN was wrong too often
     */
    record Token(long slot, String label, String serial, boolean pinLocked) {}

    /** @throws IOException if this is no PKCS #11 library, or it refuses */
    static synchronized List<Token> of(Path library) throws IOException {
        // Never unloaded: the same library is about to be used for signing.
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
            MemorySegment entry = symbols.find("C_GetFunctionList")
                    .orElseThrow(() -> new IOException(library + " is no PKCS #11 library: no C_GetFunctionList"));
            MemorySegment list = arena.allocate(ADDRESS);
            check("C_GetFunctionList", invoke(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS), list));
            Pkcs11Tokens tokens =
                    new Pkcs11Tokens(list.get(ADDRESS, 0).reinterpret(ADDRESS.byteSize() * (FUNCTIONS + 1L)));
            return tokens.initialized(arena);
        } catch (IllegalArgumentException cannotBeLoaded) {
            throw new IOException(library + " cannot be loaded: " + cannotBeLoaded.getMessage(), cannotBeLoaded);
        }
    }

    private List<Token> initialized(Arena arena) throws IOException {
        FunctionDescriptor one = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
        long state = invoke(function(INITIALIZE), one, MemorySegment.NULL);
        if (state != ALREADY_INITIALIZED) {
            check("C_Initialize", state);
        }
        try {
            return tokens(arena);
        } finally {
            // Whoever initialised it before has sessions, which ending would close.
            if (state == OK) {
                check("C_Finalize", invoke(function(FINALIZE), one, MemorySegment.NULL));
            }
        }
    }

    private List<Token> tokens(Arena arena) throws IOException {
        FunctionDescriptor listing = FunctionDescriptor.of(JAVA_LONG, JAVA_BYTE, ADDRESS, ADDRESS);
        byte present = 1;
        MemorySegment count = arena.allocate(JAVA_LONG);
        check("C_GetSlotList", invoke(function(GET_SLOT_LIST), listing, present, MemorySegment.NULL, count));
        MemorySegment slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
        check("C_GetSlotList", invoke(function(GET_SLOT_LIST), listing, present, slots, count));
        List<Token> tokens = new ArrayList<>();
        for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
            long slot = slots.getAtIndex(JAVA_LONG, i);
            MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, Long.BYTES);
            FunctionDescriptor asking = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS);
            // A slot whose token was just taken out is no token.
            if (invoke(function(GET_TOKEN_INFO), asking, slot, info) == OK) {
                tokens.add(new Token(
                        slot,
                        text(info, 0, LABEL_BYTES),
                        text(info, SERIAL_AT, SERIAL_BYTES),
                        (info.get(JAVA_LONG, FLAGS_AT) & PIN_LOCKED) != 0));
            }
        }
        return tokens;
    }

    private MemorySegment function(int place) {
        return functions.get(ADDRESS, ADDRESS.byteSize() * (place + 1L));
    }

    /** Fixed length, padded with blanks. */
    private static String text(MemorySegment info, long offset, int length) {
        return new String(info.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8).strip();
    }

    private static long invoke(MemorySegment function, FunctionDescriptor signature, Object... arguments) {
        try {
            return (long)
                    Linker.nativeLinker().downcallHandle(function, signature).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a downcall cannot throw", e);
        }
    }

    private static void check(String function, long result) throws IOException {
        if (result != OK) {
            throw new IOException("%s answered 0x%x".formatted(function, result));
        }
    }
}
