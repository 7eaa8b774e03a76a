/**
 * A suite as tests of somebody's own Maven project: a container for each trial, a test for each requirement, so that
 * {@code mvn test} says whether a design still keeps what it promised.
 *
 * <p>The run itself is a process of its own, the {@code seatrial} command: a test JVM with its garbage collector and its
 * other threads is no place to measure in, and a run that loses its harness is healed by its watchdog.
 *
 * <p>The pitfall: a test has two outcomes and a verdict more. INCONCLUSIVE fails, because what was not shown is not
 * shown; a requirement that only warns is never a failure, and is reported as aborted so that nobody takes it for passed.
 */
@NullMarked
package org.seatrial.suites;

import org.jspecify.annotations.NullMarked;
