package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual of the devices, held against the adapters themselves. */
final class DevicesPageTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().resolveSibling("");

    @Test
    void everyAdapterHasASectionThatNamesAllItsKeys() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/devices.md"));
        assertThat(DeviceAdapters.all()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(adapter -> {
            assertThat(page).contains("\n### " + adapter.name() + "\n");
            String section = page.split("\n### " + adapter.name() + "\n", -1)[1].split("\n### ", -1)[0];
            assertThat(Stream.concat(adapter.deviceKeys().stream(), adapter.targetKeys().stream()))
                    .allSatisfy(key -> assertThat(section).contains("`" + key.name() + "`"));
        });
    }

    @Test
    void everyFamilyOfTheOutletTableIsOnThePage() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/devices.md"));
        assertThat(OutletTable.models()).allSatisfy(model -> assertThat(page).contains("| `" + model + "` |"));
    }

    @Test
    void everyFileOfAnAdapterIsFoundAndHasATest() throws IOException {
        Path main = Path.of("src/main/java/org/seatrial/fault/device");
        Path test = Path.of("src/test/java/org/seatrial/fault/device");
        List<String> classes;
        try (Stream<Path> files = Files.list(main)) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Adapter") && !name.equals("DeviceAdapter"))
                    .sorted()
                    .toList();
        }
        assertThat(DeviceAdapters.all())
                .extracting(adapter -> adapter.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(classes);
        assertThat(classes)
                .allSatisfy(name -> assertThat(Files.exists(test.resolve(name + "Test.java"))
                                || Files.exists(test.resolve(name + "IT.java")))
                        .as("a test of %s", name)
                        .isTrue());
    }
}
