package org.seatrial.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.WakefulProcessors;
import org.seatrial.recording.SelfTest;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** What would make a machine fitter to measure, each with the action to take; only what this machine shows to matter. */
final class MachineAdvice {

    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final Path ISOLATED = Path.of("/sys/devices/system/cpu/isolated");
    private static final Path LARGEST_BUFFER = Path.of("/proc/sys/net/core/rmem_max");
    private static final long WANTED_BUFFER = 32L << 20;
    private static final long LATE_NS = 100_000;
    private static final long COARSE_NS = 1_000;
    private static final double MUCH_STEAL = 0.01;

    private MachineAdvice() {}

    static List<String> of(Optional<SelfTest> measured) throws IOException {
        List<String> advice = new ArrayList<>();
        Optional<String> governor = read(GOVERNOR);
        governor.filter(set -> !set.equals("performance"))
                .ifPresent(
                        set -> advice.add("CPU governor is " + set + "; next: cpupower frequency-set -g performance"));
        if (new VirtioDevices().freedMemoryIsTakenBack()) {
            advice.add(
                    "the host takes back what memory is freed here (free page reporting), which stops this machine now"
                        + " and then; next: switch that off for this guest, or free no gigabytes while it measures");
        }
        long stepNs = new Timespec().timerStepNs();
        if (stepNs > COARSE_NS) {
            advice.add(
                    "timers fire in steps of %s, so that whatever waits wakes as late; next: boot a kernel with high-resolution"
                                    .formatted(Quantities.format(Dimension.TIME, stepNs))
                            + " timers (CONFIG_HIGH_RES_TIMERS, and no highres=off)");
        }
        if (!WakefulProcessors.possible()) {
            advice.add("processors that are idle go to sleep and wake up late while it measures, which"
                    + " /dev/cpu_dma_latency would keep them from; next: run as root");
        }
        if (measured.isPresent()) {
            SelfTest test = measured.get();
            if (!test.prompt()) {
                advice.add("the instrument has no real-time priority, so delays beyond their limit stay inconclusive;"
                        + " next: run as root, or set an rtprio limit in /etc/security/limits.conf");
                // Only a process with CAP_NET_ADMIN may go beyond this limit, which is who gets the priority as well.
                read(LARGEST_BUFFER)
                        .map(Long::parseLong)
                        .filter(bytes -> bytes < WANTED_BUFFER)
                        .ifPresent(bytes -> advice.add(
                                "sockets get %s of receive buffer at most; next: sysctl -w net.core.rmem_max=%d"
                                        .formatted(Quantities.format(Dimension.SIZE, bytes), WANTED_BUFFER)));
            }
            Double steal = test.stealShare();
            if (steal != null && steal > MUCH_STEAL) {
                advice.add("the hypervisor took %s of the processors' time; next: give this guest cores of its own"
                        .formatted(Quantities.format(Dimension.RATIO, steal)));
            }
            if (test.senderLatenessP99Ns() > LATE_NS
                    && read(ISOLATED).orElse("").isEmpty()) {
                advice.add(
                        ("packets leave %s late (p99) on cores shared with everything else; next: isolate a core with"
                            + " the kernel parameter isolcpus=, or leave the machine alone while it measures")
                                .formatted(Quantities.format(Dimension.TIME, test.senderLatenessP99Ns())));
            }
        }
        return advice;
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
