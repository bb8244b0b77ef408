package dev.meridian.controlplane.console.look;

import java.util.List;
import java.util.function.Function;
import org.springframework.ui.Model;

/// The part of a list that one page shows.
///
/// @param more the list goes on
public record Slice<T>(List<T> shown, boolean more) {

    /// @param found one more than `most` where the list goes on
    public static <T> Slice<T> of(List<T> found, int most) {
        return new Slice<>(
                List.copyOf(found.subList(0, Math.min(most, found.size()))), found.size() > most);
    }

    /// For the fragment `paging`: the addresses of the beginning, null where this is it, and of
    /// what follows, null where nothing does.
    ///
    /// @param list its address and filters
    /// @param cursor of an element, after which the list goes on
    public void link(Model model, Filters list, boolean beginning, Function<T, ?> cursor) {
        model.addAttribute("first", beginning ? null : list.address());
        model.addAttribute(
                "next", more ? list.with("cursor", cursor.apply(shown.getLast())) : null);
    }
}
