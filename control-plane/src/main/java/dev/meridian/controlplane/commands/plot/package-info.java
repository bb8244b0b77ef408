/// Small charts as SVG: the same input gives the same bytes, nothing is loaded from elsewhere, and
/// the colours follow the reader's light or dark screen.
@NullMarked
package dev.meridian.controlplane.commands.plot;

import org.jspecify.annotations.NullMarked;
