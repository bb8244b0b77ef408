/// The door of the web console: reads requests of browsers, asks the rooms, and draws their
/// answers. See docs/explanation/console.md for the recipe of a page.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
