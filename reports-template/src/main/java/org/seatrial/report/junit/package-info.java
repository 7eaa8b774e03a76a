/**
 * {@code junit.xml} for continuous integration: a requirement is a test case.
 *
 * <p>The format has no word for "could not tell". What was not shown must turn a pipeline red, so INCONCLUSIVE is a
 * failure of type {@code inconclusive}, never a skipped test.
 */
@NullMarked
package org.seatrial.report.junit;

import org.jspecify.annotations.NullMarked;
