/// The console as people meet it: a real browser in front of a real control plane with real agents.
package dev.meridian.verification.console;
