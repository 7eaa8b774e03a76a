package org.seatrial.replica.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.LabException;

class BareKernelTest {

    private static final int SECTORS = 2;
    private static final int PAYLOAD = 64;

    @TempDir
    private Path folder = Path.of("unset");

    /** A kernel whose payload is two blocks of LZ4 without any repetition: "ELF" and "kernel". */
    private Path packed(int magic) throws IOException {
        byte[] first = {(byte) (3 << 4), 'E', 'L', 'F'};
        byte[] second = {(byte) (6 << 4), 'k', 'e', 'r', 'n', 'e', 'l'};
        int length = 4 + 4 + first.length + 4 + second.length + 4;
        ByteBuffer image =
                ByteBuffer.allocate((SECTORS + 1) * 512 + PAYLOAD + length).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) SECTORS);
        image.put(0x202, new byte[] {'H', 'd', 'r', 'S'});
        image.putInt(0x248, PAYLOAD);
        image.putInt(0x24c, length);
        image.position((SECTORS + 1) * 512 + PAYLOAD);
        image.putInt(magic)
                .putInt(first.length)
                .put(first)
                .putInt(second.length)
                .put(second)
                .putInt(9);
        return Files.write(folder.resolve("vmlinuz-6"), image.array());
    }

    private GuestParts parts(Path kernel, String... configuration) throws IOException {
        Files.write(folder.resolve("config-6"), List.of(configuration));
        return new GuestParts(kernel, "6", folder, folder);
    }

    @Test
    void aKernelIsUnpackedBlockByBlock() throws IOException {
        GuestParts parts = parts(packed(0x184c2102), "CONFIG_X86=y", "CONFIG_KERNEL_LZ4=y", "CONFIG_PVH=y");

        Path bare = BareKernel.of(parts, folder.resolve("bare"));

        assertThat(bare).isEqualTo(folder.resolve("bare")).hasContent("ELFkernel");
    }

    @Test
    void aKernelThatCannotBeStartedBareStaysAsItIs() throws IOException {
        GuestParts parts = parts(packed(0x184c2102), "CONFIG_KERNEL_LZ4=y", "# CONFIG_PVH is not set");
        assertThat(BareKernel.of(parts, folder.resolve("bare"))).isEqualTo(parts.kernel());
    }

    @Test
    void aKernelOfUnknownConfigurationStaysAsItIs() throws IOException {
        GuestParts parts = new GuestParts(packed(0x184c2102), "6", folder, folder);
        assertThat(BareKernel.of(parts, folder.resolve("bare"))).isEqualTo(parts.kernel());
    }

    @Test
    void aKernelThatIsPackedOtherwiseStaysAsItIs() throws IOException {
        GuestParts parts = parts(packed(0x12345678), "CONFIG_KERNEL_LZ4=y", "CONFIG_PVH=y");
        assertThat(BareKernel.of(parts, folder.resolve("bare"))).isEqualTo(parts.kernel());
    }

    @Test
    void aKernelWithADamagedBlockIsNamed() throws IOException {
        Path kernel = packed(0x184c2102);
        byte[] image = Files.readAllBytes(kernel);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt((SECTORS + 1) * 512 + PAYLOAD + 4, -5);
        Files.write(kernel, image);
        GuestParts parts = parts(kernel, "CONFIG_KERNEL_LZ4=y", "CONFIG_PVH=y");

        assertThatThrownBy(() -> BareKernel.of(parts, folder.resolve("bare")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("vmlinuz-6");
    }

    @Test
    void aKernelThatIsCutShortIsNamed() throws IOException {
        Path kernel = packed(0x184c2102);
        Files.write(kernel, Arrays.copyOf(Files.readAllBytes(kernel), (SECTORS + 1) * 512 + PAYLOAD + 10));
        GuestParts parts = parts(kernel, "CONFIG_KERNEL_LZ4=y", "CONFIG_PVH=y");

        assertThatThrownBy(() -> BareKernel.of(parts, folder.resolve("bare")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("vmlinuz-6");
    }
}
