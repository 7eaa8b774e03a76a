package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;

/**
 * What carries out a guest's instructions. That there is a /dev/kvm says little: on some machines a guest hangs or dies
 * under it. So one is booted first, and the machine's own guests are emulated unless it came up.
 */
public enum Accelerator {
    KVM("kvm", "host"),
    /** The buffer of translated code is kept small: fifty guests share the memory. */
    TCG("tcg,thread=single,tb-size=32", "qemu64");

    public static final String QEMU = "qemu-system-x86_64";

    /**
     * Of the kernel: nothing on the console but what goes wrong; a guest that crashes ends. The timer is not tried first: where
     * fifty guests boot at once, one that does not get the processor in time takes its timer for broken and stops. Nor are
     * ciphers tried that nothing here uses, which takes a sixth of the boot, or clocks and the kernel itself watched, which takes
     * another sixth and wakes each guest several times a second. Two parts of the kernel that set up what nobody uses, tracing and
     * one more cipher, are left out for another twelfth.
     */
    public static final String ARGUMENTS =
            "console=ttyS0 quiet panic=-1 nokaslr no_timer_check mitigations=off audit=0 cryptomgr.notests=1"
                    + " tsc=reliable nowatchdog initcall_blacklist=init_kprobe_trace,crypto_kdf108_init";

    static final String READY = "guest: ready";

    private static final Path DEVICE = Path.of("/dev/kvm");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SMALL_FIRMWARE = Path.of("/usr/share/qemu/qboot.rom");
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final long POLL_NS = 20_000_000;

    private final String option;
    private final String processor;

    Accelerator(String option, String processor) {
        this.option = option;
        this.processor = processor;
    }

    /** QEMU's option of that name. */
    public String option() {
        return option;
    }

    /** The processor that a guest sees. */
    public String processor() {
        return processor;
    }

    /** Firmware that only starts the kernel, where the package has it: a third of a second less for each guest. */
    public static List<String> firmware() {
        return Files.isReadable(SMALL_FIRMWARE) ? List.of("-bios", SMALL_FIRMWARE.toString()) : List.of();
    }

    /**
     * The faster one of those with which a guest comes up here. What was found is kept in the cache until the machine
     * starts anew.
     *
     * @param folder where the attempt may leave its console
     */
    public static Accelerator ofThisMachine(GuestParts parts, Path initramfs, Path cache, Path folder) {
        if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return TCG;
        }
        try {
            Path kept = cache.resolve("kvm-" + Files.readString(BOOT).strip() + "-" + parts.release());
            if (Files.exists(kept)) {
                return valueOf(Files.readString(kept).strip());
            }
            Accelerator found = comesUp(parts, initramfs, folder) ? KVM : TCG;
            Files.createDirectories(cache);
            Files.writeString(kept, found.name());
            return found;
        } catch (IOException failed) {
            throw new LabException("it cannot be tried whether guests run under KVM: " + failed.getMessage(), failed);
        }
    }

    private static boolean comesUp(GuestParts parts, Path initramfs, Path folder) throws IOException {
        Path console = folder.resolve("kvm.console");
        List<String> command = new ArrayList<>(List.of(QEMU, "-nodefaults", "-no-user-config", "-no-reboot"));
        command.addAll(List.of("-display", "none", "-machine", "pc", "-accel", KVM.option, "-cpu", KVM.processor));
        command.addAll(firmware());
        command.addAll(List.of("-m", "96", "-kernel", parts.kernel().toString(), "-initrd", initramfs.toString()));
        command.addAll(List.of("-append", ARGUMENTS, "-serial", "file:" + console));
        Process qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("kvm.log").toFile())
                .start();
        try {
            long limit = System.nanoTime() + LIMIT.toNanos();
            while (qemu.isAlive() && System.nanoTime() < limit) {
                if (Files.exists(console)
                        && Files.readString(console, StandardCharsets.ISO_8859_1)
                                .contains(READY)) {
                    return true;
                }
                LockSupport.parkNanos(POLL_NS);
            }
            return false;
        } finally {
            qemu.destroyForcibly();
            qemu.onExit().join();
        }
    }
}
