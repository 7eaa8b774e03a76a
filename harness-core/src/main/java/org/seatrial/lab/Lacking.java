package org.seatrial.lab;

/**
 * Something this machine lacks.
 *
 * @param what the program or right
 * @param debianPackage the package that provides it; empty if no package does
 * @param action what to do about it
 */
public record Lacking(String what, String debianPackage, String action) {}
