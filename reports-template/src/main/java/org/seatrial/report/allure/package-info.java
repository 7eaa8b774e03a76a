/**
 * {@code allure-results/}: what the Allure report generator reads, a requirement a result, a trial a step.
 *
 * <p>The format has no word for "could not tell" either: INCONCLUSIVE and ERROR are {@code broken}, with categories that
 * tell them apart. The pitfall is {@code historyId}: it must not change from run to run, so nothing of a run goes into it.
 */
@NullMarked
package org.seatrial.report.allure;

import org.jspecify.annotations.NullMarked;
