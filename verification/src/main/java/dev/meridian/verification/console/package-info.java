/// The web console seen from outside: its addresses, and somebody who reads them without a browser.
@NullMarked
package dev.meridian.verification.console;

import org.jspecify.annotations.NullMarked;
