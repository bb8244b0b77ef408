/// Who calls, which routes there are and who may take them; whatever is not listed is refused.
@NullMarked
package dev.meridian.controlplane.rest.security;

import org.jspecify.annotations.NullMarked;
