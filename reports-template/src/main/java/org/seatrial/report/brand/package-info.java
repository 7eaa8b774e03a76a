/**
 * The integrator's own name, logo, colours and footer on the report, from a folder and without touching code.
 *
 * <p>A brand decorates and tells nothing: the colours of verdicts are not in it, no text of the report can be changed by
 * it, and what cannot be read by people with weak eyes is refused.
 */
@NullMarked
package org.seatrial.report.brand;

import org.jspecify.annotations.NullMarked;
