/**
 * {@code report.html}: one file that a customer reads on a phone, prints and files, with no network and no script.
 *
 * <p>A {@link org.seatrial.report.html.Page} holds every text that is shown; the template only lays it out and escapes
 * all of it. Whatever an integrator changes in the template, the figures stay those of the report. The page is a
 * rendering: what is signed is {@code report.json}, whose digest it shows.
 */
@NullMarked
package org.seatrial.report.html;

import org.jspecify.annotations.NullMarked;
