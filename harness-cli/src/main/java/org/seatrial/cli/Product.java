package org.seatrial.cli;

import java.nio.file.Path;
import picocli.CommandLine.IVersionProvider;

/** The installed product: its version and where it lies. */
final class Product implements IVersionProvider {

    /** The version of the jar that runs; of the build where it is not run from one. */
    static String version() {
        String version = Product.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    /** Where the product is installed: its suites are below it. */
    static Path home() {
        return Path.of(System.getProperty("seatrial.home", "."));
    }

    /** Name and version, as the command says them. */
    static String nameAndVersion() {
        return "seatrial " + version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {nameAndVersion()};
    }
}
