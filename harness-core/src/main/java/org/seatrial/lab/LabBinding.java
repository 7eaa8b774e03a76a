package org.seatrial.lab;

import java.nio.file.Path;

/**
 * The file that says how each node of the design is realised.
 *
 * @param name the suite's name for it, for example {@code proposed}
 * @param provider the {@link LabProvider#name()} it asks for, its key {@code lab}
 * @param file the file
 * @param digest SHA-256 of the file and of all files it refers to, lower-case hex
 */
public record LabBinding(String name, String provider, Path file, String digest) {}
